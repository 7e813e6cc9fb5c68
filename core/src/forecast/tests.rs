//! Forecasts of small days.

mod counters;
mod learned;
mod replications;
pub(crate) mod stage;
mod words;
