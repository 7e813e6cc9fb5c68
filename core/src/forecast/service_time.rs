//! How long a service takes: lognormal, by mean and coefficient of variation.

use serde::{Deserialize, Serialize};

use super::normal;

/// The distribution of one service time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ServiceTime {
    /// Mean in seconds.
    pub mean_s: f64,
    /// Standard deviation over mean.
    pub cv: f64,
}

/// What has already lasted beyond this share of all services is taken for it:
/// beyond, the tail of the fitted distribution is a guess.
const LONGEST_SHARE: f64 = 0.999;

impl ServiceTime {
    /// The `p` quantile in seconds, `0 < p < 1`.
    #[must_use]
    pub fn quantile_s(&self, p: f64) -> f64 {
        self.at_normal(normal::quantile(p))
    }

    /// The service time that belongs to a standard normal value.
    pub(super) fn at_normal(&self, z: f64) -> f64 {
        let (location, scale) = self.log_normal();
        libm::exp(location + scale * z)
    }

    /// The standard normal value that belongs to a service time, and the standard
    /// deviation of the logarithm.
    pub(super) fn normal_at(&self, lasted_s: f64) -> (f64, f64) {
        let (location, scale) = self.log_normal();
        ((libm::log(lasted_s.max(1.0)) - location) / scale, scale)
    }

    /// The same work, done in `factor` times the time.
    pub(super) fn times(self, factor: f64) -> Self {
        Self {
            mean_s: self.mean_s * factor,
            ..self
        }
    }

    /// What is left of a service that has lasted `served_s`, at the uniform `u`.
    pub(super) fn residual_s(&self, served_s: f64, u: f64) -> f64 {
        let (location, scale) = self.log_normal();
        let (reached, _) = self.normal_at(served_s);
        let below = normal::cdf(reached).min(LONGEST_SHARE);
        let z = normal::quantile(below + (1.0 - below) * u);
        (libm::exp(location + scale * z) - served_s).max(1.0)
    }

    /// Mean and standard deviation of the logarithm.
    fn log_normal(&self) -> (f64, f64) {
        let variance = libm::log(1.0 + self.cv * self.cv).max(1e-12);
        let location = libm::log(self.mean_s.max(1.0)) - variance / 2.0;
        (location, libm::sqrt(variance))
    }
}
