//! How wide words will be, to choose those that fit.

use iced::{
    Font, Size,
    advanced::text::{self, Paragraph as _, Text},
    alignment::Vertical,
};

type Paragraph = <iced::Renderer as text::Renderer>::Paragraph;

/// Width of one line of words.
pub(super) fn width(words: &str, font: Font, size: f32) -> f32 {
    paragraph(words, font, size, Size::INFINITE).min_width()
}

/// Height of words that wrap within `room`.
pub(super) fn height(words: &str, font: Font, size: f32, room: f32) -> f32 {
    paragraph(words, font, size, Size::new(room, f32::INFINITY)).min_height()
}

fn paragraph(words: &str, font: Font, size: f32, bounds: Size) -> Paragraph {
    Paragraph::with_text(Text {
        content: words,
        bounds,
        size: size.into(),
        line_height: text::LineHeight::default(),
        font,
        align_x: text::Alignment::Default,
        align_y: Vertical::Top,
        shaping: text::Shaping::Auto,
        wrapping: text::Wrapping::Word,
    })
}

/// The first of several wordings, longest first, that fits into `room`.
pub(super) fn fitting(
    wordings: impl IntoIterator<Item = String>,
    font: Font,
    size: f32,
    room: f32,
) -> Option<String> {
    // Stars mark emphasis and are not drawn.
    wordings
        .into_iter()
        .find(|words| width(&words.replace("**", ""), font, size) <= room)
}
