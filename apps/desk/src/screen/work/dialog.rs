//! What takes the place of the counter's panel for a while: one file each.
//!
//! A dialog never sends anything itself. It answers with a [`Step`]; the work
//! screen sends orders, one at a time, and tells the dialog what came of them.

mod booking;
mod contact;
mod counters;
mod find;
mod keys;
mod menu;
mod moving;
pub(super) mod picker;
mod sure;
mod times;
mod transfer;
mod visit;
mod why;

use std::fmt;

use aufruf_client::Error;
use aufruf_core::id::{CounterId, ServiceId, VisitId};
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{
    CallWhy, Contact, DeskCommand, FreeDay, MailAgain, MisfitDay, SearchHit, VisitView,
};
use aufruf_ui::widget::{self, Button, Look};
use aufruf_ui::{Element, Metrics, typography};
use iced::widget::{Column, Row, column, container, row, space};
use iced::{Alignment, Fill, FillPortion, Task};
use jiff::Timestamp;
use jiff::civil::Date;

use super::order::Order;
use super::phase::Phase;
use crate::context::Context;
use crate::shortcut::Action as Key;

/// A dialog.
pub(super) trait Dialog: fmt::Debug + Send {
    /// What it is about.
    fn title(&self, cx: &Context) -> String;
    /// Keys that have a meaning now; Escape always closes.
    fn offered(&self, cx: &Context) -> Vec<Key>;
    /// Reacts.
    fn update(&mut self, message: Message, cx: &Context) -> Step;
    /// What is shown, and the next step.
    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a>;

    /// It is shown now.
    fn opened(&mut self, _cx: &Context) -> Task<Message> {
        Task::none()
    }
    /// Its order was accepted.
    fn answered(&mut self, _answer: &Answer, _cx: &Context) -> Step {
        Step::Close
    }
    /// Its order was refused; the reason is shown anyway.
    fn refused(&mut self, _error: &Error, _cx: &Context) -> Step {
        Step::None
    }
    /// What Escape does, on its button; `None` where the next step is the only one.
    fn way_out(&self, cx: &Context) -> Option<String> {
        Some(cx.words.t("close"))
    }
    /// Something is typed or chosen that another dialog would lose.
    fn holds_input(&self) -> bool {
        false
    }
}

/// Something happened in a dialog. Each reads its own ones.
#[derive(Clone)]
pub enum Message {
    Do(Key),
    Filter(String),
    Pick(ServiceId),
    More(ServiceId),
    Fewer(ServiceId),
    FreeTimes(u32, Result<Vec<FreeDay>, Error>),
    Day(Date),
    Time(Timestamp),
    Name(String),
    Phone(String),
    Email(String),
    ContactRead(Result<Contact, Error>),
    ContactSaved(Result<(), Error>),
    Mailed(Result<MailAgain, Error>),
    Query(String),
    Found(u32, Result<Vec<SearchHit>, Error>),
    Why(Result<CallWhy, Error>),
    Hit(usize),
    Misfit(VisitId),
    Misfits(Result<Vec<MisfitDay>, Error>),
}

/// Without what was typed: it may be a name.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Do(key) => write!(f, "dialog::Message::Do({key:?})"),
            _ => f.write_str("dialog::Message(…)"),
        }
    }
}

/// What a dialog asks of the work screen.
#[derive(Debug)]
pub(super) enum Step {
    None,
    Run(Task<Message>),
    /// Send this; the dialog stays and gets the answer.
    Order(Order),
    /// Another dialog in its place.
    Open(Box<dyn Dialog>),
    /// Close, then do what this button does.
    Do(Key),
    Close,
}

impl Step {
    fn command(command: DeskCommand) -> Self {
        Self::Order(Order::command(command))
    }
}

/// What a dialog shows.
pub(super) struct Page<'a> {
    content: Element<'a, Message>,
    above: Option<Element<'a, Message>>,
    forward: Option<Button<'a, Message>>,
}

impl<'a> Page<'a> {
    /// Only to read or to choose from.
    fn new(content: impl Into<Element<'a, Message>>) -> Self {
        Self {
            content: content.into(),
            above: None,
            forward: None,
        }
    }

    /// What the next step is about, above it or in its place: it stays in sight when
    /// the content scrolls.
    fn above(mut self, words: impl Into<Element<'a, Message>>) -> Self {
        self.above = Some(words.into());
        self
    }

    /// The next step.
    fn forward(mut self, button: Button<'a, Message>) -> Self {
        self.forward = Some(button);
        self
    }
}

/// The dialog: its title and content, and below the way out at the left and the
/// next step at the right, where those of the counter are too.
pub(super) fn frame<'a>(
    cx: &'a Context,
    dialog: &'a dyn Dialog,
) -> (Element<'a, super::Message>, Element<'a, super::Message>) {
    let m = &cx.m;
    let page = dialog.view(cx);
    let title = typography::headline(m, dialog.title(cx)).width(Fill);
    let content: Element<'a, Message> = column![title, page.content].spacing(m.space.m).into();
    let way_out: Element<'a, Message> = match dialog.way_out(cx) {
        Some(words) => button(cx, Look::Secondary, words, Key::Dismiss, true)
            .large()
            .width(FillPortion(2))
            .into(),
        None => space().width(FillPortion(2)).into(),
    };
    // Without a next step its place is free for the words.
    let (above, right) = match page.forward {
        Some(forward) => (page.above, Some(forward.large().width(Fill).into())),
        None => (None, page.above),
    };
    let right = container(Column::new().push(right)).width(FillPortion(3));
    let steps = row![way_out, right]
        .spacing(m.space.m)
        .align_y(Alignment::Center);
    let below = Column::new().push(above).push(steps);
    let below: Element<'a, Message> = below.spacing(m.space.m).into();
    (
        content.map(super::Message::Dialog),
        below.map(super::Message::Dialog),
    )
}

/// A button with its key; disabled where the key is not offered.
fn button<'a>(
    cx: &Context,
    look: Look,
    words: String,
    key: Key,
    enabled: bool,
) -> Button<'a, Message> {
    widget::key_button(&cx.m, look, words, key.key())
        .on_press_maybe(enabled.then_some(Message::Do(key)))
}

/// A list of keyed rows: menus, reasons.
fn choice<'a>(cx: &Context, words: String, key: Key, enabled: bool) -> Element<'a, Message> {
    let m = &cx.m;
    let content = row![typography::label(m, words).width(Fill)]
        .push(key.is_on_keyboard().then(|| typography::soft(m, key.key())))
        .spacing(m.space.m)
        .align_y(Alignment::Center);
    Button::custom(m, Look::Secondary, content)
        .padding([m.space.s, m.space.m])
        .on_press_maybe(enabled.then_some(Message::Do(key)))
        .into()
}

/// Rows of a list in two columns where they are many: the first half at the left.
pub(in crate::screen) fn columns<'a, M: 'a>(
    m: &Metrics,
    rows: Vec<Element<'a, M>>,
    most_in_one: usize,
) -> Element<'a, M> {
    let one = |rows: Vec<Element<'a, M>>| Column::with_children(rows).spacing(m.gap).width(Fill);
    if rows.len() <= most_in_one {
        return one(rows).into();
    }
    let half = rows.len().div_ceil(2);
    let mut left = rows;
    let right = left.split_off(half);
    Row::with_children([one(left).into(), one(right).into()])
        .spacing(m.space.m)
        .into()
}

/// What can be done with one visit.
pub(super) fn visit(visit: VisitView, date: Date, counter: CounterId) -> Box<dyn Dialog> {
    Box::new(visit::Card::new(visit, date, counter))
}

/// Books for a caller.
pub(super) fn booking() -> Box<dyn Dialog> {
    Box::new(booking::Booking::default())
}

/// Finds a visit.
pub(super) fn find(counter: CounterId) -> Box<dyn Dialog> {
    Box::new(find::Find::new(counter))
}

/// To which counter.
pub(super) fn transfer(visit: VisitView, counter: CounterId) -> Box<dyn Dialog> {
    Box::new(transfer::Transfer::new(visit, counter))
}

/// What is rarely needed.
pub(super) fn menu(phase: Phase, is_free: bool) -> Box<dyn Dialog> {
    Box::new(menu::Menu::new(phase != Phase::Closed && is_free))
}

/// All keys.
pub(super) fn keys() -> Box<dyn Dialog> {
    Box::new(keys::Keys::default())
}

/// Counters for the rest of the day, and bookings that no longer fit.
pub(super) fn counters() -> Box<dyn Dialog> {
    Box::new(counters::Counters::default())
}

/// Whether to stop all calls.
pub(super) fn sure_interrupt(command: DeskCommand) -> Box<dyn Dialog> {
    Box::new(sure::Sure::new(
        sure::About::Interrupt,
        Order::command(command),
    ))
}

/// This counter is now in use at another desk.
pub(super) fn taken(counter: CounterId, order: Order) -> Box<dyn Dialog> {
    Box::new(sure::Sure::new(
        sure::About::Taken(counter),
        order.taking_over(),
    ))
}
