//! How far forecasts were off. Minutes.

/// Errors of a point forecast.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Error {
    n: f64,
    absolute: f64,
    signed: f64,
    positive: f64,
    not_above: f64,
}

impl Error {
    pub(super) fn add(&mut self, forecast: f64, waited: f64) {
        self.n += 1.0;
        self.absolute += (forecast - waited).abs();
        self.signed += forecast - waited;
        if forecast > 0.0 {
            self.positive += 1.0;
            self.not_above += f64::from(u8::from(waited <= forecast));
        }
    }

    /// Mean absolute error.
    pub(super) fn absolute(&self) -> f64 {
        self.absolute / self.n
    }

    /// Mean of forecast minus wait.
    pub(super) fn bias(&self) -> f64 {
        self.signed / self.n
    }

    /// Share of waits that were not longer than forecast, where that is not 0.
    pub(super) fn not_above(&self) -> f64 {
        self.not_above / self.positive
    }
}

/// How good a forecast of the 80th percentile was.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Interval {
    n: f64,
    pinball: f64,
    positive: f64,
    covered: f64,
}

impl Interval {
    pub(super) fn add(&mut self, p80: f64, waited: f64) {
        self.n += 1.0;
        self.pinball += if waited > p80 {
            0.8 * (waited - p80)
        } else {
            0.2 * (p80 - waited)
        };
        if p80 > 0.0 {
            self.positive += 1.0;
            self.covered += f64::from(u8::from(waited <= p80));
        }
    }

    /// Mean pinball loss at .8.
    pub(super) fn pinball(&self) -> f64 {
        self.pinball / self.n
    }

    /// Share of waits not longer than the forecast, where it is not 0.
    pub(super) fn coverage(&self) -> f64 {
        self.covered / self.positive
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_short_costs_four_times_as_much_as_too_long() {
        let (mut short, mut long) = (Interval::default(), Interval::default());
        short.add(10.0, 15.0);
        long.add(15.0, 10.0);
        assert!((short.pinball() - 4.0 * long.pinball()).abs() < 1e-12);
        assert!(short.coverage() < long.coverage());
    }
}
