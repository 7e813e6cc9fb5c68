//! What another order changes: marks that mean the same under all of them, and
//! newer settings in the middle of a day.

use aufruf_core::{
    command::{Command, Reason},
    event::Event,
    id::CounterId,
    rejection::Rejection,
    settings::Policy,
};

use crate::{
    journal::Journal,
    office::{at, concern, plan, visit},
    timetable::POLICIES,
};

const ONE: CounterId = CounterId(1);

fn office(policy: Policy) -> Journal {
    let mut journal = Journal::new(plan(policy, 60, &[1]));
    let _ = journal.must(&Command::OpenCounter { counter: ONE }, at(-100));
    journal
}

fn draw(journal: &mut Journal, n: u128, minute: i64, is_standby: bool) {
    let draw = Command::DrawTicket {
        visit: visit(n),
        concerns: vec![concern(0)],
        beyond_quota: true,
        standby: false,
    };
    let drawn = journal.run_changed(&draw, at(minute), |event| {
        if let Event::TicketDrawn { standby, .. } = event {
            *standby = is_standby;
        }
    });
    let _ = drawn.unwrap();
}

fn appointment(journal: &mut Journal, n: u128, minute: i64) {
    let book = Command::Book {
        visit: visit(n),
        from: at(minute),
        concerns: vec![concern(0)],
        bits: n as u64,
    };
    let _ = journal.must(&book, at(-90));
    let _ = journal.must(&Command::CheckIn { visit: visit(n) }, at(minute - 10));
}

fn call(journal: &mut Journal, minute: i64) -> u128 {
    let next = Command::CallNext {
        counter: ONE,
        promised: None,
    };
    let _ = journal.must(&next, at(minute));
    let called = journal.day.counter(ONE).visit.unwrap();
    let _ = journal.must(&Command::Start { counter: ONE }, at(minute));
    let _ = journal.must(&Command::Finish { counter: ONE }, at(minute));
    called.0.as_u128()
}

#[test]
fn an_urgent_standby_number_goes_before_all_tickets_under_every_order() {
    for policy in POLICIES {
        let mut journal = office(policy);
        // Two appointments are served: now the counting order owes a walk-in.
        for n in [1, 2] {
            appointment(&mut journal, n, 0);
            let _ = call(&mut journal, 0);
        }
        draw(&mut journal, 3, 10, false);
        draw(&mut journal, 4, 15, true);
        appointment(&mut journal, 5, 45);
        let urgent = Command::MarkUrgent {
            visit: visit(4),
            reason: Reason::Hardship,
        };
        let _ = journal.must(&urgent, at(40));
        assert_eq!(call(&mut journal, 44), 4, "{policy:?}");
    }
}

#[test]
fn whoever_is_urgent_stays_so_under_another_order() {
    let mut journal = office(Policy::Fifo);
    appointment(&mut journal, 1, 30);
    draw(&mut journal, 2, 21, false);
    draw(&mut journal, 3, 22, false);
    let urgent = Command::MarkUrgent {
        visit: visit(3),
        reason: Reason::Frail,
    };
    let _ = journal.must(&urgent, at(25));
    let rank = Command::SetPolicy {
        policy: Some(Policy::Rank),
    };
    let _ = journal.must(&rank, at(26));
    // By its ticket alone it would come after the next hour's appointments.
    assert_eq!(call(&mut journal, 29), 3);
    assert_eq!(call(&mut journal, 29), 1);
}

#[test]
fn a_call_that_is_taken_back_is_none_in_the_row_of_appointments() {
    let mut journal = office(Policy::Wrr { appointments: 2 });
    appointment(&mut journal, 1, 0);
    assert_eq!(call(&mut journal, 0), 1);
    draw(&mut journal, 2, 1, false);
    appointment(&mut journal, 3, 15);
    let next = Command::CallNext {
        counter: ONE,
        promised: Some(visit(3)),
    };
    let _ = journal.must(&next, at(15));
    let seq = journal.day.seq();
    let _ = journal.must(&Command::Undo { seq }, at(15));
    // One appointment in a row so far: the second may be called, and then it is the
    // ticket's turn.
    appointment(&mut journal, 4, 30);
    assert_eq!(call(&mut journal, 29), 3);
    assert_eq!(call(&mut journal, 29), 2);
}

#[test]
fn under_the_default_order_an_urgent_visit_lets_an_older_appointment_go_first() {
    for policy in [Policy::Rank, Policy::Strict, Policy::Due] {
        let mut journal = office(policy);
        appointment(&mut journal, 1, 30);
        draw(&mut journal, 2, 31, true);
        let urgent = Command::MarkUrgent {
            visit: visit(2),
            reason: Reason::Frail,
        };
        let _ = journal.must(&urgent, at(32));
        assert_eq!(call(&mut journal, 33), 1, "{policy:?}");
    }
}

#[test]
fn waiting_weighs_nothing_while_the_office_stands_still() {
    let mut journal = office(Policy::Apq { per_mille: 3000 });
    draw(&mut journal, 1, 0, false);
    appointment(&mut journal, 2, 10);
    let interrupt = Command::Interrupt {
        reason: Reason::Disturbance,
    };
    let _ = journal.must(&interrupt, at(12));
    let _ = journal.must(&Command::EndInterruption, at(60));
    // Two minutes, counted three times, are less than twelve.
    let state = &journal.day;
    assert_eq!(state.running_time(at(0), at(61)).as_mins(), 13);
    assert_eq!(call(&mut journal, 60), 1);
}

#[test]
fn newer_settings_rank_everybody_anew_before_anything_is_decided() {
    let mut journal = office(Policy::Rank);
    draw(&mut journal, 1, 0, false);
    appointment(&mut journal, 2, 90);
    // By an hour of head start the ticket has the rank of nine o'clock.
    let next = journal.day.next_for(&journal.plan, ONE, at(90)).unwrap();
    assert_eq!(next.id, visit(1));
    journal.import(Policy::Due, 60);
    // What is shown keeps the order that it was made by.
    let shown = journal.day.next_for(&journal.plan, ONE, at(90)).unwrap();
    assert_eq!(shown.id, visit(1));
    let promised = Command::CallNext {
        counter: ONE,
        promised: Some(visit(2)),
    };
    let events = journal.must(&promised, at(90));
    assert!(matches!(
        &events[..],
        [
            Event::PlanAdopted { .. },
            Event::PolicyChanged { policy: None, ranks },
            Event::Called { .. }
        ] if ranks.len() == 2
    ));
    assert_eq!(journal.replayed(), journal.day);
}

#[test]
fn no_step_brings_a_rank_of_the_old_order_back() {
    let mut journal = office(Policy::Rank);
    draw(&mut journal, 1, 0, false);
    let _ = call(&mut journal, 1);
    let finished = journal.day.seq();
    let due = Command::SetPolicy {
        policy: Some(Policy::Due),
    };
    let _ = journal.must(&due, at(1));
    assert_eq!(
        journal.run(&Command::Undo { seq: finished }, at(1)),
        Err(Rejection::CannotUndo)
    );
}

#[test]
fn another_head_start_ranks_anew_and_the_same_order_does_not() {
    let mut journal = office(Policy::Rank);
    draw(&mut journal, 1, 0, false);
    journal.import(Policy::Rank, 60);
    assert_eq!(
        journal.run(&Command::Tick, at(1)),
        Err(Rejection::AlreadySo)
    );
    journal.import(Policy::Rank, 20);
    let events = journal.must(&Command::Tick, at(1));
    assert!(matches!(&events[1], Event::PolicyChanged { ranks, .. } if ranks[0].1.at == at(20)));
    // The order of the day stays, whatever the settings say.
    let fifo = Command::SetPolicy {
        policy: Some(Policy::Fifo),
    };
    let _ = journal.must(&fifo, at(2));
    journal.import(Policy::Due, 20);
    assert_eq!(
        journal.run(&Command::Tick, at(3)),
        Err(Rejection::AlreadySo)
    );
    assert_eq!(journal.day.policy(&journal.plan), Policy::Fifo);
    let back = Command::SetPolicy { policy: None };
    let events = journal.must(&back, at(4));
    assert!(matches!(
        &events[1],
        Event::PolicyChanged { policy: None, .. }
    ));
    assert_eq!(journal.day.policy(&journal.plan), Policy::Due);
    assert_eq!(journal.run(&back, at(5)), Err(Rejection::AlreadySo));
    assert_eq!(journal.replayed(), journal.day);
}
