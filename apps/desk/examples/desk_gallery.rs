//! The desk at an office in memory, opened at one of its screens:
//! `cargo run -p aufruf-desk --example desk_gallery -- SCREEN [WIDTHxHEIGHT [SCALE]]`.
//! Every screen can be used; nothing leaves this program.
//!
//! `… -- album FOLDER [WIDTHxHEIGHT [SCALE [SCREEN …]]]` writes a picture of each
//! screen, or of these, and needs no display.
#![expect(clippy::print_stdout, reason = "it tells whoever started it")]

use std::path::Path;

use aufruf_desk::app::{App, Message};
use aufruf_desk::config::{Config, WINDOW};
use aufruf_ui::{Window, font};
use iced::{Size, Task, window};
use iced_test::Simulator;

#[path = "desk_gallery/counter.rs"]
mod counter;
#[path = "desk_gallery/desk.rs"]
mod desk;
#[path = "../tests/it/office.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod office;
#[path = "../tests/it/player.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod player;
#[path = "../tests/it/scene.rs"]
mod scene;

use player::Player;

/// Every screen, in the order of a clerk's day.
fn screens() -> impl Iterator<Item = &'static str> {
    desk::SCREENS.iter().chain(counter::SCREENS).copied()
}

/// Brings a program to a screen.
fn play(screen: &str, config: &Config) -> Player {
    desk::play(screen, config).unwrap_or_else(|| counter::play(screen, config))
}

fn album(mut arguments: impl Iterator<Item = String>) -> iced::Result {
    let folder = arguments.next().expect("a folder for the pictures");
    let config = config(&mut arguments);
    let only: Vec<String> = arguments.collect();
    let wanted = |screen: &&str| only.is_empty() || only.iter().any(|own| own == screen);
    let size = size(&config);
    for screen in screens().filter(wanted) {
        let player = play(screen, &config);
        let mut ui = Simulator::with_size(font::settings(), size, player.app.view());
        let path = Path::new(&folder).join(format!("{screen}.png"));
        let picture = ui.snapshot(&aufruf_ui::Theme::Light);
        let kept = picture.and_then(|picture| picture.matches_image(&path));
        match kept {
            Ok(true) => println!("{screen}"),
            Ok(false) => println!("{screen}: differs from the picture that is there"),
            Err(error) => println!("{screen}: {error}"),
        }
    }
    Ok(())
}

fn config(arguments: &mut impl Iterator<Item = String>) -> Config {
    let window = arguments.next().and_then(|size| size.parse().ok());
    let scale = arguments.next().and_then(|scale| scale.parse().ok());
    Config {
        window: Some(window.unwrap_or(WINDOW)),
        scale: scale.unwrap_or(1.0),
        ..Config::default()
    }
}

fn size(config: &Config) -> Size {
    let Window { width, height } = config.size();
    Size::new(width, height)
}

fn main() -> iced::Result {
    let mut arguments = std::env::args().skip(1);
    let screen = arguments.next().unwrap_or_else(|| "serving".to_owned());
    if screen == "album" {
        return album(arguments);
    }
    if !screens().any(|known| known == screen) {
        let known: Vec<&str> = screens().collect();
        println!("Screens: {}", known.join(" "));
        return Ok(());
    }
    let config = config(&mut arguments);
    let size = size(&config);
    let boot = move || (play(&screen, &config).app, Task::<Message>::none());
    iced::application(boot, App::update, App::view)
        .settings(font::settings())
        .theme(|_: &App| aufruf_ui::Theme::Light)
        .subscription(App::subscription)
        .window(window::Settings {
            size,
            ..window::Settings::default()
        })
        .run()
}
