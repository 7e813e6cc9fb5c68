//! The terminal in the entrance: what it shows and what it asks.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{OfficeHead, Stamp};
use crate::{
    command::HelpKind, forecast::Band, id::ServiceId, rejection::Rejection,
    settings::KioskSettings, ticket::TicketNumber, visit::Concern,
};

/// `GET /api/v1/kiosk/live`: the whole view, sent at each change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct KioskView {
    /// Which view.
    pub stamp: Stamp,
    /// The office.
    pub office: OfficeHead,
    /// How it behaves.
    pub settings: KioskSettings,
    /// "links, 10 Meter".
    pub way_to_waiting: String,
    /// Phone number for citizens.
    pub phone: String,
    /// First booking page of this office for a phone, as a full link; absent if
    /// the pages have no address that a phone reaches.
    #[serde(default)]
    pub booking_link: Option<String>,
    /// Today's opening intervals.
    pub hours: Vec<crate::plan::Span>,
    /// Check-in is possible: on a day with opening hours from midnight until closing,
    /// so that nobody is turned away for being early.
    pub check_in: bool,
    /// Whether a walk-in ticket can be drawn.
    pub walk_in: WalkIn,
    /// How long somebody waits who draws a ticket now for a usual concern.
    #[serde(default)]
    pub wait: Option<Band>,
    /// What can be chosen without an appointment, in the order of the catalogue.
    pub services: Vec<KioskService>,
    /// Most different concerns.
    pub max_concerns: u8,
    /// Everything stands still.
    pub interrupted: bool,
}

/// Whether a walk-in ticket can be drawn now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum WalkIn {
    /// Yes.
    Open,
    /// Not yet: the office opens then.
    NotYet {
        /// Opening.
        opens: Timestamp,
    },
    /// No: today's tickets are used up.
    QuotaUsed,
    /// No: it is too late today.
    TooLate,
    /// No: clerks stopped it.
    Stopped,
    /// No: closed today.
    Closed,
}

impl WalkIn {
    /// Why no numbers are issued, where an appointment is the other way.
    #[must_use]
    pub const fn no_numbers(self) -> Option<NoNumbers> {
        match self {
            Self::QuotaUsed => Some(NoNumbers::QuotaUsed),
            Self::TooLate => Some(NoNumbers::TooLate),
            Self::Stopped => Some(NoNumbers::Stopped),
            Self::Open | Self::NotYet { .. } | Self::Closed => None,
        }
    }
}

/// Why no numbers are issued while the office is open: whatever they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoNumbers {
    /// Today's are used up.
    QuotaUsed,
    /// It is too late today.
    TooLate,
    /// Clerks stopped it.
    Stopped,
}

impl NoNumbers {
    /// Whether a number was refused for one of these reasons.
    #[must_use]
    pub const fn of(rejection: &Rejection) -> Option<Self> {
        match rejection {
            Rejection::QuotaUsed => Some(Self::QuotaUsed),
            Rejection::AfterLastTicket => Some(Self::TooLate),
            Rejection::TicketsStopped => Some(Self::Stopped),
            _ => None,
        }
    }
}

/// A service that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KioskService {
    /// Its id.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Most persons or pieces.
    pub max_quantity: u8,
    /// What is counted.
    pub unit: String,
    /// Stands for "something else, or I do not know".
    pub unsure: bool,
}

/// `POST /api/v1/kiosk/lookup`: whose number is this? Answer: [`Found`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// The four digits of an appointment, or those of a walk-in: below 1000.
    pub digits: u16,
}

/// What the kiosk may know of a visit before check-in: what it asks back, so that
/// nobody checks in for a stranger by accident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    /// The number.
    pub number: TicketNumber,
    /// The booked time, for "Ist Ihr Termin um 9:50 Uhr?"; `None` for a walk-in.
    #[serde(default)]
    pub booked: Option<Timestamp>,
    /// When a walk-in drew it, as on its slip; `None` for an appointment.
    #[serde(default)]
    pub drawn: Option<Timestamp>,
}

/// `POST /api/v1/kiosk/check-in`. Answer: [`CheckedIn`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckIn {
    /// By the code of the QR code.
    Code(String),
    /// By the digits of the number, after the question for the time.
    Digits(u16),
}

/// What the kiosk shows after a check-in. Repeating one answers the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedIn {
    /// The number.
    pub number: TicketNumber,
    /// The booked time; `None` for a walk-in that was missed and came back.
    pub booked: Option<Timestamp>,
    /// Came so late that the place is that of the arrival.
    pub late: bool,
    /// Was already checked in before.
    pub again: bool,
    /// How long the visit probably waits; `None` if nobody can say.
    #[serde(default)]
    pub wait: Option<Band>,
    /// No open counter can call it: „Bitte am Schalter melden".
    #[serde(default)]
    pub stranded: bool,
}

/// `POST /api/v1/kiosk/prospect`: what would a ticket for these concerns be
/// like? Nothing changes. Answer: [`Offer`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prospect {
    /// What for.
    pub concerns: Vec<Concern>,
}

/// What the kiosk can offer for the chosen concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "offer", rename_all = "snake_case")]
pub enum Offer {
    /// A number.
    Ticket {
        /// How long it will probably wait.
        wait: Option<Band>,
    },
    /// It is very full.
    Full {
        /// How long it would probably wait.
        wait: Option<Band>,
        /// The earliest free appointment of today or tomorrow.
        appointment: Option<Timestamp>,
        /// A standby number can be had.
        standby: bool,
    },
    /// The time left today is too short for these concerns.
    NoTime {
        /// Their probable length.
        minutes: u16,
        /// A service for which the time is still long enough.
        shorter: Option<ServiceId>,
        /// The earliest free appointment of today or tomorrow.
        appointment: Option<Timestamp>,
    },
    /// No numbers are issued, whatever for.
    NoNumbers {
        /// Why.
        reason: NoNumbers,
        /// The earliest free appointment of today or tomorrow.
        #[serde(default)]
        appointment: Option<Timestamp>,
    },
}

impl Offer {
    /// The place for the free appointment; none beside an ordinary number.
    pub const fn appointment_mut(&mut self) -> Option<&mut Option<Timestamp>> {
        match self {
            Self::Ticket { .. } => None,
            Self::Full { appointment, .. }
            | Self::NoTime { appointment, .. }
            | Self::NoNumbers { appointment, .. } => Some(appointment),
        }
    }
}

/// `POST /api/v1/kiosk/tickets`: draw a walk-in ticket. Answer: [`Ticket`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Draw {
    /// What for.
    pub concerns: Vec<Concern>,
    /// A number without a promise will do.
    #[serde(default)]
    pub standby: bool,
}

/// A walk-in ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ticket {
    /// The number.
    pub number: TicketNumber,
    /// When it was drawn.
    pub drawn: Timestamp,
    /// Status page of this ticket for a phone, as a full link; absent if the
    /// pages have no address that a phone reaches.
    pub status_link: Option<String>,
    /// How long the visit probably waits; a printed ticket shows the upper end
    /// alone. `None` for standby numbers and if nobody can say.
    #[serde(default)]
    pub wait: Option<Band>,
    /// At most so many are called before it, beside urgent ones and those who
    /// book later; `None` where nothing can be promised.
    #[serde(default)]
    pub ahead: Option<u16>,
    /// Without a promise: called in gaps.
    #[serde(default)]
    pub standby: bool,
    /// No open counter can call it: „Bitte am Schalter melden".
    #[serde(default)]
    pub stranded: bool,
}

/// `POST /api/v1/kiosk/help`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Help {
    /// Why.
    pub help: HelpKind,
}
