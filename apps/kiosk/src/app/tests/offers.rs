//! What stands on the screen when there is no ordinary number.

use aufruf_client::Error;
use aufruf_core::rejection::Rejection;
use aufruf_core::wire::kiosk::{NoNumbers, WalkIn};

use super::{Config, Rig, Screen, Window};
use crate::canned::{self, Asked};

/// Chooses one concern and wants a number, which is refused.
fn refused() -> Rig {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.server.offer(canned::full());
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
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.server.offer(canned::no_time());
    rig.refuse(Rejection::NoTimeLeft { minutes: 40 });
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("Heute und morgen ist kein Termin mehr frei."));
    assert!(!rig.sees("Nachrücknummer nehmen"));
}

/// Each reason for no numbers, the refusal with it, and its words.
fn reasons() -> [(NoNumbers, WalkIn, Rejection, &'static str); 3] {
    [
        (
            NoNumbers::QuotaUsed,
            WalkIn::QuotaUsed,
            Rejection::QuotaUsed,
            "Heute sind alle Wartenummern vergeben.",
        ),
        (
            NoNumbers::TooLate,
            WalkIn::TooLate,
            Rejection::AfterLastTicket,
            "Für heute gibt es keine Wartenummern mehr.",
        ),
        (
            NoNumbers::Stopped,
            WalkIn::Stopped,
            Rejection::TicketsStopped,
            "Zurzeit gibt es keine Wartenummern.",
        ),
    ]
}

#[test]
fn without_numbers_the_start_says_why_and_leads_to_the_free_appointment() {
    for (reason, walk_in, _, why) in reasons() {
        let mut rig = Rig::new();
        rig.server.offer(canned::no_numbers(reason));
        rig.change(|view| view.walk_in = walk_in);
        assert!(rig.sees(&format!("{why} Hier sehen Sie, wann ein Termin frei ist.")));
        rig.click("Nein, ohne Termin");
        assert!(rig.sees(why) && rig.sees("Freien Termin zeigen"));
        rig.click("Freien Termin zeigen");
        assert!(
            rig.sees("Was möchten Sie erledigen?"),
            "nothing is chosen yet"
        );
        rig.click("Meldebescheinigung");
        rig.click("Freien Termin zeigen");
        assert!(rig.sees(why) && rig.sees("Morgen um 9:41 Uhr ist ein Termin frei."));
        assert!(rig.sees("Ist es dringend? Dann rufen Sie bitte einen Mitarbeiter."));
        rig.click("Zurück");
        assert!(rig.sees("1 Anliegen gewählt"));
        rig.click("Freien Termin zeigen");
        rig.click("Fertig");
        assert!(rig.sees("Haben Sie einen Termin?"));
        assert!(rig.commands().is_empty(), "no number was asked for");
    }
}

#[test]
fn a_number_refused_because_there_are_none_leads_there_too() {
    for (reason, _, refused, why) in reasons() {
        let mut rig = Rig::new();
        rig.click("Nein, ohne Termin");
        rig.click("Meldebescheinigung");
        rig.server.offer(canned::no_numbers(reason));
        rig.refuse(refused);
        rig.click("Wartenummer ziehen");
        assert!(rig.sees(why) && rig.sees("Morgen um 9:41 Uhr ist ein Termin frei."));
        assert_eq!(drawn(&rig.server.take_asked()), [false]);
    }
}

#[test]
fn a_server_that_cannot_say_what_else_there_is_says_at_least_why() {
    for (_, _, refused, why) in reasons() {
        let mut rig = Rig::new();
        rig.click("Nein, ohne Termin");
        rig.click("Meldebescheinigung");
        rig.refuse(refused.clone());
        rig.refuse(refused);
        rig.click("Wartenummer ziehen");
        assert!(rig.sees(why.trim_end_matches('.')));
        rig.click("Zum Anfang");
        assert!(rig.sees("Haben Sie einen Termin?"));
    }
}

#[test]
fn the_time_can_be_booked_on_the_spot_with_a_phone_and_otherwise_without() {
    let shown = |link: Option<&str>, phone: &str| {
        let mut rig = Rig::new();
        rig.server.offer(canned::no_numbers(NoNumbers::QuotaUsed));
        rig.change(|view| {
            view.booking_link = link.map(str::to_owned);
            view.phone = phone.to_owned();
        });
        rig.click("Nein, ohne Termin");
        rig.click("Meldebescheinigung");
        rig.click("Freien Termin zeigen");
        assert!(matches!(rig.kiosk.screen, Screen::Instead(_)));
        rig
    };
    let link = Some("https://termine.musterstadt.example/musterstadt");
    let rig = shown(link, "02377 915-0");
    assert!(rig.sees("Mit dem Handy buchen"));
    assert!(rig.sees("Oder buchen Sie unter 02377\u{a0}915-0 oder bei unserem Personal."));
    let rig = shown(link, "");
    assert!(rig.sees("Oder buchen Sie bei unserem Personal."));
    let rig = shown(None, "02377 915-0");
    assert!(!rig.sees("Mit dem Handy buchen"));
    assert!(
        rig.sees(
            "Termine buchen Sie im Internet, unter 02377\u{a0}915-0 oder bei unserem Personal."
        )
    );
    let rig = shown(None, "");
    assert!(rig.sees("Termine buchen Sie im Internet oder bei unserem Personal."));
}

#[test]
fn a_free_appointment_that_nobody_has_told_yet_is_asked_for_until_it_is_known() {
    let mut rig = Rig::new();
    rig.change(|view| view.walk_in = WalkIn::QuotaUsed);
    rig.click("Nein, ohne Termin");
    rig.server.offer(canned::no_numbers(NoNumbers::QuotaUsed));
    rig.server.fail_next(Error::TimedOut);
    rig.click("Meldebescheinigung");
    assert!(rig.sees("Heute sind alle Wartenummern vergeben."));
    rig.server.fail_next(Error::TimedOut);
    rig.click("Freien Termin zeigen");
    assert!(rig.sees("Das hat gerade nicht geklappt"));
    rig.click("Noch einmal versuchen");
    assert!(rig.sees("Morgen um 9:41 Uhr ist ein Termin frei."));
    assert!(rig.commands().is_empty(), "no number was asked for");
}

#[test]
fn whoever_wants_an_appointment_is_not_given_a_number_instead() {
    let mut rig = Rig::new();
    rig.change(|view| view.walk_in = WalkIn::Stopped);
    rig.click("Nein, ohne Termin");
    rig.server.fail_next(Error::TimedOut);
    rig.click("Meldebescheinigung");
    // Meanwhile numbers are issued again: the server knows, the view not yet.
    rig.click("Freien Termin zeigen");
    assert!(rig.sees("1 Anliegen gewählt"));
    assert!(rig.sees("Wartezeit etwa 15 bis 25 Minuten") && rig.sees("Wartenummer ziehen"));
    assert!(rig.commands().is_empty());
}

#[test]
fn if_somebody_left_meanwhile_the_number_is_drawn_after_all() {
    let mut rig = Rig::new();
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

/// A wide screen, which is low.
fn on_its_side() -> Rig {
    Rig::with(Config {
        window: Some(Window {
            width: 1920.0,
            height: 1080.0,
        }),
        ..Config::default()
    })
}

#[test]
fn a_standby_number_and_its_words_fit_on_a_screen_on_its_side() {
    let mut rig = on_its_side();
    rig.server.give(canned::ticket_with(true));
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.click("Wartenummer ziehen");
    let headline = rig.kiosk.cx.metrics.text.headline;
    let mut window = rig.window();
    let above = window.find("Ihre Nachrücknummer").unwrap().bounds();
    assert!(above.height < 1.5 * headline, "one line: {above:?}");
}

#[test]
fn a_standby_number_can_be_taken_on_a_screen_on_its_side() {
    let mut rig = on_its_side();
    rig.server.offer(canned::full());
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.click("Weiter");
    let large = rig.kiosk.cx.metrics.text.headline;
    let mut window = rig.window();
    let take = window.find("Nachrücknummer nehmen").unwrap().bounds();
    assert!(take.height >= large, "not squeezed: {take:?}");
}
