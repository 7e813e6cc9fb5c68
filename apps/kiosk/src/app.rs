//! The root: what is known of the world, which screen stands, what happens next.

mod flow;
mod keys;
mod offers;
mod view;

use std::time::{Duration, Instant};

use aufruf_client::{Error, Feed, ServerClock};
use aufruf_core::id::RequestId;
use aufruf_core::visit::Concern;
use aufruf_core::wire::Request;
use aufruf_core::wire::device::DeviceStatus;
use aufruf_core::wire::kiosk::{CheckIn, CheckedIn, Draw, Found, KioskView, Offer, Ticket};
use aufruf_ui::sound::Loudspeaker;
use iced::{Subscription, Task};

use crate::backend::Link;
use crate::config::Config;
use crate::frames::{Mode, Reader, Seen};
use crate::idle::{self, Idle, Phase};
use crate::input::{self, Input};
use crate::layout;
use crate::printer::{Failure, Printer};
use crate::scanner::Wedge;
use crate::screen::{
    Camera, Context, Paper, Screen, concerns, done, help, more_time, notice, number, offer,
    question, start,
};
use crate::words;

/// How often the device says how it is, even if nothing has changed.
const REPORT_EVERY: Duration = Duration::from_secs(60);

/// The program's state.
#[derive(Debug)]
pub struct Kiosk {
    config: Config,
    link: Option<Link>,
    connection: Connection,
    cx: Context,
    clock: ServerClock,
    screen: Screen,
    /// A command that is under way.
    pending: Option<Intent>,
    /// It is being asked what a number would be like.
    asking: bool,
    /// A command whose answer is not known, to be repeated if the citizen wants it.
    failed: Option<Intent>,
    /// A call for help, above the screen.
    help: Option<help::Help>,
    idle: Idle,
    phase: Phase,
    /// The last instant that a message told.
    now: Instant,
    wedge: Wedge,
    reader: Reader,
    printer: Option<Printer>,
    loudspeaker: Loudspeaker,
    /// What was reported last, and when.
    reported: Option<(DeviceStatus, Instant)>,
}

/// How the way to the server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Connection {
    /// Nothing heard yet.
    Starting,
    Good,
    Lost,
    /// No key, or one that is not accepted.
    Unpaired,
}

/// A command with its request id, so that it can be repeated.
#[derive(Debug, Clone)]
enum Intent {
    CheckIn(Request<CheckIn>),
    Draw(Request<Draw>),
    /// What is there instead of a number for these?
    Look(Request<Vec<Concern>>),
}

impl Intent {
    fn id(&self) -> RequestId {
        match self {
            Self::CheckIn(request) => request.request_id,
            Self::Draw(request) => request.request_id,
            Self::Look(request) => request.request_id,
        }
    }
}

/// Everything that happens.
#[derive(Debug, Clone)]
pub enum Message {
    /// The server says something.
    Live(Box<Feed<KioskView>>, Instant),
    /// Someone does something.
    Input(Input, Instant),
    /// Time passes.
    Tick(Instant),
    /// The reader of QR codes has seen something.
    Seen(Seen),
    /// On the start screen.
    Start(start::Message),
    /// On the number screen.
    Number(number::Message),
    /// On the question.
    Question(question::Message),
    /// On the concerns.
    Concerns(concerns::Message),
    /// On the offer instead of a number.
    Instead(offer::Message),
    /// On the last screen.
    Done(done::Message),
    /// On a notice.
    Notice(notice::Message),
    /// On the question for more time.
    MoreTime(more_time::Message),
    /// "Mitarbeiter rufen".
    CallHelp,
    /// Away from the confirmation that someone comes.
    CloseHelp,
    /// Answer to a lookup.
    Found(u16, Result<Found, Error>),
    /// Answer to a check-in.
    CheckedIn(RequestId, Result<CheckedIn, Error>),
    /// Answer to drawing a ticket.
    Drawn(RequestId, Result<Ticket, Error>),
    /// What a number for the chosen concerns would be like.
    Foreseen(concerns::Question, Result<Offer, Error>),
    /// What there is instead of the ticket of this request, which was refused, or was
    /// never asked for.
    Offered(RequestId, Result<Offer, Error>),
    /// Answer to a call for help.
    Helped(RequestId, Result<(), Error>),
    /// The printer is done with the slip of this number, or not.
    Printed(aufruf_core::ticket::TicketNumber, Result<(), Failure>),
    /// Something was told that needs no answer.
    Told,
}

impl Kiosk {
    /// The program as it starts.
    #[must_use]
    pub fn new(config: Config, link: Option<Link>) -> Self {
        let now = Instant::now();
        let window = config
            .window
            .map_or(iced::Size::new(1080.0, 1920.0), |size| {
                iced::Size::new(size.width, size.height)
            });
        let printer = config.printer.clone().and_then(|place| {
            let started = Printer::start(place);
            started
                .inspect_err(|error| tracing::error!("no printer: {error}"))
                .ok()
        });
        let reader = Reader::new(config.origin());
        let cx = Context {
            words: words::german(),
            metrics: layout::metrics(&config.screen(window)),
            view: None,
            now: None,
            camera: if reader.origin().is_some() {
                Camera::Away
            } else {
                Camera::None
            },
            paper: if printer.is_some() {
                Paper::Ready
            } else {
                Paper::None
            },
            scanner: config.scanner,
            busy: false,
        };
        Self {
            connection: if link.is_some() {
                Connection::Starting
            } else {
                Connection::Unpaired
            },
            link,
            cx,
            clock: ServerClock::default(),
            screen: Screen::Start,
            pending: None,
            asking: false,
            failed: None,
            help: None,
            idle: Idle::new(now),
            phase: Phase::Active,
            now,
            wedge: Wedge::default(),
            reader,
            printer,
            loudspeaker: Loudspeaker::start(idle::VOLUME_PERCENT),
            reported: None,
            config,
        }
    }

    /// Changes with a message.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        let task = match message {
            Message::Live(feed, at) => self.heard(*feed, at),
            Message::Tick(at) => self.tick(at),
            Message::Input(input, at) => self.input(input, at),
            Message::Seen(seen) => self.seen(seen),
            other => self.step(other),
        };
        // Whatever has changed may have changed the choice, or what it leads to.
        let asked = self.ask();
        self.cx.busy = self.pending.is_some();
        self.reader.set_mode(self.wanted_mode());
        Task::batch([task, asked])
    }

    /// What happens by itself: messages of the server, the clock, the camera, the keys.
    pub fn subscription(&self) -> Subscription<Message> {
        let input = iced::event::listen_with(|event, status, _window| {
            input::read(&event, status).map(|input| Message::Input(input, Instant::now()))
        });
        let live = self.link.clone().map(|link| {
            Subscription::run_with(link, |link| link.0.live())
                .map(|feed| Message::Live(Box::new(feed), Instant::now()))
        });
        let reader = (self.reader.origin().is_some() && self.link.is_some())
            .then(|| Subscription::run_with(self.reader.clone(), Reader::run).map(Message::Seen));
        // The countdown of the notice needs more than the clock of the start screen.
        let every = Duration::from_millis(if self.is_at_start() { 1000 } else { 250 });
        let tick = iced::time::every(every).map(Message::Tick);
        Subscription::batch([input, tick].into_iter().chain(live).chain(reader))
    }

    fn heard(&mut self, feed: Feed<KioskView>, at: Instant) -> Task<Message> {
        self.now = self.now.max(at);
        match feed {
            Feed::View(view) => {
                self.connection = Connection::Good;
                self.clock.observe(view.stamp.as_of, at);
                self.cx.now = self.clock.now(at);
                self.cx.words.set_zone(&view.office.zone);
                self.cx.view = Some(view.into());
            }
            Feed::Restored => self.connection = Connection::Good,
            Feed::Lost => self.connection = Connection::Lost,
            Feed::Unpaired => {
                self.connection = Connection::Unpaired;
                self.reset();
            }
        }
        self.report()
    }

    fn tick(&mut self, at: Instant) -> Task<Message> {
        self.now = self.now.max(at);
        self.cx.now = self.clock.now(self.now);
        let phase = match &self.cx.view {
            Some(view) if !self.is_at_start() => self.idle.phase(self.now, &view.settings),
            _ => Phase::Active,
        };
        if idle::sounds(self.phase, phase) {
            self.loudspeaker.play(idle::TONES);
        }
        self.phase = phase;
        if self.phase == Phase::Over {
            self.reset();
        }
        self.report()
    }

    fn is_at_start(&self) -> bool {
        matches!(self.screen, Screen::Start) && self.help.is_none() && self.pending.is_none()
    }

    /// Everything of the citizen who was here is gone (requirement B13).
    fn reset(&mut self) {
        self.screen = Screen::Start;
        self.pending = None;
        self.failed = None;
        self.help = None;
        self.phase = Phase::Active;
        self.wedge.clear();
        self.idle.touch(self.now);
        // The picture of the one before is not shown to the next.
        if let Camera::Working(seen) = &mut self.cx.camera {
            *seen = None;
        }
    }

    fn seen(&mut self, seen: Seen) -> Task<Message> {
        match seen {
            Seen::Code(code) => return self.scanned(crate::scanner::Scan::Code(code)),
            Seen::Foreign => return self.scanned(crate::scanner::Scan::Foreign),
            Seen::Preview(handle) if matches!(self.screen, Screen::Start) => {
                self.cx.camera = Camera::Working(Some(handle));
            }
            Seen::Preview(_) => {}
            Seen::Working(true) => self.cx.camera = Camera::Working(None),
            Seen::Working(false) => self.cx.camera = Camera::Away,
        }
        self.report()
    }

    /// Whether a code that is shown now is a check-in.
    fn takes_codes(&self) -> bool {
        let open = self.cx.view.as_ref().is_some_and(|view| view.check_in);
        let at_rest = match &self.screen {
            Screen::Start | Screen::Number(_) | Screen::Notice(_) => true,
            Screen::Done(done) => done.gives_way(),
            Screen::Question(_) | Screen::Concerns(_) | Screen::Instead(_) => false,
        };
        open && at_rest
            && self.connection == Connection::Good
            && self.pending.is_none()
            && self.help.is_none()
    }

    fn wanted_mode(&self) -> Mode {
        match self.screen {
            _ if !self.takes_codes() => Mode::Rest,
            Screen::Start => Mode::Show,
            _ => Mode::Look,
        }
    }

    /// Tells the server how camera and printer are, at each change and once a minute.
    fn report(&mut self) -> Task<Message> {
        let status = DeviceStatus {
            camera: match self.cx.camera {
                Camera::None => None,
                Camera::Away => Some(false),
                Camera::Working(_) => Some(true),
            },
            printer: match self.cx.paper {
                Paper::None => None,
                Paper::Ready => Some(true),
                Paper::Failed => Some(false),
            },
            sound: None,
        };
        let known = self.reported.as_ref().is_some_and(|(last, at)| {
            *last == status && self.now.saturating_duration_since(*at) < REPORT_EVERY
        });
        let Some(link) = self
            .link
            .as_ref()
            .filter(|_| !known && self.connection == Connection::Good)
        else {
            return Task::none();
        };
        let told = link.0.report_status(status.clone());
        self.reported = Some((status, self.now));
        Task::perform(told, |_| Message::Told)
    }
}

#[cfg(test)]
mod tests;
