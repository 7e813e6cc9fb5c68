//! What a clerk meets on a bad day: refusals, crowds, other buttons at the wrong time.

use aufruf_core::command::Command;
use aufruf_core::id::CounterId;
use aufruf_core::rejection::Rejection;
use aufruf_core::wire::ErrorCode;
use aufruf_desk::shortcut::Stroke::{Ctrl, Escape, F};

use super::flow::{at_work, step};
use super::player::Player;
use super::scene;

#[test]
fn what_is_typed_is_not_lost_to_another_button() {
    let (_office, mut player) = at_work();
    player.key(F(7));
    player.press("Fundsache abholen");
    player.key(F(8));
    player.expect("Neuer Besuch ohne Termin");
    let first = "Bitte schließen Sie das hier zuerst ab, oder gehen Sie mit Esc zurück.";
    player.expect(first);
    player.press("Ausweis oder Pass abholen");
    player.key(Escape);
    player.expect_not(first);
    player.key(F(8));
    player.expect("Termin geben");
}

#[test]
fn a_refusal_is_told_until_the_next_step() {
    let (office, mut player) = at_work();
    office.refuse(ErrorCode::Rejected {
        rejection: Rejection::CannotServe,
    });
    player.key(F(9));
    let told = "Dieser Schalter kann das Anliegen nicht bearbeiten. Bitte geben Sie an einen anderen weiter.";
    player.expect(told);
    player.key(F(9));
    player.look();
    player.expect_not(told);
    player.expect("Kommt");
}

#[test]
fn twelve_counters_have_a_key_each() {
    let office = scene::crowd();
    let mut player = Player::paired(&office);
    player.log_in("leitung");
    player.key(F(12));
    player.settle();
    player.expect("Bürgerbüro Musterstadt · Schalter 12");
    player.expect("Warten 40");
    player.expect("Personalausweis beantragen und 5 weitere");
    step(&mut player, F(9));
    step(&mut player, F(9));
    player.key(F(5));
    player.expect("An Schalter 9");
    player.key(F(9));
    player.look();
    player.expect("Als Nächstes");
    let view = office.view();
    let handed_on = view.waiting.iter().find(|v| v.concerns.len() == 6);
    let to = handed_on.and_then(|v| v.reserved_for);
    assert_eq!(to, Some(CounterId(9)));
    player.key(Ctrl('b'));
    player.key(F(12));
    player.expect("Schalter 12 heute nicht mehr besetzen?");
}

#[test]
fn a_found_visit_opens_with_its_key() {
    let (_office, mut player) = at_work();
    player.key(Ctrl('f'));
    player.type_into("find-field", "11:10");
    player.key(F(9));
    player.key(F(1));
    player.expect("Termin verschieben …");
}

#[test]
fn a_closed_day_is_only_read() {
    let (office, mut player) = at_work();
    office.set(23, 30);
    office.command(&Command::CloseDay);
    player.look();
    player.expect("Für heute ist Schluss");
    player.key(F(9));
    assert_eq!(office.log(), ["OpenCounter"]);
    player.key(Ctrl('l'));
    player.expect("Einloggen");
}
