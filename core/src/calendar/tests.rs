//! Dates worked out from small settings.

use jiff::civil::{Date, Time, date, time};

use super::*;
use crate::{
    id::CounterId,
    plan::{Span, Staffed, Use},
    settings::{Closure, OpeningRule, SpecialDay, StaffingRule, Weekday},
};

const WEEK: [Weekday; 5] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];

fn hours(from: (i8, i8), to: (i8, i8)) -> Hours {
    let clock = |(h, m): (i8, i8)| -> Time { time(h, m, 0, 0) };
    Hours {
        from: clock(from),
        to: clock(to),
    }
}

const fn morning() -> ((i8, i8), (i8, i8)) {
    ((8, 0), (12, 30))
}

/// Monday to Friday 08:00 to 12:30 and 14:00 to 16:00, counters 1 and 2.
fn office() -> OfficeSettings {
    let text = r#"{
        "municipality": {"id": "m", "name": "M"},
        "office": {
            "id": "b", "name": "B", "floor": "E", "step_free": "s", "phone": "1150",
            "address": {"street": "s", "postal_code": "12345", "city": "c"},
            "email": "a@example.org", "way_to_waiting": "w", "payment": "p"
        },
        "services": [{"id": "pass", "name": "Pass", "minutes": 15}],
        "counters": [{"id": 2, "services": ["pass"]}, {"id": 1, "services": ["pass"]}],
        "opening": [],
        "legal": {"imprint": "i", "privacy": "p", "privacy_version": "2026-01-01", "accessibility": "a"}
    }"#;
    let mut settings: OfficeSettings = serde_json::from_str(text).expect("settings");
    settings.opening.push(OpeningRule {
        days: WEEK.into(),
        hours: vec![hours((14, 0), (16, 0)), hours(morning().0, morning().1)],
        valid_from: None,
        valid_to: None,
    });
    settings
}

fn opens(settings: &OfficeSettings, date: Date) -> Vec<Hours> {
    opening_hours(settings, date).expect("NW is known")
}

fn plan_of(settings: &OfficeSettings, date: Date) -> DayPlan {
    plan(settings, 7, date).expect("a plan")
}

fn utc(span: Span) -> (String, String) {
    (span.from.to_string(), span.to.to_string())
}

fn closure(from: Date, to: Date, hours: Option<Hours>, yearly: bool) -> Closure {
    Closure {
        from,
        to,
        hours,
        reason: "Personalversammlung".to_owned(),
        yearly,
    }
}

#[test]
fn the_first_open_day_after_a_clock_change_opens_at_eight_local_time() {
    for (day, opening) in [
        (date(2028, 3, 24), "2028-03-24T07:00:00Z"),
        (date(2028, 3, 27), "2028-03-27T06:00:00Z"),
        (date(2028, 10, 30), "2028-10-30T07:00:00Z"),
        (date(2027, 3, 30), "2027-03-30T06:00:00Z"),
        (date(2027, 11, 2), "2027-11-02T07:00:00Z"),
    ] {
        let plan = plan_of(&office(), day);
        assert_eq!(plan.opening().expect("open").to_string(), opening);
    }
}

#[test]
fn both_mondays_after_the_changes_of_2027_are_holidays() {
    for (monday, name) in [
        (date(2027, 3, 29), "Ostermontag"),
        (date(2027, 11, 1), "Allerheiligen"),
    ] {
        let settings = office();
        let plan = plan_of(&settings, monday);
        assert!(plan.open.is_empty() && plan.counters.iter().all(|c| c.hours.is_empty()));
        assert_eq!(closed_because(&settings, monday), Some(name));
        assert_eq!(next_open_day(&settings, monday), Ok(monday.tomorrow().ok()));
    }
}

#[test]
fn the_lunch_break_splits_the_day() {
    let plan = plan_of(&office(), date(2027, 6, 7));
    let spans: Vec<_> = plan.open.iter().map(|s| utc(*s)).collect();
    let expected = [
        ("2027-06-07T06:00:00Z", "2027-06-07T10:30:00Z"),
        ("2027-06-07T12:00:00Z", "2027-06-07T14:00:00Z"),
    ];
    assert_eq!(spans, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(plan.version, 7);
}

#[test]
fn the_leap_day_is_a_tuesday_like_others() {
    let plan = plan_of(&office(), date(2028, 2, 29));
    assert_eq!(plan.open.len(), 2);
    assert_eq!(
        next_open_day(&office(), date(2028, 2, 28)),
        Ok(Some(date(2028, 2, 29)))
    );
}

#[test]
fn weekly_rules_hold_in_their_range_only() {
    let mut settings = office();
    settings.opening[0].valid_to = Some(date(2027, 6, 7));
    settings.opening.push(OpeningRule {
        days: [Weekday::Tuesday].into(),
        hours: vec![hours((10, 0), (18, 0))],
        valid_from: Some(date(2027, 6, 8)),
        valid_to: Some(date(2027, 6, 8)),
    });
    assert_eq!(opens(&settings, date(2027, 6, 7)).len(), 2);
    assert_eq!(
        opens(&settings, date(2027, 6, 8)),
        [hours((10, 0), (18, 0))]
    );
    assert_eq!(next_open_day(&settings, date(2027, 6, 8)), Ok(None));
}

#[test]
fn a_special_day_replaces_weekly_hours_and_holidays() {
    let mut settings = office();
    for day in [date(2027, 6, 5), date(2027, 5, 27), date(2027, 6, 7)] {
        settings.special_days.push(SpecialDay {
            date: day,
            hours: vec![hours((10, 0), (12, 0))],
        });
        assert_eq!(opens(&settings, day), [hours((10, 0), (12, 0))], "{day}");
        assert_eq!(closed_because(&settings, day), None);
    }
    settings.special_days[2].hours.clear();
    assert_eq!(is_open_day(&settings, date(2027, 6, 7)), Ok(false));
}

#[test]
fn a_closure_takes_away_hours_or_whole_days_even_of_a_special_day() {
    let mut settings = office();
    let day = date(2027, 6, 7);
    settings
        .closures
        .push(closure(day, day, Some(hours((11, 0), (15, 0))), false));
    assert_eq!(
        opens(&settings, day),
        [hours((8, 0), (11, 0)), hours((15, 0), (16, 0))]
    );
    assert_eq!(closed_because(&settings, day), None);
    settings.special_days.push(SpecialDay {
        date: day,
        hours: vec![hours((9, 0), (12, 0))],
    });
    assert_eq!(opens(&settings, day), [hours((9, 0), (11, 0))]);
    settings.closures.push(closure(day, day, None, false));
    assert_eq!(opens(&settings, day), []);
    assert_eq!(closed_because(&settings, day), Some("Personalversammlung"));
    assert!(is_open_day(&settings, date(2027, 6, 8)).expect("known"));
}

#[test]
fn a_yearly_closure_comes_back_also_over_new_year() {
    let mut settings = office();
    settings
        .closures
        .push(closure(date(2026, 12, 24), date(2027, 1, 4), None, true));
    for (day, open) in [
        (date(2025, 12, 29), true),
        (date(2026, 12, 23), true),
        (date(2026, 12, 29), false),
        (date(2027, 1, 4), false),
        (date(2027, 1, 5), true),
        (date(2029, 12, 23), false), // a Sunday
        (date(2029, 12, 27), false),
        (date(2030, 1, 2), false),
        (date(2030, 1, 7), true),
    ] {
        assert_eq!(is_open_day(&settings, day), Ok(open), "{day}");
    }
    let once = closure(date(2026, 12, 24), date(2027, 1, 4), None, false);
    settings.closures = vec![once];
    assert_eq!(is_open_day(&settings, date(2029, 12, 27)), Ok(true));
}

#[test]
fn a_counter_without_rules_is_staffed_for_the_public_while_open() {
    let plan = plan_of(&office(), date(2027, 6, 7));
    let ids: Vec<_> = plan.counters.iter().map(|c| c.id.0).collect();
    assert_eq!(ids, [1, 2]);
    for counter in plan.counters {
        let public = |span: &Span| Staffed {
            span: *span,
            r#use: Use::Public,
        };
        assert_eq!(
            counter.hours,
            plan.open.iter().map(public).collect::<Vec<_>>()
        );
    }
}

fn staffing(counter: u16, at: Hours, r#use: Use) -> StaffingRule {
    StaffingRule {
        counter: CounterId(counter),
        days: WEEK.into(),
        hours: vec![at],
        r#use,
        valid_from: None,
        valid_to: None,
    }
}

/// Wall hours and use of counter 1 on Monday, 7 June 2027.
fn monday(settings: &OfficeSettings) -> Vec<(i8, i8, Use)> {
    let tz = zone("Europe/Berlin").expect("built in");
    let hour = |t: jiff::Timestamp| t.to_zoned(tz.clone()).hour();
    let plan = plan_of(settings, date(2027, 6, 7));
    let counter = plan.counter(CounterId(1)).expect("counter 1");
    counter
        .hours
        .iter()
        .map(|s| (hour(s.span.from), hour(s.span.to), s.r#use))
        .collect()
}

#[test]
fn staffing_counts_inside_the_opening_hours_and_touching_hours_merge() {
    let mut settings = office();
    settings.staffing = vec![
        staffing(1, hours((6, 0), (10, 0)), Use::Public),
        staffing(1, hours((10, 0), (11, 0)), Use::Public),
        staffing(1, hours((13, 0), (15, 0)), Use::WalkIn),
        staffing(2, hours((17, 0), (18, 0)), Use::Public),
    ];
    assert_eq!(
        monday(&settings),
        [(8, 11, Use::Public), (14, 15, Use::WalkIn)]
    );
    let plan = plan_of(&settings, date(2027, 6, 7));
    assert_eq!(plan.counters[1].hours, []);
}

#[test]
fn where_staffing_overlaps_the_narrower_use_wins() {
    let mut settings = office();
    settings.staffing = vec![
        staffing(1, hours((9, 0), (10, 0)), Use::WalkIn),
        staffing(1, hours((8, 0), (16, 0)), Use::Public),
        staffing(1, hours((9, 0), (11, 0)), Use::Internal),
    ];
    settings.opening[0].hours = vec![hours((8, 0), (12, 0))];
    assert_eq!(
        monday(&settings),
        [
            (8, 9, Use::Public),
            (9, 10, Use::WalkIn),
            (10, 11, Use::Internal),
            (11, 12, Use::Public),
        ]
    );
}

#[test]
fn staffing_out_of_its_range_leaves_the_counter_empty() {
    let mut settings = office();
    let mut rule = staffing(1, hours((8, 0), (16, 0)), Use::Public);
    rule.valid_from = Some(date(2027, 6, 8));
    settings.staffing = vec![rule];
    assert_eq!(monday(&settings), []);
}

#[test]
fn hours_at_night_survive_both_clock_changes() {
    let mut settings = office();
    settings.opening = vec![OpeningRule {
        days: [Weekday::Sunday].into(),
        hours: vec![hours((1, 0), (2, 30)), hours((2, 45), (5, 0))],
        valid_from: None,
        valid_to: None,
    }];
    // The pause lies in the gap, so nothing is left of it.
    let spring = plan_of(&settings, date(2027, 3, 28));
    let spans: Vec<_> = spring.open.iter().map(|s| utc(*s)).collect();
    let expected = (
        "2027-03-28T00:00:00Z".to_owned(),
        "2027-03-28T03:00:00Z".to_owned(),
    );
    assert_eq!(spans, [expected]);
    assert_eq!(spring.counters[0].hours.len(), 1);
    let autumn = plan_of(&settings, date(2027, 10, 31));
    assert_eq!(utc(autumn.open[0]).1, "2027-10-31T00:30:00Z");
    assert_eq!(utc(autumn.open[1]).0, "2027-10-31T00:45:00Z");
}

#[test]
fn unknown_land_zone_and_end_of_time_are_errors() {
    let mut settings = office();
    assert_eq!(
        plan(&settings, 1, Date::MAX),
        Err(CalendarError::OutOfRange(Date::MAX))
    );
    settings.municipality.land = "XX".to_owned();
    assert!(matches!(
        plan(&settings, 1, date(2027, 1, 4)),
        Err(CalendarError::UnknownLand(_))
    ));
    settings.office.zone = "Nowhere".to_owned();
    assert!(matches!(
        plan(&settings, 1, date(2027, 1, 4)),
        Err(CalendarError::UnknownZone(_))
    ));
}

proptest::proptest! {
    #[test]
    fn staffed_stretches_lie_in_order_inside_one_opening_interval(
        day in 0i32..4000,
        rules in proptest::collection::vec((0i8..23, 1i8..24, 0usize..3), 0..6),
        opening in proptest::collection::vec((0i8..23, 1i8..24), 0..4),
    ) {
        const USES: [Use; 3] = [Use::Public, Use::Internal, Use::WalkIn];
        let mut settings = office();
        let all = |from: i8, to: i8| hours((from, 30), (to, 0));
        settings.opening[0].days.extend([Weekday::Saturday, Weekday::Sunday]);
        settings.opening[0].hours = opening.iter().map(|(a, b)| all(*a, *b)).collect();
        for (from, to, r#use) in rules {
            let mut rule = staffing(1, all(from, to), USES[r#use]);
            rule.days.extend([Weekday::Saturday, Weekday::Sunday]);
            settings.staffing.push(rule);
        }
        let date = date(2026, 1, 1).saturating_add(jiff::Span::new().days(day));
        let plan = plan_of(&settings, date);

        proptest::prop_assert!(plan.open.iter().all(|s| plan.day.covers(s) && s.from < s.to));
        proptest::prop_assert!(plan.open.windows(2).all(|w| w[0].to < w[1].from));
        for counter in &plan.counters {
            for stretch in &counter.hours {
                proptest::prop_assert!(stretch.span.from < stretch.span.to);
                proptest::prop_assert!(plan.open.iter().any(|o| o.covers(&stretch.span)));
            }
            for pair in counter.hours.windows(2) {
                let (a, b) = (&pair[0], &pair[1]);
                let apart = a.span.to < b.span.from;
                let touching = a.span.to == b.span.from && a.r#use != b.r#use;
                proptest::prop_assert!(apart || touching);
            }
        }
    }
}
