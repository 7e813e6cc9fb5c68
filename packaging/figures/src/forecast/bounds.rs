//! How good forecasts have to be.

/// Upper bounds in minutes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    error: f64,
    pinball: f64,
}

/// Share of waits up to the 80th percentile, where that is not 0.
const COVERED: std::ops::RangeInclusive<f64> = 0.77..=0.85;

/// The bounds of days of this name: normal ones, if it says so.
pub(super) fn of(name: &str) -> Bounds {
    if name.contains("normal") {
        Bounds {
            error: 2.26,
            pinball: 0.955,
        }
    } else {
        Bounds {
            error: 4.01,
            pinball: 1.70,
        }
    }
}

impl Bounds {
    /// What does not hold.
    pub(super) fn broken(self, error: f64, pinball: f64, covered: f64) -> Vec<String> {
        let mut broken = Vec::new();
        if error > self.error {
            broken.push(format!("error {error:.3} > {}", self.error));
        }
        if pinball > self.pinball {
            broken.push(format!("pinball loss {pinball:.3} > {}", self.pinball));
        }
        if !COVERED.contains(&covered) {
            broken.push(format!("covered {covered:.3} not in {COVERED:?}"));
        }
        broken
    }
}
