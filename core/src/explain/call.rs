//! A past call: the journal is folded up to it, and the rule is asked again.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Candidate, Decisive};
use crate::{
    command::Reason,
    day::{OfficeDay, view::may_call},
    event::{Entry, Event},
    id::{CounterId, OfficeId, VisitId},
    queue,
    settings::Policy,
    ticket::TicketNumber,
};

/// A call and why it was that visit's turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CallExplained {
    /// Seq of the call.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Where to.
    pub counter: CounterId,
    /// Who. `arrived` is absent for somebody called from the missed ones only
    /// if the visit never arrived.
    pub called: Candidate,
    /// The order in force.
    pub policy: Policy,
    /// Why it was its turn.
    pub turn: Turn,
    /// Who else waited for this counter.
    pub others: u16,
    /// Was taken back within seconds.
    pub undone: bool,
}

/// In turn or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "turn", rename_all = "snake_case")]
pub enum Turn {
    /// By the rule: it had the smallest key.
    Next {
        /// Who would have been next without it; `None`: nobody else waited.
        beaten: Option<Candidate>,
        /// What put it before that one.
        by: Option<Decisive>,
    },
    /// By a clerk, with a reason.
    OutOfTurn {
        /// The reason.
        reason: Reason,
        /// Who was next by the rule, if it was another one.
        passed: Option<Candidate>,
    },
    /// No reason was given, and the rule would have called another one. This
    /// cannot happen; `verify` the database.
    NotNext {
        /// Who was next by the rule.
        next: Option<Candidate>,
    },
}

/// The seqs of the calls (not of the repeated ones) of a number, oldest first.
pub fn calls_of(entries: &[Entry], called: TicketNumber) -> impl Iterator<Item = u64> {
    entries.iter().filter_map(move |entry| match &entry.event {
        Event::Called { number, .. } if *number == called => Some(entry.seq),
        _ => None,
    })
}

/// Explains the call with this seq from the journal of its day; `None` if there
/// is no call with it.
#[must_use]
pub fn call(office: OfficeId, date: Date, entries: &[Entry], seq: u64) -> Option<CallExplained> {
    let (index, entry) = entries.iter().enumerate().find(|(_, e)| e.seq == seq)?;
    let Event::Called {
        visit,
        counter,
        reason,
        ..
    } = &entry.event
    else {
        return None;
    };
    let mut day = OfficeDay::new(office, date);
    entries[..index].iter().for_each(|entry| day.apply(entry));
    let plan = day.plan()?;
    let place = plan.counter(*counter)?;
    let rule = day.rule(plan);
    let mut line: Vec<(queue::Key, VisitId)> = day
        .visits()
        .filter(|visit| may_call(place, visit))
        .filter_map(|visit| Some((rule.key(visit, entry.at)?, visit.id)))
        .collect();
    line.sort_unstable_by_key(|(key, _)| *key);
    let named = |id: VisitId| Candidate::of(day.visit(id)?, entry.at);
    let first = line.first().map(|(_, id)| *id);
    let others = line.iter().filter(|(_, id)| id != visit).count();
    let turn = match reason {
        Some(reason) => Turn::OutOfTurn {
            reason: *reason,
            passed: first.filter(|first| first != visit).and_then(named),
        },
        None if first == Some(*visit) => Turn::Next {
            beaten: line.get(1).and_then(|(_, id)| named(*id)),
            by: line
                .get(1)
                .and_then(|(second, _)| Decisive::between(&line[0].0, second)),
        },
        None => Turn::NotNext {
            next: first.and_then(named),
        },
    };
    let undone = entries[index..]
        .iter()
        .any(|later| matches!(later.event, Event::Undone { seq: undone, .. } if undone == seq));
    Some(CallExplained {
        seq,
        at: entry.at,
        counter: *counter,
        called: named(*visit)?,
        policy: day.policy(plan),
        turn,
        others: u16::try_from(others).unwrap_or(u16::MAX),
        undone,
    })
}
