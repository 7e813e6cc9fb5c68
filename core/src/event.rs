//! What happened: the journal's entries. Append-only; a payload is never
//! changed after a release, only lifted (see `lift` in the store).

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    command::{HelpKind, Party, Reason},
    forecast::Experience,
    id::{CounterId, VisitId},
    plan::DayPlan,
    queue::Rank,
    settings::Policy,
    ticket::TicketNumber,
    visit::{Channel, Concern},
};

/// Version of the payloads that this build writes.
pub const VERSION: u16 = 1;

/// One entry of a day's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Place in the day's journal, from 1 without gaps.
    pub seq: u64,
    /// When; never before the entry before it.
    pub at: Timestamp,
    /// What.
    pub event: Event,
}

/// What happened. Carries what folding and later explanations need, so that a
/// past day never changes when settings do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the fields of one name mean the same everywhere"
)]
pub enum Event {
    /// The plan that the following decisions rest on.
    PlanAdopted { plan: Arc<DayPlan> },
    /// What forecasts rest on from now on.
    ExperienceAdopted { experience: Arc<Experience> },

    /// A time is kept.
    Held {
        visit: VisitId,
        from: Timestamp,
        concerns: Vec<Concern>,
        planned_s: u32,
        until: Timestamp,
    },
    /// It is kept longer.
    HoldExtended { visit: VisitId, until: Timestamp },
    /// The citizen gave it back.
    HoldReleased { visit: VisitId },
    /// It ran out.
    HoldExpired { visit: VisitId },
    /// The form is sent.
    Submitted { visit: VisitId, until: Timestamp },
    /// Not confirmed in time.
    PendingExpired { visit: VisitId },
    /// The mail is confirmed.
    Confirmed {
        visit: VisitId,
        number: TicketNumber,
    },
    /// Booked by a clerk.
    Booked {
        visit: VisitId,
        from: Timestamp,
        concerns: Vec<Concern>,
        planned_s: u32,
        number: TicketNumber,
    },
    /// Cancelled.
    Cancelled { visit: VisitId, by: Party },
    /// Another time on the same day.
    Moved {
        visit: VisitId,
        from: Timestamp,
        sequence: u32,
        by: Party,
    },
    /// Left for another day.
    MovedOut {
        visit: VisitId,
        to: Timestamp,
        by: Party,
    },
    /// Came from another day.
    MovedIn {
        visit: VisitId,
        from: Timestamp,
        concerns: Vec<Concern>,
        planned_s: u32,
        number: TicketNumber,
        sequence: u32,
        channel: Channel,
        by: Party,
    },
    /// Concerns changed at the desk.
    ConcernsSet {
        visit: VisitId,
        concerns: Vec<Concern>,
        planned_s: u32,
    },

    /// Here. `late` if the place is that of the arrival, not of the booked time.
    CheckedIn {
        visit: VisitId,
        rank: Rank,
        due: Timestamp,
        late: bool,
    },
    /// A walk-in ticket.
    TicketDrawn {
        visit: VisitId,
        number: TicketNumber,
        concerns: Vec<Concern>,
        planned_s: u32,
        rank: Rank,
        standby: bool,
        channel: Channel,
    },
    /// Help is called at the kiosk.
    HelpCalled { kind: HelpKind },
    /// Somebody takes care of it.
    HelpTaken { help: u64 },

    /// A counter is open.
    CounterOpened { counter: CounterId },
    /// A counter is closed.
    CounterClosed { counter: CounterId },
    /// A counter pauses.
    Paused { counter: CounterId },
    /// It will pause after the present visit (or not).
    PauseAfterSet { counter: CounterId, on: bool },
    /// It is back.
    Resumed { counter: CounterId },
    /// Its capacity is gone for the rest of the day.
    CounterWithdrawn { counter: CounterId },
    /// Its capacity is there again.
    CounterRestored { counter: CounterId },

    /// Called to a counter. `reason` if out of turn.
    Called {
        visit: VisitId,
        counter: CounterId,
        number: TicketNumber,
        reason: Option<Reason>,
    },
    /// Called again.
    Recalled {
        visit: VisitId,
        counter: CounterId,
        number: TicketNumber,
    },
    /// Did not come.
    Missed { visit: VisitId, counter: CounterId },
    /// At the counter.
    Started { visit: VisitId, counter: CounterId },
    /// Served.
    Finished { visit: VisitId, counter: CounterId },
    /// The entry with this seq is taken back.
    Undone {
        seq: u64,
        visit: Option<VisitId>,
        counter: Option<CounterId>,
    },
    /// Set aside.
    Parked { visit: VisitId, counter: CounterId },
    /// Back in the queue after parking.
    Unparked {
        visit: VisitId,
        reserved_for: Option<CounterId>,
    },
    /// Back in the queue from a counter.
    Transferred {
        visit: VisitId,
        counter: CounterId,
        reserved_for: Option<CounterId>,
    },
    /// A missed visit is back in the queue.
    Returned { visit: VisitId, rank: Rank },
    /// Marked urgent.
    MarkedUrgent {
        visit: VisitId,
        rank: Rank,
        reason: Reason,
    },
    /// Went away.
    Left { visit: VisitId },

    /// Walk-in tickets are stopped (or not).
    TicketsStopped { on: bool },
    /// Everything stands still.
    Interrupted { reason: Reason },
    /// It goes on.
    InterruptionEnded,
    /// Another order; the visits get these ranks. `policy` is that of the rest
    /// of the day; `None`: that of the settings.
    PolicyChanged {
        policy: Option<Policy>,
        ranks: Vec<(VisitId, Rank)>,
    },

    /// Booked and never came (end of the day).
    Absent { visit: VisitId },
    /// Still in the house when the day was closed.
    VisitClosed { visit: VisitId },
    /// The day is closed.
    DayClosed,
}

impl Event {
    /// The name under which the kind is stored.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::PlanAdopted { .. } => "plan_adopted",
            Self::ExperienceAdopted { .. } => "experience_adopted",
            Self::Held { .. } => "held",
            Self::HoldExtended { .. } => "hold_extended",
            Self::HoldReleased { .. } => "hold_released",
            Self::HoldExpired { .. } => "hold_expired",
            Self::Submitted { .. } => "submitted",
            Self::PendingExpired { .. } => "pending_expired",
            Self::Confirmed { .. } => "confirmed",
            Self::Booked { .. } => "booked",
            Self::Cancelled { .. } => "cancelled",
            Self::Moved { .. } => "moved",
            Self::MovedOut { .. } => "moved_out",
            Self::MovedIn { .. } => "moved_in",
            Self::ConcernsSet { .. } => "concerns_set",
            Self::CheckedIn { .. } => "checked_in",
            Self::TicketDrawn { .. } => "ticket_drawn",
            Self::HelpCalled { .. } => "help_called",
            Self::HelpTaken { .. } => "help_taken",
            Self::CounterOpened { .. } => "counter_opened",
            Self::CounterClosed { .. } => "counter_closed",
            Self::Paused { .. } => "paused",
            Self::PauseAfterSet { .. } => "pause_after_set",
            Self::Resumed { .. } => "resumed",
            Self::CounterWithdrawn { .. } => "counter_withdrawn",
            Self::CounterRestored { .. } => "counter_restored",
            Self::Called { .. } => "called",
            Self::Recalled { .. } => "recalled",
            Self::Missed { .. } => "missed",
            Self::Started { .. } => "started",
            Self::Finished { .. } => "finished",
            Self::Undone { .. } => "undone",
            Self::Parked { .. } => "parked",
            Self::Unparked { .. } => "unparked",
            Self::Transferred { .. } => "transferred",
            Self::Returned { .. } => "returned",
            Self::MarkedUrgent { .. } => "marked_urgent",
            Self::Left { .. } => "left",
            Self::TicketsStopped { .. } => "tickets_stopped",
            Self::Interrupted { .. } => "interrupted",
            Self::InterruptionEnded => "interruption_ended",
            Self::PolicyChanged { .. } => "policy_changed",
            Self::Absent { .. } => "absent",
            Self::VisitClosed { .. } => "visit_closed",
            Self::DayClosed => "day_closed",
        }
    }

    /// The visit that the event is about, if it is about one.
    #[must_use]
    pub fn visit(&self) -> Option<VisitId> {
        match self {
            Self::Held { visit, .. }
            | Self::HoldExtended { visit, .. }
            | Self::HoldReleased { visit }
            | Self::HoldExpired { visit }
            | Self::Submitted { visit, .. }
            | Self::PendingExpired { visit }
            | Self::Confirmed { visit, .. }
            | Self::Booked { visit, .. }
            | Self::Cancelled { visit, .. }
            | Self::Moved { visit, .. }
            | Self::MovedOut { visit, .. }
            | Self::MovedIn { visit, .. }
            | Self::ConcernsSet { visit, .. }
            | Self::CheckedIn { visit, .. }
            | Self::TicketDrawn { visit, .. }
            | Self::Called { visit, .. }
            | Self::Recalled { visit, .. }
            | Self::Missed { visit, .. }
            | Self::Started { visit, .. }
            | Self::Finished { visit, .. }
            | Self::Parked { visit, .. }
            | Self::Unparked { visit, .. }
            | Self::Transferred { visit, .. }
            | Self::Returned { visit, .. }
            | Self::MarkedUrgent { visit, .. }
            | Self::Left { visit }
            | Self::Absent { visit }
            | Self::VisitClosed { visit } => Some(*visit),
            Self::Undone { visit, .. } => *visit,
            Self::PlanAdopted { .. }
            | Self::ExperienceAdopted { .. }
            | Self::HelpCalled { .. }
            | Self::HelpTaken { .. }
            | Self::CounterOpened { .. }
            | Self::CounterClosed { .. }
            | Self::Paused { .. }
            | Self::PauseAfterSet { .. }
            | Self::Resumed { .. }
            | Self::CounterWithdrawn { .. }
            | Self::CounterRestored { .. }
            | Self::TicketsStopped { .. }
            | Self::Interrupted { .. }
            | Self::InterruptionEnded
            | Self::PolicyChanged { .. }
            | Self::DayClosed => None,
        }
    }
}
