//! The rules of a citizens' office (Bürgerbüro), and nothing else.
//!
//! Everything that happens in one office on one local date is one aggregate,
//! [`day::OfficeDay`]: its truth is an append-only journal of [`event::Event`]s,
//! its state the fold of that journal. [`day::OfficeDay::decide`] turns a
//! [`command::Command`] into events or a [`rejection::Rejection`];
//! [`day::OfficeDay::apply`] folds one event.
//!
//! # Invariants
//!
//! * No I/O, no clock, no randomness, no async: callers bring the time and the
//!   random bits.
//! * Instants are [`jiff::Timestamp`]; rules are local wall time in the zone of
//!   the office; durations are whole seconds or minutes and named so.
//! * The same journal always folds to the same state, on every machine.

pub mod calendar;
pub mod check_in_code;
pub mod command;
pub mod contact;
pub mod day;
pub mod event;
pub mod explain;
pub mod forecast;
pub mod id;
pub mod plan;
pub mod queue;
pub mod quota;
pub mod rehearsal;
pub mod rejection;
pub mod settings;
pub mod simulation;
pub mod slots;
pub mod statistics;
pub mod ticket;
pub mod visit;
pub mod wire;
