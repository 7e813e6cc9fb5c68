//! Why a command is refused: a code and what the screen needs to say it.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    id::{CounterId, ServiceId, VisitId},
    ticket::TicketNumber,
    visit::State,
};

/// Why a command is refused. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the message says it")]
pub enum Rejection {
    #[error("the day is closed")]
    DayClosed,
    #[error("no such visit on this day")]
    UnknownVisit,
    #[error("no such counter in this office")]
    UnknownCounter { counter: CounterId },
    #[error("no such service in this office")]
    UnknownService { service: ServiceId },
    #[error("not possible while the visit is {state:?}")]
    WrongState { state: State },

    #[error("no concern was chosen")]
    NoConcern,
    #[error("more than {max} different concerns")]
    TooManyConcerns { max: u8 },
    #[error("a concern was chosen twice")]
    ConcernTwice { service: ServiceId },
    #[error("between 1 and {max} of this service")]
    QuantityOutOfRange { service: ServiceId, max: u8 },
    #[error("together longer than {max_min} minutes")]
    TooLong { max_min: u16 },
    #[error("this service is not offered this way")]
    NotOffered { service: ServiceId },
    #[error("no counter serves all these concerns together")]
    NoCommonCounter,

    #[error("the time is taken or was never offered")]
    TimeTaken,
    #[error("the time is too soon to be booked")]
    TooSoon,
    #[error("the date is too far ahead")]
    TooFarAhead,
    #[error("this hold or confirmation window has ended")]
    Expired,
    #[error("the hold cannot be extended any more")]
    NoMoreExtensions,
    #[error("no appointment number is left for this day")]
    NumbersExhausted,
    #[error("already confirmed")]
    AlreadyConfirmed { number: TicketNumber },
    #[error("already cancelled")]
    AlreadyCancelled,
    #[error("the appointment was moved")]
    MovedAway { to: Timestamp },
    #[error("the appointment is on another day, at {booked}")]
    AnotherDay {
        booked: Timestamp,
        /// That day is over.
        past: bool,
    },

    #[error("already checked in")]
    AlreadyCheckedIn { number: TicketNumber },
    #[error("the appointment was cancelled")]
    BookingCancelled,
    #[error("the office is closed now")]
    OfficeClosed,
    #[error("no walk-in tickets before opening")]
    NotYetOpen { opens: Timestamp },
    #[error("no walk-in tickets this late")]
    AfterLastTicket,
    #[error("clerks have stopped walk-in tickets for today")]
    TicketsStopped,
    #[error("today's walk-in tickets are used up")]
    QuotaUsed,
    #[error("the time left today is too short for about {minutes} minutes of service")]
    NoTimeLeft { minutes: u16 },
    #[error("the wait would probably be longer than the office lets people wait")]
    WaitTooLong {
        /// The wait that is not exceeded in four cases of five.
        minutes: u16,
        /// A number without a promise can be had instead.
        standby: bool,
    },

    #[error("the counter is not open")]
    CounterClosed,
    #[error("the counter pauses")]
    CounterPaused,
    #[error("the counter has a called or serving visit")]
    CounterBusy { number: TicketNumber },
    #[error("there is nobody at this counter")]
    CounterEmpty,
    #[error("nobody is waiting for this counter")]
    NobodyWaiting,
    #[error("another visit is next by now")]
    NextIsAnother {
        visit: VisitId,
        number: TicketNumber,
    },
    #[error("this counter does not serve the concerns of the visit")]
    CannotServe,
    #[error("the office is interrupted")]
    Interrupted,
    #[error("the office is not interrupted")]
    NotInterrupted,
    #[error("missed a moment ago; possible from {from}")]
    MissedJustNow { from: Timestamp },
    #[error("this step cannot be taken back any more")]
    CannotUndo,
    #[error("this call for help is already taken")]
    HelpTaken,
    #[error("already so")]
    AlreadySo,
}
