//! Ordinary moments of a day, for tests and for looking at.

use aufruf_core::command::{Command, HelpKind};
use aufruf_core::id::CounterId;

use super::office::Office;

/// Monday, 9:56: seven wait, some are expected, one is set aside, one was missed.
/// Counter 2 is closed; counter 3 serves somebody.
pub(crate) fn morning() -> Office {
    let office = Office::new();
    office.set(8, 30);
    let open = |n| Command::OpenCounter {
        counter: CounterId(n),
    };
    let [early, first, second, third, fourth] = [
        office.book(9, 5, &["reisepass"], "Schmidt-Rottluff"),
        office.book(
            9,
            40,
            &["personalausweis", "meldebescheinigung"],
            "Yıldız-O’Brien",
        ),
        office.book(
            9,
            50,
            &["personalausweis", "adresse-im-ausweis"],
            "Mustermann",
        ),
        office.book(10, 0, &["reisepass"], "Özdemir"),
        office.book(10, 40, &["fuehrungszeugnis"], "Łukasiewicz"),
    ];
    for (hour, minute, service, name) in [
        (10, 55, "ausweise-familie", "Becker"),
        (11, 10, "wohnung-anmelden", "Nguyen"),
        (11, 30, "fuehrerschein", "Schulte"),
        (11, 50, "uebermittlungssperre", "Klein"),
    ] {
        let _ = office.book(hour, minute, &[service], name);
    }
    office.command(&open(3));
    office.set(9, 0);
    office.check_in(early);
    let missed = CounterId(3);
    office.command(&Command::CallNext {
        counter: missed,
        promised: None,
    });
    office.pass(60);
    office.command(&Command::Miss { counter: missed });
    office.set(9, 20);
    let parked = office.draw(&["kopien-beglaubigen"]);
    office.command(&Command::CallNext {
        counter: missed,
        promised: Some(parked),
    });
    office.command(&Command::Park { counter: missed });
    let served = office.draw(&["gewerbe"]);
    office.command(&Command::CallNext {
        counter: missed,
        promised: Some(served),
    });
    office.command(&Command::Start { counter: missed });
    office.set(9, 31);
    office.check_in(first);
    office.set(9, 34);
    let _ = office.draw(&["meldebescheinigung"]);
    office.set(9, 38);
    let _ = office.draw(&["ausweis-abholen"]);
    office.set(9, 41);
    office.check_in(second);
    office.set(9, 44);
    office.check_in(third);
    office.set(9, 47);
    let _ = office.draw(&["wohnung-anmelden-familie"]);
    office.set(9, 52);
    office.check_in(fourth);
    office.set(9, 56);
    office
}

/// The same with somebody at the terminal who needs help.
pub(crate) fn ringing() -> Office {
    let office = morning();
    office.ring(HelpKind::NumberMissing);
    office.ring(HelpKind::Staff);
    office
}
