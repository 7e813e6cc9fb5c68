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
mod means;
mod normal;
mod outlook;
mod replicate;
mod scene;
mod service_time;
mod told;

#[cfg(test)]
pub(crate) mod tests;

pub use band::Band;
pub use experience::{Experience, Lead, Offsets};
pub use hall::{Forecasts, forecasts};
pub use means::by_means;
pub use outlook::{
    OVERTIME_TOLERATED, Outlook, Prospect, Wait, outlook, prospect, standby_prospect, wait_of,
};
pub use service_time::ServiceTime;
pub use told::{Told, told};

/// Replications of the wait of one visit, with up to 200 people about.
pub const REPLICATIONS: u16 = 200;

/// Most of them: a small queue is cheap, and more replications are steadier.
pub const MOST_REPLICATIONS: u16 = 1000;

/// Most of them for quota decisions, which ask for a probability near 1.
pub const QUOTA_REPLICATIONS: u16 = 400;

/// Fewest of them for a probability that the day ends in time.
pub const IN_TIME_REPLICATIONS: u16 = 300;
