//! Sums over finished services, shrunk towards what was expected.

use serde::{Deserialize, Serialize};

/// As many finished services as the expected mean weighs against.
const PRIOR: f64 = 20.0;

/// The same for the spread, of which single services say less.
const SPREAD_PRIOR: f64 = 100.0;

/// Longer than this many times the plan is a forgotten "finish".
const LONGEST: f64 = 5.0;

/// Weighted sums of duration over planned duration.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Tally {
    weight: f64,
    ratio: f64,
    square: f64,
}

impl Tally {
    /// Counts a service that lasted `ratio` times its planned mean; `cv` is the
    /// planned spread, `weight` the share of the visit that it was.
    pub(super) fn add(&mut self, weight: f64, ratio: f64, cv: f64) {
        if !(0.0..=LONGEST).contains(&ratio) || cv <= 0.0 {
            return;
        }
        let deviation = (ratio - 1.0) / cv;
        self.weight += weight;
        self.ratio += weight * ratio;
        self.square += weight * deviation * deviation;
    }

    /// Mean duration over planned duration, `expected` while little is known.
    pub(super) fn factor(&self, expected: f64) -> f64 {
        (PRIOR * expected + self.ratio) / (PRIOR + self.weight)
    }

    /// Spread over planned spread, `expected` while little is known.
    pub(super) fn spread(&self, expected: f64) -> f64 {
        let square = SPREAD_PRIOR * expected * expected + self.square;
        libm::sqrt(square / (SPREAD_PRIOR + self.weight))
    }

    /// Lets the past count less.
    pub(super) fn fade(&mut self, keep: f64) {
        self.weight *= keep;
        self.ratio *= keep;
        self.square *= keep;
    }
}
