//! While the office stands still, no clock of waiting or lateness runs.

use jiff::{SignedDuration, Timestamp};

/// From when to when the office stood still; `None`: it still does.
pub type Interruption = (Timestamp, Option<Timestamp>);

/// How much of `from..to` the office stood still. `interruptions` are ascending
/// and do not overlap.
pub(crate) fn stood(
    interruptions: &[Interruption],
    from: Timestamp,
    to: Timestamp,
) -> SignedDuration {
    let parts = interruptions.iter().map(|(begin, end)| {
        let begin = (*begin).max(from);
        let end = end.map_or(to, |end| end.min(to));
        end.duration_since(begin).max(SignedDuration::ZERO)
    });
    parts.fold(SignedDuration::ZERO, |sum, part| sum + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minute * 60).unwrap()
    }

    #[test]
    fn only_the_shared_minutes_count() {
        let all = [
            (at(10), Some(at(20))),
            (at(30), Some(at(40))),
            (at(50), None),
        ];
        let stood_min = |from, to| stood(&all, at(from), at(to)).as_mins();
        assert_eq!(stood_min(0, 5), 0);
        assert_eq!(stood_min(0, 15), 5);
        assert_eq!(stood_min(15, 35), 10);
        assert_eq!(stood_min(0, 60), 30);
        assert_eq!(stood_min(55, 60), 5, "one that still lasts");
        assert_eq!(stood_min(35, 5), 0, "the other way round");
    }
}
