//! The standard normal distribution. `libm` instead of the platform's own
//! functions: the same bits on every machine.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// Probability of a value up to `z`.
pub(super) fn cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// The value up to which the probability is `p`, `0 < p < 1`.
///
/// Newton's method on [`cdf`], from the approximation 26.2.22 of Abramowitz
/// and Stegun. Worked out in the lower tail, where no digits cancel.
pub(super) fn quantile(p: f64) -> f64 {
    let p = p.clamp(1e-12, 1.0 - 1e-12);
    let tail = p.min(1.0 - p);
    let t = libm::sqrt(-2.0 * libm::log(tail));
    let mut z = (2.307_53 + 0.270_61 * t) / (1.0 + 0.992_29 * t + 0.044_81 * t * t) - t;
    for _ in 0..4 {
        let density = libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI);
        let step = (cdf(z) - tail) / density;
        z -= step;
        if step.abs() < 1e-12 {
            break;
        }
    }
    if p < 0.5 { z } else { -z }
}

/// The mean of all values above `z`.
pub(super) fn mean_above(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI) / cdf(-z)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_tables() {
        for (p, z) in [
            (0.5, 0.0),
            (0.8, 0.841_621_233_6),
            (0.975, 1.959_963_984_5),
            (0.999, 3.090_232_306_2),
        ] {
            assert!((quantile(p) - z).abs() < 1e-8, "{p}: {}", quantile(p));
            assert!((quantile(1.0 - p) + z).abs() < 1e-8);
        }
    }

    #[test]
    fn means_of_the_upper_part() {
        // Half a normal distribution has the mean sqrt(2 / pi).
        assert!((mean_above(0.0) - libm::sqrt(2.0 / PI)).abs() < 1e-12);
        assert!(mean_above(-8.0).abs() < 1e-12);
        assert!((mean_above(3.0) - 3.283_1).abs() < 1e-4);
    }

    #[test]
    fn the_tails_come_back() {
        for exponent in 1..9 {
            let p = libm::pow(10.0, -f64::from(exponent));
            assert!((cdf(quantile(p)) / p - 1.0).abs() < 1e-6, "{p}");
        }
    }
}
