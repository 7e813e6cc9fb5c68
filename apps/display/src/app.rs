//! The program: feeds the board with views and time, plays the chime, says how
//! the loudspeaker is.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use aufruf_client::{Client, Credentials, Error, Feed, ServerClock};
use aufruf_core::wire::{device::DeviceStatus, display::DisplayView};
use aufruf_ui::{Element, Words, sound::Loudspeaker};
use iced::{Event, Size, Subscription, Task, event, window};
use jiff::Timestamp;

use crate::{
    board::{Board, Now},
    chime,
    config::Config,
    time, view,
};

/// How often an unpaired monitor looks for its key.
const LOOK_FOR_KEY: Duration = Duration::from_secs(5);

/// What happens.
#[derive(Debug, Clone)]
pub enum Message {
    /// The live stream said something.
    Feed(Feed<DisplayView>),
    /// Time alone changes something now.
    Woke,
    /// The window has another size.
    Resized(Size),
    /// The server knows, or does not, how the loudspeaker is.
    Reported(Result<(), Error>),
}

/// The state of the program.
#[derive(Debug)]
pub struct App {
    pub(crate) words: Words,
    pub(crate) link: Link,
    pub(crate) key: PathBuf,
    pub(crate) board: Board,
    pub(crate) window: Size,
    pub(crate) hides_cursor: bool,
    /// When the last message came: what is drawn is as of then.
    pub(crate) now: Instant,
    clock: ServerClock,
    loudspeaker: Loudspeaker,
    /// What the server was last told of the loudspeaker.
    reported: Option<Option<bool>>,
}

/// Whether this monitor has a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Link {
    /// With this client.
    Paired(Client),
    /// There is no key file.
    NoKey,
    /// The key file cannot be used.
    BadKey,
    /// The server does not accept this key any more.
    Refused(Client),
}

impl App {
    /// The program before its first view.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let loudspeaker = Loudspeaker::start(config.volume_percent);
        let mut app = Self::with(config.key.clone(), loudspeaker);
        app.hides_cursor = config.windowed.is_none();
        if let Some(window) = config.windowed {
            app.window = Size::new(window.width, window.height);
        }
        app.look_for_key();
        app
    }

    pub(crate) fn with(key: PathBuf, loudspeaker: Loudspeaker) -> Self {
        let source = include_str!("../../../assets/i18n/de/display.ftl");
        Self {
            words: Words::german(source).expect("a test reads the embedded words"),
            link: Link::NoKey,
            key,
            board: Board::default(),
            window: Size::new(1920.0, 1080.0),
            hides_cursor: false,
            now: Instant::now(),
            clock: ServerClock::default(),
            loudspeaker,
            reported: None,
        }
    }

    /// Takes in what happened.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        self.update_at(message, Instant::now())
    }

    pub(crate) fn update_at(&mut self, message: Message, now: Instant) -> Task<Message> {
        self.now = now;
        match message {
            Message::Feed(Feed::View(view)) => self.receive(view),
            Message::Feed(Feed::Lost) => {
                tracing::warn!("connection lost");
                self.board.lose(now);
            }
            Message::Feed(Feed::Restored) => {
                tracing::info!("connection restored");
                self.board.restore();
                // The server may have restarted and forgotten.
                self.reported = None;
            }
            Message::Feed(Feed::Unpaired) => {
                if let Link::Paired(client) = &self.link {
                    tracing::error!("the server does not accept the key of this device");
                    self.link = Link::Refused(client.clone());
                    self.board = Board::default();
                }
            }
            Message::Woke => self.look_for_key(),
            Message::Resized(size) => {
                self.window = size;
                self.set_places();
            }
            Message::Reported(Ok(())) => {}
            Message::Reported(Err(error)) => {
                tracing::debug!("status not reported: {error}");
                self.reported = None;
                return Task::none();
            }
        }
        while let Some(sound) = self.board.poll(now) {
            self.loudspeaker.play(chime::tones(sound));
        }
        self.report()
    }

    fn receive(&mut self, view: DisplayView) {
        self.clock.observe(view.stamp.as_of, self.now);
        let server = self.clock.now(self.now).unwrap_or(view.stamp.as_of);
        let before = self.board.view();
        if before.is_none_or(|before| before.office.zone != view.office.zone) {
            self.words.set_zone(&view.office.zone);
        }
        let is_resized = before.is_none_or(|before| before.settings != view.settings);
        if is_resized {
            let places = view::places(&view, self.window, &self.words);
            self.board.set_places(places, self.now);
        }
        self.board.receive(
            view,
            Now {
                local: self.now,
                server,
            },
        );
    }

    fn set_places(&mut self) {
        if let Some(view) = self.board.view() {
            let places = view::places(view, self.window, &self.words);
            self.board.set_places(places, self.now);
        }
    }

    /// The server's time; `None` before the first view.
    pub(crate) fn server_time(&self) -> Option<Timestamp> {
        self.clock.now(self.now)
    }

    /// An unpaired monitor begins by itself once there is a new key.
    fn look_for_key(&mut self) {
        if matches!(self.link, Link::Paired(_)) {
            return;
        }
        let read = Credentials::read(&self.key);
        let client = match read.map(|found| found.map(|credentials| credentials.client())) {
            Ok(None) => {
                self.link = Link::NoKey;
                return;
            }
            Ok(Some(Ok(client))) => client,
            Ok(Some(Err(error))) => return self.cannot_use_key(&error),
            Err(error) => return self.cannot_use_key(&error),
        };
        if self.link != Link::Refused(client.clone()) {
            self.link = Link::Paired(client);
        }
    }

    fn cannot_use_key(&mut self, error: &dyn std::error::Error) {
        if self.link != Link::BadKey {
            tracing::error!("the key of this device cannot be used: {error}");
            self.link = Link::BadKey;
        }
    }

    /// Tells the server how the loudspeaker is, whenever that has changed.
    fn report(&mut self) -> Task<Message> {
        let (Link::Paired(client), Some(sound)) = (&self.link, self.loudspeaker.works()) else {
            return Task::none();
        };
        let connected = self.board.view().is_some() && !self.board.is_lost();
        if !connected || self.reported == Some(sound) {
            return Task::none();
        }
        self.reported = Some(sound);
        let client = client.clone();
        let status = DeviceStatus {
            camera: None,
            printer: None,
            sound,
        };
        Task::perform(
            async move { client.report_status(&status).await },
            Message::Reported,
        )
    }

    /// What is shown.
    #[must_use]
    pub fn view(&self) -> Element<'_, Message> {
        view::root(self)
    }

    /// The live stream, the next instant at which something changes, and the
    /// size of the window.
    pub fn subscription(&self) -> Subscription<Message> {
        let feed = match &self.link {
            Link::Paired(client) => {
                Subscription::run_with(client.clone(), Client::feed).map(Message::Feed)
            }
            _ => Subscription::none(),
        };
        let wake = self
            .next_change()
            .map(|at| time::wake_at(at).map(|()| Message::Woke));
        Subscription::batch([
            feed,
            wake.unwrap_or_else(Subscription::none),
            event::listen_with(size_of_window),
        ])
    }

    fn next_change(&self) -> Option<Instant> {
        let key = (!matches!(self.link, Link::Paired(_))).then(|| self.now + LOOK_FOR_KEY);
        let minute = self
            .server_time()
            .map(|server| time::next_minute(server, self.now));
        [key, minute, self.board.next_change(self.now)]
            .into_iter()
            .flatten()
            .min()
    }
}

/// The size of the window at its opening and whenever it changes.
fn size_of_window(event: Event, _: event::Status, _: window::Id) -> Option<Message> {
    match event {
        Event::Window(window::Event::Opened { size, .. } | window::Event::Resized(size)) => {
            Some(Message::Resized(size))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
