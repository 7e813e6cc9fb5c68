//! A new call: the field inverts twice in two seconds, then stands still.
//! Slower than one flash a second and shorter than five (requirement C06).

use std::time::{Duration, Instant};

/// Length of each of the phases inverted, normal, inverted; normal from then on.
const PHASE_MS: u64 = 500;
const PHASES: u64 = 3;

/// Whether the field of a call announced at `since` is inverted at `now`.
pub(super) fn is_inverted(since: Instant, now: Instant) -> bool {
    let passed = now.saturating_duration_since(since).as_millis();
    let phase = passed / u128::from(PHASE_MS);
    phase < u128::from(PHASES) && phase.is_multiple_of(2)
}

/// The next instant after `now` at which the field changes.
pub(super) fn next_edge(since: Instant, now: Instant) -> Option<Instant> {
    (1..=PHASES)
        .map(|phase| since + Duration::from_millis(phase * PHASE_MS))
        .find(|edge| *edge > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_flashes_in_two_seconds_and_then_rest() {
        let since = Instant::now();
        let mut now = since;
        let mut flashes = Vec::new();
        while let Some(edge) = next_edge(since, now) {
            flashes.push((
                is_inverted(since, now),
                edge.duration_since(now).as_millis(),
            ));
            now = edge;
        }
        assert_eq!(flashes, [(true, 500), (false, 500), (true, 500)]);
        assert!(!is_inverted(since, now));
        assert!(!is_inverted(since, now + Duration::from_secs(3600)));
    }
}
