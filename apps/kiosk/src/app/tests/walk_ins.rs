//! A walk-in whose number was called while nobody came, and who is back.

use super::*;

fn typed() -> Rig {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    rig.click("Meine Nummer beginnt mit W");
    assert!(rig.sees("Tippen Sie die Ziffern Ihrer Wartenummer"));
    rig.click("1");
    rig.click("7");
    assert!(rig.sees("W 17"));
    rig.click("Weiter");
    assert!(rig.sees("Haben Sie Ihre Nummer heute um 9:41 Uhr gezogen?"));
    assert!(rig.sees("Wartenummer W 17"));
    rig
}

#[test]
fn it_comes_back_by_its_number_and_is_asked_for_its_time() {
    let mut rig = typed();
    rig.click("Ja");
    let asked = rig.server.take_asked();
    assert!(matches!(asked[0], Asked::LookUp(17)), "{asked:?}");
    let sent = &check_in(&asked).unwrap().body;
    assert!(matches!(sent, CheckIn::Digits(17)));
    assert!(rig.sees("Sie sind wieder in der Reihe") && rig.sees("W 17"));
}

#[test]
fn who_drew_at_another_time_types_anew() {
    let mut rig = typed();
    rig.click("Nein");
    assert!(rig.sees("Dann passt die Nummer nicht"));
    assert!(check_in(&rig.server.take_asked()).is_none());
    rig.click("Nummer neu eintippen");
    assert!(rig.sees("Tippen Sie die Ziffern Ihrer Wartenummer"));
}

#[test]
fn who_waits_already_is_told_so_kindly() {
    let mut rig = Rig::new();
    let again = CheckedIn {
        stranded: false,
        number: canned::WALK_IN,
        booked: None,
        late: false,
        again: true,
        wait: None,
    };
    let task = rig.kiosk.update(Message::Seen(Seen::Code(code())));
    drop(task);
    let id = rig.kiosk.pending.as_ref().unwrap().id();
    rig.send(Message::CheckedIn(id, Ok(again)));
    assert!(rig.sees("Sie sind schon in der Reihe") && rig.sees("W 17"));

    let mut rig = Rig::new();
    rig.refuse(Rejection::AlreadyCheckedIn {
        number: canned::WALK_IN,
    });
    rig.send(Message::Seen(Seen::Code(code())));
    assert!(rig.sees("Sie sind schon in der Reihe"));
}

#[test]
fn the_letter_may_be_chosen_after_the_digits() {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    rig.click("1");
    rig.click("7");
    rig.click("Meine Nummer beginnt mit W");
    assert!(rig.sees("W 17"));
    rig.click("Meine Nummer beginnt mit A");
    assert!(rig.sees("A 17"));
}
