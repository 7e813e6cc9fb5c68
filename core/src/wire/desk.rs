//! The clerk's program: what it shows and what it asks.

mod booking;

pub use booking::{
    CallWhy, CancelBooking, Contact, DayListLink, DayListRequest, FreeDay, MailAgain, MisfitDay,
    MoveBooking, NewBooking, SearchHit,
};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CounterSign, OfficeHead, Stamp, device::DeviceKind};
use crate::{
    command::{HelpKind, Reason},
    forecast::Band,
    id::{CounterId, ServiceId, VisitId},
    settings::Policy,
    ticket::TicketNumber,
    visit::{Channel, Concern, State},
};

/// `GET /api/v1/desk/live`: the whole view, the same for every desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeskView {
    /// Which view.
    pub stamp: Stamp,
    /// The office.
    pub office: OfficeHead,
    /// The catalogue, in order.
    pub services: Vec<DeskService>,
    /// All counters, ascending.
    pub counters: Vec<CounterView>,
    /// Who waits, in the order in which any counter would call them; stranded
    /// ones first.
    pub waiting: Vec<VisitView>,
    /// Appointments not yet here, by time.
    pub expected: Vec<VisitView>,
    /// Set aside.
    pub parked: Vec<VisitView>,
    /// Called and not come.
    pub missed: Vec<VisitView>,
    /// Calls for help, oldest first, until someone takes them.
    pub help: Vec<HelpView>,
    /// Appointments for which today's remaining staff no longer suffices.
    pub misfits: Vec<VisitView>,
    /// Walk-in tickets.
    pub tickets: TicketsView,
    /// What is to be expected of the day; `None` while nothing is known.
    #[serde(default)]
    pub outlook: Option<DayOutlook>,
    /// Everything stands still since then.
    pub interrupted: Option<Timestamp>,
    /// The order in force.
    pub policy: Policy,
    /// The order of the settings.
    pub usual_policy: Policy,
    /// D of the order in force: head start of appointments over walk-ins. Minutes.
    pub head_start_min: u16,
    /// Kiosks and displays of the office.
    pub devices: Vec<DeviceView>,
    /// The day is closed: reading only.
    pub closed: bool,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeskService {
    /// Its id.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Most persons or pieces (a clerk may go beyond).
    pub max_quantity: u8,
    /// What is counted.
    pub unit: String,
    /// What to bring.
    pub documents: Vec<String>,
}

/// A counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CounterView {
    /// The counter.
    pub sign: CounterSign,
    /// A clerk sits there.
    pub open: bool,
    /// It pauses.
    pub paused: bool,
    /// It will pause after the present visit.
    pub pause_after: bool,
    /// Nobody is there for the rest of the day.
    pub withdrawn: bool,
    /// Called or being served there.
    pub visit: Option<VisitView>,
    /// Who would be called next, and why.
    pub next: Option<NextView>,
    /// The step that can be taken back, and until when.
    pub undo: Option<UndoView>,
}

/// Who would be called next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NextView {
    /// The visit.
    pub visit: VisitId,
    /// Its number.
    pub number: TicketNumber,
    /// Why.
    pub why: Why,
    /// Its booked time.
    pub booked: Option<Timestamp>,
    /// Its arrival.
    pub arrived: Timestamp,
}

/// Why a visit stands where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its appointment is due.
    Due,
    /// Its appointment is later; nobody due waits for this counter.
    Early,
    /// An appointment that came late and ranks by its arrival.
    Late,
    /// A walk-in whose turn it is.
    WalkIn,
    /// A walk-in without a promise.
    Standby,
    /// Marked urgent.
    Urgent,
    /// Was missed and came back.
    Returned,
    /// Returned to this counter by its clerk.
    Reserved,
}

/// A visit as clerks see it. The name is fetched apart, for one visit at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VisitView {
    /// Its id.
    pub id: VisitId,
    /// Its number.
    pub number: Option<TicketNumber>,
    /// Where it stands.
    pub state: State,
    /// How it came to be.
    pub channel: Channel,
    /// Booked time.
    pub booked: Option<Timestamp>,
    /// Arrival.
    pub arrived: Option<Timestamp>,
    /// Last call.
    pub called_at: Option<Timestamp>,
    /// Start of the service.
    pub started_at: Option<Timestamp>,
    /// What for.
    pub concerns: Vec<Concern>,
    /// Planned minutes.
    pub planned_min: u16,
    /// Why it stands where it stands; while waiting.
    pub why: Option<Why>,
    /// Its rank time; while waiting.
    pub rank_at: Option<Timestamp>,
    /// Seq of its last call that was not taken back; that call can be explained.
    pub call: Option<u64>,
    /// The open, unpaused counters that can serve it; empty: stranded.
    pub counters: Vec<CounterId>,
    /// Waiting and no open, unpaused counter can serve it.
    pub stranded: bool,
    /// Only this counter may call it.
    pub reserved_for: Option<CounterId>,
    /// Where it is called, served or was set aside.
    #[serde(default)]
    pub counter: Option<CounterId>,
    /// A missed visit can be brought back from then on.
    pub back_from: Option<Timestamp>,
    /// How long it probably still waits.
    #[serde(default)]
    pub wait: Option<Band>,
}

/// A step that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UndoView {
    /// Its seq, for [`DeskCommand::Undo`].
    pub seq: u64,
    /// What it was.
    pub step: Step,
    /// Its visit's number.
    pub number: Option<TicketNumber>,
    /// Until when it can be taken back.
    pub until: Timestamp,
}

/// Steps that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Step {
    Call,
    Recall,
    Miss,
    Start,
    Finish,
    Park,
    Transfer,
}

/// A call for help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HelpView {
    /// Names it, for [`DeskCommand::TakeHelp`].
    pub help: u64,
    /// Why.
    pub kind: HelpKind,
    /// Since when.
    pub at: Timestamp,
}

/// Walk-in tickets of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketsView {
    /// Drawn so far, at the kiosk and the desk.
    pub issued: u16,
    /// Never more than this at the kiosk.
    pub cap: Option<u16>,
    /// Stopped by a clerk.
    pub stopped: bool,
}

/// What is to be expected of the rest of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayOutlook {
    /// Counters that are open now.
    pub counters_open: u16,
    /// Nobody waits any more at about this time; `None` if nobody does now.
    pub empty_at: Option<Timestamp>,
    /// All who are here or booked are served at about this time.
    pub done_at: Timestamp,
    /// Probability that this is in time. Percent.
    pub in_time_percent: u8,
    /// "Noch etwa n Nummern".
    pub tickets_left: u16,
    /// Who draws a ticket now waits about this long.
    pub walk_in: Option<Band>,
    /// Whose booked time is now waits about this long.
    pub appointment: Option<Band>,
}

/// A kiosk or display.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeviceView {
    /// What it is.
    pub kind: DeviceKind,
    /// Its name.
    pub name: String,
    /// It has an open live stream.
    pub connected: bool,
    /// What it last said of itself.
    pub status: Option<super::device::DeviceStatus>,
}

/// `POST /api/v1/desk/command`. Answer: [`super::answer::Answer`].
///
/// Commands at a counter come from the session that has it: the first one to
/// open it. Another session gets [`super::ErrorCode::CounterTaken`], unless it
/// adds `?take_over=true`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "see crate::command::Command, which has the same names"
)]
pub enum DeskCommand {
    OpenCounter {
        counter: CounterId,
    },
    CloseCounter {
        counter: CounterId,
    },
    Pause {
        counter: CounterId,
    },
    PauseAfter {
        counter: CounterId,
        on: bool,
    },
    Resume {
        counter: CounterId,
    },
    /// Lead only.
    WithdrawCounter {
        counter: CounterId,
    },
    /// Lead only.
    RestoreCounter {
        counter: CounterId,
    },
    CallNext {
        counter: CounterId,
        promised: Option<VisitId>,
    },
    CallVisit {
        counter: CounterId,
        visit: VisitId,
        reason: Reason,
    },
    Recall {
        counter: CounterId,
    },
    Miss {
        counter: CounterId,
    },
    Start {
        counter: CounterId,
    },
    Finish {
        counter: CounterId,
    },
    FinishAndNext {
        counter: CounterId,
        promised: Option<VisitId>,
    },
    Undo {
        seq: u64,
    },
    Park {
        counter: CounterId,
    },
    Unpark {
        visit: VisitId,
        to_me: bool,
    },
    Transfer {
        counter: CounterId,
        to: Option<CounterId>,
    },
    BringBack {
        visit: VisitId,
    },
    /// Lead only.
    DropReservation {
        visit: VisitId,
    },
    MarkUrgent {
        visit: VisitId,
        reason: Reason,
    },
    Leave {
        visit: VisitId,
    },
    SetConcerns {
        visit: VisitId,
        concerns: Vec<Concern>,
    },
    CheckIn {
        visit: VisitId,
    },
    DrawTicket {
        concerns: Vec<Concern>,
    },
    TakeHelp {
        help: u64,
    },
    StopTickets {
        on: bool,
    },
    Interrupt {
        reason: Reason,
    },
    EndInterruption,
    /// Lead only. Without `policy`: back to the order of the settings.
    SetPolicy {
        #[serde(default)]
        policy: Option<Policy>,
    },
}
