//! What clerks and citizens do besides being called in order.

use aufruf_core::{
    command::{Command, HelpKind, Party, Reason},
    day::view,
    event::Event,
    id::CounterId,
    plan::DayPlan,
    rejection::Rejection,
    settings::Policy,
    visit::State,
};
use jiff::Timestamp;

use crate::{
    journal::Journal,
    office::{at, concern, nested, second, visit},
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

fn draw(journal: &mut Journal, n: u128, service: usize, now: Timestamp) {
    let command = Command::DrawTicket {
        visit: visit(n),
        concerns: vec![concern(service)],
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

fn call_next(counter: CounterId) -> Command {
    Command::CallNext {
        counter,
        promised: None,
    }
}

fn state(journal: &Journal, n: u128) -> State {
    journal.day.visit(visit(n)).unwrap().state
}

#[test]
fn a_visit_is_called_started_and_finished() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    assert_eq!(
        journal.run(&Command::Start { counter: ONE }, at(2)),
        Err(Rejection::CounterEmpty)
    );
    let _ = journal.must(&call_next(ONE), at(2));
    assert_eq!(state(&journal, 1), State::Called);
    assert!(matches!(
        journal.run(&call_next(ONE), at(2)),
        Err(Rejection::CounterBusy { .. })
    ));
    assert_eq!(
        journal.run(&Command::Finish { counter: ONE }, at(3)),
        Err(Rejection::WrongState {
            state: State::Called
        })
    );
    let _ = journal.must(&Command::Recall { counter: ONE }, at(3));
    let _ = journal.must(&Command::Start { counter: ONE }, at(4));
    let _ = journal.must(&Command::Finish { counter: ONE }, at(9));
    assert_eq!(
        journal.run(&call_next(ONE), at(9)),
        Err(Rejection::NobodyWaiting)
    );
    assert_eq!(journal.replayed(), journal.day);
}

#[test]
fn the_button_keeps_its_promise_or_says_who_is_next() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    draw(&mut journal, 2, 0, at(2));
    let promised = Command::CallNext {
        counter: ONE,
        promised: Some(visit(2)),
    };
    let refused = journal.run(&promised, at(3));
    assert!(
        matches!(refused, Err(Rejection::NextIsAnother { visit: next, .. }) if next == visit(1))
    );
}

#[test]
fn finish_and_next_finishes_even_if_nobody_waits() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    let _ = journal.must(&call_next(ONE), at(2));
    let _ = journal.must(&Command::Start { counter: ONE }, at(2));
    let events = journal.must(
        &Command::FinishAndNext {
            counter: ONE,
            promised: None,
        },
        at(5),
    );
    assert!(matches!(events[..], [Event::Finished { .. }]));
}

#[test]
fn pause_after_this_one_pauses_when_it_leaves() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    draw(&mut journal, 2, 0, at(1));
    let _ = journal.must(&call_next(ONE), at(2));
    let _ = journal.must(
        &Command::PauseAfter {
            counter: ONE,
            on: true,
        },
        at(2),
    );
    let _ = journal.must(&Command::Start { counter: ONE }, at(2));
    let _ = journal.must(
        &Command::FinishAndNext {
            counter: ONE,
            promised: None,
        },
        at(5),
    );
    assert_eq!(state(&journal, 2), State::Waiting);
    assert_eq!(
        journal.run(&call_next(ONE), at(5)),
        Err(Rejection::CounterPaused)
    );
    let _ = journal.must(&Command::Resume { counter: ONE }, at(6));
    let _ = journal.must(&call_next(ONE), at(6));
}

#[test]
fn the_last_step_can_be_taken_back_for_ten_seconds_unless_something_followed() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    let before = journal.day.clone();
    let _ = journal.must(&call_next(ONE), second(120));
    let call = journal.day.seq();
    assert_eq!(
        journal.run(&Command::Undo { seq: call }, second(131)),
        Err(Rejection::CannotUndo)
    );
    let _ = journal.must(&Command::Undo { seq: call }, second(130));
    let undone = journal.day.visit(visit(1)).unwrap();
    assert_eq!(undone, before.visit(visit(1)).unwrap());
    assert!(!undone.was_called);
    assert!(journal.day.calls()[0].undone);
    let _ = journal.must(&call_next(ONE), second(140));
    let call = journal.day.seq();
    let _ = journal.must(&Command::Start { counter: ONE }, second(141));
    assert_eq!(
        journal.run(&Command::Undo { seq: call }, second(142)),
        Err(Rejection::CannotUndo)
    );
    assert_eq!(journal.replayed(), journal.day);
}

#[test]
fn finish_and_next_can_be_taken_back_step_by_step() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    draw(&mut journal, 2, 0, at(1));
    let _ = journal.must(&call_next(ONE), at(2));
    let _ = journal.must(&Command::Start { counter: ONE }, at(2));
    let _ = journal.must(
        &Command::FinishAndNext {
            counter: ONE,
            promised: None,
        },
        second(300),
    );
    let last = journal.day.seq();
    let _ = journal.must(&Command::Undo { seq: last }, second(303));
    let _ = journal.must(&Command::Undo { seq: last - 1 }, second(305));
    assert_eq!(
        (state(&journal, 1), state(&journal, 2)),
        (State::Serving, State::Waiting)
    );
    assert_eq!(journal.day.counter(ONE).visit, Some(visit(1)));
}

#[test]
fn a_missed_visit_comes_back_after_two_minutes_behind_those_who_waited() {
    let mut journal = open_office();
    book(&mut journal, 1, 0);
    book(&mut journal, 2, 10);
    let _ = journal.must(&Command::CheckIn { visit: visit(1) }, at(-5));
    let _ = journal.must(&Command::CheckIn { visit: visit(2) }, at(-5));
    let _ = journal.must(&call_next(ONE), at(0));
    let _ = journal.must(&Command::Miss { counter: ONE }, at(3));
    let back = Command::BringBack { visit: visit(1) };
    assert_eq!(
        journal.run(&back, at(4)),
        Err(Rejection::MissedJustNow { from: at(5) })
    );
    // A new check-in at the kiosk brings back as well.
    let _ = journal.must(&Command::CheckIn { visit: visit(1) }, at(12));
    let _ = journal.must(&call_next(ONE), at(13));
    assert_eq!(
        (state(&journal, 1), state(&journal, 2)),
        (State::Waiting, State::Called)
    );
}

#[test]
fn parked_returned_and_transferred_visits_keep_their_place() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    draw(&mut journal, 2, 0, at(2));
    let rank = journal.day.visit(visit(1)).unwrap().rank;
    let _ = journal.must(&call_next(ONE), at(3));
    let _ = journal.must(&Command::Start { counter: ONE }, at(3));
    let _ = journal.must(&Command::Park { counter: ONE }, at(4));
    let _ = journal.must(
        &Command::Unpark {
            visit: visit(1),
            to_me: true,
        },
        at(9),
    );
    assert_eq!(journal.day.visit(visit(1)).unwrap().rank, rank);
    let _ = journal.must(&call_next(TWO), at(10));
    assert_eq!(
        state(&journal, 2),
        State::Called,
        "only counter 1 may call the returned visit"
    );
    let _ = journal.must(&call_next(ONE), at(10));
    let to_one = Command::Transfer {
        counter: TWO,
        to: Some(ONE),
    };
    let _ = journal.must(&to_one, at(11));
    assert_eq!(
        journal.day.next_for(&journal.plan, ONE, at(11)).unwrap().id,
        visit(2)
    );
    assert!(journal.day.next_for(&journal.plan, TWO, at(11)).is_none());
}

#[test]
fn urgent_goes_after_older_due_appointments_and_before_everybody_else() {
    let mut journal = open_office();
    book(&mut journal, 1, 30);
    let _ = journal.must(&Command::CheckIn { visit: visit(1) }, at(29));
    draw(&mut journal, 2, 0, at(-20));
    draw(&mut journal, 3, 0, at(35));
    let urgent = Command::MarkUrgent {
        visit: visit(3),
        reason: Reason::Hardship,
    };
    let _ = journal.must(&urgent, at(36));
    for expected in [1, 3, 2] {
        assert_eq!(
            journal.day.next_for(&journal.plan, ONE, at(37)).unwrap().id,
            visit(expected)
        );
        let _ = journal.must(&call_next(ONE), at(37));
        let _ = journal.must(&Command::Start { counter: ONE }, at(37));
        let _ = journal.must(&Command::Finish { counter: ONE }, at(37));
    }
}

#[test]
fn an_interruption_stops_calls_and_lateness() {
    let mut journal = open_office();
    book(&mut journal, 1, 0);
    draw(&mut journal, 2, 0, at(-5));
    let _ = journal.must(
        &Command::Interrupt {
            reason: Reason::Disturbance,
        },
        at(1),
    );
    assert_eq!(
        journal.run(&call_next(ONE), at(2)),
        Err(Rejection::Interrupted)
    );
    let _ = journal.must(&Command::EndInterruption, at(31));
    let _ = journal.must(&call_next(ONE), at(32));
    let _ = journal.must(&Command::CheckIn { visit: visit(1) }, at(40));
    assert!(!journal.day.visit(visit(1)).unwrap().ranked_late);
}

#[test]
fn terminvorrang_rekeys_who_waits_and_is_in_the_journal() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(-20));
    book(&mut journal, 2, 60);
    let _ = journal.must(&Command::CheckIn { visit: visit(2) }, at(59));
    assert_eq!(
        journal.day.next_for(&journal.plan, ONE, at(60)).unwrap().id,
        visit(1)
    );
    let events = journal.must(
        &Command::SetPolicy {
            policy: Some(Policy::Due),
        },
        at(60),
    );
    assert!(matches!(&events[..], [Event::PolicyChanged { ranks, .. }] if ranks.len() == 2));
    assert_eq!(
        journal.day.next_for(&journal.plan, ONE, at(60)).unwrap().id,
        visit(2)
    );
    assert_eq!(journal.replayed(), journal.day);
}

#[test]
fn check_in_never_turns_away_who_has_a_booking_and_explains_the_rest() {
    let mut journal = open_office();
    for (n, minute) in [(1, 0), (2, 30), (3, 60), (4, 90)] {
        book(&mut journal, n, minute);
    }
    let check_in = |n| Command::CheckIn { visit: visit(n) };
    let _ = journal.must(&check_in(1), at(200));
    let _ = journal.must(&check_in(2), at(-50));
    assert!(matches!(
        journal.run(&check_in(2), at(1)),
        Err(Rejection::AlreadyCheckedIn { .. })
    ));
    let _ = journal.must(
        &Command::Cancel {
            visit: visit(3),
            by: Party::Citizen,
        },
        at(1),
    );
    assert_eq!(
        journal.run(&check_in(3), at(2)),
        Err(Rejection::BookingCancelled)
    );
    let to = at(1500);
    let _ = journal.must(
        &Command::MoveOut {
            visit: visit(4),
            to,
            by: Party::Citizen,
        },
        at(2),
    );
    assert_eq!(
        journal.run(&check_in(4), at(3)),
        Err(Rejection::MovedAway { to })
    );
    assert_eq!(
        journal.run(&check_in(99), at(3)),
        Err(Rejection::UnknownVisit)
    );
}

#[test]
fn tickets_end_with_the_cap_the_hour_and_the_clerks_word() {
    let mut plan = DayPlan::clone(&nested());
    plan.quota.guaranteed = 12;
    plan.quota.cap = Some(12);
    let mut journal = Journal::new(std::sync::Arc::new(plan));
    let ticket = |n| Command::DrawTicket {
        visit: visit(n),
        concerns: vec![concern(0)],
        beyond_quota: false,
        standby: false,
    };
    assert_eq!(
        journal.run(&ticket(1), at(-31)),
        Err(Rejection::NotYetOpen { opens: at(0) })
    );
    for n in 0..12 {
        let _ = journal.must(&ticket(n), at(-30));
    }
    assert_eq!(journal.run(&ticket(50), at(1)), Err(Rejection::QuotaUsed));
    let beyond = Command::DrawTicket {
        visit: visit(51),
        concerns: vec![concern(0)],
        beyond_quota: true,
        standby: false,
    };
    let events = journal.must(&beyond, at(1));
    assert!(
        matches!(&events[0], Event::TicketDrawn { number, .. } if number.to_string() == "W 13")
    );
    let _ = journal.must(&Command::StopTickets { on: true }, at(2));
    assert_eq!(
        journal.run(&ticket(52), at(2)),
        Err(Rejection::TicketsStopped)
    );
    assert_eq!(
        journal.run(&ticket(53), at(450)),
        Err(Rejection::AfterLastTicket)
    );
    assert_eq!(
        journal.run(&ticket(54), at(480)),
        Err(Rejection::OfficeClosed)
    );
}

#[test]
fn closing_the_day_ends_everybody_and_then_it_only_answers_reads() {
    let mut journal = open_office();
    for (n, minute) in [(1, 0), (2, 30)] {
        book(&mut journal, n, minute);
    }
    let hold = Command::Hold {
        visit: visit(3),
        from: at(60),
        concerns: vec![concern(0)],
    };
    let _ = journal.must(&hold, at(54));
    let _ = journal.must(&Command::CheckIn { visit: visit(1) }, at(-5));
    draw(&mut journal, 4, 0, at(1));
    draw(&mut journal, 5, 0, at(1));
    let _ = journal.must(&call_next(ONE), at(2));
    let _ = journal.must(&Command::Start { counter: ONE }, at(2));
    let _ = journal.must(&call_next(TWO), at(2));
    let _ = journal.must(
        &Command::CallHelp {
            kind: HelpKind::Staff,
        },
        at(3),
    );
    let _ = journal.must(&Command::CloseDay, at(960));
    let expected = [
        (1, State::Finished),
        (2, State::Absent),
        (3, State::Expired),
        (4, State::Closed),
        (5, State::Closed),
    ];
    for (n, end) in expected {
        assert_eq!(state(&journal, n), end, "visit {n}");
    }
    assert_eq!(
        journal.run(&Command::Tick, at(961)),
        Err(Rejection::DayClosed)
    );
    assert_eq!(journal.replayed(), journal.day);
}

#[test]
fn a_tick_only_tidies_up() {
    let mut journal = open_office();
    assert_eq!(
        journal.run(&Command::Tick, at(0)),
        Err(Rejection::AlreadySo)
    );
    let hold = Command::Hold {
        visit: visit(3),
        from: at(60),
        concerns: vec![concern(0)],
    };
    let _ = journal.must(&hold, at(0));
    assert_eq!(journal.day.next_change(&journal.plan, at(1)), Some(at(10)));
    let events = journal.must(&Command::Tick, at(10));
    assert!(matches!(events[..], [Event::HoldExpired { .. }]));
}

#[test]
fn a_visit_that_no_open_counter_serves_is_stranded_and_listed_first() {
    let mut journal = Journal::new(nested());
    let _ = journal.must(&Command::OpenCounter { counter: ONE }, at(0));
    draw(&mut journal, 1, 0, at(1));
    draw(&mut journal, 2, 2, at(2));
    let plan = std::sync::Arc::clone(&journal.plan);
    let settings = include_str!("../../../assets/example-office.toml");
    let settings = toml::from_str(settings).unwrap();
    let desk = view::desk(&journal.day, &settings, &plan, None, at(3));
    assert!(desk.waiting[0].stranded && desk.waiting[0].id == visit(2));
    assert!(!desk.waiting[1].stranded);
    assert_eq!(desk.counters[0].next.as_ref().unwrap().visit, visit(1));
}
