//! Free times, bookings and the people behind them: the calls of a desk that
//! concern any day.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::VisitView;
use crate::{id::OfficeId, ticket::TicketNumber, visit::Concern};

/// `GET /api/v1/desk/free-times?date=D&concerns=ID:N,ID:N&days=K`: what a clerk
/// may offer; also internal capacity, without lead time. Answer: list of [`FreeDay`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FreeDay {
    /// The local date.
    pub date: Date,
    /// Free starts, ascending; empty: nothing free or closed.
    pub times: Vec<Timestamp>,
}

/// Name, mail and phone of a booking. `POST` bodies and `GET
/// /api/v1/desk/visits/{id}/contact` (which is recorded in the audit table).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// Family name or full name, at most 100 characters.
    pub name: String,
    /// Mail address; empty if there is none.
    pub email: String,
    /// Phone number; empty if there is none.
    pub phone: String,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contact").finish_non_exhaustive()
    }
}

/// `GET /api/v1/desk/calls/{seq}/why?date=D` (lead only): why that visit was
/// called. The answer has the parts too, see [`crate::explain::CallExplained`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CallWhy {
    /// German, one after the other.
    pub sentences: Vec<String>,
}

/// What comes of `POST /api/v1/desk/visits/{id}/mail`, which sends the mail with the
/// number and the links of a confirmed booking once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailAgain {
    /// It is ordered.
    Ordered,
    /// The one before has not gone yet, or only just: nothing is ordered.
    OnItsWay,
    /// It was sent often enough: nothing is ordered.
    Enough,
    /// There is no mail address.
    NoAddress,
}

/// `POST /api/v1/desk/bookings`: booked for a caller, confirmed at once.
/// Answer: [`crate::wire::answer::Answer::Booked`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NewBooking {
    /// The time.
    pub from: Timestamp,
    /// What for.
    pub concerns: Vec<Concern>,
    /// For whom; mail and phone may be empty.
    pub contact: Contact,
}

/// `POST /api/v1/desk/visits/{id}/cancel`: a booking of any day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CancelBooking {
    /// The day on which it is booked.
    pub date: Date,
}

/// `POST /api/v1/desk/visits/{id}/move`: a booking of any day to another time.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct MoveBooking {
    /// The day on which it is booked now.
    pub date: Date,
    /// The new time.
    pub to: Timestamp,
}

/// `GET /api/v1/desk/visits?query=TEXT&date=D`: by number, name or time
/// ("9:50"). Numbers are searched from the day before the date to the last day
/// that can be booked, times on the date, names from 14 days before to 28 days
/// after it (requirement E17); the search is recorded. Answer: list of at most 50.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SearchHit {
    /// The office.
    pub office: OfficeId,
    /// The day.
    pub date: Date,
    /// The visit.
    pub visit: VisitView,
    /// Its contact data's name, if the search was by name.
    pub name: Option<String>,
    /// The number that was searched for, if a move to another day has replaced it.
    #[serde(default)]
    pub former: Option<TicketNumber>,
}

/// `GET /api/v1/desk/misfits`: the bookings of one day for which its staff does not
/// suffice. Answer: list of the days that have some, from today to the last day that
/// can be booked, ascending; at most 500 visits in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MisfitDay {
    /// The local date.
    pub date: Date,
    /// The bookings, by time.
    pub visits: Vec<VisitView>,
}

/// `POST /api/v1/desk/day-list`: a printable page of one day, with names.
/// Answer: [`DayListLink`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayListRequest {
    /// The local date.
    pub date: Date,
}

/// Where a browser, which has neither key nor session, gets the page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayListLink {
    /// Path on the server of the API; works once and for a minute.
    pub link: String,
    /// Until when.
    pub until: Timestamp,
}

impl std::fmt::Debug for DayListLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DayListLink").finish_non_exhaustive()
    }
}
