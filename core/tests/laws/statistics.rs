//! What remains of a day is what happened on it.

use aufruf_core::{
    command::{Command, Party},
    id::CounterId,
    statistics::{Count, HourCount, count},
};
use jiff::Timestamp;

use crate::{
    journal::Journal,
    office::{at, concern, nested, visit},
};

const ONE: CounterId = CounterId(1);
const TWO: CounterId = CounterId(2);
const THREE: CounterId = CounterId(3);

fn open_office() -> Journal {
    let mut journal = Journal::new(nested());
    for counter in [ONE, TWO, THREE] {
        let _ = journal.must(&Command::OpenCounter { counter }, at(-10));
    }
    journal
}

fn draw(journal: &mut Journal, n: u128, services: &[usize], now: Timestamp) {
    let command = Command::DrawTicket {
        visit: visit(n),
        concerns: services.iter().map(|s| concern(*s)).collect(),
        beyond_quota: false,
        standby: false,
    };
    let _ = journal.must(&command, now);
}

fn book(journal: &mut Journal, n: u128, minute: i64) {
    let command = Command::Book {
        visit: visit(n),
        from: at(minute),
        concerns: vec![concern(0)],
        bits: n as u64,
    };
    let _ = journal.must(&command, at(-60));
}

fn call(journal: &mut Journal, counter: CounterId, now: Timestamp) {
    let promised = None;
    let _ = journal.must(&Command::CallNext { counter, promised }, now);
}

fn undo(journal: &mut Journal, now: Timestamp) {
    let seq = journal.day.seq();
    let _ = journal.must(&Command::Undo { seq }, now);
}

fn close(journal: &mut Journal, minute: i64) -> Vec<HourCount> {
    let _ = journal.must(&Command::CloseDay, at(minute));
    count(&journal.day, &journal.entries)
}

fn of(counts: &[HourCount], hour: u8, service: usize) -> Count {
    let service = concern(service).service;
    let mut found = counts
        .iter()
        .filter(|c| c.hour == hour && c.service == service);
    let first = found.next().map(|c| c.count);
    assert!(found.next().is_none(), "one row for each hour and service");
    first.unwrap_or_default()
}

#[test]
fn waits_and_services_are_summed_by_the_hour_of_arrival() {
    let mut journal = open_office();
    // Both come in the first hour (8 o'clock local time); one is served in the second.
    draw(&mut journal, 1, &[0], at(5));
    call(&mut journal, ONE, at(10));
    let _ = journal.must(&Command::Start { counter: ONE }, at(11));
    let _ = journal.must(&Command::Finish { counter: ONE }, at(31));
    draw(&mut journal, 2, &[0], at(50));
    call(&mut journal, ONE, at(62));
    let _ = journal.must(&Command::Start { counter: ONE }, at(63));
    let _ = journal.must(&Command::Finish { counter: ONE }, at(73));
    let counts = close(&mut journal, 500);
    assert_eq!(counts.len(), 1);
    let expected = Count {
        arrived_walk_in: 2,
        served: 2,
        pieces: 2,
        called: 2,
        waiting_s: (5 + 12) * 60,
        measured: 2,
        serving_s: (20 + 10) * 60,
        ..Count::default()
    };
    assert_eq!(of(&counts, 8, 0), expected);
}

#[test]
fn several_concerns_are_one_visit_and_share_its_time_by_plan() {
    let mut journal = open_office();
    // 10, 15 and 40 minutes by plan, 65 in all.
    draw(&mut journal, 1, &[0, 1, 2], at(0));
    call(&mut journal, THREE, at(0));
    let _ = journal.must(&Command::Start { counter: THREE }, at(0));
    let _ = journal.must(&Command::Finish { counter: THREE }, at(130));
    let counts = close(&mut journal, 500);
    let part = |service| of(&counts, 8, service);
    assert_eq!([0, 1, 2].map(|s| part(s).served), [1, 0, 0]);
    assert_eq!([0, 1, 2].map(|s| part(s).pieces), [1, 1, 1]);
    assert_eq!([0, 1, 2].map(|s| part(s).serving_s / 60), [20, 30, 80]);
}

#[test]
fn who_comes_early_to_an_appointment_waits_from_its_time_on() {
    let mut journal = open_office();
    book(&mut journal, 1, 60);
    let _ = journal.must(&Command::CheckIn { visit: visit(1) }, at(40));
    call(&mut journal, ONE, at(66));
    let _ = journal.must(&Command::Miss { counter: ONE }, at(70));
    let counts = close(&mut journal, 500);
    let expected = Count {
        arrived_booked: 1,
        gone: 1,
        called: 1,
        waiting_s: 6 * 60,
        ..Count::default()
    };
    assert_eq!(of(&counts, 8, 0), expected);
}

#[test]
fn nobody_who_came_or_was_expected_is_left_out() {
    let mut journal = open_office();
    book(&mut journal, 1, 60);
    book(&mut journal, 2, 120);
    let by = Party::Citizen;
    let cancel = Command::Cancel {
        visit: visit(2),
        by,
    };
    let _ = journal.must(&cancel, at(-30));
    draw(&mut journal, 3, &[1], at(0));
    let _ = journal.must(&Command::Leave { visit: visit(3) }, at(9));
    draw(&mut journal, 4, &[1], at(10));
    // A time that was only kept is no visit.
    let hold = Command::Hold {
        visit: visit(5),
        from: at(180),
        concerns: vec![concern(0)],
    };
    let _ = journal.must(&hold, at(11));
    let counts = close(&mut journal, 500);
    assert_eq!(of(&counts, 9, 0).absent, 1);
    assert_eq!(of(&counts, 10, 0).cancelled, 1);
    let walk_ins = of(&counts, 8, 1);
    assert_eq!((walk_ins.arrived_walk_in, walk_ins.gone), (2, 2));
    assert_eq!(walk_ins.called, 0);
    assert_eq!(counts.len(), 3, "{counts:?}");
}

#[test]
fn a_service_that_only_the_end_of_the_day_ended_has_no_duration() {
    let mut journal = open_office();
    draw(&mut journal, 1, &[0], at(0));
    call(&mut journal, ONE, at(1));
    let _ = journal.must(&Command::Start { counter: ONE }, at(2));
    let count = of(&close(&mut journal, 900), 8, 0);
    assert_eq!((count.served, count.pieces), (1, 1));
    assert_eq!((count.measured, count.serving_s), (0, 0));
}

#[test]
fn a_step_that_was_taken_back_does_not_count() {
    let mut journal = open_office();
    draw(&mut journal, 1, &[0], at(0));
    call(&mut journal, ONE, at(1));
    undo(&mut journal, at(1));
    call(&mut journal, ONE, at(7));
    let _ = journal.must(&Command::Start { counter: ONE }, at(8));
    let _ = journal.must(&Command::Finish { counter: ONE }, at(10));
    undo(&mut journal, at(10));
    let _ = journal.must(&Command::Finish { counter: ONE }, at(20));
    let count = of(&close(&mut journal, 900), 8, 0);
    assert_eq!((count.called, count.waiting_s), (1, 7 * 60));
    assert_eq!((count.measured, count.serving_s), (1, 12 * 60));
}
