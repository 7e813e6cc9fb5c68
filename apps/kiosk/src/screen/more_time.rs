//! "Brauchen Sie mehr Zeit?" Any touch and any key says yes (requirement B12).

use aufruf_ui::icon::Icon;
use aufruf_ui::theme::Role;
use aufruf_ui::{Element, typography};
use iced::Length;

use super::Context;
use crate::layout;

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// "Ja, bitte".
    Yes,
    /// "Nein, ich bin fertig".
    No,
}

/// Draws it, with the seconds that are left.
pub fn view<'a>(cx: &'a Context, left_s: u64) -> Element<'a, Message> {
    let (m, words) = (&cx.metrics, &cx.words);
    let left = words.t_with("more-time-left", &[("n", left_s.into())]);
    let text = typography::body(m, left).width(Length::Fill);
    let body = layout::statement(
        m,
        Icon::Clock,
        Role::Brand,
        words.t("more-time"),
        text.into(),
    );
    let no = aufruf_ui::widget::button(
        m,
        aufruf_ui::widget::Look::Secondary,
        words.t("more-time-no"),
    )
    .min_height(layout::step_height(m))
    .on_press(Message::No);
    let yes = layout::forward(m, words.t("more-time-yes"), Some(Message::Yes));
    layout::page(
        m,
        body,
        Some(layout::steps(m, Some(no.into()), None, Some(yes))),
    )
}
