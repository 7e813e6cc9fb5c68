//! When is it my turn, and how many can still be served today?
//!
//! Forward simulation from the state of the day: the rule itself decides in
//! [`crate::simulation`], service times and arrivals are drawn many times from
//! what the office has learned ([`Experience`]). The answer for each waiting
//! visit is the median and the 80th percentile over the replications.
//!
//! Draws are common random numbers: each visit's depend on office, date, visit
//! and replication only, so a screen does not flicker and the same journal
//! always gives the same forecast, bit for bit. Walk-ins who may come later
//! are left out: under RANK they pass nobody who waits.

mod band;
mod draws;
mod experience;
mod hall;
mod normal;
mod outlook;
mod scene;
mod service_time;

pub use band::Band;
pub use experience::{Experience, Lead, Offsets};
pub use hall::{Forecasts, forecasts};
pub use outlook::{
    OVERTIME_TOLERATED, Outlook, Prospect, Wait, by_means, outlook, prospect, standby_prospect,
    wait_of,
};
pub use service_time::ServiceTime;

/// Replications of a forecast of waiting times, with up to 200 people about.
pub const REPLICATIONS: u16 = 200;

/// Most of them: a small queue is cheap, and more replications are steadier.
pub const MOST_REPLICATIONS: u16 = 1000;

/// Replications where a probability near 1 is asked for: quota decisions.
pub const QUOTA_REPLICATIONS: u16 = 400;

/// Fewest, however many people wait.
const FEWEST_REPLICATIONS: u16 = 20;

/// Services that one forecast plays at most, so that its cost is bounded.
const SERVICES_PLAYED: usize = 40_000;
