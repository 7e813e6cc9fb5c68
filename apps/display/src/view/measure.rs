//! How wide words will be, to choose those that fit.

use iced::{
    Font, Size,
    advanced::text::{self, Paragraph as _, Text},
    alignment::Vertical,
};

type Paragraph = <iced::Renderer as text::Renderer>::Paragraph;

/// Width of one line of words.
pub(super) fn width(words: &str, font: Font, size: f32) -> f32 {
    let text = Text {
        content: words,
        bounds: Size::INFINITE,
        size: size.into(),
        line_height: text::LineHeight::default(),
        font,
        align_x: text::Alignment::Default,
        align_y: Vertical::Top,
        shaping: text::Shaping::Auto,
        wrapping: text::Wrapping::None,
    };
    Paragraph::with_text(text).min_width()
}

/// The first of several wordings, longest first, that fits into `room`.
pub(super) fn fitting<const N: usize>(
    wordings: [String; N],
    font: Font,
    size: f32,
    room: f32,
) -> Option<String> {
    // Stars mark emphasis and are not drawn.
    wordings
        .into_iter()
        .find(|words| width(&words.replace("**", ""), font, size) <= room)
}
