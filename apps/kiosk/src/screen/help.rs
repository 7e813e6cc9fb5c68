//! Someone was called. What the citizen had typed or chosen is kept meanwhile.

use aufruf_core::id::RequestId;
use aufruf_ui::icon::Icon;
use aufruf_ui::theme::Role;
use aufruf_ui::{Element, typography};
use iced::Length;

use super::Context;
use crate::layout;

/// A call for help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// The call.
    pub request: RequestId,
    /// How it stands.
    pub state: State,
}

/// How a call for help stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// On its way.
    Calling,
    /// It rings at the desks.
    Coming,
    /// Somebody had called before, and it still rings.
    Ringing,
    /// It did not arrive.
    Failed,
}

/// "Zurück zu meinen Angaben" or "Fertig".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Close;

impl Help {
    /// Draws it. `unfinished`: there is something to go back to.
    pub fn view<'a>(self, cx: &'a Context, unfinished: bool) -> Element<'a, Close> {
        let (m, words) = (&cx.metrics, &cx.words);
        let (key, icon, role) = match self.state {
            State::Calling => ("help-calling", Icon::Bell, Role::Brand),
            State::Coming => ("help-coming", Icon::Person, Role::Success),
            State::Ringing => ("help-ringing", Icon::Person, Role::Success),
            State::Failed => ("help-failed", Icon::Warning, Role::Warning),
        };
        let text = typography::body(m, words.t(&format!("{key}-text"))).width(Length::Fill);
        let body = layout::statement(m, icon, role, words.t(key), text.into());
        let key = if unfinished { "help-back" } else { "done" };
        let close = layout::forward(m, words.t(key), Some(Close));
        layout::page(m, body, Some(layout::steps(m, None, None, Some(close))))
    }
}
