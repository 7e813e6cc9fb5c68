//! The movable clock of demos and tests.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /api/v1/demo/clock`: puts the server's clock forward. Answer:
/// [`ServerTime`]; 404 on a database that was not made for a demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// How far. Seconds, at most 400 days; 0 only tells the time.
    pub advance_s: u32,
}

/// What the server's clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServerTime {
    /// Now.
    pub now: Timestamp,
}
