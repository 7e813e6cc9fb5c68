//! Finds visits by number, name or time. Every search is recorded, what was
//! searched for is not.

use std::collections::BTreeMap;

use aufruf_core::{
    day::view::visit_view,
    id::VisitId,
    visit::{State, Visit},
    wire::desk::SearchHit,
};
use jiff::{
    ToSpan,
    civil::{Date, Time},
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    api::{
        Call,
        input::{Json, Query},
    },
    auth::Staff,
    days::Snapshot,
    error::ApiError,
    store::AuditEntry,
};

/// Most hits.
const HITS: usize = 50;
/// Names are searched this many days back (requirement E17). Those of past days
/// are erased in the night after the day; a test or a demo may still have some.
const BACK_DAYS: i64 = 14;
/// Names are searched this many days ahead.
const AHEAD_DAYS: i64 = 28;
/// Numbers are searched from this many days before the date: who comes a day
/// late has yesterday's.
const NUMBERS_BACK_DAYS: u16 = 1;
/// Most contact data that one search reads.
const READ: u64 = 50_000;
/// Longest text to search for. Characters.
const LONGEST: usize = 100;

/// What for, and around which date.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// "A 4827", "4827", "9:50" or a part of a name.
    pub query: String,
    /// The local date. Times are searched on it only, numbers from the day before
    /// to the last day that can be booked.
    pub date: Date,
}

/// What a text asks for.
#[derive(Debug, PartialEq, Eq)]
enum Sought {
    Number { letter: Option<char>, digits: u16 },
    Time(Time),
    Name(Vec<String>),
}

/// `GET /api/v1/desk/visits`.
pub async fn search(
    call: Call<Staff>,
    Query(question): Query<Question>,
) -> Result<Json<Vec<SearchHit>>, ApiError> {
    let sought = parse(&question.query)
        .ok_or_else(|| ApiError::bad_request("the query is empty or longer than 100 characters"))?;
    let kind = match sought {
        Sought::Number { .. } => "number",
        Sought::Time(_) => "time",
        Sought::Name(_) => "name",
    };
    let audit = AuditEntry {
        detail: Some(kind.to_owned()),
        ..super::audit(&call.caller, "search")
    };
    call.app.store.record(audit, call.now).await?;
    let hits = match sought {
        Sought::Name(words) => by_name(&call, question.date, &words).await?,
        Sought::Time(time) => by_time(&call, question.date, time).await?,
        Sought::Number { letter, digits } => {
            by_number(&call, question.date, letter, digits).await?
        }
    };
    Ok(Json(hits))
}

async fn by_time(call: &Call<Staff>, date: Date, time: Time) -> Result<Vec<SearchHit>, ApiError> {
    let office = &call.caller.device.office;
    let zone = call.app.settings.current(office).await?.zone.clone();
    let snapshot = call.app.days.snapshot(office, date).await?;
    let then = |visit: &&Visit| {
        let booked = visit.booked;
        booked.is_some_and(|at| zone.to_datetime(at).time() == time) && is_told(visit)
    };
    let hits = snapshot.day.visits().filter(then).take(HITS);
    Ok(hits
        .map(|visit| hit(call, &snapshot, visit, None))
        .collect())
}

/// The days come from the cache that free times are answered from too: one query
/// for their heads. A number that a move has replaced leads to the new one.
async fn by_number(
    call: &Call<Staff>,
    date: Date,
    letter: Option<char>,
    digits: u16,
) -> Result<Vec<SearchHit>, ApiError> {
    let office = &call.caller.device.office;
    let settings = call.app.settings.current(office).await?.settings.clone();
    let from = date
        .checked_sub(i64::from(NUMBERS_BACK_DAYS).days())
        .map_err(|_| ApiError::bad_request("the date is out of range"))?;
    let count = settings.booking.horizon_days + NUMBERS_BACK_DAYS + 1;
    let days = call.app.days.snapshots(office, from, count).await?;
    let here = |id: VisitId| {
        days.iter().find_map(|snapshot| {
            let visit = snapshot.day.visit(id)?;
            (visit.state != State::MovedOut).then(|| hit(call, snapshot, visit, None))
        })
    };
    let mut hits: Vec<SearchHit> = Vec::new();
    for snapshot in &days {
        for visit in snapshot.day.visits() {
            let Some(number) = visit.number.filter(|number| {
                number.digits == digits && letter.is_none_or(|letter| letter == number.letter)
            }) else {
                continue;
            };
            let found = match visit.state {
                State::MovedOut => here(visit.id).map(|hit| SearchHit {
                    former: Some(number),
                    ..hit
                }),
                _ => is_told(visit).then(|| hit(call, snapshot, visit, None)),
            };
            // Moved there and back: once, by its present number.
            hits.extend(found.filter(|new| hits.iter().all(|hit| hit.visit.id != new.visit.id)));
        }
    }
    // Today's first, then what is to come: yesterday's is seldom meant.
    hits.sort_by_key(|hit| (hit.date < date, hit.date));
    hits.truncate(HITS);
    Ok(hits)
}

async fn by_name(
    call: &Call<Staff>,
    date: Date,
    words: &[String],
) -> Result<Vec<SearchHit>, ApiError> {
    let office = &call.caller.device.office;
    let out_of_range = |_| ApiError::bad_request("the date is out of range");
    let from = date.checked_sub(BACK_DAYS.days()).map_err(out_of_range)?;
    let to = date.checked_add(AHEAD_DAYS.days()).map_err(out_of_range)?;
    let contacts = call
        .app
        .store
        .contacts_between(office, from, to, READ)
        .await?;
    let mut found: BTreeMap<Date, Vec<(VisitId, String)>> = BTreeMap::new();
    let named = contacts
        .into_iter()
        .filter(|(_, contact)| is_named(&contact.name, words));
    for (date, contact) in named.take(HITS) {
        found
            .entry(date)
            .or_default()
            .push((contact.visit, contact.name));
    }
    let mut hits = Vec::new();
    for (date, named) in found {
        let snapshot = call.app.days.snapshot(office, date).await?;
        for (visit, name) in named {
            let Some(visit) = snapshot.day.visit(visit).filter(|visit| is_told(visit)) else {
                continue;
            };
            hits.push(hit(call, &snapshot, visit, Some(name)));
        }
    }
    Ok(hits)
}

fn hit(call: &Call<Staff>, snapshot: &Snapshot, visit: &Visit, name: Option<String>) -> SearchHit {
    let t = snapshot.day.time(call.now);
    SearchHit {
        office: call.caller.device.office.clone(),
        date: snapshot.day.date(),
        visit: visit_view(&snapshot.day, &snapshot.plan, visit, t),
        name,
        former: None,
    }
}

/// Times that were only kept for a while are nothing that a clerk looks for.
fn is_told(visit: &Visit) -> bool {
    !matches!(visit.state, State::Held | State::Expired | State::MovedOut)
}

fn is_named(name: &str, words: &[String]) -> bool {
    let name = name.to_lowercase();
    words.iter().all(|word| name.contains(word.as_str()))
}

fn parse(text: &str) -> Option<Sought> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let number = number(text).map(|(letter, digits)| Sought::Number { letter, digits });
    let time = time(text).map(Sought::Time);
    let words = || {
        text.to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect()
    };
    Some(number.or(time).unwrap_or_else(|| Sought::Name(words())))
}

/// "A 4827", "a4827", "4827".
fn number(text: &str) -> Option<(Option<char>, u16)> {
    let letter = text.chars().next().filter(|c| c.is_alphabetic());
    let digits = letter.map_or(text, |letter| text[letter.len_utf8()..].trim_start());
    let is_short = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let digits = digits.parse().ok().filter(|_| is_short)?;
    Some((letter.map(|letter| letter.to_ascii_uppercase()), digits))
}

/// "9:50", "09.50", "9:50 Uhr".
fn time(text: &str) -> Option<Time> {
    let text = text.trim_end_matches("Uhr").trim_end();
    let (hour, minute) = text.split_once([':', '.'])?;
    let is_plain = |part: &str| (1..=2).contains(&part.len());
    if !is_plain(hour) || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_number_a_time_or_a_name() {
        let number = |letter, digits| Some(Sought::Number { letter, digits });
        assert_eq!(parse(" a 4827"), number(Some('A'), 4827));
        assert_eq!(parse("W17"), number(Some('W'), 17));
        assert_eq!(parse("4827"), number(None, 4827));
        for text in ["9:50", "09.50", "9:50 Uhr"] {
            assert_eq!(
                parse(text),
                Some(Sought::Time(Time::constant(9, 50, 0, 0))),
                "{text}"
            );
        }
        let name = |words: &[&str]| {
            Some(Sought::Name(
                words.iter().map(|word| (*word).to_owned()).collect(),
            ))
        };
        assert_eq!(parse("Klein  Sabine"), name(&["klein", "sabine"]));
        assert_eq!(parse("12345"), name(&["12345"]));
        assert_eq!(parse("25:10"), name(&["25:10"]));
        assert_eq!(parse("  "), None);
        assert_eq!(parse(&"x".repeat(101)), None);
    }

    #[test]
    fn names_are_found_by_their_parts_in_any_order() {
        assert!(is_named(
            "Sabine Müller-Klein",
            &["klein".to_owned(), "sab".to_owned()]
        ));
        assert!(!is_named("Sabine Müller", &["klein".to_owned()]));
    }
}
