//! Percentiles of all that was measured, nothing estimated.

use std::time::Duration;

/// Times of one kind, sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sample(Vec<Duration>);

impl Sample {
    /// Sorts the times.
    pub(crate) fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// How many.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The smallest time that this part of all does not exceed (nearest rank);
    /// `None` of nothing. `percent` is `1..=100`.
    pub(crate) fn percentile(&self, percent: usize) -> Option<Duration> {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0.get(rank.checked_sub(1)?).copied()
    }

    /// The median.
    pub(crate) fn median(&self) -> Option<Duration> {
        self.percentile(50)
    }
}

/// Milliseconds for a table: three digits that count, or a dash.
pub(crate) fn ms(time: Option<Duration>) -> String {
    let Some(time) = time else {
        return "–".to_owned();
    };
    let ms = time.as_secs_f64() * 1000.0;
    match ms {
        ..1.0 => format!("{ms:.3}"),
        ..10.0 => format!("{ms:.2}"),
        ..100.0 => format!("{ms:.1}"),
        _ => format!("{ms:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(ms: impl IntoIterator<Item = u64>) -> Sample {
        Sample::new(ms.into_iter().map(Duration::from_millis).collect())
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let hundred = sample((1..=100).rev());
        assert_eq!(hundred.median(), Some(Duration::from_millis(50)));
        assert_eq!(hundred.percentile(99), Some(Duration::from_millis(99)));
        assert_eq!(hundred.percentile(100), Some(Duration::from_millis(100)));
        let three = sample([7, 1, 3]);
        assert_eq!(three.median(), Some(Duration::from_millis(3)));
        assert_eq!(three.percentile(99), Some(Duration::from_millis(7)));
        assert_eq!(sample([]).median(), None);
    }

    #[test]
    fn times_are_written_with_three_digits() {
        let written = [80, 1_234, 12_345, 123_456].map(|us| ms(Some(Duration::from_micros(us))));
        assert_eq!(written, ["0.080", "1.23", "12.3", "123"]);
        assert_eq!(ms(None), "–");
    }
}
