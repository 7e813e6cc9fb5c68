//! One citizen's stay, from the held time to the finished service.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    id::{CounterId, ServiceId, VisitId},
    queue::Rank,
    ticket::TicketNumber,
};

/// A service chosen for one visit, and how many persons or pieces.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Concern {
    /// The entry of the catalogue.
    pub service: ServiceId,
    /// Persons or pieces, `1..=` the service's maximum.
    pub quantity: u8,
}

/// How a visit came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Booked on the public pages; capacity for the public only.
    Online,
    /// Entered by a clerk for a caller or a citizen at the counter.
    Staff,
    /// Drawn at the kiosk.
    Kiosk,
}

/// Where a visit stands. See the state diagram in ARCHITECTURE.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The time is kept while the form is filled.
    Held,
    /// The form is sent, the mail not yet confirmed.
    Pending,
    /// Booked; the citizen is expected.
    Confirmed,
    /// Here, in the queue.
    Waiting,
    /// Called to a counter, not there yet.
    Called,
    /// At a counter.
    Serving,
    /// Set aside by a clerk; comes back into the queue by a clerk.
    Parked,
    /// Called and did not come.
    Missed,
    /// Served.
    Finished,
    /// Cancelled by the citizen or by staff.
    Cancelled,
    /// Hold or confirmation window ran out, or the citizen gave the hold up.
    Expired,
    /// Booked and never came.
    Absent,
    /// Came and went away before being served.
    Left,
    /// Still waiting, called, parked or missed when the day was closed.
    Closed,
    /// Moved to another day, where it lives on under the same id.
    MovedOut,
}

impl State {
    /// Whether a booked visit in this state takes capacity of its booked time.
    #[must_use]
    pub fn occupies(self) -> bool {
        matches!(
            self,
            Self::Held
                | Self::Pending
                | Self::Confirmed
                | Self::Waiting
                | Self::Called
                | Self::Serving
                | Self::Parked
                | Self::Missed
        )
    }

    /// Whether nothing more can happen to the visit on this day.
    #[must_use]
    pub fn is_final(self) -> bool {
        !self.occupies()
    }
}

/// Everything the rules know of one visit. No personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Stays the same over confirmation and moves.
    pub id: VisitId,
    /// Where it stands.
    pub state: State,
    /// How it came to be.
    pub channel: Channel,
    /// The booked time; `None` for a walk-in.
    pub booked: Option<Timestamp>,
    /// The chosen services, 1 to 6 different ones unless a clerk went beyond.
    pub concerns: Vec<Concern>,
    /// Planned duration in seconds, rounded up to the booking grid.
    pub planned_s: u32,
    /// What is shown and called; from confirmation or drawing on.
    pub number: Option<TicketNumber>,
    /// End of the hold or of the confirmation window.
    pub until: Option<Timestamp>,
    /// How often the hold was extended.
    pub extensions: u8,
    /// Check-in or drawing.
    pub arrived: Option<Timestamp>,
    /// Place in the queue, from the arrival on.
    pub rank: Option<Rank>,
    /// Not called before this instant while others wait ("too early").
    pub due: Option<Timestamp>,
    /// Drawn above the wait cap: served in gaps, without a promise.
    pub standby: bool,
    /// When a clerk marked it urgent.
    pub urgent_at: Option<Timestamp>,
    /// When it came back after being missed.
    pub returned_at: Option<Timestamp>,
    /// Was called once (undone calls excepted): never "too early" again.
    pub was_called: bool,
    /// Checked in after its time had passed and ranked by its arrival.
    pub ranked_late: bool,
    /// Last time it was missed.
    pub missed_at: Option<Timestamp>,
    /// The counter that called, serves or parked it.
    pub counter: Option<CounterId>,
    /// Only this counter may call it (returned to a clerk, transferred).
    pub reserved_for: Option<CounterId>,
    /// The last call or recall.
    pub called_at: Option<Timestamp>,
    /// Start of the service.
    pub started_at: Option<Timestamp>,
    /// End of the service.
    pub finished_at: Option<Timestamp>,
    /// Calendar SEQUENCE of the booking (RFC 5545), raised by each move.
    pub sequence: u32,
    /// The capacity that the booking takes; `None` for walk-ins.
    pub reserved: Option<Reservation>,
    /// The time on another day to which it was moved.
    pub moved_to: Option<Timestamp>,
    /// Seq of the event that made it.
    pub created_seq: u64,
    /// When it came to be on this day: booked, drawn or moved here.
    pub created_at: Option<Timestamp>,
    /// Seq of the last event that touched it.
    pub last_seq: u64,
}

/// The capacity that a booking takes from its booked time on. Concerns that are
/// added at the counter do not change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Seconds.
    pub length_s: u32,
    /// They decide which counters are capable.
    pub concerns: Vec<Concern>,
    /// It decides which hours may be taken.
    pub channel: Channel,
}

impl Visit {
    /// A visit that has just come to be, by the event with this seq.
    #[must_use]
    pub(crate) fn new(
        id: VisitId,
        state: State,
        channel: Channel,
        concerns: Vec<Concern>,
        planned_s: u32,
        seq: u64,
    ) -> Self {
        Self {
            id,
            state,
            channel,
            booked: None,
            concerns,
            planned_s,
            number: None,
            until: None,
            extensions: 0,
            arrived: None,
            rank: None,
            due: None,
            standby: false,
            urgent_at: None,
            returned_at: None,
            was_called: false,
            ranked_late: false,
            missed_at: None,
            counter: None,
            reserved_for: None,
            called_at: None,
            started_at: None,
            finished_at: None,
            sequence: 0,
            reserved: None,
            moved_to: None,
            created_seq: seq,
            created_at: None,
            last_seq: seq,
        }
    }

    /// Books the visit for a time: its present concerns take capacity from then on.
    pub(crate) fn reserve(&mut self, from: Timestamp, length_s: u32, channel: Channel) {
        self.booked = Some(from);
        self.reserved = Some(Reservation {
            length_s,
            concerns: self.concerns.clone(),
            channel,
        });
    }

    /// Whether the visit was booked for a time.
    #[must_use]
    pub fn is_appointment(&self) -> bool {
        self.booked.is_some()
    }

    /// Whether the visit waits without a promise, behind all others: a standby
    /// ticket that nobody has marked urgent.
    #[must_use]
    pub fn is_standby(&self) -> bool {
        self.standby && self.urgent_at.is_none()
    }

    /// From the booked time to the planned end; `None` for walk-ins.
    #[must_use]
    pub fn booked_span(&self) -> Option<crate::plan::Span> {
        let from = self.booked?;
        let length_s = self.reserved.as_ref()?.length_s;
        let length = jiff::SignedDuration::from_secs(i64::from(length_s));
        Some(crate::plan::Span {
            from,
            to: from + length,
        })
    }

    /// The booking as the capacity of the day sees it; `None` for walk-ins.
    #[must_use]
    pub fn booking(&self) -> Option<crate::slots::Booking> {
        let reserved = self.reserved.as_ref()?;
        Some(crate::slots::Booking {
            span: self.booked_span()?,
            concerns: reserved.concerns.clone(),
            channel: reserved.channel,
        })
    }
}
