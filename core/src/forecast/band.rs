//! A wait as people are told it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Wait;

/// Nobody plans by single minutes, and no forecast is that good.
const STEP_MIN: u32 = 5;

/// A wait rounded to five minutes: "etwa 15 bis 25 Minuten". From the median
/// to the 80th percentile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Band {
    /// Minutes, a multiple of five.
    pub from_min: u16,
    /// Minutes, a multiple of five, greater than `from_min`.
    pub to_min: u16,
}

impl Band {
    /// The band of somebody who is called in `earliest_s` seconds at the earliest:
    /// both ends lie behind that.
    #[must_use]
    pub(super) fn not_before(wait: Wait, earliest_s: u32) -> Self {
        let step_s = STEP_MIN * 60;
        let earliest = earliest_s.div_ceil(step_s) * STEP_MIN;
        let from = (wait.median_s / step_s * STEP_MIN).max(earliest);
        let to = wait.p80_s.div_ceil(step_s) * STEP_MIN;
        let minutes = |m: u32| u16::try_from(m).unwrap_or(u16::MAX);
        Self {
            from_min: minutes(from),
            to_min: minutes(to.max(from + STEP_MIN)),
        }
    }
}

impl From<Wait> for Band {
    fn from(wait: Wait) -> Self {
        Self::not_before(wait, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(median_min: u32, p80_min: u32) -> (u16, u16) {
        let band = Band::from(Wait {
            median_s: median_min * 60,
            p80_s: p80_min * 60,
            mean_s: 0,
        });
        (band.from_min, band.to_min)
    }

    #[test]
    fn bands_hold_what_they_say() {
        assert_eq!(band(0, 0), (0, 5));
        assert_eq!(band(17, 23), (15, 25));
        assert_eq!(band(15, 15), (15, 20));
        assert_eq!(band(14, 26), (10, 30));
    }

    #[test]
    fn nobody_is_called_before_the_earliest_minute() {
        let wait = Wait {
            median_s: 0,
            p80_s: 21 * 60,
            mean_s: 0,
        };
        let band = |earliest_min: u32| {
            let band = Band::not_before(wait, earliest_min * 60);
            (band.from_min, band.to_min)
        };
        assert_eq!(band(0), (0, 25));
        assert_eq!(band(17), (20, 25));
        assert_eq!(band(40), (40, 45));
    }
}
