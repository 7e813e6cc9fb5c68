//! How one screen leads to the next.

use aufruf_client::{Error, intent};
use aufruf_core::command::HelpKind;
use aufruf_core::id::RequestId;
use aufruf_core::rejection::Rejection;
use aufruf_core::wire::Request;
use aufruf_core::wire::kiosk::{CheckIn, CheckedIn, Draw, Help, Ticket};
use iced::Task;

use super::{Intent, Kiosk, Message};
use crate::problem::{Problem, Remedy};
use crate::scanner::Scan;
use crate::screen::{
    Concerns, Done, Notice, Number, Paper, Question, Screen, concerns, done, help, more_time,
    notice, number, question, start,
};

impl Kiosk {
    /// A message of a screen, or an answer of the server. What belongs to a screen that
    /// stands no more is dropped.
    pub(super) fn step(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Start(message) => self.on_start(message),
            Message::Number(message) => self.on_number(message),
            Message::Found(digits, found) => self.on_number(number::Message::Found(digits, found)),
            Message::Question(message) => self.on_question(message),
            Message::Concerns(message) => self.on_concerns(message),
            Message::Instead(message) => self.on_instead(message),
            Message::Done(message) => self.on_done(message),
            Message::Notice(message) => self.on_notice(message),
            Message::MoreTime(more_time::Message::Yes) => Task::none(),
            Message::MoreTime(more_time::Message::No) => self.start_over(),
            Message::CallHelp => self.call_help(HelpKind::Staff),
            Message::CloseHelp => {
                self.help = None;
                Task::none()
            }
            Message::CheckedIn(request, answer) => self.on_checked_in(request, answer),
            Message::Drawn(request, answer) => self.on_drawn(request, answer),
            Message::Foreseen(question, answer) => self.on_foreseen(question, answer),
            Message::Offered(request, answer) => self.on_offered(request, answer),
            Message::Helped(request, answer) => self.on_helped(request, answer),
            Message::Printed(number, result) => self.on_printed(number, result),
            Message::Live(..)
            | Message::Input(..)
            | Message::Tick(_)
            | Message::Seen(_)
            | Message::Told => Task::none(),
        }
    }

    pub(super) fn start_over(&mut self) -> Task<Message> {
        self.reset();
        Task::none()
    }

    fn on_start(&mut self, message: start::Message) -> Task<Message> {
        if self.pending.is_some() || !matches!(self.screen, Screen::Start) {
            return Task::none();
        }
        self.screen = match message {
            start::Message::Yes => Screen::Number(Number::default()),
            start::Message::No => Screen::Concerns(Concerns::default()),
        };
        Task::none()
    }

    pub(super) fn on_number(&mut self, message: number::Message) -> Task<Message> {
        let Screen::Number(number) = &mut self.screen else {
            return Task::none();
        };
        match number.update(message) {
            number::Action::None => {}
            number::Action::LookUp(digits) => {
                let Some(link) = &self.link else {
                    return Task::none();
                };
                return Task::perform(link.0.look_up(digits), move |found| {
                    Message::Found(digits, found)
                });
            }
            number::Action::Ask(found) => self.screen = Screen::Question(Question { found }),
            number::Action::Again(number) => self.screen = Screen::Done(Done::again(number)),
            number::Action::Failed(problem) => self.notice(problem),
            number::Action::Missing => return self.call_help(HelpKind::NumberMissing),
            number::Action::Back => return self.start_over(),
        }
        Task::none()
    }

    pub(super) fn on_question(&mut self, message: question::Message) -> Task<Message> {
        let Screen::Question(question) = &self.screen else {
            return Task::none();
        };
        match message {
            question::Message::Yes => {
                let digits = question.found.number.digits;
                self.send(Intent::CheckIn(intent(CheckIn::Digits(digits))))
            }
            question::Message::No if self.pending.is_none() => {
                self.notice(Problem::OTHER_TIME);
                Task::none()
            }
            question::Message::Back if self.pending.is_none() => {
                self.screen = Screen::Number(question.anew());
                Task::none()
            }
            question::Message::No | question::Message::Back => Task::none(),
        }
    }

    pub(super) fn on_concerns(&mut self, message: concerns::Message) -> Task<Message> {
        let (Screen::Concerns(concerns), Some(view), None) =
            (&mut self.screen, &self.cx.view, &self.pending)
        else {
            return Task::none();
        };
        match concerns.update(message, view) {
            concerns::Action::None => Task::none(),
            concerns::Action::Draw(concerns) => self.send(Intent::Draw(intent(Draw {
                concerns,
                standby: false,
            }))),
            concerns::Action::Show(concerns, offer) => self.show(concerns, offer),
            concerns::Action::Look(concerns) => self.send(Intent::Look(intent(concerns))),
            concerns::Action::Back => self.start_over(),
        }
    }

    pub(super) fn on_done(&mut self, message: done::Message) -> Task<Message> {
        let Screen::Done(done) = &mut self.screen else {
            return Task::none();
        };
        match done.update(message) {
            done::Action::None => Task::none(),
            done::Action::Print => self.print(),
            done::Action::Close => self.start_over(),
        }
    }

    pub(super) fn on_notice(&mut self, message: notice::Message) -> Task<Message> {
        let Screen::Notice(_) = &self.screen else {
            return Task::none();
        };
        match message {
            notice::Message::Start => self.start_over(),
            notice::Message::Change => {
                let shown = std::mem::replace(&mut self.screen, Screen::Start);
                if let Screen::Notice(notice) = shown {
                    self.screen = notice.into_before();
                }
                Task::none()
            }
            notice::Message::Again => match self.failed.take() {
                // The same request id: what was done already is not done twice.
                Some(intent) => self.send(intent),
                None => self.on_notice(notice::Message::Change),
            },
        }
    }

    /// A code before the camera or from the scanner.
    pub(super) fn scanned(&mut self, scan: Scan) -> Task<Message> {
        if scan == Scan::Nothing || !self.takes_codes() {
            return Task::none();
        }
        match scan {
            Scan::Code(code) => {
                self.touched();
                // A code in view is the next one's turn: what stood there is done with.
                // Half a number stays, in case the code is no good.
                if !matches!(self.screen, Screen::Start | Screen::Number(_)) {
                    self.reset();
                }
                self.send(Intent::CheckIn(intent(CheckIn::Code(
                    code.as_str().to_owned(),
                ))))
            }
            Scan::Foreign => {
                self.foreign();
                Task::none()
            }
            Scan::Nothing => Task::none(),
        }
    }

    /// A code of something else: said where nothing is lost by it.
    fn foreign(&mut self) {
        match &mut self.screen {
            Screen::Start => self.notice(Problem::FOREIGN_CODE),
            Screen::Number(number) => number.foreign(),
            _ => return,
        }
        self.touched();
    }

    fn touched(&mut self) {
        self.idle.touch(self.now);
        self.phase = crate::idle::Phase::Active;
    }

    /// Sends a command, one at a time.
    pub(super) fn send(&mut self, intent: Intent) -> Task<Message> {
        let (Some(link), None) = (&self.link, &self.pending) else {
            return Task::none();
        };
        let id = intent.id();
        self.failed = None;
        self.pending = Some(intent.clone());
        match intent {
            Intent::CheckIn(request) => Task::perform(link.0.check_in(request), move |answer| {
                Message::CheckedIn(id, answer)
            }),
            Intent::Draw(request) => Task::perform(link.0.draw_ticket(request), move |answer| {
                Message::Drawn(id, answer)
            }),
            Intent::Look(request) => Task::perform(link.0.prospect(request.body), move |offer| {
                Message::Offered(id, offer)
            }),
        }
    }

    /// Whether this answers the command under way, which is then over.
    pub(super) fn answers(&mut self, request: RequestId) -> Option<Intent> {
        self.pending.take_if(|intent| intent.id() == request)
    }

    fn on_checked_in(
        &mut self,
        request: RequestId,
        answer: Result<CheckedIn, Error>,
    ) -> Task<Message> {
        let Some(intent) = self.answers(request) else {
            return Task::none();
        };
        match answer {
            Ok(checked_in) => self.screen = Screen::Done(Done::checked_in(checked_in)),
            Err(error) => match error.rejection() {
                Some(Rejection::AlreadyCheckedIn { number }) => {
                    self.screen = Screen::Done(Done::again(*number));
                }
                _ => self.fail(&error, intent),
            },
        }
        self.idle.touch(self.now);
        Task::none()
    }

    fn on_drawn(&mut self, request: RequestId, answer: Result<Ticket, Error>) -> Task<Message> {
        let Some(intent) = self.answers(request) else {
            return Task::none();
        };
        self.idle.touch(self.now);
        match answer {
            Ok(ticket) => {
                self.screen = Screen::Done(Done::drawn(ticket));
                if self.cx.paper != Paper::None {
                    return self.on_done(done::Message::Print);
                }
            }
            Err(error) => return self.instead(error, intent),
        }
        Task::none()
    }

    pub(super) fn fail(&mut self, error: &Error, intent: Intent) {
        tracing::info!("refused: {error}");
        let problem = Problem::from(error);
        self.notice(problem);
        if problem.remedy == Remedy::Again {
            self.failed = Some(intent);
        }
    }

    fn notice(&mut self, problem: Problem) {
        let before = std::mem::replace(&mut self.screen, Screen::Start);
        self.screen = Screen::Notice(Notice::new(problem, before));
    }

    fn call_help(&mut self, kind: HelpKind) -> Task<Message> {
        if self.help.is_some() {
            return Task::none();
        }
        let request = intent(Help { help: kind });
        self.help = Some(help::Help {
            request: request.request_id,
            state: help::State::Calling,
        });
        self.ring(request)
    }

    fn ring(&self, request: Request<Help>) -> Task<Message> {
        let Some(link) = &self.link else {
            return Task::none();
        };
        let id = request.request_id;
        Task::perform(link.0.call_help(request), move |answer| {
            Message::Helped(id, answer)
        })
    }

    fn on_helped(&mut self, request: RequestId, answer: Result<(), Error>) -> Task<Message> {
        let Some(help) = self.help.as_mut().filter(|help| help.request == request) else {
            return Task::none();
        };
        help.state = match &answer {
            Ok(()) => help::State::Coming,
            Err(error) if matches!(error.rejection(), Some(Rejection::AlreadySo)) => {
                help::State::Ringing
            }
            Err(_) => help::State::Failed,
        };
        Task::none()
    }

    fn print(&mut self) -> Task<Message> {
        let (Screen::Done(done), Some(printer)) = (&self.screen, &self.printer) else {
            return Task::none();
        };
        let number = done.number();
        let printed = printer.clone().print(done.slip(&self.cx));
        Task::perform(printed, move |result| Message::Printed(number, result))
    }

    fn on_printed(
        &mut self,
        number: aufruf_core::ticket::TicketNumber,
        result: Result<(), crate::printer::Failure>,
    ) -> Task<Message> {
        if let Screen::Done(done) = &mut self.screen
            && done.number() == number
        {
            done.printed(result.is_ok());
        }
        let failed_before = self.cx.paper == Paper::Failed;
        self.cx.paper = if result.is_ok() {
            Paper::Ready
        } else {
            Paper::Failed
        };
        let Err(error) = result else {
            return self.report();
        };
        tracing::warn!("no slip: {error}");
        // It rings once, not with every citizen, until a slip came out again.
        let ring = if failed_before {
            Task::none()
        } else {
            self.ring(intent(Help {
                help: HelpKind::Device,
            }))
        };
        Task::batch([ring, self.report()])
    }
}
