//! Answers, connections and sessions that are lost: what is typed and asked for is not.

use aufruf_client::Feed;
use aufruf_desk::shortcut::Stroke::{Ctrl, Escape, F};

use super::flow::at_work;
use super::player::Player;

const SESSION_OVER: &str = "Ihre Sitzung ist beendet. Bitte loggen Sie sich wieder ein. Der Schalter und alles, was Sie eingetippt haben, bleiben, wie sie sind.";

#[test]
fn a_session_that_ends_leads_back_to_the_log_in() {
    let (_office, mut player) = at_work();
    player.feed(Feed::Unpaired);
    player.expect(SESSION_OVER);
}

/// A caller's booking, typed as far as the name.
fn half_a_booking(player: &mut Player) {
    player.key(F(8));
    player.type_into("picker-filter", "rente");
    player.press("Lebensbescheinigung für die Rente");
    player.key(F(9));
    player.press("11:20");
    player.type_into("contact-name", "Erika Beispiel");
    player.feed(Feed::Unpaired);
    player.expect(SESSION_OVER);
    player.expect_not("Erika Beispiel");
}

#[test]
fn what_was_typed_is_there_again_when_the_same_clerk_logs_in() {
    let (office, mut player) = at_work();
    half_a_booking(&mut player);
    player.log_in("frau-a");
    player.expect("Erika Beispiel");
    player.key(F(9));
    player.expect("Der Termin ist gebucht");
    assert_eq!(office.log().last().map(String::as_str), Some("book"));
}

#[test]
fn another_clerk_never_sees_what_was_typed() {
    let (_office, mut player) = at_work();
    half_a_booking(&mut player);
    player.log_in("herr-b");
    player.expect("An welchem Schalter arbeiten Sie?");
    player.press("Schalter 2");
    player.expect_not("Erika Beispiel");
    player.key(F(8));
    player.expect("Noch nichts gewählt");
}

#[test]
fn a_lost_answer_is_asked_for_again_and_nothing_is_done_twice() {
    let (office, mut player) = at_work();
    office.lose_answers(1);
    player.key(F(9));
    player.expect("Der Server braucht zu lange. Ob der Schritt getan ist, steht noch nicht fest. Versuchen Sie es noch einmal: doppelt geschieht nichts.");
    let seq = office.view().stamp.seq;
    player.key(Ctrl('r'));
    assert_eq!(office.view().stamp.seq, seq);
    player.look();
    player.expect("Kommt");
}

#[test]
fn a_lost_answer_draws_one_number() {
    let (office, mut player) = at_work();
    let before = office.view().waiting.len();
    player.key(F(7));
    player.press("Fundsache abholen");
    office.lose_answers(1);
    player.key(F(9));
    player.expect_not("Wartenummer ausgegeben");
    player.key(F(9));
    player.expect("Wartenummer ausgegeben");
    assert_eq!(office.view().waiting.len(), before + 1);
}

#[test]
fn another_choice_after_a_lost_answer_is_another_visit() {
    let (office, mut player) = at_work();
    let before = office.view().waiting.len();
    player.key(F(7));
    player.press("Fundsache abholen");
    office.lose_answers(1);
    player.key(F(9));
    player.press("Lebensbescheinigung für die Rente");
    player.key(F(9));
    player.expect("Wartenummer ausgegeben");
    assert_eq!(office.view().waiting.len(), before + 2);
}

#[test]
fn an_order_of_which_nothing_is_known_stays_in_sight() {
    let (office, mut player) = at_work();
    player.key(F(7));
    player.press("Fundsache abholen");
    office.lose_answers(1);
    player.key(F(9));
    player.key(Escape);
    player.expect("Noch einmal versuchen");
    let seq = office.view().stamp.seq;
    player.key(Ctrl('r'));
    assert_eq!(office.view().stamp.seq, seq, "it had been done");
    player.expect_not("Noch einmal versuchen");
}

#[test]
fn without_a_connection_the_list_stays_and_nothing_is_sent() {
    let (office, mut player) = at_work();
    player.feed(Feed::Lost);
    player.expect("Keine Verbindung zum Server. Sie sehen den Stand von 9:56 Uhr. Sobald der Server wieder da ist, geht es von selbst weiter.");
    player.expect("Ausweis oder Pass abholen");
    player.key(F(9));
    assert_eq!(office.log(), ["OpenCounter"]);
    player.feed(Feed::Restored);
    player.key(F(9));
    assert_eq!(office.log(), ["OpenCounter", "CallNext"]);
}
