//! The figures that the queue is measured by: the simulated waiting room beside
//! the closed formulas of queueing theory, forecasts beside what really
//! happened, the quota on days that are too full, and what all of it costs.
//!
//! Only the core is measured here, without a server or a window: this package
//! builds in a minute.

pub mod cost;
pub mod days;
pub mod forecast;
pub mod oracle;
pub mod quota;
