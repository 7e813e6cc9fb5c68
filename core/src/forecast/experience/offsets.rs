//! When booked visitors check in, relative to their time.

use serde::{Deserialize, Serialize};

use crate::forecast::normal;

/// Width of a bin of the histogram, in seconds.
const BIN_S: f64 = 120.0;
/// It reaches from two hours before the booked time to two hours after.
const BINS: usize = 120;
const FIRST_S: f64 = -7200.0;

/// As many check-ins as the assumed distribution weighs against.
const PRIOR: f64 = 100.0;

/// Assumed: 95 % come around eight minutes early, the others late by an
/// exponential time of eighteen minutes on average.
fn assumed_cdf(offset_s: f64) -> f64 {
    let punctual = normal::cdf((offset_s + 480.0) / 480.0);
    let late = 1.0 - libm::exp(-offset_s.max(0.0) / 1080.0);
    0.95 * punctual + 0.05 * late
}

/// Check-ins by bin; empty until the first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct OffsetCounts {
    bins: Vec<f64>,
}

impl OffsetCounts {
    pub(super) fn add(&mut self, offset_s: f64) {
        self.bins.resize(BINS, 0.0);
        let bin = ((offset_s - FIRST_S) / BIN_S).clamp(0.0, BINS as f64 - 1.0);
        self.bins[bin as usize] += 1.0;
    }

    /// Lets the past count less.
    pub(super) fn fade(&mut self, keep: f64) {
        for count in &mut self.bins {
            *count *= keep;
        }
    }

    /// Assumption and experience together.
    pub(super) fn distribution(&self) -> Offsets {
        let counted: f64 = self.bins.iter().sum();
        let mut up_to = Vec::with_capacity(BINS + 1);
        let (mut sum, mut assumed) = (0.0, 0.0);
        up_to.push(0.0);
        for bin in 0..BINS {
            let end = FIRST_S + BIN_S * (bin as f64 + 1.0);
            let below = if bin + 1 == BINS {
                1.0
            } else {
                assumed_cdf(end)
            };
            let count = self.bins.get(bin).copied().unwrap_or(0.0);
            sum += PRIOR * (below - assumed) + count;
            assumed = below;
            up_to.push(sum / (PRIOR + counted));
        }
        Offsets { up_to }
    }
}

/// The distribution of check-in minus booked time.
#[derive(Debug, Clone, PartialEq)]
pub struct Offsets {
    /// Probability up to each edge of the bins.
    up_to: Vec<f64>,
}

impl Offsets {
    /// Probability of having come by this offset, in seconds.
    #[must_use]
    pub fn cdf(&self, offset_s: f64) -> f64 {
        let place = ((offset_s - FIRST_S) / BIN_S).clamp(0.0, BINS as f64);
        let bin = (place as usize).min(BINS - 1);
        let (low, high) = (self.up_to[bin], self.up_to[bin + 1]);
        low + (high - low) * (place - bin as f64)
    }

    /// The offset in seconds up to which the probability is `p`.
    #[must_use]
    pub fn quantile_s(&self, p: f64) -> f64 {
        let above = self.up_to.partition_point(|up_to| *up_to < p);
        let bin = above.clamp(1, BINS) - 1;
        let (low, high) = (self.up_to[bin], self.up_to[bin + 1]);
        let within = if high > low {
            ((p - low) / (high - low)).clamp(0.0, 1.0)
        } else {
            1.0
        };
        FIRST_S + BIN_S * (bin as f64 + within)
    }
}
