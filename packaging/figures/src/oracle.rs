//! The simulated waiting room ([`aufruf_core::simulation`]) beside closed formulas.
//!
//! Batch means: every set of parameters is played in independent batches from a
//! fixed seed, an empty room to begin with; the first and the last customers
//! of a batch are not counted. The standard error comes from the spread of the
//! batches.

mod batch;
mod closed;
mod estimate;
mod random;
mod sets;

use std::{fmt, thread};

pub use batch::Length;

use self::{estimate::Estimate, sets::Set};

/// The seed of all batches: a date, fixed before anything was played with it.
const SEED: u64 = 20_261_126;

/// No value may be further than this many standard errors from its formula.
const FURTHEST: f64 = 4.0;

/// Of values that are right, [`SHARE_NEAR`] are not further than this.
const NEAR: f64 = 2.0;
const SHARE_NEAR: f64 = 0.95;

/// The share of a few dozen values is itself uncertain: it may fall short by so
/// many of its own standard errors. Asking for [`SHARE_NEAR`] of 36 values would
/// fail a room without any error for every other seed.
const SHORT: f64 = 2.0;

/// One closed value beside its estimate.
#[derive(Debug, Clone)]
pub struct Line {
    set: &'static str,
    quantity: String,
    closed: f64,
    estimate: Estimate,
}

impl Line {
    /// Distance from the closed value in standard errors.
    #[must_use]
    pub fn z(&self) -> f64 {
        (self.estimate.value - self.closed) / self.estimate.error
    }
}

/// All values of all sets.
#[derive(Debug, Clone)]
pub struct Report {
    lines: Vec<Line>,
    customers: u64,
}

impl Report {
    /// The share of values within two standard errors.
    #[must_use]
    pub fn near(&self) -> f64 {
        let near = self.lines.iter().filter(|line| line.z().abs() <= NEAR);
        near.count() as f64 / self.lines.len() as f64
    }

    /// The largest distance of a value, in standard errors.
    #[must_use]
    pub fn furthest(&self) -> f64 {
        self.lines.iter().map(|l| l.z().abs()).fold(0.0, f64::max)
    }

    /// The smallest share that chance explains.
    #[must_use]
    pub fn near_enough(&self) -> f64 {
        let variance = SHARE_NEAR * (1.0 - SHARE_NEAR) / self.lines.len() as f64;
        SHARE_NEAR - SHORT * variance.sqrt()
    }

    /// Whether the room agrees with the formulas.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.furthest() <= FURTHEST && self.near() >= self.near_enough()
    }
}

/// Plays every set on all cores.
#[must_use]
pub fn run(length: Length) -> Report {
    let sets = sets::all();
    let lines = thread::scope(|scope| {
        let (odd, even): (Vec<_>, Vec<_>) = sets.iter().enumerate().partition(|(n, _)| n % 2 == 1);
        let play = |sets: Vec<(usize, &Set)>| -> Vec<(usize, Vec<Line>)> {
            let lines = sets.into_iter().map(|(n, set)| (n, set.measure(length)));
            lines.collect()
        };
        let beside = scope.spawn(move || play(odd));
        let mut lines = play(even);
        lines.extend(beside.join().expect("the room does not panic"));
        lines.sort_by_key(|(n, _)| *n);
        lines.into_iter().flat_map(|(_, lines)| lines).collect()
    });
    Report {
        lines,
        customers: length.counted() * sets.len() as u64,
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| room | value | closed | estimate | standard error | z |\n|---|---|--:|--:|--:|--:|"
        )?;
        for line in &self.lines {
            writeln!(
                f,
                "| {} | {} | {:.6} | {:.6} | {:.6} | {:+.2} |",
                line.set,
                line.quantity,
                line.closed,
                line.estimate.value,
                line.estimate.error,
                line.z()
            )?;
        }
        writeln!(
            f,
            "\n{} customers counted, seed {SEED}: {} values, {:.1} % within {NEAR} standard errors \
             (95 % expected, {:.1} % asked for), the furthest {:.2}",
            self.customers,
            self.lines.len(),
            100.0 * self.near(),
            100.0 * self.near_enough(),
            self.furthest()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `cargo xtask bench --oracle` asks twenty times as many.
    #[test]
    fn the_waiting_room_agrees_with_the_closed_formulas() {
        let report = run(Length::SMALL);
        assert!(report.holds(), "{report}");
    }
}
