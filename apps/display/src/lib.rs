//! The monitor in the waiting area (Bürgermonitor): shows which number is called
//! to which counter, and chimes.
//!
//! [`board::Board`] decides what is shown and announced, without clock or I/O;
//! [`app`] feeds it with views and time; `view` draws it with `aufruf-ui`.
//!
//! # Invariants
//!
//! * Numbers only: the wire has no names for a display (requirement C01).
//! * At rest nothing runs: one timer sleeps until the next instant at which
//!   something changes, at the latest the next minute of the clock.
//! * A missing loudspeaker, server or key never ends the program.

pub mod app;
pub mod board;
mod chime;
pub mod config;
mod time;
mod view;
mod window;

#[cfg(test)]
mod sample;

use aufruf_ui::{Theme, font};

use app::{App, Message};
use config::Config;

/// The program, ready to run.
pub fn application(
    config: Config,
) -> iced::Application<impl iced::Program<State = App, Message = Message, Theme = Theme>> {
    let window = window::settings(&config);
    iced::application(move || App::new(&config), App::update, App::view)
        .title("Aufruf: Bürgermonitor")
        .settings(font::settings())
        .theme(|_: &App| Theme::Light)
        .subscription(App::subscription)
        .window(window)
}
