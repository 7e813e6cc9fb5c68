use aufruf_client::DeviceKey;
use aufruf_ui::font;
use iced_test::Simulator;

use super::*;
use crate::sample::{call, morning, view};

/// A paired monitor of this size without sound.
fn app(width: f32, height: f32) -> App {
    let mut app = App::with("no-such-file".into(), Loudspeaker::silent());
    let client = Client::new("http://127.0.0.1:1", DeviceKey::new("k")).unwrap();
    app.link = Link::Paired(client);
    app.window = Size::new(width, height);
    app
}

fn hears(app: &mut App, view: DisplayView, now: Instant) {
    drop(app.update_at(Message::Feed(Feed::View(view)), now));
}

fn sees(app: &App, words: &[&str]) {
    for word in words {
        let found = Simulator::with_size(font::settings(), app.window, app.view()).find(*word);
        assert!(found.is_ok(), "{word:?} is not on the monitor");
    }
}

fn sees_no(app: &App, word: &str) {
    let found = Simulator::with_size(font::settings(), app.window, app.view()).find(word);
    assert!(found.is_err(), "{word:?} is on the monitor");
}

#[test]
fn the_board_shows_calls_clock_and_letters() {
    for (width, height) in [(1280.0, 720.0), (1920.0, 1080.0)] {
        let mut app = app(width, height);
        hears(&mut app, view(23, morning()), Instant::now());
        sees(
            &app,
            &[
                "Bitte kommen",
                "A 4827",
                "Schalter 2",
                "W 17",
                "A 1174",
                "A 9052",
                "9:41",
            ],
        );
        sees(&app, &["Beispieldaten – keine echten Aufrufe"]);
    }
}

#[test]
fn a_finished_call_is_not_asked_to_come() {
    let mut app = app(1280.0, 720.0);
    let mut calls = morning();
    calls[3].current = false;
    hears(&mut app, view(23, calls), Instant::now());
    sees_no(&app, "Bitte kommen");
    sees(&app, &["A 4827"]);
}

#[test]
fn every_wording_fits_at_every_distance_and_no_number_is_lost() {
    for distance in [1, 3, 5, 8, 12, 20] {
        let mut app = app(1920.0, 1080.0);
        let mut now = view(23, morning());
        now.settings.max_distance_m = distance;
        now.office.counter_word = "Bürgerserviceplatz".to_owned();
        hears(&mut app, now, Instant::now());
        sees(&app, &["A 4827", "Bürgerserviceplatz 2", "9:41"]);
    }
}

#[test]
fn a_lost_connection_has_a_small_sign_and_a_minute_later_the_whole_monitor() {
    let t = Instant::now();
    let mut app = app(1920.0, 1080.0);
    hears(&mut app, view(23, morning()), t);
    drop(app.update_at(Message::Feed(Feed::Lost), t));
    sees(&app, &["Keine Verbindung", "A 4827", "9:41"]);
    let later = t + Duration::from_secs(60);
    assert!(app.next_change().unwrap() <= later);
    drop(app.update_at(Message::Woke, later));
    sees(
        &app,
        &[
            "Anzeige gestört",
            "Bitte achten Sie auf Aufrufe durch unser Personal.",
            "9:42",
        ],
    );
    sees_no(&app, "A 4827");
    drop(app.update_at(Message::Feed(Feed::Restored), later));
    sees(&app, &["A 4827"]);
    sees_no(&app, "Keine Verbindung");
}

#[test]
fn closed_interrupted_empty_and_starting_say_what_they_are() {
    let mut app = app(1920.0, 1080.0);
    sees(&app, &["Verbindung wird aufgebaut …"]);
    let mut now = view(1, vec![]);
    hears(&mut app, now.clone(), Instant::now());
    sees(&app, &["Bitte warten Sie.", "Ihre Nummer erscheint hier."]);
    now.interrupted = true;
    hears(&mut app, now.clone(), Instant::now());
    sees(&app, &["Zurzeit wird niemand aufgerufen."]);
    (now.interrupted, now.open, now.opens) =
        (false, false, Some("2026-11-23T13:00:00Z".parse().unwrap()));
    hears(&mut app, now, Instant::now());
    sees(
        &app,
        &[
            "Zurzeit geschlossen",
            "Öffnet heute um 14:00 Uhr",
            "Bürgerbüro Musterstadt",
        ],
    );
}

#[test]
fn a_revoked_key_shows_what_to_do_and_forgets_the_calls() {
    let mut app = app(1920.0, 1080.0);
    hears(&mut app, view(23, morning()), Instant::now());
    drop(app.update_at(Message::Feed(Feed::Unpaired), Instant::now()));
    sees(&app, &["Dieser Monitor ist nicht mehr gekoppelt"]);
    sees_no(&app, "A 4827");
}

#[test]
fn an_unpaired_monitor_starts_when_there_is_a_key() {
    let file = std::env::temp_dir().join(format!("aufruf-display-key-{}.toml", std::process::id()));
    let mut app = App::with(file.clone(), Loudspeaker::silent());
    let look = |app: &mut App| drop(app.update_at(Message::Woke, Instant::now()));
    look(&mut app);
    sees(&app, &["Dieser Monitor ist noch nicht gekoppelt"]);
    assert!(app.next_change().unwrap() <= Instant::now() + LOOK_FOR_KEY);
    std::fs::write(&file, "key = 1").unwrap();
    look(&mut app);
    sees(&app, &["Die Schlüsseldatei ist nicht lesbar"]);
    let credentials = Credentials {
        server: "http://127.0.0.1:1".to_owned(),
        key: DeviceKey::new("k"),
        office: aufruf_core::id::OfficeId::new("musterstadt").unwrap(),
        name: "Monitor".to_owned(),
    };
    credentials.write(&file).unwrap();
    look(&mut app);
    sees(&app, &["Verbindung wird aufgebaut …"]);
    // A key that the server has refused is not tried again and again.
    drop(app.update_at(Message::Feed(Feed::Unpaired), Instant::now()));
    look(&mut app);
    std::fs::remove_file(&file).unwrap();
    sees(&app, &["Dieser Monitor ist nicht mehr gekoppelt"]);
}

#[test]
fn at_rest_nothing_wakes_before_the_next_minute() {
    let t = Instant::now();
    let mut app = app(1920.0, 1080.0);
    let mut now = view(23, morning());
    now.stamp.as_of = "2026-11-23T08:41:20Z".parse().unwrap();
    hears(&mut app, now, t);
    // The first call's field settles after a minute, the clock before that.
    assert_eq!(app.next_change(), Some(t + Duration::from_secs(40)));
}

#[test]
fn a_new_call_inverts_the_field_and_then_stands_still() {
    let t = Instant::now();
    let mut app = app(1920.0, 1080.0);
    hears(&mut app, view(23, morning()), t);
    let mut calls = morning();
    calls.push(call(30, "W 18", 1, 0));
    hears(&mut app, view(30, calls), t);
    let inverted = |app: &App| app.board.large(app.now).unwrap().inverted;
    let mut seen = vec![inverted(&app)];
    for _ in 0..3 {
        let next = app.next_change().unwrap();
        drop(app.update_at(Message::Woke, next));
        seen.push(inverted(&app));
    }
    assert_eq!(seen, [true, false, true, false]);
    assert_eq!(app.now, t + Duration::from_millis(1500));
}

#[test]
fn every_word_there_is_is_used_and_every_word_used_is_there() {
    let sources = [
        include_str!("../app.rs"),
        include_str!("../view.rs"),
        include_str!("../view/bar.rs"),
        include_str!("../view/call.rs"),
        include_str!("../view/list.rs"),
        include_str!("../view/notice.rs"),
        include_str!("../view/unpaired.rs"),
    ]
    .concat();
    let app = app(1280.0, 720.0);
    for key in app.words.keys() {
        assert!(sources.contains(&format!("\"{key}\"")), "{key} is not used");
    }
    for call in [".t(\"", ".t_with(\""] {
        for part in sources.split(call).skip(1) {
            let key = part.split('"').next().unwrap();
            assert!(app.words.has(key), "{key} is missing");
        }
    }
}
