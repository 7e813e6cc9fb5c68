//! The laws of an office day, held by property tests on whole days.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod booking;
mod day;
mod hall;
mod journal;
mod office;
mod oracle;
mod policy;
mod queue;
mod simulation;
mod timetable;
