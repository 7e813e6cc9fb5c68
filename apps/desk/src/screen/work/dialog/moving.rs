//! Another time for a booking.

use aufruf_client::{Error, intent};
use aufruf_core::rejection::Rejection;
use aufruf_core::ticket::TicketNumber;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{MoveBooking, VisitView};
use aufruf_ui::widget::Look;
use aufruf_ui::{theme, typography};
use iced::Task;
use iced::widget::{Column, column};
use jiff::Timestamp;
use jiff::civil::Date;

use super::booking::spelled;
use super::times::Times;
use super::{Dialog, Message, Page, Step, button};
use crate::context::Context;
use crate::screen::work::order::Order;
use crate::shortcut::Action as Key;
use crate::telling;

/// The booking, and where it went.
#[derive(Debug)]
pub(super) struct Moving {
    visit: VisitView,
    date: Date,
    times: Times,
    /// Chosen, and asked about before anything happens (requirement D05).
    to: Option<Timestamp>,
    moved: Option<Moved>,
    /// Sent and not yet answered for good: repeated under the same id.
    order: Option<Order>,
}

/// What a press of Enter confirms.
const CONFIRM: &str = "move-confirm";

/// Where it went; a new number only on another day.
#[derive(Debug)]
struct Moved {
    number: Option<TicketNumber>,
    is_new: bool,
}

impl Moving {
    pub(super) fn new(visit: VisitView, date: Date) -> Self {
        Self {
            visit,
            date,
            times: Times::default(),
            to: None,
            moved: None,
            order: None,
        }
    }

    /// Back to the times.
    fn think_again(&mut self) -> Step {
        self.to = None;
        self.order = None;
        Step::Run(Times::focus())
    }

    fn confirm(&mut self, to: Timestamp) -> Step {
        let order = self.order.get_or_insert_with(|| {
            let date = self.date;
            Order::Move(self.visit.id, intent(MoveBooking { date, to }))
        });
        Step::Order(order.clone())
    }

    /// "A 4827 von Di 16.6., 9:50 auf Do 18.6., 10:10 verschieben?"
    fn question(&self, cx: &Context, to: Timestamp) -> String {
        let words = &cx.words;
        let short = |at| {
            let date = words.short_date(words.day_of(at));
            words.t_with(
                "short-moment",
                &[("date", date.into()), ("clock", words.clock(at).into())],
            )
        };
        let values = [
            ("number", telling::number(cx, &self.visit).into()),
            (
                "from",
                self.visit.booked.map(short).unwrap_or_default().into(),
            ),
            ("to", short(to).into()),
        ];
        words.t_with("move-sure", &values)
    }
}

impl Dialog for Moving {
    fn title(&self, cx: &Context) -> String {
        match (&self.moved, self.to) {
            (Some(_), _) => cx.words.t("moved-title"),
            (None, Some(to)) => self.question(cx, to),
            (None, None) => {
                let number = telling::number(cx, &self.visit);
                cx.words.t1("move-title", "number", number)
            }
        }
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        match (&self.moved, self.to) {
            (Some(_), _) | (None, Some(_)) => vec![Key::Dismiss, Key::Confirm],
            (None, None) => vec![Key::Dismiss, Key::Earlier, Key::Later],
        }
    }

    fn opened(&mut self, cx: &Context) -> Task<Message> {
        self.times.ask(&self.visit.concerns, cx)
    }

    fn holds_input(&self) -> bool {
        self.moved.is_none()
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss | Key::Confirm) if self.moved.is_some() => Step::Close,
            Message::Do(Key::Dismiss) if self.to.is_some() => self.think_again(),
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(Key::Confirm) => match self.to.filter(|_| !cx.lost) {
                Some(to) => self.confirm(to),
                None => Step::None,
            },
            Message::Do(key) => Step::Run(self.times.turn(key, cx)),
            Message::FreeTimes(asked, answer) => Step::Run(self.times.answered(asked, answer, cx)),
            Message::Day(day) => {
                self.times.choose_day(day);
                Step::None
            }
            Message::Time(to) => {
                self.to = Some(to);
                Step::Run(iced::widget::operation::focus(CONFIRM))
            }
            _ => Step::None,
        }
    }

    fn answered(&mut self, answer: &Answer, _cx: &Context) -> Step {
        self.moved = Some(match answer {
            Answer::Booked { number, .. } => Moved {
                number: Some(*number),
                is_new: Some(*number) != self.visit.number,
            },
            _ => Moved {
                number: self.visit.number,
                is_new: false,
            },
        });
        Step::None
    }

    fn refused(&mut self, error: &Error, cx: &Context) -> Step {
        if error.is_final() {
            self.order = None;
        }
        if error.rejection() == Some(&Rejection::TimeTaken) {
            self.to = None;
            return Step::Run(self.times.load(cx));
        }
        Step::None
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        let words = if self.to.is_some() { "back" } else { "cancel" };
        self.moved.is_none().then(|| cx.words.t(words))
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let (m, words) = (&cx.m, &cx.words);
        let moment = |at: Option<Timestamp>| at.map(|at| words.moment(at)).unwrap_or_default();
        if let Some(moved) = &self.moved {
            let number = moved
                .number
                .map(|number| typography::number(m, number.to_string()).style(theme::text::brand));
            let told = moved
                .number
                .map(|number| words.t1("booked-tell", "spelled", spelled(number)));
            let is_new = moved.is_new.then(|| words.t("moved-new-number"));
            let content = Column::new()
                .push(number)
                .push(told.map(|text| typography::title(m, text)))
                .push(typography::title(m, moment(self.to)))
                .push(is_new.map(|text| typography::body(m, text)))
                .spacing(m.space.m);
            let done = button(cx, Look::Primary, words.t("done"), Key::Confirm, true);
            return Page::new(content).forward(done);
        }
        if let Some(to) = self.to {
            let hint = match self.date == words.day_of(to) {
                true => "move-sure-same",
                false => "move-sure-new",
            };
            let content = column![
                typography::title(m, telling::concerns(cx, &self.visit.concerns)),
                typography::body(m, words.t(hint)),
            ];
            let confirm = button(
                cx,
                Look::Primary,
                words.t("move-do"),
                Key::Confirm,
                !cx.lost,
            );
            return Page::new(content.spacing(m.space.m)).forward(confirm.id(CONFIRM));
        }
        let before = words.t1("move-from", "moment", moment(self.visit.booked));
        let content = column![
            typography::title(m, telling::concerns(cx, &self.visit.concerns)),
            typography::soft(m, before),
            self.times.view(cx),
        ]
        .spacing(m.space.m);
        Page::new(content)
    }
}
