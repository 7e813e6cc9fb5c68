//! The clerk's program: call, serve, finish, book.
//!
//! | module | what it is |
//! |---|---|
//! | [`app`] | the root: which screen, the live stream |
//! | [`context`] | what all screens share: the live view, the session, words, sizes |
//! | [`screen`] | one module a screen; `work` is the one clerks live in |
//! | [`shortcut`] | the one table of keys |
//! | [`telling`] | sentences about visits and devices |
//! | [`problem`] | every refusal in German, with what to do next |
//! | [`backend`] | what the desk needs of the server; the seam for tests |
//!
//! # Invariants
//!
//! * One order to the server at a time: a button pressed meanwhile is ignored,
//!   never queued. Each carries a request id and may be repeated safely.
//! * Nothing is decided here: the server's view says who is next and why.
//! * A citizen's name is fetched only for the visit at one's own counter.

pub mod app;
pub mod backend;
pub mod cli;
pub mod config;
pub mod context;
pub mod problem;
pub mod screen;
pub mod shortcut;
pub mod telling;
pub mod words;

use std::sync::Arc;

use aufruf_ui::font;
use iced::window;

use crate::app::App;
use crate::backend::KeyFile;
use crate::config::Config;

/// Runs the program until its window is closed.
///
/// # Errors
/// A key file that cannot be read, or no screen.
pub fn run(config: Config) -> anyhow::Result<()> {
    let keys = KeyFile(config.key.clone());
    // A new code goes before an old key.
    let device = match config.code {
        Some(_) => None,
        None => keys.device()?,
    };
    let size = config.size();
    let window = window::Settings {
        size: iced::Size::new(size.width, size.height),
        fullscreen: config.window.is_none(),
        ..window::Settings::default()
    };
    let pairing: Arc<dyn backend::Pairing> = Arc::new(keys);
    let boot = move || App::boot(pairing.clone(), device.clone(), &config);
    iced::application(boot, App::update, App::view)
        .title(App::title)
        .settings(font::settings())
        .theme(|_: &App| aufruf_ui::Theme::Light)
        .subscription(App::subscription)
        .window(window)
        .run()?;
    Ok(())
}
