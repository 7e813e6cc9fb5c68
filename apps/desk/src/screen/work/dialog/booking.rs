//! An appointment for a caller: concerns, time, for whom, and the number to read out.

use aufruf_client::{Error, intent};
use aufruf_core::rejection::Rejection;
use aufruf_core::ticket::TicketNumber;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{Contact, NewBooking};
use aufruf_ui::widget::Look;
use aufruf_ui::{Element, theme, typography};
use iced::Task;
use iced::widget::column;
use jiff::Timestamp;

use super::picker::Picker;
use super::times::Times;
use super::{Dialog, Message, Page, Step, button, contact};
use crate::context::Context;
use crate::screen::work::order::Order;
use crate::shortcut::Action as Key;
use crate::telling;

/// What is known so far.
#[derive(Debug, Default)]
pub(super) struct Booking {
    stage: Stage,
    picker: Picker,
    times: Times,
    from: Option<Timestamp>,
    contact: Contact,
    problem: Option<String>,
    /// Sent and not yet answered for good: repeated under the same id.
    order: Option<Order>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Stage {
    #[default]
    Concerns,
    Times,
    Contact,
    Done(TicketNumber),
}

impl Booking {
    fn press(&mut self, key: Key, cx: &Context) -> Step {
        match (key, self.stage) {
            (Key::Dismiss, Stage::Concerns | Stage::Done(_)) => Step::Close,
            (Key::Dismiss, Stage::Times) => {
                self.stage = Stage::Concerns;
                Step::Run(Picker::focus())
            }
            (Key::Dismiss, Stage::Contact) => {
                self.stage = Stage::Times;
                Step::Run(Times::focus())
            }
            (Key::Confirm, Stage::Concerns) if !self.picker.chosen().is_empty() => {
                self.stage = Stage::Times;
                Step::Run(self.times.ask(self.picker.chosen(), cx))
            }
            (Key::Earlier | Key::Later, Stage::Times) => Step::Run(self.times.turn(key, cx)),
            (Key::Confirm, Stage::Contact) if !cx.lost => self.submit(cx),
            (Key::Confirm, Stage::Done(_)) => Step::Close,
            _ => Step::None,
        }
    }

    fn submit(&mut self, cx: &Context) -> Step {
        let Some(from) = self.from else {
            return Step::None;
        };
        self.problem = contact::wrong(&self.contact, &cx.words);
        if self.problem.is_some() {
            return Step::None;
        }
        let order = self.order.take().unwrap_or_else(|| {
            Order::Book(intent(NewBooking {
                from,
                concerns: self.picker.chosen().to_vec(),
                contact: self.contact.clone(),
            }))
        });
        self.order = Some(order.clone());
        Step::Order(order)
    }
}

impl Dialog for Booking {
    fn title(&self, cx: &Context) -> String {
        cx.words.t(match self.stage {
            Stage::Concerns => "book-title",
            Stage::Times => "times-title",
            Stage::Contact => "contact-title",
            Stage::Done(_) => "booked-title",
        })
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Dismiss, Key::Confirm, Key::Earlier, Key::Later]
    }

    fn opened(&mut self, _cx: &Context) -> Task<Message> {
        Picker::focus()
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        match self.stage {
            Stage::Concerns => Some(cx.words.t("cancel")),
            Stage::Times | Stage::Contact => Some(cx.words.t("back")),
            Stage::Done(_) => None,
        }
    }

    fn holds_input(&self) -> bool {
        !matches!(self.stage, Stage::Done(_)) && !self.picker.chosen().is_empty()
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(key) => return self.press(key, cx),
            Message::FreeTimes(asked, answer) => {
                return Step::Run(self.times.answered(asked, answer, cx));
            }
            Message::Day(day) => self.times.choose_day(day),
            Message::Time(at) => {
                if self.from.replace(at) != Some(at) {
                    self.order = None;
                }
                self.stage = Stage::Contact;
                return Step::Run(contact::focus());
            }
            Message::Name(_) | Message::Phone(_) | Message::Email(_) => {
                let _ = contact::typed(&mut self.contact, message);
                // Another content is another intent.
                self.order = None;
            }
            other => {
                let before = self.picker.chosen().to_vec();
                self.picker.update(other);
                if self.picker.chosen() != before {
                    self.order = None;
                }
            }
        }
        Step::None
    }

    fn answered(&mut self, answer: &Answer, _cx: &Context) -> Step {
        match answer {
            Answer::Booked { number, .. } => {
                self.stage = Stage::Done(*number);
                Step::None
            }
            _ => Step::Close,
        }
    }

    fn refused(&mut self, error: &Error, cx: &Context) -> Step {
        if error.is_final() {
            self.order = None;
        }
        if error.rejection() == Some(&Rejection::TimeTaken) {
            self.stage = Stage::Times;
            return Step::Run(self.times.load(cx));
        }
        Step::None
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let words = &cx.words;
        match self.stage {
            Stage::Concerns => {
                let can = !self.picker.chosen().is_empty() && !cx.lost;
                let on = button(
                    cx,
                    Look::Primary,
                    words.t("book-to-times"),
                    Key::Confirm,
                    can,
                );
                Page::new(self.picker.view(cx))
                    .above(self.picker.summary(cx))
                    .forward(on)
            }
            Stage::Times => Page::new(self.times.view(cx)),
            Stage::Contact => {
                let book = button(
                    cx,
                    Look::Primary,
                    words.t("contact-do"),
                    Key::Confirm,
                    !cx.lost,
                );
                Page::new(self.form(cx)).forward(book)
            }
            Stage::Done(number) => {
                let done = button(cx, Look::Primary, words.t("done"), Key::Confirm, true);
                Page::new(self.done(cx, number)).forward(done)
            }
        }
    }
}

impl Booking {
    fn form<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let moment = self.from.map(|at| words.moment(at)).unwrap_or_default();
        let concerns = telling::concerns(cx, self.picker.chosen());
        let values = [("moment", moment.into()), ("concerns", concerns.into())];
        let when = typography::title(m, words.t_with("contact-when", &values));
        let fields = contact::fields(cx, &self.contact, self.problem.as_ref());
        column![when, fields].spacing(m.space.m).into()
    }

    fn done<'a>(&'a self, cx: &'a Context, number: TicketNumber) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let documents = telling::documents(cx, self.picker.chosen()).join(" ");
        let bring = (!documents.is_empty())
            .then(|| typography::body(m, words.t1("booked-bring", "documents", documents)));
        let moment = self.from.map(|at| words.moment(at)).unwrap_or_default();
        column![
            typography::number(m, number.to_string()).style(theme::text::brand),
            typography::title(m, words.t1("booked-tell", "spelled", spelled(number))),
            typography::title(m, moment),
            typography::body(m, telling::concerns(cx, self.picker.chosen())),
        ]
        .push(bring)
        .spacing(m.space.m)
        .into()
    }
}

/// "A – 4 – 8 – 2 – 7": digit by digit, as one says it on the phone.
pub(super) fn spelled(number: TicketNumber) -> String {
    let digits = number.digits.to_string();
    let parts = std::iter::once(number.letter).chain(digits.chars());
    parts.map(String::from).collect::<Vec<_>>().join(" – ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_out_digit_by_digit() {
        let number = TicketNumber {
            letter: 'A',
            digits: 4827,
        };
        assert_eq!(spelled(number), "A – 4 – 8 – 2 – 7");
    }
}
