//! "Ist Ihr Termin um 9:50 Uhr?" A typed number is confirmed by its time, so that a
//! stranger's number checks nobody in by accident.

use aufruf_core::wire::kiosk::Found;
use aufruf_ui::widget::{Look, button};
use aufruf_ui::{Element, typography};
use iced::Length;
use iced::widget::column;

use super::Context;
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
    /// Draws it.
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let clock = words.clock(self.found.booked);
        let number = self.found.number.to_string();
        let body = column![
            typography::headline(m, words.t_with("question", &[("clock", clock.into())]))
                .width(Length::Fill),
            typography::soft(
                m,
                words.t_with("question-number", &[("number", number.into())])
            ),
            answer(cx, Look::Primary, "question-yes", Message::Yes),
            answer(cx, Look::Outlined, "question-no", Message::No),
        ]
        .spacing(m.space.l)
        .max_width(layout::room(m).width.min(m.height));
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
        .min_height(m.target * 1.6)
        .width(Length::Fill)
        .on_press_maybe((!cx.busy).then_some(message))
        .into()
}
