//! What leads do with the day, and what any clerk may.

use aufruf_core::command::Command;
use aufruf_core::id::CounterId;
use aufruf_desk::shortcut::Stroke::{Ctrl, Escape, F, ShiftF};

use super::flow::at_work;
use super::player::Player;
use super::scene;

#[test]
fn only_leads_change_the_day() {
    let (office, mut player) = at_work();
    player.key(F(12));
    player.expect_not("Für die Leitung");
    player.key(Escape);
    player.key(Ctrl('t'));
    player.key(Ctrl('b'));
    player.expect_not("Schalter für heute");
    assert_eq!(office.log(), ["OpenCounter"]);
}

#[test]
fn any_clerk_stops_the_calls_and_lets_them_go_on() {
    let (office, mut player) = at_work();
    player.key(Ctrl('u'));
    player.expect("Betrieb unterbrechen?");
    player.key(F(9));
    player.look();
    player.expect("Betrieb wieder aufnehmen");
    assert!(office.view().interrupted.is_some());
    player.key(Ctrl('u'));
    player.look();
    assert!(office.view().interrupted.is_none());
}

#[test]
fn a_lead_withdraws_counters_and_moves_who_no_longer_fits() {
    let office = scene::morning();
    let mut player = Player::at_counter(&office, "leitung", "Schalter 1");
    office.command(&Command::WithdrawCounter {
        counter: CounterId(2),
    });
    player.look();
    let busy = office.view().counters[2].visit.clone();
    assert!(
        busy.is_some(),
        "counter 3 serves somebody and cannot be withdrawn"
    );
    player.key(Ctrl('b'));
    player.key(F(1));
    player.expect("Schalter 1 heute nicht mehr besetzen?");
    player.key(F(9));
    player.look();
    let view = office.view();
    assert!(!view.misfits.is_empty(), "one counter cannot do it all");
    player.expect("Diese Termine passen nicht mehr");
}

#[test]
fn a_lead_frees_a_counter_and_a_visit_that_waits_for_it() {
    let office = scene::morning();
    let mut player = Player::at_counter(&office, "leitung", "Schalter 1");
    player.key(F(9));
    player.look();
    player.settle();
    player.key(F(5));
    player.press("An Schalter 3");
    player.look();
    // Counter 3 is busy; it finishes and its clerk goes for a break.
    let three = CounterId(3);
    office.command(&Command::Finish { counter: three });
    office.command(&Command::Pause { counter: three });
    player.look();
    player.expect("Schalter 3 ruft gerade nicht");
    player.press("Schalter 3 ruft gerade nicht");
    player.press("Für alle Schalter freigeben");
    player.look();
    player.expect_not("Schalter 3 ruft gerade nicht");

    player.key(Ctrl('b'));
    player.key(ShiftF(3));
    player.expect("Schalter 3 freigeben?");
    player.key(F(9));
    player.look();
    assert!(!office.view().counters[2].open);
}

#[test]
fn bookings_of_later_days_that_no_longer_fit_are_moved_from_the_list() {
    let office = scene::morning();
    let tuesday = office.book_on(16, 10, 0, &["fuehrerschein"]);
    for counter in 1..=3 {
        let counter = CounterId(counter);
        office.command_on(16, &Command::WithdrawCounter { counter });
    }
    let mut player = Player::at_counter(&office, "leitung", "Schalter 1");
    player.key(Ctrl('b'));
    player.expect("Di 16.6. (1)");
    player.press("Führerschein beantragen oder umtauschen");
    player.expect(&format!("{tuesday} verschieben"));
    player.expect("Bisher: Dienstag, 16. Juni, um 10:00 Uhr");
}

#[test]
fn a_lead_interrupts_and_gives_appointments_priority() {
    let office = scene::morning();
    let mut player = Player::at_counter(&office, "leitung", "Schalter 1");
    player.key(Ctrl('u'));
    player.key(F(9));
    player.look();
    player.expect("Betrieb wieder aufnehmen");
    player.key(F(9));
    assert!(!office.log().iter().any(|order| order == "CallNext"));
    player.key(Ctrl('u'));
    player.look();
    player.key(Ctrl('t'));
    player.look();
    player.key(F(12));
    player.expect("Terminvorrang ausschalten");
    player.key(Ctrl('t'));
    player.look();
    player.key(F(12));
    player.expect("Terminvorrang einschalten");
}
