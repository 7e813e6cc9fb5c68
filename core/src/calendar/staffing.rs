//! When a counter is staffed on one date, and for whom.

use jiff::{civil::Date, tz::TimeZone};

use super::{opening::valid_on, wall, zone};
use crate::{
    id::CounterId,
    plan::{Staffed, Use},
    settings::{Hours, OfficeSettings, Weekday},
};

/// From the narrowest to the widest: where rules of one counter overlap, the
/// narrower use wins, so that nothing is offered to the public by accident.
const NARROW_FIRST: [Use; 3] = [Use::WalkIn, Use::Internal, Use::Public];

/// The staffed stretches of a counter inside the opening hours of the date.
pub(super) fn staffed(
    settings: &OfficeSettings,
    counter: CounterId,
    date: Date,
    open: &[Hours],
    tz: &TimeZone,
) -> Vec<Staffed> {
    let mut stretches: Vec<Staffed> = uses(settings, counter, date, open)
        .into_iter()
        .flat_map(|(r#use, hours)| {
            zone::spans(date, &hours, tz)
                .into_iter()
                .map(move |span| Staffed { span, r#use })
        })
        .collect();
    stretches.sort_unstable_by_key(|s| s.span);
    stretches
}

fn uses(
    settings: &OfficeSettings,
    counter: CounterId,
    date: Date,
    open: &[Hours],
) -> Vec<(Use, Vec<Hours>)> {
    let mut rules = settings
        .staffing
        .iter()
        .filter(|r| r.counter == counter)
        .peekable();
    if rules.peek().is_none() {
        return vec![(Use::Public, open.to_vec())];
    }
    let weekday = Weekday::from(date.weekday());
    let today: Vec<_> = rules
        .filter(|r| r.days.contains(&weekday) && valid_on(r.valid_from, r.valid_to, date))
        .collect();

    let mut left = open.to_vec();
    let mut result = Vec::new();
    for r#use in NARROW_FIRST {
        let of_use = today.iter().filter(|r| r.r#use == r#use);
        let wanted = wall::normalised(of_use.flat_map(|r| r.hours.clone()).collect());
        result.push((r#use, wall::intersection(&left, &wanted)));
        left = wall::difference(&left, &wanted);
    }
    result
}
