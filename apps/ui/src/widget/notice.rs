//! Notices: what a reader should know, with a stripe, an icon and words.

use iced::widget::{container, row, space};
use iced::{Alignment, Length};

use crate::icon::{Icon, icon};
use crate::theme::{self, Role};
use crate::{Element, Metrics};

/// What a notice is about. Each has its own icon: colour says nothing alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Plain information; no icon.
    Plain,
    /// Something went well.
    Success,
    /// Something needs attention.
    Warning,
    /// Something failed.
    Danger,
    /// The server does not answer.
    Offline,
}

impl Tone {
    fn icon(self) -> Option<Icon> {
        match self {
            Self::Plain => None,
            Self::Success => Some(Icon::Check),
            Self::Warning | Self::Danger => Some(Icon::Warning),
            Self::Offline => Some(Icon::ConnectionLost),
        }
    }

    /// The role of the stripe and the icon.
    pub fn role(self) -> Role {
        match self {
            Self::Plain => Role::Brand,
            Self::Success => Role::Success,
            Self::Warning | Self::Offline => Role::Warning,
            Self::Danger => Role::Danger,
        }
    }
}

/// A field with a stripe at its left edge.
pub fn notice<'a, Message: 'a>(
    m: &Metrics,
    tone: Tone,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let mark = tone
        .icon()
        .map(|drawing| icon(drawing, (m.text.body * 1.3).round(), tone.role()));
    let words = row![]
        .push(mark)
        .push(container(content).width(Length::Fill))
        .spacing(m.space.m)
        .align_y(Alignment::Center);
    let field = container(words)
        .padding([m.space.m, m.space.l])
        .width(Length::Fill)
        .style(theme::surface::notice(m, tone));
    let stripe = container(space())
        .width(m.unit * 1.25)
        .height(Length::Fill)
        .style(theme::surface::stripe(m, tone));
    // As high as its words: the stripe fills what they need.
    row![stripe, field].height(Length::Shrink).into()
}

/// The large round mark of a finished step.
pub fn done_mark<'a, Message: 'a>(size: f32) -> Element<'a, Message> {
    container(icon(Icon::Check, (size * 0.58).round(), Role::OnSuccess))
        .center(size)
        .style(theme::surface::filled_with(Role::Success, size / 2.0))
        .into()
}
