//! The root: which screen is shown, the live view, the session.

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aufruf_client::Feed;
use aufruf_core::wire::desk::DeskView;
use aufruf_core::wire::device::Session;
use aufruf_ui::{Element, Metrics, Window, focus, theme::surface, widget};
use iced::widget::container;
use iced::{Event, Fill, Size, Subscription, Task, keyboard, mouse, window};

use crate::backend::{Desk, Device, Pairing};
use crate::config::Config;
use crate::context::Context;
use crate::screen::{counter, login, pairing, work};
use crate::shortcut::{self, Stroke};

/// How often the clock on the screen and what depends on time are renewed.
const TICK: Duration = Duration::from_secs(1);

/// How often the server hears that the clerk is at work, at most. Its sessions
/// end after 30 minutes idle, and reading the screen is work too.
const AT_WORK: Duration = Duration::from_secs(60);

/// The program.
#[derive(Debug)]
pub struct App {
    cx: Context,
    screen: Screen,
    pairing: Arc<dyn Pairing>,
    device: Option<Arc<dyn Device>>,
    /// Counts sessions, so that each has a stream of its own.
    session: u64,
    scale: f32,
    server: Option<String>,
    /// When the server last heard that the clerk is at work.
    at_work: Option<Instant>,
    /// The work of a clerk whose session has ended, and who it is: what is typed
    /// waits until they are back. Not drawn meanwhile; another clerk never sees it.
    kept: Option<(String, Box<work::Screen>)>,
}

/// What fills the window.
#[derive(Debug)]
enum Screen {
    Pairing(pairing::Screen),
    Login(login::Screen),
    Counter(counter::Screen),
    Work(Box<work::Screen>),
}

/// Something happened.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Message {
    Focus(focus::Direction),
    Resized(Size),
    Tick(Instant),
    Key(Stroke),
    /// A key or button was pressed, whatever it meant.
    AtWork,
    ToldAtWork,
    /// Of the session with this number.
    Feed(u64, Box<Feed<DeskView>>),
    Pairing(pairing::Message),
    Login(login::Message),
    Counter(counter::Message),
    Work(work::Message),
    LoggedOut,
}

impl App {
    /// The program with a paired device or none.
    pub fn boot(
        pairing: Arc<dyn Pairing>,
        device: Option<Arc<dyn Device>>,
        config: &Config,
    ) -> (Self, Task<Message>) {
        let Window { width, height } = config.size();
        let m = Metrics::desk(config.scale).with_window(width, height);
        let (screen, task) = match &device {
            Some(_) => show_login(login::Screen::new(None)),
            None => {
                let (screen, task) =
                    pairing::Screen::new(config.server.clone(), config.code.clone(), &pairing);
                (Screen::Pairing(screen), task.map(Message::Pairing))
            }
        };
        let app = Self {
            cx: Context::new(m),
            screen,
            pairing,
            device,
            session: 0,
            scale: config.scale,
            server: config.server.clone(),
            at_work: None,
            kept: None,
        };
        (app, task)
    }

    /// The title of the window.
    #[must_use]
    pub fn title(&self) -> String {
        self.cx.words.t("title")
    }

    /// What all screens share; for tests.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.cx
    }

    /// Reacts.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        self.cx.at = Instant::now();
        match message {
            Message::Focus(direction) => focus::move_to(direction),
            Message::Resized(size) => {
                self.cx.m = Metrics::desk(self.scale).with_window(size.width, size.height);
                Task::none()
            }
            Message::Tick(at) => {
                self.cx.at = at;
                Task::none()
            }
            Message::Key(stroke) => self.key(stroke),
            Message::AtWork => self.at_work(),
            Message::Feed(session, feed) if session == self.session => self.feed(*feed),
            Message::Feed(..) | Message::LoggedOut | Message::ToldAtWork => Task::none(),
            Message::Pairing(message) => self.pairing(message),
            Message::Login(message) => self.login(message),
            Message::Counter(message) => self.counter(message),
            Message::Work(message) => self.work(message),
        }
    }

    /// A failure does not matter: the live stream tells when the session ends.
    fn at_work(&mut self) -> Task<Message> {
        let now = self.cx.at;
        let recently = self
            .at_work
            .is_some_and(|told| now.duration_since(told) < AT_WORK);
        let Some(desk) = self.cx.desk.as_ref().filter(|_| !recently) else {
            return Task::none();
        };
        self.at_work = Some(now);
        Task::perform(desk.keep_session(), |_| Message::ToldAtWork)
    }

    fn key(&mut self, stroke: Stroke) -> Task<Message> {
        match &self.screen {
            Screen::Pairing(screen) => match screen.key(stroke) {
                Some(message) => self.pairing(message),
                None => Task::none(),
            },
            Screen::Login(screen) => match screen.key(stroke) {
                Some(message) => self.login(message),
                None => Task::none(),
            },
            Screen::Counter(screen) => match screen.key(stroke, &self.cx) {
                Some(message) => self.counter(message),
                None => Task::none(),
            },
            Screen::Work(screen) => match screen.key(stroke, &self.cx) {
                Some(message) => self.work(message),
                None => Task::none(),
            },
        }
    }

    fn feed(&mut self, feed: Feed<DeskView>) -> Task<Message> {
        match feed {
            Feed::View(view) => {
                let before: Vec<u64> = self.cx.help().iter().map(|call| call.help).collect();
                self.cx.show(view);
                let seen = match &mut self.screen {
                    Screen::Work(screen) => screen.seen(&self.cx).map(Message::Work),
                    _ => Task::none(),
                };
                Task::batch([seen, self.ring(&before)])
            }
            Feed::Lost => {
                self.cx.lost = true;
                Task::none()
            }
            Feed::Restored => {
                self.cx.lost = false;
                Task::none()
            }
            Feed::Unpaired => self.ended(),
        }
    }

    /// Asks for the clerk's attention at a new call for help, behind other windows
    /// too, until somebody has taken all of them.
    fn ring(&self, before: &[u64]) -> Task<Message> {
        let calls = self.cx.help();
        let is_new = calls.iter().any(|call| !before.contains(&call.help));
        let attention = match (is_new, calls.is_empty()) {
            (true, _) => Some(window::UserAttention::Critical),
            (false, true) if !before.is_empty() => None,
            (false, _) => return Task::none(),
        };
        window::latest()
            .and_then(move |window| window::request_user_attention::<()>(window, attention))
            .discard()
    }

    fn pairing(&mut self, message: pairing::Message) -> Task<Message> {
        let Screen::Pairing(screen) = &mut self.screen else {
            return Task::none();
        };
        match screen.update(message, &self.pairing, &self.cx.words) {
            pairing::Action::None => Task::none(),
            pairing::Action::Run(task) => task.map(Message::Pairing),
            pairing::Action::Paired(device) => {
                self.device = Some(device);
                self.show_login(None)
            }
        }
    }

    fn login(&mut self, message: login::Message) -> Task<Message> {
        let (Screen::Login(screen), Some(device)) = (&mut self.screen, &self.device) else {
            return Task::none();
        };
        match screen.update(message, device, &self.cx.words) {
            login::Action::None => Task::none(),
            login::Action::Run(task) => task.map(Message::Login),
            login::Action::LoggedIn(session, desk) => self.logged_in(session, desk),
            login::Action::PairAgain => {
                let server = device.server().to_owned();
                let server = Some(server).or_else(|| self.server.clone());
                let (screen, task) = pairing::Screen::new(server, None, &self.pairing);
                self.screen = Screen::Pairing(screen);
                task.map(Message::Pairing)
            }
        }
    }

    fn logged_in(&mut self, session: Session, desk: Arc<dyn Desk>) -> Task<Message> {
        self.session += 1;
        let kept = self.kept.take().filter(|(user, _)| *user == session.user);
        self.cx.enter(session, desk);
        self.screen = match kept {
            Some((_, screen)) => Screen::Work(screen),
            None => Screen::Counter(counter::Screen::default()),
        };
        Task::none()
    }

    fn counter(&mut self, message: counter::Message) -> Task<Message> {
        let Screen::Counter(screen) = &mut self.screen else {
            return Task::none();
        };
        match screen.update(message, &self.cx) {
            counter::Action::None => Task::none(),
            counter::Action::Run(task) => task.map(Message::Counter),
            counter::Action::Chosen(counter) => {
                let mut screen = work::Screen::new(counter);
                let task = screen.seen(&self.cx);
                self.screen = Screen::Work(Box::new(screen));
                task.map(Message::Work)
            }
            counter::Action::LogOut => self.log_out(),
            counter::Action::Ended => self.ended(),
        }
    }

    fn work(&mut self, message: work::Message) -> Task<Message> {
        let Screen::Work(screen) = &mut self.screen else {
            return Task::none();
        };
        match screen.update(message, &self.cx) {
            work::Action::None => Task::none(),
            work::Action::Run(task) => task.map(Message::Work),
            work::Action::OtherCounter => {
                self.screen = Screen::Counter(counter::Screen::default());
                Task::none()
            }
            work::Action::LogOut => self.log_out(),
            work::Action::Ended => self.ended(),
        }
    }

    fn log_out(&mut self) -> Task<Message> {
        let told = match self.cx.leave() {
            Some(desk) => Task::perform(desk.log_out(), |_| Message::LoggedOut),
            None => Task::none(),
        };
        Task::batch([told, self.show_login(None)])
    }

    /// The server does not accept the session any more.
    fn ended(&mut self) -> Task<Message> {
        drop(self.cx.leave());
        let notice = self.cx.words.t("login-expired");
        let (screen, task) = show_login(login::Screen::new(Some(notice)));
        let left = std::mem::replace(&mut self.screen, screen);
        if let Screen::Work(mut work) = left {
            work.rest();
            self.kept = Some((self.cx.user.clone(), work));
        }
        task
    }

    fn show_login(&mut self, notice: Option<String>) -> Task<Message> {
        let (screen, task) = show_login(login::Screen::new(notice));
        self.screen = screen;
        self.kept = None;
        task
    }

    /// Draws.
    #[must_use]
    pub fn view(&self) -> Element<'_, Message> {
        let content = match &self.screen {
            Screen::Pairing(screen) => screen.view(&self.cx).map(Message::Pairing),
            Screen::Login(screen) => screen.view(&self.cx).map(Message::Login),
            Screen::Counter(screen) => screen.view(&self.cx).map(Message::Counter),
            Screen::Work(screen) => screen.view(&self.cx).map(Message::Work),
        };
        let page = container(content)
            .width(Fill)
            .height(Fill)
            .style(surface::ground);
        widget::repaint(page)
    }

    /// What the program listens to.
    pub fn subscription(&self) -> Subscription<Message> {
        let live = self.cx.desk.clone().map(|desk| {
            let live = Live {
                session: self.session,
                desk,
            };
            Subscription::run_with(live, Live::stream)
        });
        Subscription::batch(
            [
                focus::subscription().map(Message::Focus),
                focus::arrows().map(Message::Focus),
                shortcut::subscription().map(Message::Key),
                iced::event::listen_with(|event, _, _| match event {
                    Event::Window(
                        window::Event::Opened { size, .. } | window::Event::Resized(size),
                    ) => Some(Message::Resized(size)),
                    Event::Keyboard(keyboard::Event::KeyPressed { .. })
                    | Event::Mouse(mouse::Event::ButtonPressed(_)) => Some(Message::AtWork),
                    _ => None,
                }),
                iced::time::every(TICK).map(Message::Tick),
            ]
            .into_iter()
            .chain(live),
        )
    }
}

fn show_login((screen, task): (login::Screen, Task<login::Message>)) -> (Screen, Task<Message>) {
    (Screen::Login(screen), task.map(Message::Login))
}

/// The identity of a session's stream: its number.
struct Live {
    session: u64,
    desk: Arc<dyn Desk>,
}

impl Live {
    fn stream(&self) -> impl futures::Stream<Item = Message> + use<> {
        use futures::StreamExt;
        let session = self.session;
        self.desk
            .live()
            .map(move |feed| Message::Feed(session, Box::new(feed)))
    }
}

impl Hash for Live {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.session.hash(state);
    }
}
