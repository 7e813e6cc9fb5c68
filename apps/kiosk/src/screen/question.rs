//! "Ist Ihr Termin um 9:50 Uhr?" A typed number is confirmed by its time, so that a
//! stranger's number checks nobody in by accident; that of a walk-in by the time on its
//! slip, which may be of another day.

use aufruf_core::wire::kiosk::Found;
use aufruf_ui::widget::{Look, button};
use aufruf_ui::{Element, theme, typography};
use iced::Length;
use iced::widget::column;

use super::Context;
use super::number::{Kind, Number};
use crate::layout;

/// What the server found.
#[derive(Debug, Clone)]
pub struct Question {
    /// Number and time.
    pub found: Found,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// "Ja".
    Yes,
    /// "Nein".
    No,
    /// "Zurück".
    Back,
}

impl Question {
    /// The screen to type another number of this kind.
    #[must_use]
    pub fn anew(&self) -> Number {
        Number::new(if self.found.booked.is_some() {
            Kind::Appointment
        } else {
            Kind::WalkIn
        })
    }

    /// What is asked, and the number below it.
    fn said(&self, cx: &Context) -> (String, String) {
        let words = &cx.words;
        let (key, below) = if self.found.booked.is_some() {
            ("question", "question-number")
        } else {
            ("question-walk-in", "question-number-walk-in")
        };
        let at = self.found.booked.or(self.found.drawn);
        let clock = at.map(|at| words.clock(at)).unwrap_or_default();
        let number = self.found.number.to_string();
        (
            words.t_with(key, &[("clock", clock.into())]),
            words.t_with(below, &[("number", number.into())]),
        )
    }

    /// Draws it.
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let (question, number) = self.said(cx);
        let asked = column![
            typography::headline(m, question).width(Length::Fill),
            typography::title(m, number).style(theme::text::soft),
        ]
        .spacing(m.space.l);
        let answers = column![
            answer(cx, Look::Primary, "question-yes", Message::Yes),
            answer(cx, Look::Outlined, "question-no", Message::No),
        ]
        .spacing(m.space.l.max(m.gap));
        let body = layout::halves(m, [1, 1], asked, answers);
        layout::page(
            m,
            body,
            Some(layout::steps(
                m,
                Some(layout::back(m, words.t("back"), Message::Back)),
                None,
                None,
            )),
        )
    }
}

fn answer<'a>(cx: &Context, look: Look, key: &str, message: Message) -> Element<'a, Message> {
    let (m, words) = (&cx.metrics, &cx.words);
    let waits = cx.busy && message == Message::Yes;
    button(m, look, words.t(if waits { "moment-please" } else { key }))
        .large()
        .min_height(m.target * 2.0)
        .width(Length::Fill)
        .on_press_maybe((!cx.busy).then_some(message))
        .into()
}
