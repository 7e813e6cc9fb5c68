//! What can be asked of an office day.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    forecast::Experience,
    id::{CounterId, VisitId},
    settings::Policy,
    visit::{Channel, Concern},
};

/// Why a clerk went beyond the rule. Codes only: no free text in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Pregnant, disabled, in pain, with an infant.
    Hardship,
    /// Frail or very old.
    Frail,
    /// Only a short question or a document to pick up.
    Short,
    /// Has to catch a train, a shift, a child.
    Deadline,
    /// Was called by mistake or overlooked.
    OurMistake,
    /// Needs just this clerk.
    SameClerk,
    /// Fire drill, system stop and the like.
    Disturbance,
}

/// Why help is called at the kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HelpKind {
    /// "Mitarbeiter rufen".
    Staff,
    /// "Nummer nicht dabei".
    NumberMissing,
    /// The device itself: paper, camera, printer.
    Device,
}

/// Who ended a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The citizen, by link.
    Citizen,
    /// Staff, at the desk.
    Staff,
}

/// A move that arrives from another day: what the visit brings along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The visit.
    pub visit: VisitId,
    /// The new time.
    pub from: Timestamp,
    /// Its concerns, unchanged.
    pub concerns: Vec<Concern>,
    /// How it came to be.
    pub channel: Channel,
    /// Who moved it, which decides the capacity that it may take.
    pub by: Party,
    /// Its calendar SEQUENCE before the move.
    pub sequence: u32,
}

/// A command to one office day. The caller brings the time and, where a number
/// is drawn, 64 random bits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the fields of one name mean the same everywhere"
)]
pub enum Command {
    // -- Booking --------------------------------------------------------------
    /// Keep a time while the form is filled (public pages).
    Hold {
        visit: VisitId,
        from: Timestamp,
        concerns: Vec<Concern>,
    },
    /// Keep it longer.
    ExtendHold { visit: VisitId },
    /// Give the time back before the form is sent.
    ReleaseHold { visit: VisitId },
    /// The form is sent; wait for the confirmation of the mail.
    Submit { visit: VisitId },
    /// The mail is confirmed: draw the number.
    Confirm { visit: VisitId, bits: u64 },
    /// Booked by a clerk, confirmed at once.
    Book {
        visit: VisitId,
        from: Timestamp,
        concerns: Vec<Concern>,
        bits: u64,
    },
    /// Cancel a confirmed booking that has not been called.
    Cancel { visit: VisitId, by: Party },
    /// Another time on the same day; the number stays.
    Move {
        visit: VisitId,
        from: Timestamp,
        by: Party,
    },
    /// Leaves for another day. Always together with [`Command::MoveIn`] there.
    MoveOut {
        visit: VisitId,
        to: Timestamp,
        by: Party,
    },
    /// Comes from another day and gets a new number.
    MoveIn { arrival: Arrival, bits: u64 },
    /// Concerns added or changed at the desk.
    SetConcerns {
        visit: VisitId,
        concerns: Vec<Concern>,
    },

    /// What forecasts of this day rest on from now on.
    AdoptExperience { experience: Arc<Experience> },

    // -- Arrival --------------------------------------------------------------
    /// The citizen is here (kiosk or desk).
    CheckIn { visit: VisitId },
    /// A walk-in ticket; `beyond_quota` only for clerks. `standby`: the citizen
    /// takes a number without a promise if there is no other.
    DrawTicket {
        visit: VisitId,
        concerns: Vec<Concern>,
        beyond_quota: bool,
        standby: bool,
    },
    /// Rings at the desks until someone takes it.
    CallHelp { kind: HelpKind },
    /// A clerk takes care of a call for help, named by the seq of its event.
    TakeHelp { help: u64 },

    // -- Counters -------------------------------------------------------------
    /// A clerk opens a counter.
    OpenCounter { counter: CounterId },
    /// The clerk leaves the counter.
    CloseCounter { counter: CounterId },
    /// No calls to this counter until resumed.
    Pause { counter: CounterId },
    /// Pause as soon as the present visit is finished.
    PauseAfter { counter: CounterId, on: bool },
    /// Back from the pause.
    Resume { counter: CounterId },
    /// Nobody is at this counter for the rest of the day: its capacity is gone.
    WithdrawCounter { counter: CounterId },
    /// The counter is staffed after all.
    RestoreCounter { counter: CounterId },

    // -- Calling and serving --------------------------------------------------
    /// Call the next visit; `promised` is the one that the button named.
    CallNext {
        counter: CounterId,
        promised: Option<VisitId>,
    },
    /// Call this one out of turn.
    CallVisit {
        counter: CounterId,
        visit: VisitId,
        reason: Reason,
    },
    /// Call the called visit again.
    Recall { counter: CounterId },
    /// The called visit did not come.
    Miss { counter: CounterId },
    /// The called visit is at the counter.
    Start { counter: CounterId },
    /// Served.
    Finish { counter: CounterId },
    /// Served, and call the next one if somebody waits.
    FinishAndNext {
        counter: CounterId,
        promised: Option<VisitId>,
    },
    /// Take back the step with this seq, within ten seconds.
    Undo { seq: u64 },
    /// Set the visit at this counter aside.
    Park { counter: CounterId },
    /// A parked visit is back in the queue, for its counter only if `to_me`.
    Unpark { visit: VisitId, to_me: bool },
    /// The visit at this counter goes back into the queue, for another counter or any.
    Transfer {
        counter: CounterId,
        to: Option<CounterId>,
    },
    /// A missed visit is here after all.
    BringBack { visit: VisitId },
    /// Served before everybody who is not due.
    MarkUrgent { visit: VisitId, reason: Reason },
    /// The citizen went away.
    Leave { visit: VisitId },

    // -- The day --------------------------------------------------------------
    /// No more walk-in tickets at the kiosk today (or again).
    StopTickets { on: bool },
    /// Everything stands still (fire drill, system stop).
    Interrupt { reason: Reason },
    /// It goes on.
    EndInterruption,
    /// Another order for the rest of the day ("Terminvorrang" is [`Policy::Due`]);
    /// `None`: back to that of the settings.
    SetPolicy { policy: Option<Policy> },
    /// Ends what has run out; nothing else.
    Tick,
    /// Ends the day; afterwards it only answers reads.
    CloseDay,
}
