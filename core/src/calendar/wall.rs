//! Sets of wall-time intervals of one day.

use crate::settings::Hours;

/// Ascending and disjoint; empty intervals are dropped, touching ones merged.
pub(crate) fn normalised(mut hours: Vec<Hours>) -> Vec<Hours> {
    hours.retain(|h| h.from < h.to);
    hours.sort_unstable();
    let mut merged: Vec<Hours> = Vec::with_capacity(hours.len());
    for next in hours {
        match merged.last_mut() {
            Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
            _ => merged.push(next),
        }
    }
    merged
}

/// What lies in both; normalised if both are.
pub(crate) fn intersection(a: &[Hours], b: &[Hours]) -> Vec<Hours> {
    let both = a.iter().flat_map(|x| {
        b.iter().map(|y| Hours {
            from: x.from.max(y.from),
            to: x.to.min(y.to),
        })
    });
    normalised(both.collect())
}

/// What lies in `hours` but not in `taken`.
pub(crate) fn difference(hours: &[Hours], taken: &[Hours]) -> Vec<Hours> {
    let mut rest = hours.to_vec();
    for cut in taken {
        rest = rest
            .into_iter()
            .flat_map(|h| {
                let before = Hours {
                    from: h.from,
                    to: h.to.min(cut.from),
                };
                let after = Hours {
                    from: h.from.max(cut.to),
                    to: h.to,
                };
                [before, after]
            })
            .filter(|h| h.from < h.to)
            .collect();
    }
    normalised(rest)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use proptest::prelude::*;

    use super::*;

    fn hours(from: i8, to: i8) -> Hours {
        Hours {
            from: time(from, 0, 0, 0),
            to: time(to, 0, 0, 0),
        }
    }

    #[test]
    fn touching_and_overlapping_intervals_become_one() {
        assert_eq!(
            normalised(vec![
                hours(14, 16),
                hours(8, 10),
                hours(10, 12),
                hours(9, 11)
            ]),
            [hours(8, 12), hours(14, 16)]
        );
        assert_eq!(normalised(vec![hours(10, 8)]), []);
    }

    fn any_set() -> impl Strategy<Value = Vec<Hours>> {
        prop::collection::vec((0i8..24, 0i8..24), 0..6)
            .prop_map(|v| normalised(v.into_iter().map(|(a, b)| hours(a, b)).collect()))
    }

    fn holds(set: &[Hours], hour: i8) -> bool {
        let t = time(hour, 30, 0, 0);
        set.iter().any(|h| h.from <= t && t < h.to)
    }

    proptest! {
        #[test]
        fn every_hour_is_in_the_sets_it_belongs_to(a in any_set(), b in any_set()) {
            let (both, rest) = (intersection(&a, &b), difference(&a, &b));
            for hour in 0..24 {
                let (in_a, in_b) = (holds(&a, hour), holds(&b, hour));
                prop_assert_eq!(holds(&both, hour), in_a && in_b);
                prop_assert_eq!(holds(&rest, hour), in_a && !in_b);
            }
            for set in [both, rest] {
                prop_assert!(set.windows(2).all(|w| w[0].to < w[1].from));
            }
        }
    }
}
