//! The place above the next steps where the desk answers: refusals, and what can
//! be taken back.

use aufruf_ui::widget::{self, Look, Tone};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, row};
use iced::{Alignment, Fill};

use super::{Message, Screen};
use crate::context::Context;
use crate::shortcut::Action as Key;
use crate::telling;

/// A sentence that stays until the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Notice {
    tone: Tone,
    text: String,
}

impl Notice {
    /// To know.
    pub(super) fn plain(text: String) -> Self {
        Self {
            tone: Tone::Plain,
            text,
        }
    }

    /// Something did not work.
    pub(super) fn problem(text: String) -> Self {
        Self {
            tone: Tone::Warning,
            text,
        }
    }
}

/// Draws what there is.
pub(super) fn view<'a>(screen: &'a Screen, cx: &'a Context) -> Option<Element<'a, Message>> {
    let (m, words) = (&cx.m, &cx.words);
    let button = |name: &str, key: Key| -> Element<'a, Message> {
        widget::key_button(m, Look::Secondary, words.t(name), key.key())
            .on_press_maybe(screen.on_press(key, cx))
            .into()
    };
    let notice = screen.notice.as_ref().map(|notice| {
        let repeat = screen
            .unsettled
            .is_some()
            .then(|| button("repeat", Key::Repeat));
        let content = row![typography::body(m, notice.text.clone()).width(Fill)]
            .push(repeat)
            .spacing(m.space.m)
            .align_y(Alignment::Center);
        widget::notice(m, notice.tone, content)
    });
    // What can be taken back was done at the counter, which a dialog hides.
    let shows_undo = !cx.lost && screen.dialog.is_none();
    let undo = screen.undo(cx).filter(|_| shows_undo).map(|undo| {
        let content = row![
            typography::body(m, telling::undo(cx, undo)).width(Fill),
            button("undo", Key::Undo),
        ]
        .spacing(m.space.m)
        .align_y(Alignment::Center);
        widget::notice(m, Tone::Plain, content)
    });
    if notice.is_none() && undo.is_none() {
        return None;
    }
    let all = Column::new().push(notice).push(undo);
    Some(all.spacing(m.space.s).into())
}
