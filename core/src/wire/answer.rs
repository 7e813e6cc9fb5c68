//! The answer to an accepted command: a pure function of the events that it
//! caused, so that a repeated command gets the same answer from the journal.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    event::{Entry, Event},
    id::{CounterId, VisitId},
    ticket::TicketNumber,
};

/// What an accepted command led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "answer", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the fields of one name mean the same everywhere"
)]
pub enum Answer {
    /// Nothing that the caller needs to know.
    Done { seq: u64 },
    /// A time is kept until then.
    Held { visit: VisitId, until: Timestamp },
    /// To be confirmed until then.
    Submitted { visit: VisitId, until: Timestamp },
    /// Booked; the time is absent after a confirmation, which does not change it.
    Booked {
        visit: VisitId,
        number: TicketNumber,
        from: Option<Timestamp>,
    },
    /// Another time, same number.
    Moved { visit: VisitId, from: Timestamp },
    /// Left for another day.
    MovedOut { visit: VisitId, to: Timestamp },
    /// Checked in.
    CheckedIn { visit: VisitId, late: bool },
    /// Back in the queue after being missed.
    Returned { visit: VisitId },
    /// A walk-in ticket.
    Ticket {
        visit: VisitId,
        number: TicketNumber,
        drawn: Timestamp,
    },
    /// Somebody was called.
    Called {
        visit: VisitId,
        number: TicketNumber,
        counter: CounterId,
        seq: u64,
    },
}

impl Answer {
    /// The answer that these entries of one command amount to: the last one
    /// that says something; `None` for no entries.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Option<Self> {
        let last = entries.last()?;
        let told = entries.iter().rev().find_map(Self::of_entry);
        Some(told.unwrap_or(Self::Done { seq: last.seq }))
    }

    fn of_entry(entry: &Entry) -> Option<Self> {
        Some(match &entry.event {
            Event::Held { visit, until, .. } | Event::HoldExtended { visit, until } => Self::Held {
                visit: *visit,
                until: *until,
            },
            Event::Submitted { visit, until } => Self::Submitted {
                visit: *visit,
                until: *until,
            },
            Event::Confirmed { visit, number } => Self::Booked {
                visit: *visit,
                number: *number,
                from: None,
            },
            Event::Booked {
                visit,
                number,
                from,
                ..
            }
            | Event::MovedIn {
                visit,
                number,
                from,
                ..
            } => Self::Booked {
                visit: *visit,
                number: *number,
                from: Some(*from),
            },
            Event::Moved { visit, from, .. } => Self::Moved {
                visit: *visit,
                from: *from,
            },
            Event::MovedOut { visit, to, .. } => Self::MovedOut {
                visit: *visit,
                to: *to,
            },
            Event::CheckedIn { visit, late, .. } => Self::CheckedIn {
                visit: *visit,
                late: *late,
            },
            Event::Returned { visit, .. } => Self::Returned { visit: *visit },
            Event::TicketDrawn { visit, number, .. } => Self::Ticket {
                visit: *visit,
                number: *number,
                drawn: entry.at,
            },
            Event::Called {
                visit,
                number,
                counter,
                ..
            } => Self::Called {
                visit: *visit,
                number: *number,
                counter: *counter,
                seq: entry.seq,
            },
            _ => return None,
        })
    }
}
