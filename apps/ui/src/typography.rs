//! Texts by their role: `typography::headline(m, "Haben Sie einen Termin?")`.
//!
//! Each function returns iced's text widget with font, size and line height set, so
//! `.width(..)`, `.align_x(..)` and `.style(theme::text::soft)` go on from there.
//! Texts wrap at words and are never cut off.

use iced::widget::text::{IntoFragment, LineHeight, Wrapping};
use iced::{Element as IcedElement, Font, Renderer};

use crate::theme::Role;
use crate::{Element, Metrics, Theme, font, theme, widget};

/// A text of this design system.
pub type Text<'a> = iced::widget::Text<'a, Theme, Renderer>;

/// The one question or statement of a screen.
pub fn headline<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::SEMIBOLD, m.text.headline, 1.15)
}

/// The name of a card or a large choice.
pub fn title<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::SEMIBOLD, m.text.title, 1.2)
}

/// Words on a button or a row.
pub fn label<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::MEDIUM, m.text.label, 1.2)
}

/// A sentence.
pub fn body<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::REGULAR, m.text.body, 1.3)
}

/// A sentence that matters more than its neighbours.
pub fn strong<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::SEMIBOLD, m.text.body, 1.3)
}

/// A second line in the soft colour.
pub fn soft<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    body(m, words).style(theme::text::soft)
}

/// The smallest text of a screen, in the soft colour.
pub fn caption<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::REGULAR, m.text.caption, 1.3).style(theme::text::soft)
}

/// The ticket number a screen is about, in the colour of its ground; never wraps.
pub fn number<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::BOLD, m.text.number, 1.0).wrapping(Wrapping::None)
}

/// A ticket number in a list; never wraps.
pub fn row_number<'a>(m: &Metrics, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::SEMIBOLD, m.text.row_number, 1.1).wrapping(Wrapping::None)
}

/// A bold text of a size of its own, for numbers that fill a given field. Take the
/// size from [`Metrics`], never from a guess.
pub fn sized<'a>(size: f32, words: impl IntoFragment<'a>) -> Text<'a> {
    set(words, font::BOLD, size, 1.1)
}

/// A sentence with parts in semibold between double stars, as Fluent texts write
/// them: `Wartezeit etwa **15 bis 25 Minuten**`. Tests find it by its words without
/// the stars.
pub fn emphasis<'a, Message: 'a>(m: &Metrics, words: &str, role: Role) -> Element<'a, Message> {
    emphasis_sized(m.text.body, words, role)
}

/// [`emphasis`] in a type size of [`Metrics`] other than body.
pub fn emphasis_sized<'a, Message: 'a>(size: f32, words: &str, role: Role) -> Element<'a, Message> {
    let spans: Vec<iced::widget::text::Span<'a, iced::Never, Font>> = words
        .split("**")
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(index, part)| {
            let strong = index % 2 == 1;
            iced::widget::span(part.to_owned()).font(if strong {
                font::SEMIBOLD
            } else {
                font::REGULAR
            })
        })
        .collect();
    let rich = iced::widget::rich_text(spans)
        .on_link_click(iced::never)
        .size(size)
        .line_height(LineHeight::Relative(1.3))
        .wrapping(Wrapping::WordOrGlyph)
        .style(theme::text::role(role));
    let rich: IcedElement<'a, Message, Theme> = rich.into();
    widget::readable(words.replace("**", ""), rich)
}

fn set<'a>(words: impl IntoFragment<'a>, font: Font, size: f32, line: f32) -> Text<'a> {
    iced::widget::text(words)
        .font(font)
        .size(size)
        .line_height(LineHeight::Relative(line))
        .wrapping(Wrapping::WordOrGlyph)
}
