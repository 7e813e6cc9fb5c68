//! The desk at an office in memory, opened at one of its screens:
//! `cargo run -p aufruf-desk --example desk_gallery -- SCREEN [WIDTHxHEIGHT [SCALE]]`.
//! Every screen can be used; nothing leaves this program.

use aufruf_desk::app::{App, Message};
use aufruf_desk::config::Config;
use aufruf_ui::font;
use iced::{Size, Task, window};

#[path = "../tests/it/office.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod office;
#[path = "../tests/it/player.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod player;
#[path = "../tests/it/scene.rs"]
mod scene;

use aufruf_client::Feed;
use aufruf_core::command::{Command, Reason};
use aufruf_core::id::CounterId;
use aufruf_desk::shortcut::Stroke::{Ctrl, Escape, F};
use office::Office;
use player::Player;

/// Brings a program to a screen.
fn play(screen: &str, config: &Config) -> Player {
    let office = match screen {
        "help" => scene::ringing(),
        "empty" => Office::new(),
        _ => scene::morning(),
    };
    if screen == "pairing" {
        return Player::boot(&office, false, config);
    }
    let mut player = Player::boot(&office, true, config);
    match screen {
        "login" => return player,
        "setup" => {
            player.key(F(2));
            return player;
        }
        _ => player.log_in("leitung"),
    }
    if screen == "taken" {
        let mut other = Player::boot(&office, true, config);
        other.log_in("frau-a");
        other.key(F(1));
        player.key(F(1));
        return player;
    }
    if screen == "counter" {
        return player;
    }
    player.key(F(1));
    player.settle();
    work(screen, &office, &mut player);
    player
}

fn work(screen: &str, office: &Office, player: &mut Player) {
    let steps: &[_] = match screen {
        "called" => &[F(9)],
        "serving" | "find" | "undo" | "transfer" | "concerns" | "taken-work" => &[F(9), F(9)],
        "paused" => &[F(11)],
        "closed" => &[Ctrl('s')],
        _ => &[],
    };
    for step in steps {
        player.key(*step);
        player.settle();
        player.look();
    }
    match screen {
        "serving" => {
            office.pass(60);
            player.look();
            player.press("Personalausweis beantragen");
        }
        "concerns" => player.key(F(2)),
        "transfer" => {
            office.command(&Command::OpenCounter {
                counter: CounterId(2),
            });
            player.look();
            player.key(F(5));
        }
        "find" => {
            player.key(Ctrl('f'));
            player.type_into("find-field", "me");
            player.key(F(9));
        }
        "menu" => player.key(F(12)),
        "keys" => player.key(F(1)),
        "walk-in" => {
            player.key(F(7));
            player.type_into("picker-filter", "kopien");
            player.press("Kopien beglaubigen: bis 5 Dokumente");
        }
        "walk-in-done" => {
            player.key(F(7));
            player.type_into("picker-filter", "rente");
            player.press("Lebensbescheinigung für die Rente");
            player.key(F(9));
        }
        "times" | "contact" | "booked" => book(screen, player),
        "visit" => player.press("Ausweis oder Pass abholen"),
        "reason" => {
            player.press("Ausweis oder Pass abholen");
            player.key(F(9));
        }
        "sure" => {
            player.press("Ausweis oder Pass abholen");
            player.key(F(6));
        }
        "counters" => {
            office.command(&Command::WithdrawCounter {
                counter: CounterId(2),
            });
            office.command(&Command::WithdrawCounter {
                counter: CounterId(1),
            });
            player.look();
            player.key(Ctrl('b'));
        }
        "lost" => {
            player.feed(Feed::Lost);
            player.key(Escape);
        }
        "interrupted" => {
            office.command(&Command::Interrupt {
                reason: Reason::Disturbance,
            });
            player.look();
        }
        "problem" => {
            office.lose_answers(1);
            player.key(F(9));
        }
        "expected" => player.key(Ctrl('2')),
        "missed" => player.key(Ctrl('4')),
        _ => {}
    }
}

fn book(screen: &str, player: &mut Player) {
    player.key(F(8));
    player.type_into("picker-filter", "rente");
    player.press("Lebensbescheinigung für die Rente");
    player.key(F(9));
    if screen == "times" {
        return;
    }
    player.press("10:20");
    if screen == "contact" {
        return;
    }
    player.type_into("contact-name", "Erika Mustermann");
    player.key(F(9));
}

fn main() -> iced::Result {
    let mut arguments = std::env::args().skip(1);
    let screen = arguments.next().unwrap_or_else(|| "serving".to_owned());
    let window = arguments.next().and_then(|size| size.parse().ok());
    let scale = arguments.next().and_then(|scale| scale.parse().ok());
    let config = Config {
        window: Some(window.unwrap_or_default()),
        scale: scale.unwrap_or(1.0),
        ..Config::default()
    };
    let size = config.window.unwrap_or_default();
    let boot = move || (play(&screen, &config).app, Task::<Message>::none());
    iced::application(boot, App::update, App::view)
        .settings(font::settings())
        .theme(|_: &App| aufruf_ui::Theme::Light)
        .subscription(App::subscription)
        .window(window::Settings {
            size: Size::new(size.width, size.height),
            ..window::Settings::default()
        })
        .run()
}
