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

impl From<Wait> for Band {
    fn from(wait: Wait) -> Self {
        let step_s = STEP_MIN * 60;
        let from = wait.median_s / step_s * STEP_MIN;
        let to = wait.p80_s.div_ceil(step_s) * STEP_MIN;
        let minutes = |m: u32| u16::try_from(m).unwrap_or(u16::MAX);
        Self {
            from_min: minutes(from),
            to_min: minutes(to.max(from + STEP_MIN)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(median_min: u32, p80_min: u32) -> (u16, u16) {
        let band = Band::from(Wait {
            median_s: median_min * 60,
            p80_s: p80_min * 60,
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
}
