//! The number entry of the kiosk: boxes that show what was typed, and the pad.

use iced::widget::{Column, Row, column, container, row, space};
use iced::{Alignment, Length};

use crate::icon::Icon;
use crate::theme::{self, Role};
use crate::widget::{self, Look, button};
use crate::{Element, Metrics, font, typography};

/// A key of the pad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PadKey {
    /// 0 to 9.
    Digit(u8),
    /// Remove all.
    Clear,
    /// Remove the last one.
    Back,
}

/// The digits typed so far, at most [`Digits::length`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    typed: String,
    length: usize,
}

impl Digits {
    /// An empty entry of `length` digits.
    pub fn new(length: usize) -> Self {
        Self {
            typed: String::new(),
            length,
        }
    }

    /// Applies a key; a digit beyond the length is ignored.
    pub fn press(&mut self, key: PadKey) {
        match key {
            PadKey::Digit(digit) if digit <= 9 && !self.is_complete() => {
                self.typed.push(char::from(b'0' + digit));
            }
            PadKey::Digit(_) => {}
            PadKey::Clear => self.typed.clear(),
            PadKey::Back => {
                let _ = self.typed.pop();
            }
        }
    }

    /// What was typed.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// How many digits are asked for.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether all digits are there.
    pub fn is_complete(&self) -> bool {
        self.typed.len() >= self.length
    }
}

/// The pad: 1 to 9, clear, 0, back. `clear` and `back` are its words.
pub fn number_pad<'a, Message: Clone + 'a>(
    m: &Metrics,
    clear: &str,
    back: &str,
    on_press: impl Fn(PadKey) -> Message + 'a,
) -> Element<'a, Message> {
    let height = m.target * if m.is_landscape() { 1.3 } else { 1.7 };
    let digit = |digit: u8| -> Element<'a, Message> {
        button(m, Look::Secondary, digit.to_string())
            .number()
            .min_height(height)
            .width(Length::Fill)
            .on_press(on_press(PadKey::Digit(digit)))
            .into()
    };
    let rows = (0..3u8).map(|line| {
        Row::with_children((1..=3u8).map(|column| digit(line * 3 + column)))
            .spacing(m.gap)
            .into()
    });
    let words = |words: &str, key: PadKey| {
        button(m, Look::Secondary, words)
            .min_height(height)
            .padding([m.space.xs, m.space.s])
            .width(Length::Fill)
            .on_press(on_press(key))
    };
    let last = row![
        Element::from(words(clear, PadKey::Clear)),
        digit(0),
        Element::from(words(back, PadKey::Back).icon(Icon::Backspace)),
    ]
    .spacing(m.gap);
    Column::with_children(rows).push(last).spacing(m.gap).into()
}

/// The boxes: the letter of the number, then one box for each digit with a line below
/// that is brand-coloured where a digit stands.
pub fn digit_boxes<'a, Message: 'a>(
    m: &Metrics,
    letter: &str,
    digits: &Digits,
) -> Element<'a, Message> {
    let size = (m.text.headline * 2.0).round();
    let cell = (size * 0.8).round();
    let boxes = (0..digits.length()).map(|index| {
        let typed = digits.as_str().get(index..=index).unwrap_or(" ");
        let line = if typed == " " {
            theme::surface::edge_line
        } else {
            theme::surface::brand
        };
        column![
            container(typography::sized(size, typed.to_owned())).center_x(cell),
            container(space())
                .width(cell)
                .height(m.unit * 0.75)
                .style(line),
        ]
        .into()
    });
    let shown = format!("{letter} {}", digits.as_str());
    let letter = typography::sized(size, letter.to_owned())
        .font(font::SEMIBOLD)
        .style(theme::text::role(Role::Soft));
    let row = Row::with_children(boxes).spacing(m.space.l);
    let content = widget::readable(
        shown,
        row![letter, row]
            .spacing(m.space.l)
            .align_y(Alignment::Start),
    );
    container(content)
        .padding([m.space.l, m.space.l])
        .center_x(Length::Fill)
        .style(theme::surface::entry(m))
        .into()
}
