//! Late costs only if it mattered.

use jiff::{SignedDuration, Timestamp};

use super::{Interruption, Rank};

/// A call that was not taken back, as lateness looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Called {
    /// When.
    pub at: Timestamp,
    /// The rank that the called visit had.
    pub rank: Rank,
    /// It had no promise, so it ranked behind everybody due, however small its
    /// rank time.
    pub standby: bool,
}

impl Called {
    fn is_above(&self, booked: Timestamp) -> bool {
        self.standby || (self.rank.class, self.rank.at) > (0, booked)
    }
}

/// Whether an appointment booked for `booked` that checks in at `arrived` ranks
/// by its arrival.
///
/// It does when the grace has passed and somebody ranked above it has been
/// called since the grace ended; otherwise the office itself runs late, and
/// the booked time still counts. Time during which the office stood still is
/// nobody's lateness.
#[must_use]
pub fn is_ranked_late(
    booked: Timestamp,
    arrived: Timestamp,
    grace: SignedDuration,
    interruptions: &[Interruption],
    calls: impl IntoIterator<Item = Called>,
) -> bool {
    let grace_end = grace_end(booked, grace, interruptions);
    if arrived <= grace_end {
        return false;
    }
    is_overtaken(booked, grace_end, calls)
}

/// Whether somebody ranked above `booked` has been called since `since`.
pub(crate) fn is_overtaken(
    booked: Timestamp,
    since: Timestamp,
    calls: impl IntoIterator<Item = Called>,
) -> bool {
    calls
        .into_iter()
        .any(|call| call.at >= since && call.is_above(booked))
}

/// The instant up to which a check-in costs nothing: `booked + grace`, put off
/// by every interruption on the way. `Timestamp::MAX` while one lasts.
pub(crate) fn grace_end(
    booked: Timestamp,
    grace: SignedDuration,
    interruptions: &[Interruption],
) -> Timestamp {
    let mut end = booked + grace;
    for (from, to) in interruptions {
        if *from > end {
            break;
        }
        match to {
            None => return Timestamp::MAX,
            Some(to) if *to > booked => {
                let from = (*from).max(booked);
                end += to.duration_since(from);
            }
            Some(_) => {}
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minute * 60).unwrap()
    }

    /// Called at `minute`, of rank `rank`.
    fn called(minute: i64, rank: i64) -> Called {
        Called {
            at: at(minute),
            rank: Rank {
                class: 0,
                at: at(rank),
                order: 1,
            },
            standby: false,
        }
    }

    const GRACE: SignedDuration = SignedDuration::from_mins(15);

    #[test]
    fn within_the_grace_nothing_is_lost() {
        let overtaken = [called(15, 60)];
        assert!(!is_ranked_late(at(0), at(15), GRACE, &[], overtaken));
        let one_second_late = at(15) + SignedDuration::from_secs(1);
        assert!(is_ranked_late(
            at(0),
            one_second_late,
            GRACE,
            &[],
            overtaken
        ));
    }

    #[test]
    fn late_costs_nothing_while_the_office_itself_runs_late() {
        assert!(!is_ranked_late(at(0), at(40), GRACE, &[], [called(30, -5)]));
        assert!(!is_ranked_late(at(0), at(40), GRACE, &[], [called(14, 60)]));
        assert!(is_ranked_late(at(0), at(40), GRACE, &[], [called(30, 5)]));
    }

    #[test]
    fn a_standby_number_ranks_above_however_long_ago_it_was_drawn() {
        let standby = Called {
            standby: true,
            ..called(30, -200)
        };
        assert!(is_ranked_late(at(0), at(40), GRACE, &[], [standby]));
    }

    #[test]
    fn a_fire_drill_is_nobodys_lateness() {
        let drill = [(at(5), Some(at(25)))];
        let overtaken = [called(30, 60), called(36, 60)];
        assert!(!is_ranked_late(at(0), at(35), GRACE, &drill, overtaken));
        assert!(is_ranked_late(at(0), at(37), GRACE, &drill, overtaken));
        assert!(!is_ranked_late(
            at(0),
            at(90),
            GRACE,
            &[(at(5), None)],
            overtaken
        ));
    }
}
