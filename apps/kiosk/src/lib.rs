//! The terminal in the entrance of a Bürgerbüro: check in by QR code or number, draw
//! a number without an appointment, call someone.
//!
//! # Invariants
//!
//! * Nothing of a citizen outlives "Fertig", an abort or the time-out: the state of
//!   the screens is dropped as a whole, and nothing of it is written anywhere.
//! * Every command has its request id, and an answer counts only while its question
//!   is still open.
//! * Cameras, printers and the network never hold up the screen: each has a thread or
//!   a task of its own, a bound on what waits, and a time limit.
//! * A part that is missing or fails ends the flow another way: number typed, number
//!   on the screen, "Mitarbeiter rufen".

pub mod app;
pub mod backend;
pub mod canned;
pub mod cli;
pub mod config;
pub mod frames;
pub mod idle;
pub mod input;
mod layout;
pub mod printer;
pub mod problem;
pub mod scanner;
pub mod screen;
pub mod words;

use anyhow::Context;
use aufruf_client::Credentials;
use aufruf_core::wire::device::DeviceKind;
use iced::{Task, window};

use crate::app::{Kiosk, Message};
use crate::backend::Link;
use crate::config::Config;

/// Pairs if asked to, then runs until the window is closed.
///
/// # Errors
/// If pairing fails, the key file cannot be used, or there is no screen.
pub fn run(config: Config) -> anyhow::Result<()> {
    let credentials = match &config.pairing {
        Some(pairing) => Some(pair(&config, pairing)?),
        None => Credentials::read(&config.key)?,
    };
    let link = credentials
        .map(|credentials| credentials.client())
        .transpose()?
        .map(|client| Link(std::sync::Arc::new(client)));
    application(config, link).run().context("the window")
}

fn pair(config: &Config, pairing: &config::Pairing) -> anyhow::Result<Credentials> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("the runtime")?;
    let pairing = Credentials::pair(
        &pairing.server,
        &pairing.code,
        DeviceKind::Kiosk,
        &config.key,
    );
    let credentials = runtime.block_on(pairing)?;
    tracing::info!(device = credentials.name, office = %credentials.office, "paired");
    Ok(credentials)
}

/// The program. `link` is the server; `None`: the device is not paired.
pub fn application(
    config: Config,
    link: Option<Link>,
) -> iced::Application<impl iced::Program<State = Kiosk, Message = Message, Theme = aufruf_ui::Theme>>
{
    rehearsed(config, link, Vec::new())
}

/// The program, to which these messages come first, one after the other: shows any screen.
pub fn rehearsed(
    config: Config,
    link: Option<Link>,
    script: Vec<Message>,
) -> iced::Application<impl iced::Program<State = Kiosk, Message = Message, Theme = aufruf_ui::Theme>>
{
    let window = window_settings(&config);
    let boot = move || {
        let script = script.iter().cloned().map(Task::done);
        (
            Kiosk::new(config.clone(), link.clone()),
            script.fold(Task::none(), Task::chain),
        )
    };
    iced::application(boot, Kiosk::update, Kiosk::view)
        .title("Aufruf: Bürgerterminal")
        .subscription(Kiosk::subscription)
        .theme(|_: &Kiosk| aufruf_ui::Theme::Light)
        .settings(aufruf_ui::font::settings())
        .window(window)
}

/// Full screen without a way out for citizens: a request to close is not heard there.
fn window_settings(config: &Config) -> window::Settings {
    let base = window::Settings {
        // With X11 a window that cannot be resized does not become full screen either.
        resizable: true,
        ..window::Settings::default()
    };
    match config.window {
        Some(size) => window::Settings {
            size: iced::Size::new(size.width, size.height),
            ..base
        },
        None => window::Settings {
            fullscreen: true,
            decorations: false,
            closeable: false,
            exit_on_close_request: false,
            ..base
        },
    }
}
