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
use crate::app::Context;
use crate::screen::work::order::Order;
use crate::shortcut::Action as Key;
use crate::telling;

/// The booking, and where it went.
#[derive(Debug)]
pub(super) struct Moving {
    visit: VisitView,
    date: Date,
    times: Times,
    to: Option<Timestamp>,
    moved: Option<Moved>,
}

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
        }
    }
}

impl Dialog for Moving {
    fn title(&self, cx: &Context) -> String {
        match self.moved {
            Some(_) => cx.words.t("moved-title"),
            None => {
                let number = telling::number(cx, &self.visit);
                cx.words.t1("move-title", "number", number)
            }
        }
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        match self.moved {
            Some(_) => vec![Key::Dismiss, Key::Confirm],
            None => vec![Key::Dismiss, Key::Earlier, Key::Later],
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
            Message::Do(Key::Dismiss | Key::Confirm) => Step::Close,
            Message::Do(key) => Step::Run(self.times.turn(key, cx)),
            Message::FreeTimes(asked, answer) => {
                self.times.answered(asked, answer, cx);
                Step::None
            }
            Message::Day(day) => {
                self.times.choose_day(day);
                Step::None
            }
            Message::Time(to) if !cx.lost => {
                self.to = Some(to);
                let date = self.date;
                let request = intent(MoveBooking { date, to });
                Step::Order(Order::Move(self.visit.id, request))
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
        match error.rejection() {
            Some(Rejection::TimeTaken) => Step::Run(self.times.load(cx)),
            _ => Step::None,
        }
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        self.moved.is_none().then(|| cx.words.t("cancel"))
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
