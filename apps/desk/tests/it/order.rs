//! The order of calling: what stands beside those who wait, the switch of the
//! lead, and why somebody was called.

use aufruf_core::settings::Policy;
use aufruf_desk::shortcut::Stroke::{Ctrl, F};

use super::office::{Office, example_settings};
use super::player::Player;
use super::scene;

const WALK_IN: &str = "Fundsache abholen";
const BOOKED: &str = "Reisepass beantragen";

/// The office under an order, at 9:56: a walk-in of 9:00 waits, and the
/// appointment of 9:50.
fn two_wait(policy: Policy) -> (Office, Player) {
    let mut settings = example_settings();
    settings.queue.policy = policy;
    let office = Office::with(settings);
    let booked = office.book(9, 50, &["reisepass"], "Mustermann");
    let _ = office.draw(&["fundsache"]);
    office.set(9, 45);
    office.check_in(booked);
    office.set(9, 56);
    let player = Player::at_counter(&office, "leitung", "Schalter 1");
    (office, player)
}

#[test]
fn each_order_says_in_its_own_words_who_comes_before() {
    for (policy, walk_in, booked) in [
        (
            Policy::Rank,
            "Ohne Termin seit 9:00: nach den Terminen bis 10:00 und nach allen, die vorher gezogen haben.",
            "Termin 9:50: nach früheren Terminen und nach allen, die vor 8:50 eine Nummer gezogen haben.",
        ),
        (
            Policy::Strict,
            "Ohne Termin seit 9:00: nach allen mit Termin, die da sind, und nach allen, die vorher gezogen haben.",
            "Termin 9:50: nach früheren Terminen, vor allen ohne Termin.",
        ),
        (
            Policy::Due,
            "Ohne Termin seit 9:00: nach allen Terminen, deren Zeit gekommen ist, und nach allen, die vorher gezogen haben.",
            "Termin 9:50: nach früheren Terminen, vor allen ohne Termin.",
        ),
        (
            Policy::Fifo,
            "Ohne Termin seit 9:00: nach den Terminen bis 9:00 und nach allen, die vorher gezogen haben.",
            "Termin 9:50: nach früheren Terminen und nach allen, die vorher eine Nummer gezogen haben.",
        ),
        (
            Policy::Apq { per_mille: 1500 },
            "Ohne Termin seit 9:00: Die Wartezeit zählt einfach, bei Terminen 1,5-fach. Wer am meisten hat, ist zuerst an der Reihe.",
            "Termin 9:50: Die Wartezeit seitdem zählt 1,5-fach. Wer am meisten hat, ist zuerst an der Reihe.",
        ),
        (
            Policy::Wrr { appointments: 2 },
            "Ohne Termin seit 9:00: nach allen, die vorher gezogen haben. Höchstens 2 Termine hintereinander, dann jemand ohne Termin.",
            "Termin 9:50: nach früheren Terminen. Höchstens 2 Termine hintereinander, dann jemand ohne Termin.",
        ),
    ] {
        for (row, sentence) in [(WALK_IN, walk_in), (BOOKED, booked)] {
            let (_office, mut player) = two_wait(policy);
            // The next one's name stands in the panel too: the list is first.
            player.press(row);
            player.expect(sentence);
        }
    }
}

#[test]
fn the_switch_goes_back_to_the_order_of_the_settings_from_any_desk() {
    let (office, mut player) = two_wait(Policy::Fifo);
    player.key(Ctrl('t'));
    assert_eq!(office.view().policy, Policy::Due);
    // Another desk, which never saw the usual order.
    let mut other = Player::at_counter(&office, "leitung", "Schalter 2");
    other.key(F(12));
    other.expect("Terminvorrang ausschalten");
    other.key(Ctrl('t'));
    assert_eq!(office.view().policy, Policy::Fifo);
}

#[test]
fn where_the_settings_put_appointments_first_there_is_nothing_to_switch() {
    let (office, mut player) = two_wait(Policy::Due);
    player.key(F(12));
    player.expect("Für die Leitung");
    player.expect_not("Terminvorrang ausschalten");
    player.key(Ctrl('t'));
    assert!(!office.log().iter().any(|order| order == "SetPolicy"));
}

#[test]
fn a_lead_reads_why_somebody_was_called() {
    let office = scene::morning();
    let mut player = Player::at_counter(&office, "leitung", "Schalter 1");
    player.key(Ctrl('4'));
    player.press(BOOKED);
    player.expect("Warum dieser Aufruf?");
    player.key(F(11));
    player.expect("Sonst wartete niemand für diesen Schalter.");

    let mut clerk = Player::at_counter(&office, "frau-a", "Schalter 2");
    clerk.key(Ctrl('4'));
    clerk.press(BOOKED);
    clerk.expect_not("Warum dieser Aufruf?");
}
