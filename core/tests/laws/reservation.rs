//! Visits that wait for one counter, and when that ends.

use aufruf_core::{
    command::Command, event::Event, id::CounterId, rejection::Rejection, visit::State,
};

use crate::{
    day::{ONE, TWO, call_next, draw, open_office},
    journal::Journal,
    office::{at, visit},
};

/// Handed on from counter 1 to counter 2, which can serve it too.
fn reserved_for_two() -> Journal {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    let _ = journal.must(&call_next(ONE), at(2));
    let to = Some(TWO);
    let _ = journal.must(&Command::Transfer { counter: ONE, to }, at(3));
    journal
}

fn reserved_for(journal: &Journal) -> Option<CounterId> {
    journal.day.visit(visit(1)).unwrap().reserved_for
}

#[test]
fn who_waits_for_a_counter_that_closes_is_free_for_all() {
    for closing in [
        Command::CloseCounter { counter: TWO },
        Command::WithdrawCounter { counter: TWO },
    ] {
        let mut journal = reserved_for_two();
        assert_eq!(reserved_for(&journal), Some(TWO));
        assert_eq!(
            journal.run(&call_next(ONE), at(4)),
            Err(Rejection::NobodyWaiting)
        );
        let _ = journal.must(&closing, at(4));
        assert_eq!(reserved_for(&journal), None, "{closing:?}");
        let _ = journal.must(&call_next(ONE), at(5));
    }
}

#[test]
fn a_reservation_can_be_dropped_by_hand_once() {
    let mut journal = reserved_for_two();
    let _ = journal.must(&Command::Pause { counter: TWO }, at(4));
    let drop = Command::DropReservation { visit: visit(1) };
    assert_eq!(
        journal.must(&drop, at(4)),
        [Event::ReservationDropped { visit: visit(1) }]
    );
    assert_eq!(journal.run(&drop, at(5)), Err(Rejection::AlreadySo));
    let _ = journal.must(&call_next(ONE), at(5));
    let called = Rejection::WrongState {
        state: State::Called,
    };
    assert_eq!(journal.run(&drop, at(6)), Err(called));
}

#[test]
fn nobody_is_set_aside_for_a_counter_that_has_closed() {
    let mut journal = open_office();
    draw(&mut journal, 1, 0, at(1));
    let _ = journal.must(&call_next(ONE), at(2));
    let _ = journal.must(&Command::Park { counter: ONE }, at(3));
    let _ = journal.must(&Command::CloseCounter { counter: ONE }, at(4));
    let unpark = Command::Unpark {
        visit: visit(1),
        to_me: true,
    };
    let _ = journal.must(&unpark, at(5));
    assert_eq!(reserved_for(&journal), None);
}
