//! The screen on which clerks live: who waits at the left, one's counter at the right.

mod called;
mod contact;
mod dialog;
mod idle;
mod order;
mod phase;
mod press;
mod queue;
mod serving;
mod slot;
mod top;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use aufruf_client::Error;
use aufruf_core::id::{CounterId, ServiceId, VisitId};
use aufruf_core::rejection::Rejection;
use aufruf_core::ticket::TicketNumber;
use aufruf_core::wire::ErrorCode;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::Contact;
use aufruf_ui::{Element, widget};
use iced::Task;
use iced::widget::{Column, column, container, row, scrollable};
use iced::{Fill, FillPortion};

use crate::app::Context;
use crate::problem;
use crate::shortcut::{self, Action as Key, Stroke};
pub(super) use dialog::columns;
use dialog::{Dialog, Step};
use order::Order;
use phase::Phase;

/// After a change at the counter, presses are ignored for this long: a double
/// press must not take two steps.
const SETTLE: Duration = Duration::from_millis(400);

/// Below this width, in cells of the grid, the two columns stand below each other.
/// The next steps stay in sight.
const NARROW_CELLS: f32 = 128.0;

/// The state of one clerk's screen. The truth is in the view of the context.
#[derive(Debug)]
pub struct Screen {
    counter: CounterId,
    tab: queue::Tab,
    dialog: Option<Box<dyn Dialog>>,
    /// An order is on its way; nothing else is sent meanwhile.
    running: bool,
    /// An order of which it is not known whether it was done.
    unsettled: Option<Order>,
    notice: Option<slot::Notice>,
    /// Who is next by the server's word, until the view says so too.
    corrected: Option<(VisitId, TicketNumber)>,
    contact: Option<(VisitId, contact::Loaded)>,
    /// What the clerk has ticked for the visit being served. Nobody else sees it.
    ticked: BTreeSet<ServiceId>,
    phase: Phase,
    phase_since: Option<Instant>,
}

/// Something happened here.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Message {
    /// A button, or its key.
    Do(Key),
    Tab(queue::Tab),
    /// A row of the list.
    Open(VisitId),
    Tick(ServiceId),
    Answered(Box<Order>, Result<Answer, Error>),
    Contact(VisitId, Result<Contact, Error>),
    DayList(Result<String, Error>),
    Dialog(dialog::Message),
}

/// What the root has to do.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Action {
    None,
    Run(Task<Message>),
    OtherCounter,
    LogOut,
    /// The session is over.
    Ended,
}

impl Screen {
    /// At this counter.
    #[must_use]
    pub fn new(counter: CounterId) -> Self {
        Self {
            counter,
            tab: queue::Tab::Waiting,
            dialog: None,
            running: false,
            unsettled: None,
            notice: None,
            corrected: None,
            contact: None,
            ticked: BTreeSet::new(),
            phase: Phase::Closed,
            phase_since: None,
        }
    }

    /// A newer view is there.
    pub fn seen(&mut self, cx: &Context) -> Task<Message> {
        if cx.view.is_none() {
            return Task::none();
        }
        self.corrected = None;
        let phase = Phase::of(cx, self.counter);
        if phase != self.phase {
            self.phase = phase;
            self.phase_since = Some(cx.at);
        }
        self.fetch_contact(cx)
    }

    /// Fetches the name of the visit at this counter, once; forgets it with the visit.
    fn fetch_contact(&mut self, cx: &Context) -> Task<Message> {
        let visit = cx.counter(self.counter).and_then(|c| c.visit.as_ref());
        let Some(visit) = visit else {
            self.contact = None;
            self.ticked.clear();
            return Task::none();
        };
        if self.contact.as_ref().is_some_and(|(id, _)| *id == visit.id) {
            return Task::none();
        }
        self.ticked.clear();
        // Who drew a number at the terminal gave no name.
        let (Some(_), Some(desk)) = (visit.booked, &cx.desk) else {
            self.contact = Some((visit.id, contact::Loaded::None));
            return Task::none();
        };
        self.contact = Some((visit.id, contact::Loaded::Running));
        let id = visit.id;
        Task::perform(desk.contact(id), move |answer| Message::Contact(id, answer))
    }

    /// Reacts.
    pub fn update(&mut self, message: Message, cx: &Context) -> Action {
        match message {
            Message::Do(key) => return self.press(key, cx),
            Message::Tab(tab) => self.tab = tab,
            Message::Open(visit) => return self.open_visit(visit, cx),
            Message::Tick(service) => {
                if !self.ticked.remove(&service) {
                    let _ = self.ticked.insert(service);
                }
            }
            Message::Answered(order, answer) => return self.answered(*order, answer, cx),
            Message::Contact(id, answer) => {
                let waits = self.contact.as_ref().is_some_and(|(own, _)| *own == id);
                if waits {
                    self.contact = Some((id, contact::Loaded::from(answer)));
                }
            }
            Message::DayList(answer) => self.day_list(answer, cx),
            Message::Dialog(message) => {
                let Some(dialog) = &mut self.dialog else {
                    return Action::None;
                };
                let step = dialog.update(message, cx);
                return self.step(step, cx);
            }
        }
        Action::None
    }

    /// What a dialog asks for.
    fn step(&mut self, step: Step, cx: &Context) -> Action {
        match step {
            Step::None => Action::None,
            Step::Run(task) => Action::Run(task.map(Message::Dialog)),
            Step::Order(order) => self.send(order, cx),
            Step::Open(dialog) => self.show(dialog, cx),
            Step::Do(key) => {
                self.dialog = None;
                self.press(key, cx)
            }
            Step::Close => {
                self.dialog = None;
                self.notice = None;
                Action::None
            }
        }
    }

    fn show(&mut self, mut dialog: Box<dyn Dialog>, cx: &Context) -> Action {
        self.notice = None;
        let task = dialog.opened(cx);
        self.dialog = Some(dialog);
        Action::Run(task.map(Message::Dialog))
    }

    fn send(&mut self, order: Order, cx: &Context) -> Action {
        let (false, Some(desk)) = (self.running, &cx.desk) else {
            return Action::None;
        };
        self.running = true;
        self.notice = None;
        self.unsettled = None;
        let answer = order.clone().send(&**desk);
        let order = Box::new(order);
        Action::Run(Task::perform(answer, move |answer| {
            Message::Answered(order.clone(), answer)
        }))
    }

    fn answered(&mut self, order: Order, answer: Result<Answer, Error>, cx: &Context) -> Action {
        self.running = false;
        let error = match answer {
            Ok(answer) => {
                let step = self.dialog.as_mut().map(|d| d.answered(&answer, cx));
                return match step {
                    Some(step) => self.step(step, cx),
                    None => Action::None,
                };
            }
            Err(error) => error,
        };
        if error.is_unauthorized() {
            return Action::Ended;
        }
        if let Error::Refused(ErrorCode::CounterTaken { counter }) = error {
            return self.show(dialog::taken(counter, order), cx);
        }
        if let Some(Rejection::NextIsAnother { visit, number }) = error.rejection() {
            self.corrected = Some((*visit, *number));
        }
        let repeatable = error.rejection().is_none();
        self.unsettled = repeatable.then_some(order);
        let told = problem::of_error(&cx.words, &error).tell(&cx.words);
        self.notice = Some(slot::Notice::problem(told));
        match self.dialog.as_mut() {
            Some(dialog) => {
                let step = dialog.refused(&error, cx);
                self.step(step, cx)
            }
            None => Action::None,
        }
    }

    fn day_list(&mut self, answer: Result<String, Error>, cx: &Context) {
        let (words, desk) = (&cx.words, cx.desk.as_ref());
        self.notice = Some(match answer {
            Ok(link) if desk.is_some_and(|desk| desk.browse(&link)) => {
                slot::Notice::plain(words.t("day-list-opened"))
            }
            Ok(link) => slot::Notice::plain(words.t1("day-list-link", "link", link)),
            Err(error) => slot::Notice::problem(problem::of_error(words, &error).tell(words)),
        });
    }

    fn open_visit(&mut self, visit: VisitId, cx: &Context) -> Action {
        match cx.visit(visit) {
            Some(_) if !self.may_leave_dialog() => self.stay(cx),
            Some(visit) => self.show(dialog::visit(visit.clone(), cx.today(), self.counter), cx),
            None => Action::None,
        }
    }

    /// Whether another dialog may take the place of this one: nothing typed is lost.
    fn may_leave_dialog(&self) -> bool {
        !self.dialog.as_ref().is_some_and(|d| d.holds_input())
    }

    /// What is typed would be lost: says what to do first.
    fn stay(&mut self, cx: &Context) -> Action {
        let told = cx.words.t("finish-first");
        self.notice = Some(slot::Notice::plain(told));
        Action::None
    }

    /// What a key does here.
    #[must_use]
    pub fn key(&self, stroke: Stroke, cx: &Context) -> Option<Message> {
        if let Some(dialog) = &self.dialog {
            let offered = dialog.offered(cx);
            if let Some(key) = shortcut::lookup(stroke, &offered) {
                return Some(Message::Dialog(dialog::Message::Do(key)));
            }
        }
        let offered = self.offered(cx);
        shortcut::lookup(stroke, &offered).map(Message::Do)
    }

    /// Draws.
    #[must_use]
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let m = &cx.m;
        let (content, actions) = match &self.dialog {
            Some(dialog) => dialog::frame(cx, &**dialog),
            None => self.panel(cx),
        };
        let slot = slot::view(self, cx);
        let narrow = m.width < m.cells(NARROW_CELLS);
        let work: Element<'a, Message> = if narrow {
            let inset = |part| container(part).padding(m.space.m).width(Fill);
            let page = column![inset(content), queue::view(self, cx, queue::Shape::Page)];
            Column::new()
                .push(scrollable(page).height(Fill))
                .push(widget::line(m))
                .push(slot.map(inset))
                .push(inset(actions))
                .into()
        } else {
            // One left edge and one right edge; the scroll bar lies in the margin.
            let inset = |part| container(part).padding([0.0, m.space.edge]).width(Fill);
            let right = Column::new()
                .push(scrollable(inset(content)).height(Fill))
                .push(slot.map(inset))
                .push(inset(actions))
                .spacing(m.space.m)
                .padding([m.space.m, 0.0])
                .width(FillPortion(2))
                .height(Fill);
            row![queue::view(self, cx, queue::Shape::Column), right].into()
        };
        Column::new()
            .push(top::bar(self, cx))
            .push(top::banners(self, cx))
            .push(work)
            .into()
    }

    /// The counter itself: content above, next steps below.
    fn panel<'a>(&'a self, cx: &'a Context) -> (Element<'a, Message>, Element<'a, Message>) {
        let visit = cx.counter(self.counter).and_then(|c| c.visit.as_ref());
        if cx.view.as_ref().is_some_and(|view| view.closed) {
            return idle::day_over(self, cx);
        }
        match (self.phase, visit) {
            (Phase::Called, Some(visit)) => called::view(self, cx, visit),
            (Phase::Serving, Some(visit)) => serving::view(self, cx, visit),
            (Phase::Idle, _) => idle::view(self, cx),
            (Phase::Paused, _) => idle::paused(self, cx),
            _ => idle::closed(self, cx),
        }
    }
}
