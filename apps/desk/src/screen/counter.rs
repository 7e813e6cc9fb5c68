//! Which counter the clerk works at; taking one over from another desk.

use aufruf_client::{Error, intent};
use aufruf_core::id::CounterId;
use aufruf_core::rejection::Rejection;
use aufruf_core::wire::ErrorCode;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{CounterView, DeskCommand};
use aufruf_ui::widget::{self, Button, Look, Tone};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Fill, Task};

use super::{form, work::columns};
use crate::context::Context;
use crate::problem;
use crate::shortcut::{self, Action as Key, Stroke};
use crate::telling;

/// Counters that have a key: F1 to F12.
const KEYED: u8 = 12;
/// Most counters in one column.
const ONE_COLUMN: usize = 6;

/// The list, or the question whether to take one over.
#[derive(Debug, Default)]
pub struct Screen {
    /// Asked about: this counter is in use elsewhere.
    taken: Option<CounterId>,
    running: bool,
    problem: Option<String>,
}

/// Something happened here.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Message {
    Chosen(CounterId),
    TakeOver,
    Back,
    LogOut,
    TakeHelp,
    Opened(CounterId, Result<Answer, Error>),
    HelpTaken(Result<Answer, Error>),
}

/// What the root has to do.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Action {
    None,
    Run(Task<Message>),
    Chosen(CounterId),
    LogOut,
    /// The session is over.
    Ended,
}

impl Screen {
    /// Reacts.
    pub fn update(&mut self, message: Message, cx: &Context) -> Action {
        match message {
            Message::Chosen(counter) => self.open(counter, false, cx),
            Message::TakeOver => match self.taken {
                Some(counter) => self.open(counter, true, cx),
                None => Action::None,
            },
            Message::Back => {
                *self = Self::default();
                Action::None
            }
            Message::LogOut => Action::LogOut,
            Message::TakeHelp => self.take_help(cx),
            Message::HelpTaken(Ok(_)) => {
                self.running = false;
                Action::None
            }
            Message::HelpTaken(Err(error)) => self.failed(&error, cx),
            Message::Opened(counter, Ok(_)) => Action::Chosen(counter),
            Message::Opened(counter, Err(error)) => self.refused(counter, &error, cx),
        }
    }

    fn open(&mut self, counter: CounterId, take_over: bool, cx: &Context) -> Action {
        let (false, Some(desk)) = (self.running, &cx.desk) else {
            return Action::None;
        };
        self.running = true;
        self.problem = None;
        let request = intent(DeskCommand::OpenCounter { counter });
        let answer = desk.command(request, take_over);
        Action::Run(Task::perform(answer, move |answer| {
            Message::Opened(counter, answer)
        }))
    }

    fn refused(&mut self, counter: CounterId, error: &Error, cx: &Context) -> Action {
        self.running = false;
        match error {
            // It is open, and this desk has it: the clerk comes back to it.
            Error::Refused(ErrorCode::Rejected {
                rejection: Rejection::AlreadySo,
            }) => Action::Chosen(counter),
            Error::Refused(ErrorCode::CounterTaken { .. }) => {
                self.taken = Some(counter);
                Action::None
            }
            error => self.failed(error, cx),
        }
    }

    fn failed(&mut self, error: &Error, cx: &Context) -> Action {
        self.running = false;
        if error.is_unauthorized() {
            return Action::Ended;
        }
        self.problem = Some(problem::of_error(&cx.words, error).tell(&cx.words));
        Action::None
    }

    fn take_help(&mut self, cx: &Context) -> Action {
        let first = cx.help().first();
        let (false, Some(desk), Some(call)) = (self.running, &cx.desk, first) else {
            return Action::None;
        };
        self.running = true;
        self.problem = None;
        let request = intent(DeskCommand::TakeHelp { help: call.help });
        let answer = desk.command(request, false);
        Action::Run(Task::perform(answer, Message::HelpTaken))
    }

    /// What a key does here.
    #[must_use]
    pub fn key(&self, stroke: Stroke, cx: &Context) -> Option<Message> {
        if self.taken.is_some() {
            return match shortcut::lookup(stroke, &[Key::Confirm, Key::Dismiss])? {
                Key::Confirm => Some(Message::TakeOver),
                _ => Some(Message::Back),
            };
        }
        let choices = (1..=KEYED).map(Key::Choice);
        let offered: Vec<Key> = choices.chain([Key::TakeHelp, Key::LogOut]).collect();
        match shortcut::lookup(stroke, &offered)? {
            Key::Choice(n) => {
                let counters = &cx.view.as_ref()?.counters;
                let counter = counters.get(usize::from(n) - 1)?;
                Some(Message::Chosen(counter.sign.id))
            }
            Key::TakeHelp => Some(Message::TakeHelp),
            _ => Some(Message::LogOut),
        }
    }

    /// Draws.
    #[must_use]
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let sheet = match self.taken {
            Some(counter) => question(cx, counter),
            None => self.list(cx),
        };
        let help = telling::help(cx, cx.help()).map(|text| {
            let (m, words) = (&cx.m, cx.words.t("help-take"));
            let take = widget::key_button(m, Look::Secondary, words, Key::TakeHelp.key())
                .on_press_maybe((!cx.lost).then_some(Message::TakeHelp));
            let content = row![typography::strong(m, text).width(Fill), Element::from(take)]
                .spacing(m.space.m)
                .align_y(Alignment::Center);
            widget::notice(m, Tone::Warning, content)
        });
        Column::new()
            .push(help)
            .push(container(sheet).height(Fill))
            .into()
    }

    fn list<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let log_out = widget::key_button(
            m,
            Look::Secondary,
            words.t("counter-log-out"),
            Key::LogOut.key(),
        )
        .on_press(Message::LogOut);
        let problem = self
            .problem
            .clone()
            .map(|problem| form::told(m, Tone::Danger, problem));
        let Some(view) = &cx.view else {
            let content = column![
                typography::soft(m, words.t("counter-waiting")),
                Element::from(log_out)
            ];
            return form::sheet(m, form::LINE, words.t("title"), content.spacing(m.space.l));
        };
        let rows = view.counters.iter().zip(1..).map(|(counter, n)| {
            let name = telling::counter(cx, counter.sign.id);
            let key = (n <= KEYED).then(|| Key::Choice(n).key());
            let content = row![
                typography::title(m, name).width(m.cells(18.0)),
                typography::body(m, state(cx, counter)).width(Fill),
            ]
            .push(key.map(|key| typography::soft(m, key)))
            .spacing(m.space.m)
            .align_y(Alignment::Center);
            Button::custom(m, Look::Secondary, content)
                .padding([m.space.s, m.space.m])
                .min_height(m.target * 1.3)
                .on_press(Message::Chosen(counter.sign.id))
                .into()
        });
        let cells = match view.counters.len() {
            ..=ONE_COLUMN => form::LINE,
            _ => form::TWO_COLUMNS,
        };
        let content = column![]
            .push(typography::soft(m, view.office.name.clone()))
            .push(columns(m, rows.collect(), ONE_COLUMN))
            .push(problem)
            .push(Element::from(log_out))
            .spacing(m.space.l);
        let word = cx.counter_word();
        form::sheet(m, cells, words.t1("counter-title", "word", word), content)
    }
}

fn state(cx: &Context, counter: &CounterView) -> String {
    if counter.withdrawn {
        return cx.words.t("counter-withdrawn");
    }
    if !counter.open {
        return cx.words.t("counter-free");
    }
    match counter.visit.as_ref().and_then(|v| v.number) {
        Some(number) => cx
            .words
            .t1("counter-open-visit", "number", number.to_string()),
        None => cx.words.t("counter-open"),
    }
}

fn question<'a>(cx: &'a Context, counter: CounterId) -> Element<'a, Message> {
    let (m, words) = (&cx.m, &cx.words);
    let buttons = row![
        Element::from(
            widget::key_button(
                m,
                Look::Secondary,
                words.t("counter-other"),
                Key::Dismiss.key()
            )
            .large()
            .width(Fill)
            .on_press(Message::Back)
        ),
        Element::from(
            widget::key_button(
                m,
                Look::Primary,
                words.t("take-over-do"),
                Key::Confirm.key()
            )
            .large()
            .width(Fill)
            .on_press(Message::TakeOver)
        ),
    ]
    .spacing(m.space.m);
    let content = column![typography::body(m, words.t("take-over-body")), buttons];
    let values = [
        ("word", cx.counter_word().into()),
        ("counter", counter.0.into()),
    ];
    let title = words.t_with("take-over-title", &values);
    form::sheet(m, form::LINE, title, content.spacing(m.space.xl))
}
