//! Means and standard errors of batches.

/// A value with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Estimate {
    pub(super) value: f64,
    pub(super) error: f64,
}

impl Estimate {
    /// From one value of each batch; at least two.
    pub(super) fn of(batches: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = batches.collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
        Self {
            value: mean,
            error: (squares / (n - 1.0) / n).sqrt(),
        }
    }
}

/// The `p` quantile of whole numbers, by nearest rank.
pub(super) fn quantile(values: &mut [u32], p: f64) -> f64 {
    let rank = (values.len() as f64 * p).ceil() as usize;
    let (_, value, _) = values.select_nth_unstable(rank.max(1) - 1);
    f64::from(*value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_have_errors() {
        let estimate = Estimate::of([1.0, 2.0, 3.0].into_iter());
        assert!((estimate.value - 2.0).abs() < 1e-12);
        assert!((estimate.error - (1.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn quantiles_are_values_that_were_seen() {
        let mut values: Vec<u32> = (1..=100).rev().collect();
        assert_eq!(quantile(&mut values, 0.8).to_bits(), 80.0_f64.to_bits());
    }
}
