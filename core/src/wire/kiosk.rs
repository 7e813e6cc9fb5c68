//! The terminal in the entrance: what it shows and what it asks.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{OfficeHead, Stamp};
use crate::{
    command::HelpKind, id::ServiceId, settings::KioskSettings, ticket::TicketNumber, visit::Concern,
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
    /// Today's opening intervals.
    pub hours: Vec<crate::plan::Span>,
    /// Check-in is possible: from one hour before opening until closing.
    pub check_in: bool,
    /// Whether a walk-in ticket can be drawn.
    pub walk_in: WalkIn,
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
    /// The four digits.
    pub digits: u16,
}

/// What the kiosk may know of an appointment before check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    /// The number.
    pub number: TicketNumber,
    /// The booked time, for "Ist Ihr Termin um 9:50 Uhr?".
    pub booked: Timestamp,
}

/// `POST /api/v1/kiosk/check-in`. Answer: [`CheckedIn`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckIn {
    /// By the code of the QR code.
    Code(String),
    /// By the four digits of the number, after the question for the time.
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
}

/// `POST /api/v1/kiosk/tickets`: draw a walk-in ticket. Answer: [`Ticket`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Draw {
    /// What for.
    pub concerns: Vec<Concern>,
}

/// A walk-in ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ticket {
    /// The number.
    pub number: TicketNumber,
    /// When it was drawn.
    pub drawn: Timestamp,
    /// Status page of this ticket for a phone, as a full link; absent if the
    /// pages have no public address.
    pub status_link: Option<String>,
}

/// `POST /api/v1/kiosk/help`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Help {
    /// Why.
    pub help: HelpKind,
}
