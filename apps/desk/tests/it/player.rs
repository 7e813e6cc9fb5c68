//! Sits before the program: presses what is on the screen, types, uses keys.

use std::time::{Duration, Instant};

use aufruf_client::Feed;
use aufruf_core::wire::desk::DeskView;
use aufruf_desk::app::{App, Message};
use aufruf_desk::config::Config;
use aufruf_desk::shortcut::Stroke;
use aufruf_ui::font;
use iced::{Size, Task};
use iced_test::Simulator;
use iced_test::runtime::{Action, task, window};

use super::office::{Office, PASSWORD};

/// A program at a desk of an office.
pub(crate) struct Player {
    pub(crate) app: App,
    office: Office,
    size: Size,
    at: Instant,
    watching: bool,
    /// The window asks for the clerk's attention.
    pub(crate) attention: bool,
}

impl Player {
    /// A paired desk; nobody has logged in.
    pub(crate) fn paired(office: &Office) -> Self {
        Self::boot(office, true, &Config::default())
    }

    /// A desk with this configuration.
    pub(crate) fn boot(office: &Office, paired: bool, config: &Config) -> Self {
        let device = paired.then(|| office.device());
        let (app, task) = App::boot(office.pairing(), device, config);
        let mut player = Self {
            app,
            office: office.clone(),
            // High enough for everything to be in sight.
            size: Size::new(1440.0, 3000.0),
            at: Instant::now(),
            watching: false,
            attention: false,
        };
        player.drive(task);
        player
    }

    /// A clerk or "leitung", at this counter.
    pub(crate) fn at_counter(office: &Office, user: &str, counter: &str) -> Self {
        let mut player = Self::paired(office);
        player.log_in(user);
        player.press(counter);
        player.settle();
        player
    }

    /// Logs in and gets the first view.
    pub(crate) fn log_in(&mut self, user: &str) {
        self.log_in_unseen(user);
        self.watching = true;
        self.look();
    }

    /// Logs in before the first view has come.
    pub(crate) fn log_in_unseen(&mut self, user: &str) {
        self.type_into("login-user", user);
        self.type_into("login-password", PASSWORD);
        self.key(Stroke::F(9));
    }

    /// Takes the newest view of the office, as the live stream would.
    pub(crate) fn look(&mut self) {
        let view = self.office.view();
        self.feed(Feed::View(view));
    }

    /// What the live stream says; the session counts from 1.
    pub(crate) fn feed(&mut self, feed: Feed<DeskView>) {
        for session in 1..=3 {
            let task = self
                .app
                .update(Message::Feed(session, Box::new(feed.clone())));
            self.drive(task);
        }
    }

    /// Lets the time pass in which double presses are ignored.
    pub(crate) fn settle(&mut self) {
        std::thread::sleep(Duration::from_millis(420));
        self.at = Instant::now();
    }

    /// Presses the button, row or field with these words.
    pub(crate) fn press(&mut self, words: &str) {
        let messages = {
            let mut ui = Simulator::with_size(font::settings(), self.size, self.app.view());
            if let Err(error) = ui.click(words) {
                panic!("{words:?} is not on the screen: {error}");
            }
            ui.into_messages().collect::<Vec<_>>()
        };
        for message in messages {
            self.send(message);
        }
    }

    /// Types into the field with this id, one character after the other.
    pub(crate) fn type_into(&mut self, id: &'static str, text: &str) {
        for letter in text.chars() {
            let messages = {
                let mut ui = Simulator::with_size(font::settings(), self.size, self.app.view());
                let _ = ui
                    .click(iced_test::selector::id(id))
                    .unwrap_or_else(|_| panic!("no field {id}"));
                let _ = ui.tap_key(iced::keyboard::key::Named::End);
                let _ = ui.typewrite(&letter.to_string());
                ui.into_messages().collect::<Vec<_>>()
            };
            for message in messages {
                self.send(message);
            }
        }
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, stroke: Stroke) {
        self.send(Message::Key(stroke));
    }

    /// Whether exactly these words are on the screen.
    pub(crate) fn sees(&self, words: &str) -> bool {
        let mut ui = Simulator::with_size(font::settings(), self.size, self.app.view());
        ui.find(words).is_ok()
    }

    /// Fails unless these words are on the screen.
    pub(crate) fn expect(&self, words: &str) {
        assert!(self.sees(words), "{words:?} is not on the screen");
    }

    /// Fails if these words are on the screen.
    pub(crate) fn expect_not(&self, words: &str) {
        assert!(!self.sees(words), "{words:?} is on the screen");
    }

    fn send(&mut self, message: Message) {
        let task = self.app.update(message);
        self.drive(task);
    }

    /// Runs a task and everything that follows from it; then the live stream.
    fn drive(&mut self, task: Task<Message>) {
        use futures::StreamExt;
        let Some(mut stream) = task::into_stream(task) else {
            return;
        };
        let mut messages = Vec::new();
        while let Some(action) = futures::executor::block_on(stream.next()) {
            match action {
                Action::Output(message) => messages.push(message),
                Action::Window(window::Action::GetLatest(sender)) => {
                    let _ = sender.send(Some(iced::window::Id::unique()));
                }
                Action::Window(window::Action::RequestUserAttention(_, asked)) => {
                    self.attention = asked.is_some();
                }
                // Nobody answers these without a window.
                other => drop(other),
            }
        }
        for message in messages {
            if self.watching {
                self.look();
            }
            self.send(message);
        }
    }
}
