use iced::widget::{Row, container};
use iced::{Alignment, Length};

use crate::theme::{self, Role};
use crate::{Element, font, typography, widget};

/// A bold text whose digits all have the same width, so that a clock or a column of
/// numbers does not dance. `size` is a type size of [`Metrics`](crate::Metrics).
pub fn figures<'a, Message: 'a>(size: f32, words: &str, role: Role) -> Element<'a, Message> {
    let cells = words.chars().map(|letter| {
        let text = typography::sized(size, letter.to_string())
            .wrapping(iced::widget::text::Wrapping::None)
            .style(theme::text::role(role));
        if !letter.is_ascii_digit() {
            return text.into();
        }
        container(text)
            .width(Length::Fixed((size * font::DIGIT_WIDTH_EM).ceil()))
            .align_x(Alignment::Center)
            .into()
    });
    widget::readable(words, Row::with_children(cells))
}
