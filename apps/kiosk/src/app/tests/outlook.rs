//! What a number would be like is said before it is drawn.

use std::time::Duration;

use aufruf_client::Error;
use aufruf_core::forecast::Band;
use aufruf_core::id::ServiceId;
use aufruf_core::visit::Concern;
use aufruf_core::wire::kiosk::{NoNumbers, Offer, WalkIn};

use super::{Message, Press, Rig};
use crate::canned::{self, Asked};
use crate::screen::concerns;

const WAIT: &str = "Wartezeit etwa 15 bis 25 Minuten";
const ASKED: &str = "Wartezeit wird berechnet …";

fn tap(service: &str) -> Message {
    let id = ServiceId::new(service).unwrap();
    Message::Concerns(concerns::Message::Tapped(id))
}

/// At the concerns, nothing chosen.
fn choosing() -> Rig {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig
}

/// A tap whose question stays without an answer.
fn tap_unanswered(rig: &mut Rig, service: &str) {
    drop(rig.kiosk.update(tap(service)));
}

/// The services of each question so far.
fn questions(rig: &Rig) -> Vec<Vec<String>> {
    let asked = rig.server.take_asked().into_iter();
    let concerns = asked.filter_map(|asked| match asked {
        Asked::Prospect(concerns) => Some(concerns),
        _ => None,
    });
    let names = |concerns: Vec<Concern>| {
        let names = concerns.iter().map(|concern| concern.service.to_string());
        names.collect()
    };
    concerns.map(names).collect()
}

/// The answer to an earlier question.
fn answer(services: &[&str], offer: Result<Offer, Error>) -> Message {
    let concerns = services.iter().map(|service| Concern {
        service: ServiceId::new(service).unwrap(),
        quantity: 1,
    });
    let question = concerns::Question {
        concerns: concerns.collect(),
        walk_in: WalkIn::Open,
    };
    Message::Foreseen(question, offer)
}

fn quick() -> Offer {
    let band = Band {
        from_min: 0,
        to_min: 5,
    };
    Offer::Ticket { wait: Some(band) }
}

#[test]
fn every_change_of_the_choice_asks_for_its_wait() {
    let mut rig = choosing();
    assert!(questions(&rig).is_empty(), "nothing is chosen");
    rig.click("Meldebescheinigung");
    assert!(rig.sees(WAIT));
    rig.click("Führungszeugnis");
    rig.click("Weitere");
    assert_eq!(
        questions(&rig),
        [
            vec!["meldebescheinigung"],
            vec!["meldebescheinigung", "fuehrungszeugnis"]
        ],
        "turning a page asks nothing"
    );
    rig.click("Vorige");
    rig.server.offer(quick());
    rig.click("Meldebescheinigung");
    assert!(rig.sees("Es geht gerade schnell."));
    rig.click("Führungszeugnis");
    assert!(
        !rig.sees("Es geht gerade schnell."),
        "nothing is chosen any more"
    );
    assert_eq!(questions(&rig), [["fuehrungszeugnis"]]);
}

#[test]
fn one_question_is_under_way_and_a_stale_answer_is_dropped() {
    let mut rig = choosing();
    tap_unanswered(&mut rig, "meldebescheinigung");
    assert!(rig.sees(ASKED));
    tap_unanswered(&mut rig, "fuehrungszeugnis");
    assert_eq!(questions(&rig), [["meldebescheinigung"]], "one at a time");
    drop(
        rig.kiosk
            .update(answer(&["meldebescheinigung"], Ok(quick()))),
    );
    assert!(rig.sees(ASKED) && !rig.sees("Es geht gerade schnell."));
    let both = ["meldebescheinigung", "fuehrungszeugnis"];
    assert_eq!(
        questions(&rig),
        [both],
        "asked again for what is chosen now"
    );
    rig.send(answer(&both, Ok(canned::soon())));
    assert!(rig.sees(WAIT));
    assert!(questions(&rig).is_empty());
}

#[test]
fn the_next_citizen_is_not_told_the_wait_of_the_one_before() {
    let mut rig = choosing();
    tap_unanswered(&mut rig, "meldebescheinigung");
    rig.click("Zurück");
    rig.click("Nein, ohne Termin");
    tap_unanswered(&mut rig, "fuehrungszeugnis");
    drop(
        rig.kiosk
            .update(answer(&["meldebescheinigung"], Ok(quick()))),
    );
    assert!(rig.sees(ASKED));
    assert_eq!(
        questions(&rig),
        [["meldebescheinigung"], ["fuehrungszeugnis"]]
    );
}

#[test]
fn a_question_without_an_answer_says_nothing_and_holds_up_nothing() {
    let mut rig = choosing();
    rig.server.fail_next(Error::TimedOut);
    rig.click("Meldebescheinigung");
    assert!(!rig.sees(ASKED) && !rig.sees(WAIT));
    assert_eq!(questions(&rig).len(), 1, "not asked again at once");
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("Ihre Wartenummer"));
}

#[test]
fn drawing_waits_for_no_answer_and_none_comes_after_it() {
    let mut rig = choosing();
    tap_unanswered(&mut rig, "meldebescheinigung");
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("W 17"));
    rig.send(answer(&["meldebescheinigung"], Ok(canned::full())));
    assert!(rig.sees("W 17"));
}

#[test]
fn an_answer_is_asked_for_again_after_a_minute_and_stands_until_then() {
    let mut rig = choosing();
    rig.click("Meldebescheinigung");
    assert_eq!(questions(&rig).len(), 1);
    rig.press(
        Press::Typed("x".to_owned()),
        rig.start + Duration::from_secs(40),
    );
    assert!(questions(&rig).is_empty());
    drop(
        rig.kiosk
            .update(Message::Tick(rig.start + Duration::from_secs(61))),
    );
    assert_eq!(questions(&rig).len(), 1);
    assert!(rig.sees(WAIT) && !rig.sees(ASKED));
}

#[test]
fn where_no_ordinary_number_is_left_it_leads_to_what_else_there_is() {
    for (offer, said, next) in [
        (
            canned::full(),
            "Heute ist es sehr voll.",
            "Heute um 13:41 Uhr ist noch ein Termin frei.",
        ),
        (
            canned::no_time(),
            "Dafür reicht die Zeit heute nicht mehr.",
            "Heute und morgen ist kein Termin mehr frei.",
        ),
    ] {
        let mut rig = choosing();
        rig.server.offer(offer);
        rig.click("Meldebescheinigung");
        assert!(rig.sees(said) && !rig.sees("Wartenummer ziehen"));
        rig.click("Weiter");
        assert!(rig.sees(next));
        assert!(rig.commands().is_empty(), "nothing was drawn and refused");
    }
}

#[test]
fn the_screen_follows_the_office_while_somebody_chooses() {
    let mut rig = choosing();
    rig.click("Meldebescheinigung");
    rig.server.offer(canned::no_numbers(NoNumbers::QuotaUsed));
    rig.change(|view| view.walk_in = WalkIn::QuotaUsed);
    assert!(rig.sees("Heute sind alle Wartenummern vergeben.") && !rig.sees(WAIT));
    assert!(rig.sees("Freien Termin zeigen") && !rig.sees("Wartenummer ziehen"));
    rig.server.offer(canned::soon());
    rig.change(|_| {});
    assert!(rig.sees(WAIT) && rig.sees("Wartenummer ziehen"));
    assert_eq!(questions(&rig).len(), 3, "each change asks anew");
}

#[test]
fn the_view_counts_until_the_question_is_answered_and_then_the_answer() {
    let mut rig = choosing();
    rig.change(|view| view.walk_in = WalkIn::Stopped);
    tap_unanswered(&mut rig, "meldebescheinigung");
    assert!(rig.sees("Zurzeit gibt es keine Wartenummern."));
    assert!(rig.sees("Freien Termin zeigen"));
    rig.server.offer(canned::no_numbers(NoNumbers::TooLate));
    // Asked while numbers were issued: it tells nothing any more.
    rig.send(answer(&["meldebescheinigung"], Ok(quick())));
    assert!(rig.sees("Für heute gibt es keine Wartenummern mehr."));
}

#[test]
fn nothing_moves_while_the_wait_is_asked_for() {
    let button = |rig: &Rig| {
        let mut window = rig.window();
        window.find("Wartenummer ziehen").unwrap().bounds()
    };
    let row = |rig: &Rig| rig.window().find("Reisepass beantragen").unwrap().bounds();
    let mut rig = choosing();
    let before = (button(&rig), row(&rig));
    tap_unanswered(&mut rig, "meldebescheinigung");
    assert_eq!((button(&rig), row(&rig)), before, "asked");
    rig.send(answer(&["meldebescheinigung"], Ok(canned::soon())));
    assert!(rig.sees(WAIT));
    assert_eq!((button(&rig), row(&rig)), before, "told");
}
