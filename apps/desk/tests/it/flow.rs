//! What a clerk does in a day.

use aufruf_core::command::{Command, HelpKind};
use aufruf_core::id::CounterId;
use aufruf_core::wire::device::DeviceStatus;
use aufruf_desk::config::Config;
use aufruf_desk::shortcut::Stroke::{Ctrl, Escape, F};

use super::office::{Office, clock, devices, devices_without_sound};
use super::player::Player;
use super::scene;

/// A clerk at counter 1, in the morning of [`scene::morning`].
pub(crate) fn at_work() -> (Office, Player) {
    let office = scene::morning();
    let player = Player::at_counter(&office, "frau-a", "Schalter 1");
    (office, player)
}

pub(crate) fn step(player: &mut Player, stroke: aufruf_desk::shortcut::Stroke) {
    player.key(stroke);
    player.settle();
    player.look();
}

#[test]
fn a_desk_is_paired_then_logged_in_then_takes_a_counter() {
    let office = scene::morning();
    let config = Config {
        server: Some("https://rathaus:8443".into()),
        code: Some("WRONG".into()),
        ..Config::default()
    };
    let mut player = Player::boot(&office, false, &config);
    player.expect("Diesen Arbeitsplatz koppeln");
    player.expect("Der Code stimmt nicht, ist abgelaufen oder schon benutzt. Bitte lassen Sie sich einen neuen geben.");

    let config = Config {
        code: Some("K7P2M9QX".into()),
        ..config
    };
    let mut player_two = Player::boot(&office, false, &config);
    player_two.expect("Einloggen");
    player_two.type_into("login-user", "frau-a");
    player_two.type_into("login-password", "falsch");
    player_two.key(F(9));
    player_two.expect("Benutzername oder Kennwort stimmt nicht. Bitte prüfen Sie beides. Nach einem Gerätewechsel: Neu koppeln.");
    player.key(Escape);

    let mut player = Player::at_counter(&office, "frau-a", "Schalter 1");
    player.expect("Als Nächstes");
    player.key(F(12));
    player.expect("Mehr");
}

#[test]
fn a_first_password_is_set_with_a_one_time_code() {
    let office = Office::new();
    let mut player = Player::paired(&office);
    player.key(F(2));
    player.type_into("login-user", "neu");
    player.type_into("setup-code", "EINMAL");
    player.type_into("setup-password", "kurz");
    player.key(F(9));
    player.expect("Das Kennwort hat weniger als 12 Zeichen. Bitte wählen Sie ein längeres.");
    player.type_into("setup-password", " und länger");
    player.type_into("setup-again", "kurz und länger");
    player.key(F(9));
    player.expect("Das Kennwort ist festgelegt. Loggen Sie sich jetzt damit ein.");
}

#[test]
fn a_counter_of_another_desk_is_taken_over_after_a_question() {
    let office = scene::morning();
    let mut first = Player::at_counter(&office, "frau-a", "Schalter 1");
    let mut second = Player::at_counter(&office, "herr-b", "Schalter 1");
    second.expect("Schalter 1 übernehmen?");
    second.press("Übernehmen");
    second.expect("Als Nächstes");
    second.settle();
    first.key(F(9));
    first.expect("Schalter 1 wird jetzt an einem anderen Arbeitsplatz bedient");
    first.key(Ctrl('o'));
    first.expect("An welchem Schalter arbeiten Sie?");
}

#[test]
fn one_visit_from_the_call_to_the_next_one() {
    let (office, mut player) = at_work();
    player.expect("Termin 9:40, eingecheckt 9:31. Niemand ist vorher an der Reihe.");
    step(&mut player, F(9));
    player.expect("Kommt");
    player.expect("Yıldız-O’Brien");
    assert_eq!(office.contact_reads(), 1);
    step(&mut player, F(3));
    step(&mut player, F(9));
    player.expect("Erledigt?");
    player.expect("Meldebescheinigung");
    player.expect("Termin 9:50, eingecheckt 9:41. Niemand ist vorher an der Reihe.");
    step(&mut player, F(9));
    player.expect("Kommt");
    player.expect("Mustermann");
    player.expect_not("Yıldız-O’Brien");
    // One reading for each visit, whatever the views say.
    assert_eq!(office.contact_reads(), 2);
    let log = office.log();
    assert_eq!(
        log,
        [
            "OpenCounter",
            "CallNext",
            "Recall",
            "Start",
            "FinishAndNext"
        ]
    );
}

#[test]
fn a_double_press_takes_one_step() {
    let (office, mut player) = at_work();
    player.key(F(9));
    player.look();
    player.key(F(9));
    assert_eq!(office.log(), ["OpenCounter", "CallNext"]);
    player.expect("Kommt");
}

#[test]
fn a_step_is_taken_back_within_ten_seconds() {
    let (office, mut player) = at_work();
    step(&mut player, F(9));
    player.expect("Kommt");
    step(&mut player, Ctrl('z'));
    player.expect("Als Nächstes");
    step(&mut player, F(9));
    step(&mut player, F(6));
    player.expect("Verpasst 2");
    office.pass(11);
    player.look();
    player.key(Ctrl('z'));
    assert_eq!(office.log().last().map(String::as_str), Some("Miss"));
}

#[test]
fn when_another_is_next_by_now_the_button_says_so() {
    let (office, mut player) = at_work();
    // Another counter calls the one that this button still names.
    let taken = office.view().counters[0].next.clone().expect("somebody");
    let open = CounterId(2);
    office.command(&Command::OpenCounter { counter: open });
    office.command(&Command::CallNext {
        counter: open,
        promised: Some(taken.visit),
    });
    let next = office.view().counters[0].next.clone().expect("somebody");
    player.key(F(9));
    player.expect(&format!(
        "Inzwischen ist {} an der Reihe. Der Knopf ist schon geändert: bitte drücken Sie noch einmal.",
        next.number
    ));
    player.expect(&format!("{} aufrufen", next.number));
    player.key(F(9));
    player.look();
    player.expect("Kommt");
}

#[test]
fn out_of_turn_needs_a_reason() {
    let (office, mut player) = at_work();
    player.press("Ausweis oder Pass abholen");
    player.press("Jetzt aufrufen …");
    player.expect("Warum außer der Reihe?");
    player.press("Nur eine kurze Sache");
    player.look();
    player.expect("Kommt");
    assert_eq!(office.log().last().map(String::as_str), Some("CallVisit"));
}

#[test]
fn leaving_is_asked_about_and_urgent_is_marked() {
    let (office, mut player) = at_work();
    player.press("Ausweis oder Pass abholen");
    player.key(F(3));
    player.key(F(1));
    player.look();
    player.expect("dringend");
    player.press("Ausweis oder Pass abholen");
    player.key(F(6));
    assert!(!office.log().iter().any(|order| order == "Leave"));
    player.key(F(9));
    player.look();
    player.expect_not("Ausweis oder Pass abholen");
}

#[test]
fn a_missed_one_comes_back_and_a_parked_one_too() {
    let (_office, mut player) = at_work();
    player.key(Ctrl('4'));
    player.press("Reisepass beantragen");
    player.press("Ist wieder da");
    player.look();
    player.expect("Niemand hat den Aufruf verpasst.");
    player.key(Ctrl('3'));
    player.press("Kopien beglaubigen: bis 5 Dokumente");
    player.press("Wieder einreihen");
    player.look();
    player.expect("Niemand ist zurückgestellt.");
}

#[test]
fn an_expected_one_is_checked_in_moved_and_cancelled_by_hand() {
    let (_office, mut player) = at_work();
    player.key(Ctrl('2'));
    player.press("Führerschein beantragen oder umtauschen");
    player.press("Ist da, einchecken");
    player.look();
    player.expect_not("Führerschein beantragen oder umtauschen");

    player.press("Wohnung anmelden oder ummelden");
    player.press("Termin verschieben …");
    player.press("11:15");
    player.key(F(9));
    player.expect("Der Termin ist verschoben");
    player.key(F(9));
    player.look();
    player.expect("Termin 11:15");

    player.press("Wohnung anmelden oder ummelden");
    player.press("Termin absagen");
    player.expect("Die Zeit wird sofort wieder frei. Das lässt sich nicht zurücknehmen. Ist eine E-Mail-Adresse hinterlegt, geht eine Nachricht heraus.");
    player.press("Termin absagen");
    player.look();
    player.expect_not("Termin 11:15");
}

#[test]
fn a_caller_gets_an_appointment_without_mail() {
    let (office, mut player) = at_work();
    player.key(F(8));
    player.type_into("picker-filter", "rente");
    player.press("Lebensbescheinigung für die Rente");
    player.key(F(9));
    player.press("11:20");
    player.key(F(9));
    player.expect("Bitte tragen Sie einen Namen ein.");
    player.type_into("contact-name", "Ä");
    player.type_into("contact-email", "a@");
    player.key(F(9));
    player.expect("Die E-Mail-Adresse ist nicht vollständig. Bitte prüfen Sie sie oder lassen Sie das Feld leer.");
    // Nothing of what was typed is lost on the way back.
    player.key(Escape);
    player.press("11:25");
    player.expect("a@");
    player.type_into("contact-email", "b.de");
    player.key(F(9));
    player.expect("Der Termin ist gebucht");
    let view = office.view();
    let booked = view
        .expected
        .iter()
        .find(|v| v.booked == Some(clock(11, 25)));
    let number = booked.and_then(|v| v.number).expect("a number");
    player.expect(&number.to_string());
}

#[test]
fn a_walk_in_is_entered_and_a_concern_added() {
    let (office, mut player) = at_work();
    player.key(F(7));
    player.type_into("picker-filter", "rente");
    player.press("Lebensbescheinigung für die Rente");
    player.key(F(9));
    player.expect("Wartenummer ausgegeben");
    player.key(F(9));
    step(&mut player, F(9));
    player.key(F(2));
    player.type_into("picker-filter", "fundsache");
    player.press("Fundsache abholen");
    player.key(F(9));
    player.look();
    player.expect("Fundsache abholen");
    assert_eq!(office.log().last().map(String::as_str), Some("SetConcerns"));
}

#[test]
fn a_visit_is_found_by_name_and_number() {
    let (_office, mut player) = at_work();
    player.key(Ctrl('f'));
    player.type_into("find-field", "nguy");
    player.key(F(9));
    player.press("Nguyen");
    player.expect("Termin absagen");
}

#[test]
fn pause_transfer_and_closing() {
    let (office, mut player) = at_work();
    step(&mut player, F(9));
    step(&mut player, F(9));
    step(&mut player, F(11));
    player.expect("Fertig, dann Pause");
    step(&mut player, F(9));
    player.expect("Weiter arbeiten");
    step(&mut player, F(9));
    step(&mut player, F(9));
    player.key(F(5));
    player.press("An Schalter 3");
    player.look();
    player.expect("Als Nächstes");
    player.key(Ctrl('s'));
    player.look();
    player.expect("Dieser Schalter ist geschlossen");
    assert_eq!(
        office.log().last().map(String::as_str),
        Some("CloseCounter")
    );
}

#[test]
fn help_stays_until_somebody_takes_it() {
    let office = scene::ringing();
    let mut player = Player::at_counter(&office, "frau-a", "Schalter 1");
    player.expect(
        "Am Terminal hat seit 9:56 Uhr jemand die Nummer nicht dabei. Danach wartet noch ein Ruf.",
    );
    player.key(Ctrl('h'));
    player.look();
    player.expect("Am Terminal wird seit 9:56 Uhr jemand gebraucht.");
    player.press("Ich kümmere mich");
    player.look();
    player.expect_not("Ich kümmere mich");
}

#[test]
fn a_call_for_help_rings_until_it_is_taken_also_before_a_counter_is_chosen() {
    let office = scene::morning();
    let mut player = Player::paired(&office);
    player.log_in("frau-a");
    assert!(!player.attention);
    office.ring(HelpKind::Staff);
    player.look();
    assert!(player.attention);
    player.expect("Am Terminal wird seit 9:56 Uhr jemand gebraucht.");
    player.key(Ctrl('h'));
    player.look();
    assert!(!player.attention);
    player.expect_not("Am Terminal wird seit 9:56 Uhr jemand gebraucht.");
    player.press("Schalter 1");
    office.ring(HelpKind::NumberMissing);
    player.look();
    assert!(player.attention);
}

#[test]
fn a_guessable_password_is_refused_with_what_to_do() {
    let office = Office::new();
    let mut player = Player::paired(&office);
    player.key(F(2));
    player.type_into("login-user", "neu");
    player.type_into("setup-code", "EINMAL");
    for field in ["setup-password", "setup-again"] {
        player.type_into(field, "Passwort123456");
    }
    player.key(F(9));
    player.expect("Dieses Kennwort ist zu leicht zu erraten. Bitte nehmen Sie mehrere Wörter, die nicht zusammengehören, keine Reihen wie 1234 und nicht den Namen von Ort, Büro oder Konto.");
}

#[test]
fn a_move_is_asked_about_before_anything_happens() {
    let (office, mut player) = at_work();
    player.key(Ctrl('2'));
    player.press("Wohnung anmelden oder ummelden");
    player.key(F(4));
    player.press("11:15");
    assert!(!office.log().iter().any(|order| order == "move"));
    let number = office.view().expected.iter().find_map(|visit| {
        let is_it = visit.booked == Some(clock(11, 10));
        visit.number.filter(|_| is_it)
    });
    let number = number.expect("booked for 11:10");
    player.expect(&format!(
        "{number} von Mo 15.6., 11:10 Uhr auf Mo 15.6., 11:15 Uhr verschieben?"
    ));
    player.key(Escape);
    player.press("11:20");
    office.lose_answers(1);
    player.key(F(9));
    player.key(F(9));
    player.expect("Der Termin ist verschoben");
    let moves = office.log().iter().filter(|order| *order == "move").count();
    assert_eq!(moves, 2, "the second one asks for the answer of the first");
    player.key(F(9));
    player.look();
    player.expect("Termin 11:20");
}

#[test]
fn devices_in_trouble_are_told_in_words() {
    let (office, mut player) = at_work();
    office.set_devices(devices_without_sound());
    player.look();
    player.expect("Beispieldaten · Monitor ohne Ton");
    office.set_devices(devices());
    player.look();
    player.expect("Beispieldaten · Alle Geräte sind verbunden");
    let mut devices = devices();
    devices[0].status = devices[0].status.take().map(|status| DeviceStatus {
        printer: Some(false),
        ..status
    });
    devices[1].connected = false;
    office.set_devices(devices);
    player.look();
    player.expect("Beispieldaten · Terminal: Drucker gestört · Monitor nicht verbunden");
}

#[test]
fn a_contact_is_corrected_and_the_mail_sent_once_more() {
    let (_office, mut player) = at_work();
    player.key(Ctrl('2'));
    player.press("Wohnung anmelden oder ummelden");
    player.key(Ctrl('e'));
    player.expect(
        "Es ist keine E-Mail-Adresse hinterlegt. Unter „Kontakt ändern“ können Sie eine eintragen.",
    );
    player.press("Kontakt ändern …");
    player.expect("Nguyen");
    player.type_into("contact-email", "nguyen@");
    player.key(F(9));
    player.expect("Die E-Mail-Adresse ist nicht vollständig. Bitte prüfen Sie sie oder lassen Sie das Feld leer.");
    player.type_into("contact-email", "b.de");
    player.key(F(9));
    player.expect("Der Kontakt ist geändert");
    player.key(F(9));
    player.press("Wohnung anmelden oder ummelden");
    player.key(Ctrl('e'));
    player.expect("Die E-Mail mit Nummer und Links geht noch einmal heraus.");
}
