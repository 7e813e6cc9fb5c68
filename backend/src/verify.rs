//! `aufruf-backend verify`: folds every day afresh and compares it with what
//! else is stored.

use std::{collections::BTreeMap, fmt};

use aufruf_core::{
    day::OfficeDay,
    id::{OfficeId, VisitId},
    statistics,
    visit::{State, Visit},
};
use jiff::civil::Date;

use crate::store::{Store, StoreError, StoredDay, VisitRef};

/// What does not fit together on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The office.
    pub office: OfficeId,
    /// The day.
    pub date: Date,
    /// What.
    pub what: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.office, self.date, self.what)
    }
}

/// What was looked at and what was found.
#[derive(Debug, Default)]
pub struct Report {
    /// Days that were folded.
    pub days: usize,
    /// Entries that were folded.
    pub entries: usize,
    /// What does not fit; empty: all is well.
    pub differences: Vec<Difference>,
}

/// Checks every day. Only a database that nobody writes to gives a sure
/// answer: a commit between two reads looks like a difference.
///
/// # Errors
/// If the database fails. What cannot be read of one day is a difference.
pub async fn verify(store: &Store) -> Result<Report, StoreError> {
    let mut report = Report::default();
    for (office, date) in store.stored_days().await? {
        report.days += 1;
        let mut differences = Vec::new();
        match store.stored_day(office.clone(), date).await {
            Ok(stored) => {
                report.entries += stored.entries.len();
                compare(&stored, &mut differences);
            }
            Err(error @ (StoreError::Unknown { .. } | StoreError::Corrupt(_))) => {
                differences.push(error.to_string());
            }
            Err(error) => return Err(error),
        }
        report
            .differences
            .extend(differences.into_iter().map(|what| Difference {
                office: office.clone(),
                date,
                what,
            }));
    }
    Ok(report)
}

fn compare(stored: &StoredDay, differences: &mut Vec<String>) {
    let mut day = OfficeDay::new(stored.office.clone(), stored.date);
    let mut last_at = None;
    for entry in &stored.entries {
        if entry.seq != day.seq() + 1 {
            differences.push(format!("entry {} follows entry {}", entry.seq, day.seq()));
            return;
        }
        if last_at.is_some_and(|last| entry.at < last) {
            differences.push(format!("entry {} is older than the one before", entry.seq));
        }
        last_at = Some(entry.at);
        day.apply(entry);
    }
    if stored.head != day.seq() {
        differences.push(format!(
            "the head is {}, the journal ends at {}",
            stored.head,
            day.seq()
        ));
    }
    if stored.closed != day.is_closed() {
        differences.push(format!(
            "closed is {}, by the journal {}",
            stored.closed,
            day.is_closed()
        ));
    }
    compare_visits(stored, &day, differences);
    let counts = stored.counts.as_ref();
    if counts.is_some_and(|counts| *counts != statistics::count(&day, &stored.entries)) {
        differences.push("the stored counts are not those of the journal".to_owned());
    }
    for (id, first, events) in &stored.requests {
        if *first == 0 || *events == 0 || first + events - 1 > day.seq() {
            differences.push(format!("request {id} names entries that do not exist"));
        }
    }
    for visit in &stored.mails {
        if day.visit(*visit).is_none() {
            differences.push(format!(
                "a mail for visit {visit}, which the journal does not know"
            ));
        }
    }
}

fn compare_visits(stored: &StoredDay, day: &OfficeDay, differences: &mut Vec<String>) {
    // A visit that moved away has its row on the other day.
    let mut folded: BTreeMap<VisitId, &Visit> = day
        .visits()
        .filter(|visit| visit.state != State::MovedOut)
        .map(|visit| (visit.id, visit))
        .collect();
    for (row, number) in &stored.visits {
        match folded.remove(&row.id) {
            Some(visit) => compare_visit(row, number.as_deref(), visit, differences),
            None => differences.push(format!("visit {} is not in the journal", row.id)),
        }
    }
    for id in folded.keys() {
        differences.push(format!("visit {id} has no row"));
    }
}

fn compare_visit(
    row: &VisitRef,
    number: Option<&str>,
    visit: &Visit,
    differences: &mut Vec<String>,
) {
    let by_journal = visit.number.map(|number| number.to_string());
    if row.state != visit.state {
        differences.push(format!(
            "visit {} is {:?}, by the journal {:?}",
            row.id, row.state, visit.state
        ));
    }
    if number != by_journal.as_deref() {
        differences.push(format!(
            "visit {} has the number {number:?}, by the journal {by_journal:?}",
            row.id
        ));
    }
    if row.sequence != visit.sequence {
        differences.push(format!(
            "visit {} has the sequence {}, by the journal {}",
            row.id, row.sequence, visit.sequence
        ));
    }
}
