//! How good forecasts have to be.

/// Upper bounds in minutes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    error: f64,
    pinball: f64,
}

/// Share of waits up to the 80th percentile, where that is not 0.
const COVERED: std::ops::RangeInclusive<f64> = 0.77..=0.85;

/// The bounds of days of this name: normal ones, if it says so. Errors grow with
/// the waits, so days with longer waits than those on which the bounds were found
/// have bounds that are larger in proportion.
pub(super) fn of(name: &str, mean_wait: f64) -> Bounds {
    let (error, pinball, usual_wait) = if name.contains("normal") {
        (2.26, 0.955, 5.60)
    } else {
        (4.01, 1.70, 11.58)
    };
    let longer = (mean_wait / usual_wait).max(1.0);
    Bounds {
        error: error * longer,
        pinball: pinball * longer,
    }
}

impl Bounds {
    /// What does not hold.
    pub(super) fn broken(self, error: f64, pinball: f64, covered: f64) -> Vec<String> {
        let mut broken = Vec::new();
        if error > self.error {
            broken.push(format!("error {error:.3} > {:.3}", self.error));
        }
        if pinball > self.pinball {
            broken.push(format!("pinball loss {pinball:.3} > {:.3}", self.pinball));
        }
        if !COVERED.contains(&covered) {
            broken.push(format!("covered {covered:.3} not in {COVERED:?}"));
        }
        broken
    }
}
