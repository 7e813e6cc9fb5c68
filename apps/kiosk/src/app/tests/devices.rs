//! Camera, printer, screen: what differs from device to device.

use super::*;
use crate::printer::Place;
use crate::screen::Done;

#[test]
fn the_reader_looks_only_while_a_code_is_of_use() {
    let mut rig = Rig::new();
    assert_eq!(rig.kiosk.reader.mode(), Mode::Show);
    rig.click("Ja, mit Termin");
    assert_eq!(rig.kiosk.reader.mode(), Mode::Look);
    rig.press(Press::Escape, rig.start);
    rig.click("Nein, ohne Termin");
    assert_eq!(rig.kiosk.reader.mode(), Mode::Rest);
    rig.press(Press::Escape, rig.start);
    rig.live(Feed::Lost);
    assert_eq!(rig.kiosk.reader.mode(), Mode::Rest);
}

#[test]
fn a_printer_that_fails_rings_once_and_the_number_stays() {
    let config = Config {
        printer: Some(Place::File("/nowhere/lp0".into())),
        ..Config::default()
    };
    let mut rig = Rig::with(config);
    for round in 0..2 {
        rig.click("Nein, ohne Termin");
        rig.click("Meldebescheinigung");
        rig.click("Wartenummer ziehen");
        assert!(rig.sees("Der Drucker geht gerade nicht. Bitte merken Sie sich Ihre Nummer."));
        assert!(rig.sees("W 17"));
        rig.click("Habe ich notiert");
        let asked = rig.server.take_asked();
        let rang = asked
            .iter()
            .any(|asked| matches!(asked, Asked::Help(help) if help.body.help == HelpKind::Device));
        assert_eq!(rang, round == 0);
        let told = asked
            .iter()
            .any(|asked| matches!(asked, Asked::Status(status) if status.printer == Some(false)));
        assert_eq!(told, round == 0);
    }
}

#[test]
fn a_printer_that_works_gives_a_slip() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("lp0");
    std::fs::write(&path, "").unwrap();
    let config = Config {
        printer: Some(Place::File(path.clone())),
        ..Config::default()
    };
    let mut rig = Rig::with(config);
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("Nehmen Sie bitte Ihren Zettel."));
    let paper = std::fs::read(&path).unwrap();
    let has = |text: &[u8]| paper.windows(text.len()).any(|window| window == text);
    assert!(has(b"W 17") && has(b"Montag, 15. Juni, 9:41 Uhr") && has(b"Diese Nummer gilt heute."));
    assert!(!has(b"Melde"), "no concern on paper");
    rig.click("Fertig");
}

#[test]
fn a_slip_says_how_many_come_before_at_most() {
    let rig = Rig::new();
    let says = |ticket: Ticket| {
        let lines = Done::drawn(ticket).slip(&rig.kiosk.cx).lines;
        lines.into_iter().find(|line| line.contains("vor Ihnen"))
    };
    let ahead = |ahead| Ticket {
        ahead,
        ..canned::ticket()
    };
    let seven = says(ahead(Some(7))).unwrap();
    assert!(seven.starts_with("Höchstens 7 Personen kommen vor Ihnen dran"));
    let one = says(ahead(Some(1))).unwrap();
    assert!(one.starts_with("Höchstens eine Person kommt vor Ihnen dran"));
    assert_eq!((says(ahead(Some(0))), says(ahead(None))), (None, None));
}

#[test]
fn an_unpaired_device_says_what_to_do() {
    let mut rig = Rig::new();
    rig.live(Feed::Unpaired);
    assert!(rig.sees("Dieses Terminal ist noch nicht eingerichtet"));
    let kiosk = Kiosk::new(Config::default(), None);
    assert_eq!(kiosk.connection, Connection::Unpaired);
}

#[test]
fn camera_and_printer_are_reported_at_each_change_and_each_minute() {
    let mut rig = Rig::new();
    let reports = |rig: &Rig| {
        let asked = rig.server.take_asked();
        asked
            .iter()
            .filter(|asked| matches!(asked, Asked::Status(_)))
            .count()
    };
    rig.send(Message::Seen(Seen::Working(true)));
    assert_eq!(reports(&rig), 1);
    rig.send(Message::Seen(Seen::Working(true)));
    rig.tick(59);
    assert_eq!(reports(&rig), 0);
    rig.tick(61);
    assert_eq!(reports(&rig), 1);
}

#[test]
fn every_word_is_used() {
    const SOURCES: [&str; 14] = [
        include_str!("../view.rs"),
        include_str!("../../words.rs"),
        include_str!("../../problem.rs"),
        include_str!("../../screen/start.rs"),
        include_str!("../../screen/number.rs"),
        include_str!("../../screen/question.rs"),
        include_str!("../../screen/concerns/view.rs"),
        include_str!("../../screen/done.rs"),
        include_str!("../../screen/offer.rs"),
        include_str!("../../screen/notice.rs"),
        include_str!("../../screen/help.rs"),
        include_str!("../../screen/more_time.rs"),
        include_str!("../../screen/state.rs"),
        include_str!("../flow.rs"),
    ];
    let words = crate::words::german();
    for key in words.keys() {
        let base = key
            .strip_suffix("-next")
            .or_else(|| key.strip_suffix("-text"))
            .or_else(|| key.strip_suffix("-short"))
            .unwrap_or(key);
        let named = |key: &str| {
            SOURCES
                .iter()
                .any(|source| source.contains(&format!("\"{key}\"")))
        };
        assert!(named(key) || named(base), "nobody says {key}");
    }
}

#[test]
fn every_key_of_the_pad_can_be_touched_on_three_screens_upright_and_wide() {
    for inches in [15.6, 21.5, 32.0] {
        for (width, height) in [(1080.0, 1920.0), (1920.0, 1080.0)] {
            let config = Config {
                window: Some(Window { width, height }),
                screen_inch: inches,
                ..Config::default()
            };
            let mut rig = Rig::with(config);
            rig.click("Ja, mit Termin");
            let (target, gap) = (rig.kiosk.cx.metrics.target, rig.kiosk.cx.metrics.gap);
            let mut window = rig.window();
            let steps = window.find("Zurück").unwrap().bounds();
            let zero = window.find("0").unwrap().bounds();
            assert!(zero.y + zero.height < steps.y - gap, "{zero:?} {steps:?}");
            let mut middle = |words: &str| window.find(words).unwrap().bounds().center_y();
            let rows = [
                middle("2"),
                middle("5"),
                middle("8"),
                middle("0"),
                middle("Zurück"),
            ];
            let bottom = window.find("Mitarbeiter rufen").unwrap().bounds();
            assert!(bottom.y + bottom.height < height, "{bottom:?}");
            for pair in rows.windows(2) {
                let apart = pair[1] - pair[0];
                assert!(
                    apart >= target,
                    "{inches} inches, {width}x{height}: {rows:?}, target {target}"
                );
            }
        }
    }
}

#[test]
fn concerns_can_be_chosen_and_drawn_on_three_screens_upright_and_wide() {
    for inches in [15.6, 21.5, 32.0] {
        for (width, height) in [(1080.0, 1920.0), (1920.0, 1080.0)] {
            let config = Config {
                window: Some(Window { width, height }),
                screen_inch: inches,
                ..Config::default()
            };
            let mut rig = Rig::with(config);
            rig.click("Nein, ohne Termin");
            let target = rig.kiosk.cx.metrics.target;
            let mut window = rig.window();
            let mut middle = |words: &str| window.find(words).unwrap().bounds().center_y();
            let unsure = middle("Etwas anderes, oder ich weiß es nicht");
            let draw = middle("Wartenummer ziehen");
            let pitch = middle("Reisepass beantragen") - middle("Personalausweis beantragen");
            assert!(pitch >= target, "rows {pitch} apart, target {target}");
            let call = middle("Mitarbeiter rufen");
            let told = format!("{inches} inches, {width}x{height}: {unsure} {draw} {call}");
            assert!(
                draw - unsure >= target * 1.1 && call - draw >= target,
                "{told}"
            );
            assert!(call + target / 2.0 <= height, "{told}");
        }
    }
}
