//! QR codes that come before the camera or the scanner at any moment.

use super::*;

fn drawn() -> Rig {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("W 17"));
    let _ = rig.server.take_asked();
    rig
}

#[test]
fn a_drawn_number_stays_whatever_comes_into_view() {
    let mut rig = drawn();
    assert_eq!(rig.kiosk.reader.mode(), Mode::Rest);
    rig.send(Message::Seen(Seen::Foreign));
    rig.send(Message::Seen(Seen::Code(code())));
    rig.scan(CODE);
    rig.scan("4006381333931");
    assert!(rig.sees("Ihre Wartenummer") && rig.sees("W 17"));
    assert!(check_in(&rig.server.take_asked()).is_none());
    rig.click("Habe ich notiert");
    rig.send(Message::Seen(Seen::Code(code())));
    assert!(rig.sees("Sie sind eingecheckt"));
}

#[test]
fn a_printed_number_stays_too_for_its_slip_is_a_code_in_view() {
    let mut rig = drawn();
    rig.kiosk.cx.paper = Paper::Ready;
    rig.send(Message::Printed(canned::WALK_IN, Ok(())));
    assert!(rig.sees("Nehmen Sie bitte Ihren Zettel."));
    rig.send(Message::Seen(Seen::Code(code())));
    assert!(rig.sees("Ihre Wartenummer"));
}

#[test]
fn a_drawn_number_goes_with_the_time_out() {
    let mut rig = drawn();
    rig.tick(65);
    assert!(rig.sees("Brauchen Sie mehr Zeit?"));
    rig.tick(81);
    assert!(rig.sees("Haben Sie einen Termin?"));
}

#[test]
fn a_foreign_code_takes_no_digit_away_and_says_so() {
    for scanner in [false, true] {
        let mut rig = Rig::new();
        rig.click("Ja, mit Termin");
        rig.click("4");
        rig.click("8");
        if scanner {
            rig.scan("4006381333931");
        } else {
            rig.send(Message::Seen(Seen::Foreign));
        }
        assert!(rig.sees("A 48"), "scanner: {scanner}");
        assert!(rig.sees(
            "Dieser QR-Code ist nicht für das Terminal. Ihre Nummer können Sie weiter eintippen."
        ));
        rig.click("2");
        rig.click("3");
        rig.click("Weiter");
        assert!(rig.sees("Ist Ihr Termin um 9:50 Uhr?"));
    }
}

#[test]
fn a_code_that_is_no_good_takes_no_digit_away() {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    rig.click("4");
    rig.server.fail_next(Error::Refused(ErrorCode::NotFound));
    rig.scan(CODE);
    assert!(rig.sees("Diese Nummer gibt es heute nicht"));
    rig.click("Nummer neu eintippen");
    assert!(rig.sees("A 4"));
}

#[test]
fn a_foreign_code_leaves_a_result_and_a_notice_alone() {
    let mut rig = Rig::new();
    rig.send(Message::Seen(Seen::Code(code())));
    rig.send(Message::Seen(Seen::Foreign));
    assert!(rig.sees("Sie sind eingecheckt"));
    rig.click("Fertig");
    rig.server.fail_next(Error::TimedOut);
    rig.send(Message::Seen(Seen::Code(code())));
    rig.send(Message::Seen(Seen::Foreign));
    rig.click("Noch einmal versuchen");
    assert!(rig.sees("Sie sind eingecheckt"));
}

#[test]
fn the_address_on_a_slip_checks_a_walk_in_in() {
    let mut rig = Rig::new();
    let slip = canned::ticket().status_link.unwrap();
    let garbled = slip.replace(':', "Ö").replace('/', "-");
    for scanned in [slip, garbled] {
        rig.scan(&scanned);
        let asked = rig.server.take_asked();
        let sent = &check_in(&asked).unwrap().body;
        assert!(
            matches!(sent, CheckIn::Code(sent) if sent == CODE),
            "{scanned}"
        );
        rig.click("Fertig");
    }
}

#[test]
fn a_warning_leaves_the_other_letter_its_room_on_a_screen_on_its_side() {
    for warned in [false, true] {
        let window = Window {
            width: 1920.0,
            height: 1080.0,
        };
        let mut rig = Rig::with(Config {
            window: Some(window),
            ..Config::default()
        });
        rig.click("Ja, mit Termin");
        if warned {
            rig.send(Message::Seen(Seen::Foreign));
        }
        let mut window = rig.window();
        let other = window.find("Meine Nummer beginnt mit W").unwrap().bounds();
        let steps = window.find("Zurück").unwrap().bounds();
        let target = rig.kiosk.cx.metrics.target;
        let apart = steps.center_y() - other.center_y();
        assert!(apart >= target, "{warned}: {other:?} {steps:?}");
    }
}
