//! Each mistake is made once in the example office and must be found there.

use jiff::civil::{date, time};

use super::*;
use crate::{
    id::{CounterId, ServiceId},
    plan::Use,
    settings::{Closure, Hours, Policy, SpecialDay, StaffingRule, Weekday, example::example},
};

fn hours(from: i8, to: i8) -> Hours {
    Hours {
        from: time(from, 0, 0, 0),
        to: time(to, 0, 0, 0),
    }
}

fn closure(from: jiff::civil::Date, to: jiff::civil::Date) -> Closure {
    Closure {
        from,
        to,
        hours: None,
        reason: "Umzug".to_owned(),
        yearly: false,
    }
}

fn staffing(counter: u16, day: Weekday, at: Hours) -> StaffingRule {
    StaffingRule {
        counter: CounterId(counter),
        days: [day].into(),
        hours: vec![at],
        r#use: Use::Public,
        valid_from: None,
        valid_to: None,
    }
}

type Mistake = (&'static str, fn(&mut OfficeSettings));

#[track_caller]
fn finds(severity: Severity, mistakes: &[Mistake]) {
    for (path, make) in mistakes {
        let mut settings = example();
        make(&mut settings);
        let found = check(&settings);
        assert!(
            found
                .iter()
                .any(|p| p.path == *path && p.severity == severity),
            "{path}: {found:#?}"
        );
        let is_sentence = |m: &str| m.ends_with('.') && !m.ends_with(" .");
        assert!(found.iter().all(|p| is_sentence(&p.message)), "{found:#?}");
    }
}

#[test]
fn offices_of_one_town_share_no_letter() {
    let one = example();
    let mut other = one.clone();
    assert_eq!(one.letter_shared_with(&other), None, "the same office");
    other.office.id = crate::id::OfficeId::new("zweigstelle").unwrap();
    assert_eq!(one.letter_shared_with(&other), Some('A'));
    other.office.letters.appointment = 'B';
    assert_eq!(one.letter_shared_with(&other), Some('W'));
    other.office.letters.walk_in = 'A';
    assert_eq!(one.letter_shared_with(&other), Some('A'), "also crosswise");
    other.office.letters.walk_in = 'X';
    assert_eq!(one.letter_shared_with(&other), None);
    other.office.letters = one.office.letters;
    other.municipality.id = "nachbarstadt".to_owned().try_into().unwrap();
    assert_eq!(one.letter_shared_with(&other), None, "another town");
}

#[test]
fn the_example_has_no_problem() {
    assert_eq!(check(&example()), []);
}

#[test]
fn mistakes_of_the_place_are_errors() {
    finds(
        Severity::Error,
        &[
            ("municipality.name", |s| {
                s.municipality.name = " ".to_owned();
            }),
            ("municipality.land", |s| {
                s.municipality.land = "BY".to_owned();
            }),
            ("office.zone", |s| {
                s.office.zone = "Europe/Wickede".to_owned();
            }),
            ("office.phone", |s| s.office.phone.clear()),
            ("office.email", |s| s.office.email = "rathaus".to_owned()),
            ("office.address.postal_code", |s| {
                s.office.address.postal_code = "1234".to_owned();
            }),
            ("office.letters.walk_in", |s| s.office.letters.walk_in = 'ä'),
            ("office.letters.appointment", |s| {
                s.office.letters.appointment = 'a';
            }),
            ("office.letters", |s| s.office.letters.walk_in = 'A'),
            ("kiosk.idle_s", |s| s.kiosk.idle_s = 29),
            ("kiosk.notice_s", |s| s.kiosk.notice_s = 121),
            ("display.screen_inch", |s| s.display.screen_inch = 14),
            ("display.max_distance_m", |s| s.display.max_distance_m = 0),
            ("display.hold_s", |s| s.display.hold_s = 7),
            ("legal.imprint", |s| s.legal.imprint.clear()),
            ("legal.privacy", |s| s.legal.privacy = "\n\n".to_owned()),
            ("legal.accessibility", |s| s.legal.accessibility.clear()),
        ],
    );
}

#[test]
fn mistakes_of_the_catalogue_are_errors() {
    finds(
        Severity::Error,
        &[
            ("services", |s| s.services.clear()),
            ("services[3].minutes", |s| s.services[3].minutes = 4),
            ("services[3].minutes", |s| s.services[3].minutes = 241),
            ("services[0].max_quantity", |s| {
                s.services[0].max_quantity = 0;
            }),
            ("services[0].name", |s| s.services[0].name.clear()),
            ("services[0].unit", |s| s.services[0].unit.clear()),
            ("services[0].documents[1]", |s| {
                s.services[0].documents[1].clear();
            }),
            ("services[1].id", |s| {
                s.services[1].id = s.services[0].id.clone();
            }),
            ("services[0].leika[0]", |s| {
                s.services[0].leika[0] = "98008001000000".to_owned();
            }),
            ("services[0].leika[0]", |s| {
                s.services[0].leika[0] = "990080010000".to_owned();
            }),
            ("services[0].leika[0]", |s| {
                s.services[0].leika[0] = "9900800100000x".to_owned();
            }),
            ("services[27].unsure", |s| s.services[0].unsure = true),
            ("services[27].walk_in", |s| s.services[27].walk_in = false),
            ("services[27]", |s| {
                for counter in &mut s.counters {
                    assert!(counter.services.remove("auskunft"));
                }
            }),
            ("counters", |s| s.counters.clear()),
            ("counters[1].id", |s| s.counters[1].id = CounterId(1)),
            ("counters[1].id", |s| s.counters[1].id = CounterId(1000)),
            ("counters[2].services", |s| {
                let unknown = ServiceId::new("hundesteuer").expect("a slug");
                assert!(s.counters[2].services.insert(unknown));
            }),
        ],
    );
}

#[test]
fn mistakes_of_hours_are_errors() {
    finds(
        Severity::Error,
        &[
            ("opening[0].hours[0]", |s| {
                s.opening[0].hours = vec![hours(12, 12)];
            }),
            ("opening[0].hours[0]", |s| {
                s.opening[0].hours[0].from = time(8, 0, 30, 0);
            }),
            ("opening[0].hours[1]", |s| {
                s.opening[0].hours.push(hours(12, 13));
            }),
            ("opening[2]", |s| s.opening[2].hours = vec![hours(12, 16)]),
            ("opening[0].valid_to", |s| {
                s.opening[0].valid_from = Some(date(2027, 1, 2));
                s.opening[0].valid_to = Some(date(2027, 1, 1));
            }),
            ("special_days[1].date", |s| {
                let special = SpecialDay {
                    date: date(2027, 6, 7),
                    hours: vec![hours(8, 12)],
                };
                s.special_days = vec![special.clone(), special];
            }),
            ("closures[2].to", |s| {
                s.closures.push(closure(date(2027, 6, 8), date(2027, 6, 7)));
            }),
            ("closures[0].reason", |s| s.closures[0].reason.clear()),
            ("closures[0].hours", |s| {
                s.closures[0].hours = Some(hours(12, 8));
            }),
            ("closures[0].to", |s| s.closures[0].to = date(2026, 12, 24)),
            ("staffing[0].counter", |s| {
                s.staffing[0].counter = CounterId(9);
            }),
            ("staffing[0].hours[0]", |s| {
                s.staffing[0].hours = vec![hours(9, 8)];
            }),
            ("staffing[0].valid_to", |s| {
                s.staffing[0].valid_from = Some(date(2027, 1, 2));
                s.staffing[0].valid_to = Some(date(2027, 1, 1));
            }),
        ],
    );
}

#[test]
fn numbers_out_of_their_range_are_errors() {
    finds(
        Severity::Error,
        &[
            ("booking.horizon_days", |s| s.booking.horizon_days = 366),
            ("booking.lead_time_min", |s| {
                s.booking.lead_time_min = 10_081;
            }),
            ("booking.grid_min", |s| s.booking.grid_min = 4),
            ("booking.max_concerns", |s| s.booking.max_concerns = 7),
            ("booking.max_duration_min", |s| {
                s.booking.max_duration_min = 481;
            }),
            ("booking.further_percent", |s| {
                s.booking.further_percent = 101;
            }),
            ("booking.hold_min", |s| s.booking.hold_min = 4),
            ("booking.hold_extensions", |s| {
                s.booking.hold_extensions = 21;
            }),
            ("booking.pending_min", |s| s.booking.pending_min = 14),
            ("booking.pending_end_before_min", |s| {
                s.booking.pending_end_before_min = 241;
            }),
            ("booking.max_open_per_address", |s| {
                s.booking.max_open_per_address = 0;
            }),
            ("booking.max_pending_per_address", |s| {
                s.booking.max_pending_per_address = 11;
            }),
            ("queue.head_start_min", |s| s.queue.head_start_min = 601),
            ("queue.early_s", |s| s.queue.early_s = 3601),
            ("queue.grace_min", |s| s.queue.grace_min = 61),
            ("queue.missed_pause_s", |s| s.queue.missed_pause_s = 3601),
            ("queue.policy.apq.per_mille", |s| {
                s.queue.policy = Policy::Apq { per_mille: 999 }
            }),
            ("queue.policy.wrr.appointments", |s| {
                s.queue.policy = Policy::Wrr { appointments: 0 }
            }),
            ("quota.guaranteed", |s| s.quota.guaranteed = 60_001),
            ("quota.cap", |s| s.quota.cap = Some(1000)),
            ("quota.last_ticket_min", |s| s.quota.last_ticket_min = 241),
        ],
    );
}

#[test]
fn what_is_probably_not_meant_is_a_warning() {
    finds(
        Severity::Warning,
        &[
            ("services", |s| s.services[27].unsure = false),
            ("services[1].name", |s| {
                s.services[1].name = s.services[0].name.to_uppercase();
            }),
            ("services[26].minutes", |s| s.services[26].minutes = 95),
            ("counters[0].services", |s| s.counters[0].services.clear()),
            ("opening", |s| s.opening.clear()),
            ("opening[0].days", |s| s.opening[0].days.clear()),
            ("special_days[0]", |s| {
                s.special_days.push(SpecialDay {
                    date: date(2027, 6, 7),
                    hours: vec![hours(8, 12)],
                });
                s.closures.push(closure(date(2027, 6, 7), date(2027, 6, 7)));
            }),
            ("special_days[0]", |s| {
                s.special_days.push(SpecialDay {
                    date: date(2030, 12, 24),
                    hours: vec![hours(8, 12)],
                });
            }),
            ("special_days[0]", |s| {
                s.special_days.push(SpecialDay {
                    date: date(2027, 6, 5),
                    hours: vec![hours(8, 12)],
                });
                s.staffing.push(staffing(1, Weekday::Monday, hours(8, 16)));
                s.staffing.push(staffing(3, Weekday::Monday, hours(8, 16)));
            }),
            ("staffing[3]", |s| {
                s.staffing.push(staffing(2, Weekday::Friday, hours(14, 16)));
            }),
            ("staffing[3]", |s| {
                let mut rule = staffing(2, Weekday::Friday, hours(9, 10));
                rule.r#use = Use::WalkIn;
                s.staffing.push(rule);
            }),
            ("opening[3]", |s| {
                s.staffing.push(staffing(1, Weekday::Monday, hours(8, 16)));
                s.staffing.push(staffing(3, Weekday::Monday, hours(8, 16)));
                assert_eq!(s.staffing.remove(2).counter, CounterId(2));
            }),
            ("booking.lead_time_min", |s| s.booking.lead_time_min = 30),
            ("quota.cap", |s| s.quota.cap = None),
            ("quota.cap", |s| s.quota.cap = Some(9)),
            ("counters", |s| {
                for id in 4..=14 {
                    let mut counter = s.counters[0].clone();
                    counter.id = CounterId(id);
                    s.counters.push(counter);
                    let at = hours(8, 9 + i8::try_from(id).expect("small") % 4);
                    let mut rule = staffing(id, Weekday::Monday, at);
                    rule.valid_from = Some(date(2027, 1, i8::try_from(id).expect("small")));
                    s.staffing.push(rule);
                }
            }),
        ],
    );
}

#[test]
fn a_message_names_the_value_and_what_is_possible() {
    let mut settings = example();
    settings.services[3].minutes = 4;
    settings.booking.max_concerns = 9;
    let problem = |path: &str, message: &str| Problem {
        path: path.to_owned(),
        severity: Severity::Error,
        message: message.to_owned(),
    };
    assert_eq!(
        check(&settings),
        [
            problem(
                "services[3].minutes",
                "4 ist nicht erlaubt. Möglich sind 5 bis 240 Minuten."
            ),
            problem(
                "booking.max_concerns",
                "9 ist nicht erlaubt. Möglich sind 1 bis 6."
            ),
        ]
    );
}

#[test]
fn without_a_head_start_a_missing_cap_is_fine() {
    let mut settings = example();
    settings.quota.cap = None;
    settings.queue.policy = Policy::Due;
    assert_eq!(check(&settings), []);
}
