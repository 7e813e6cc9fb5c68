//! What stands on the screen when there is no ordinary number.

use aufruf_core::rejection::Rejection;
use aufruf_core::wire::kiosk::Offer;

use super::{Config, Rig, Window};
use crate::canned::{self, Asked};

/// Chooses one concern and wants a number, which is refused.
fn refused() -> Rig {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.refuse(Rejection::WaitTooLong {
        minutes: 80,
        standby: true,
    });
    rig.click("Wartenummer ziehen");
    rig
}

fn drawn(asked: &[Asked]) -> Vec<bool> {
    let draws = asked.iter().filter_map(|asked| match asked {
        Asked::Draw(request) => Some(request.body.standby),
        _ => None,
    });
    draws.collect()
}

#[test]
fn on_a_full_day_the_citizen_decides_about_a_standby_number() {
    let mut rig = refused();
    assert!(rig.sees("Heute ist es sehr voll."));
    assert!(rig.sees("Heute um 13:41 Uhr ist noch ein Termin frei."));
    rig.server.give(canned::ticket_with(true));
    rig.click("Nachrücknummer nehmen");
    assert!(rig.sees("Ihre Nachrücknummer") && rig.sees("W 17"));
    assert!(
        rig.sees("Sie kommen dran, sobald eine Lücke entsteht. Versprechen können wir es nicht.")
    );
    assert_eq!(drawn(&rig.server.take_asked()), [false, true]);
}

#[test]
fn who_does_not_want_a_standby_number_gets_none() {
    let mut rig = refused();
    rig.click("Nein, danke");
    assert!(rig.sees("Haben Sie einen Termin?"));
    assert_eq!(drawn(&rig.server.take_asked()), [false]);
}

#[test]
fn a_day_too_short_for_one_concern_names_another() {
    let mut rig = Rig::new();
    rig.server.offer(canned::no_time());
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.refuse(Rejection::NoTimeLeft { minutes: 40 });
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("Heute und morgen ist kein Termin mehr frei."));
    assert!(!rig.sees("Nachrücknummer nehmen"));
}

#[test]
fn if_somebody_left_meanwhile_the_number_is_drawn_after_all() {
    let mut rig = Rig::new();
    rig.server.offer(Offer::Ticket { wait: None });
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.refuse(Rejection::NoTimeLeft { minutes: 40 });
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("Ihre Wartenummer") && rig.sees("W 17"));
    assert_eq!(drawn(&rig.server.take_asked()), [false, false]);
}

#[test]
fn the_wait_is_told_with_the_number() {
    let mut rig = Rig::new();
    rig.server.give(canned::ticket_with(false));
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("Sie warten etwa 15 bis 25 Minuten."));
}

#[test]
fn a_standby_number_and_its_words_fit_on_a_screen_on_its_side() {
    let config = Config {
        window: Some(Window {
            width: 1920.0,
            height: 1080.0,
        }),
        ..Config::default()
    };
    let mut rig = Rig::with(config);
    rig.server.give(canned::ticket_with(true));
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.click("Wartenummer ziehen");
    let headline = rig.kiosk.cx.metrics.text.headline;
    let mut window = rig.window();
    let above = window.find("Ihre Nachrücknummer").unwrap().bounds();
    assert!(above.height < 1.5 * headline, "one line: {above:?}");
}
