//! Buttons: `widget::button(m, Look::Primary, "Weiter").on_press(Message::Next)`.

use iced::advanced::widget::Id;
use iced::widget::{Column, Row, Space, container, row};
use iced::{Alignment, Font, Length};

use crate::icon::{Icon, icon};
use crate::theme::{self, Role};
use crate::widget::{Ring, focusable};
use crate::{Element, Metrics, font, typography};

pub use crate::theme::button::Kind as Look;

/// A button in one of the looks, reachable by Tab, at least one target high.
///
/// Without `on_press` it is drawn as disabled and Tab skips it.
pub struct Button<'a, Message> {
    m: Metrics,
    look: Look,
    content: Content<'a, Message>,
    icon: Option<Icon>,
    icon_after: Option<Icon>,
    icon_above: Option<Icon>,
    key: Option<String>,
    on_press: Option<Message>,
    id: Option<Id>,
    width: Length,
    min_height: f32,
    size: f32,
    font: Font,
    align: Alignment,
    padding: [f32; 2],
    ring: Ring,
}

enum Content<'a, Message> {
    Words(String),
    Custom(Element<'a, Message>),
}

/// A button with words.
pub fn button<'a, Message: Clone + 'a>(
    m: &Metrics,
    look: Look,
    words: impl Into<String>,
) -> Button<'a, Message> {
    Button::new(m, look, Content::Words(words.into()))
}

/// A button that shows its key: "Fertig, weiter mit A 4827  F9". The program's
/// subscription acts on the key itself.
pub fn key_button<'a, Message: Clone + 'a>(
    m: &Metrics,
    look: Look,
    words: impl Into<String>,
    key: impl Into<String>,
) -> Button<'a, Message> {
    button(m, look, words).key(key)
}

impl<'a, Message: Clone + 'a> Button<'a, Message> {
    fn new(m: &Metrics, look: Look, content: Content<'a, Message>) -> Self {
        let row = matches!(look, Look::Row | Look::ChosenRow);
        Self {
            m: *m,
            look,
            content,
            icon: None,
            icon_after: None,
            icon_above: None,
            key: None,
            on_press: None,
            id: None,
            width: Length::Shrink,
            min_height: m.target,
            size: m.text.label,
            font: match look {
                Look::Primary | Look::Outlined => font::SEMIBOLD,
                _ => font::MEDIUM,
            },
            align: Alignment::Center,
            padding: [m.space.s, m.space.l],
            ring: if row { Ring::Inside } else { Ring::Outside },
        }
    }

    /// A button around a content of the program's own: a row of a list, a card.
    /// Its content is aligned left.
    pub fn custom(m: &Metrics, look: Look, content: impl Into<Element<'a, Message>>) -> Self {
        Self {
            align: Alignment::Start,
            width: Length::Fill,
            ..Self::new(m, look, Content::Custom(content.into()))
        }
    }

    /// Sets what a press sends.
    #[must_use]
    pub fn on_press(mut self, message: Message) -> Self {
        self.on_press = Some(message);
        self
    }

    /// Sets what a press sends; disabled with `None`.
    #[must_use]
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.on_press = message;
        self
    }

    /// An icon before the words.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the words.
    #[must_use]
    pub fn icon_after(mut self, icon: Icon) -> Self {
        self.icon_after = Some(icon);
        self
    }

    /// An icon above the words: for the bar that is on every screen.
    #[must_use]
    pub fn icon_above(mut self, icon: Icon) -> Self {
        self.icon_above = Some(icon);
        self
    }

    /// The key that does the same, shown after the words.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Names the button, for focus and tests.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the width; by default as wide as its words.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Raises the smallest height, in pixels; words that wrap make it higher.
    #[must_use]
    pub fn min_height(mut self, height: f32) -> Self {
        self.min_height = self.min_height.max(height);
        self
    }

    /// Sets the words larger and bolder: for the one next step.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.size = self.m.text.title;
        self.min_height = self.min_height.max(self.m.target * 1.4);
        self
    }

    /// Sets the words as a number: for the digits of a pad.
    #[must_use]
    pub fn number(mut self) -> Self {
        self.size = (self.m.text.headline * 1.2).round();
        self.font = font::BOLD;
        self
    }

    /// Sets padding in pixels: above and below, left and right.
    #[must_use]
    pub fn padding(mut self, padding: [f32; 2]) -> Self {
        self.padding = padding;
        self
    }

    /// Aligns the words; centred by default.
    #[must_use]
    pub fn align(mut self, align: Alignment) -> Self {
        self.align = align;
        self
    }

    fn words(&self, words: String, role: Role, soft: Role) -> Element<'a, Message> {
        let label = typography::label(&self.m, words)
            .size(self.size)
            .font(self.font)
            .align_x(self.align)
            .style(theme::text::role(role));
        let mark = |drawing| icon(drawing, (self.size * 0.95).round(), role);
        let key = self.key.clone().map(|key| {
            typography::label(&self.m, key)
                .font(font::REGULAR)
                .size(self.size)
                .wrapping(iced::widget::text::Wrapping::None)
                .style(theme::text::role(soft))
        });
        let line = Row::new()
            .push(self.icon.map(mark))
            .push(label)
            .push(key)
            .push(self.icon_after.map(mark))
            .spacing((self.size * 0.35).round())
            .align_y(Alignment::Center);
        Column::new()
            .push(
                self.icon_above
                    .map(|drawing| icon(drawing, (self.size * 1.4).round(), role)),
            )
            .push(line)
            .spacing(self.m.space.xs)
            .align_x(self.align)
            .into()
    }
}

impl<'a, Message: Clone + 'a> From<Button<'a, Message>> for Element<'a, Message> {
    fn from(mut button: Button<'a, Message>) -> Self {
        let enabled = button.on_press.is_some();
        let (role, soft) = (button.look.role(enabled), button.look.soft_role(enabled));
        let content = std::mem::replace(&mut button.content, Content::Words(String::new()));
        let inside = match content {
            Content::Words(words) => button.words(words, role, soft),
            Content::Custom(element) => element,
        };
        let [vertical, _] = button.padding;
        let fills = button.width != Length::Shrink;
        let inside = container(inside).align_x(button.align).width(if fills {
            Length::Fill
        } else {
            Length::Shrink
        });
        // The spacer holds the smallest height; words that wrap make the row higher.
        let spacer = Space::new().height((button.min_height - 2.0 * vertical).max(0.0));
        let mut content = row![spacer, inside].align_y(Alignment::Center);
        let mut padding = iced::Padding::from(button.padding);
        if button.look == Look::ChosenRow {
            let width = button.m.cells(0.75);
            padding.left = (padding.left - width).max(0.0);
            content =
                row![stripe(width), container(content).padding(padding)].height(Length::Shrink);
            padding = iced::Padding::ZERO;
        }
        let pressable = iced::widget::button(content)
            .padding(padding)
            .width(button.width)
            .on_press_maybe(button.on_press.clone())
            .style(theme::button::style(&button.m, button.look));
        let wrapped = focusable(&button.m, pressable, button.on_press).ring(button.ring);
        match button.id {
            Some(id) => wrapped.id(id).into(),
            None => wrapped.into(),
        }
    }
}

/// The mark of a chosen row: its ground alone would be a colour alone.
fn stripe<'a, Message: 'a>(width: f32) -> Element<'a, Message> {
    container(iced::widget::space())
        .width(width)
        .height(Length::Fill)
        .style(theme::surface::brand)
        .into()
}
