//! The example office is what it says it is.

use std::collections::BTreeSet;

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};

use super::OfficeSettings;
use crate::{calendar, plan::DayPlan};

const TEXT: &str = include_str!("../../../assets/example-office.toml");

/// The office of `assets/example-office.toml`.
pub(crate) fn example() -> OfficeSettings {
    toml::from_str(TEXT).expect("the example office can be read")
}

/// Monday to Friday of a week without holidays.
fn week() -> impl Iterator<Item = Date> {
    date(2027, 6, 7).series(jiff::Span::new().days(1)).take(5)
}

fn plan(date: Date) -> DayPlan {
    calendar::plan(&example(), 1, date).expect("a plan")
}

fn staffed(plan: &DayPlan, at: Timestamp) -> usize {
    let there = |s: &crate::plan::Staffed| s.span.contains(at);
    let counters = plan.counters.iter();
    counters.filter(|c| c.hours.iter().any(there)).count()
}

/// Every quarter of an hour in which the office is open.
fn quarters(plan: &DayPlan) -> Vec<Timestamp> {
    let quarter = SignedDuration::from_mins(15);
    let of_span = |span: &crate::plan::Span| {
        let to = span.to;
        std::iter::successors(Some(span.from), move |t| Some(*t + quarter))
            .take_while(move |t| *t < to)
    };
    plan.open.iter().flat_map(of_span).collect()
}

#[test]
fn it_is_labelled_as_made_up() {
    let settings = example();
    assert!(settings.office.example);
    let legal = &settings.legal;
    for text in [&legal.imprint, &legal.privacy, &legal.accessibility] {
        assert!(text.starts_with("Beispieldaten"), "{text}");
    }
}

#[test]
fn it_opens_when_a_small_town_does() {
    let opens: Vec<String> = week()
        .map(|day| {
            let hours = calendar::opening_hours(&example(), day).expect("NW is known");
            let text = |h: &super::Hours| {
                format!("{}-{}", h.from.strftime("%H:%M"), h.to.strftime("%H:%M"))
            };
            hours.iter().map(text).collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(
        opens,
        [
            "08:00-12:30 14:00-16:00",
            "08:00-12:30",
            "08:00-12:30",
            "08:00-12:30 14:00-17:30",
            "08:00-12:00",
        ]
    );
    assert!(plan(date(2027, 6, 12)).open.is_empty(), "Saturday");
    assert!(plan(date(2027, 12, 24)).open.is_empty(), "Heiligabend");
}

#[test]
fn every_open_quarter_has_two_counters_and_every_service() {
    for day in week() {
        let plan = plan(day);
        for at in quarters(&plan) {
            assert!(staffed(&plan, at) >= 2, "{at}");
            for id in plan.services.keys() {
                let can = plan
                    .counters
                    .iter()
                    .any(|c| c.skills.contains(id) && c.hours.iter().any(|s| s.span.contains(at)));
                assert!(can, "{id} at {at}");
            }
        }
    }
}

#[test]
fn two_are_there_around_lunch_and_three_on_thursday_afternoon() {
    let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
    let (monday, thursday) = (plan(date(2027, 6, 7)), plan(date(2027, 6, 10)));
    for edge in ["2027-06-07T12:00:00+02:00", "2027-06-07T14:15:00+02:00"] {
        assert_eq!(staffed(&monday, at(edge)), 2, "{edge}");
    }
    let midday = at("2027-06-10T13:00:00+02:00");
    let afternoon: Vec<_> = quarters(&thursday)
        .into_iter()
        .filter(|t| *t > midday)
        .collect();
    assert_eq!(afternoon.len(), 14);
    assert!(afternoon.iter().all(|t| staffed(&thursday, *t) == 3));
}

#[test]
fn the_skills_of_its_three_counters_are_nested() {
    let settings = example();
    let [first, second, third] = settings.counters.as_slice() else {
        panic!("three counters are expected");
    };
    assert!(first.services.is_subset(&second.services) && first.services != second.services);
    assert!(second.services.is_subset(&third.services) && second.services != third.services);
    let all: BTreeSet<_> = settings.services.iter().map(|s| s.id.clone()).collect();
    assert_eq!(third.services, all);
    let names = |ids: &BTreeSet<_>, without: &BTreeSet<_>| {
        let more: BTreeSet<String> = ids.difference(without).map(ToString::to_string).collect();
        more.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        names(&second.services, &first.services),
        "bewohnerparkausweis fischereischein fuehrerschein"
    );
    assert_eq!(
        names(&third.services, &second.services),
        "gewerbe rentenantrag"
    );
}

#[test]
fn every_fee_has_its_date_and_every_service_says_what_to_bring() {
    for service in example().services {
        assert!(
            service.fee.is_empty() || service.fee.contains("Stand: "),
            "{}",
            service.id
        );
        assert!(!service.documents.is_empty(), "{}", service.id);
    }
}

#[test]
fn exporting_and_importing_gives_the_same_settings() {
    let text = toml::to_string_pretty(&example()).expect("settings can be written");
    assert_eq!(
        toml::from_str::<OfficeSettings>(&text).expect("and read"),
        example()
    );
}
