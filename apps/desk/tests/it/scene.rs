//! Ordinary moments of a day, for tests and for looking at.

use aufruf_core::command::{Command, HelpKind, Reason};
use aufruf_core::id::CounterId;

use super::office::{Office, example_settings};

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

/// Services with the longest names that offices have.
const LONG: [(&str, &str); 2] = [
    (
        "unterschrift-beglaubigen",
        "Beglaubigung von Unterschriften und Abschriften, auch für das Ausland (Apostille-Vorbereitung)",
    ),
    (
        "auskunftssperre",
        "Einrichtung, Verlängerung oder Aufhebung einer Auskunftssperre im Melderegister",
    ),
];

fn index(n: i8) -> usize {
    usize::from(n.unsigned_abs())
}

/// Monday, 10:35, the day after a long weekend: twelve counters, forty people
/// waiting, the first of them with six concerns.
pub(crate) fn crowd() -> Office {
    let mut settings = example_settings();
    let widest = settings.counters[2].clone();
    settings.counters = (1..=12)
        .map(|n| aufruf_core::settings::Counter {
            id: CounterId(n),
            ..widest.clone()
        })
        .collect();
    for service in &mut settings.services {
        if let Some((_, name)) = LONG.iter().find(|(id, _)| service.id.as_str() == *id) {
            service.name = (*name).to_owned();
        }
    }
    let office = Office::with(settings);
    office.set(8, 0);
    let six = [
        "personalausweis",
        "adresse-im-ausweis",
        "auskunftssperre",
        "unterschrift-beglaubigen",
        "melderegisterauskunft",
        "uebermittlungssperre",
    ];
    let mut come = vec![office.book(9, 0, &six, "Müller-Lüdenscheidt von und zu Hohenwarth")];
    let names = ["Weber", "Demir", "Kowalczyk", "Peters"]
        .into_iter()
        .cycle();
    for (n, name) in (0..24_i8).zip(names) {
        let service = six[index(n) % six.len()];
        come.push(office.book(9 + n / 12, n % 12 * 5, &[service], name));
    }
    for n in 0..12 {
        let _ = office.book(11, n * 5, &["wohnung-abmelden"], "Sommer");
    }
    for counter in 2..=9 {
        office.command(&Command::OpenCounter {
            counter: CounterId(counter),
        });
    }
    let early: Vec<_> = come.iter().skip(1).copied().collect();
    for (n, visit) in (0_i8..).zip(come) {
        office.set(8 + n / 12, n % 12 * 5);
        office.check_in(visit);
    }
    for n in 0..21_i8 {
        office.set(10, 5 + n);
        let service = six[index(n) % six.len()];
        let _ = office.draw(&[service, "kopien-beglaubigen"]);
    }
    for (counter, visit) in (2..=7).zip(early) {
        let counter = CounterId(counter);
        office.command(&Command::CallVisit {
            counter,
            visit,
            reason: Reason::OurMistake,
        });
        office.command(&Command::Start { counter });
    }
    office.set(10, 35);
    office
}
