//! `GET /api/v1/display/live`: what the monitor in the waiting area shows.
//! Numbers only, never names or concerns (requirement C01).

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CounterSign, OfficeHead, Stamp};
use crate::{forecast::Band, settings::DisplaySettings, ticket::TicketNumber};

/// One call or recall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CallView {
    /// Names this call: the seq of its event.
    pub id: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub number: TicketNumber,
    /// Where to.
    pub counter: CounterSign,
    /// The same number was called to the same counter before.
    pub recall: bool,
    /// Taken back: not shown, not announced.
    pub undone: bool,
    /// The visit is still on its way or being served there.
    pub current: bool,
}

/// The whole view: sent at each change, never a difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisplayView {
    /// Which view.
    pub stamp: Stamp,
    /// The office.
    pub office: OfficeHead,
    /// How it is shown.
    pub settings: DisplaySettings,
    /// Oldest first: all calls of the last 120 s, and at least the newest six
    /// that were not taken back.
    pub calls: Vec<CallView>,
    /// The office is open to visitors now.
    pub open: bool,
    /// When it opens next today, if it is not open now.
    pub opens: Option<Timestamp>,
    /// Everything stands still.
    pub interrupted: bool,
    /// Who draws a ticket now waits about this long.
    #[serde(default)]
    pub walk_in_wait: Option<Band>,
    /// Whose booked time is now waits about this long.
    #[serde(default)]
    pub appointment_wait: Option<Band>,
}
