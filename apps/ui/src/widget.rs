//! The widgets the three programs share. Each takes [`Metrics`] first.

mod around;
pub mod bar;
pub mod button;
pub mod choice;
mod cursor;
mod figures;
mod focusable;
pub mod notice;
pub mod number_pad;
mod pager;
mod qr;
mod readable;
mod repaint;

pub use bar::{bar, bottom_bar, dark_bar};
pub use button::{Button, Look, button, key_button};
pub use choice::{BigChoice, big_choice, check_mark, choice_row};
pub use cursor::hide_cursor;
pub use figures::figures;
pub use focusable::{Focusable, Ring, focusable};
pub use notice::{Tone, done_mark, notice};
pub use number_pad::{Digits, PadKey, digit_boxes, number_pad};
pub use pager::{Pager, Step, pager};
pub use qr::{Code, CodeError, qr};
pub use readable::readable;
pub use repaint::repaint;

use crate::{Element, Metrics, Theme, font, theme};

/// A one-line text field in the look and size of this screen; add `.on_input(..)`,
/// without it the field is disabled.
pub fn field<'a, Message: Clone + 'a>(
    m: &Metrics,
    placeholder: &str,
    value: &str,
) -> iced::widget::TextInput<'a, Message, Theme> {
    let line = m.text.body * 1.3;
    let inside = ((m.target - line) / 2.0).max(m.space.s);
    iced::widget::text_input(placeholder, value)
        .font(font::REGULAR)
        .size(m.text.body)
        .line_height(iced::widget::text::LineHeight::Absolute(line.into()))
        .padding([inside, m.space.m])
        .style(theme::field::input(m))
}

/// A quiet horizontal line.
pub fn line<'a, Message: 'a>(m: &Metrics) -> Element<'a, Message> {
    iced::widget::rule::horizontal(m.stroke.thin).into()
}

/// A white card with the padding of this screen.
pub fn card<'a, Message: 'a>(
    m: &Metrics,
    content: impl Into<Element<'a, Message>>,
) -> iced::widget::Container<'a, Message, Theme> {
    iced::widget::container(content)
        .padding(m.space.l)
        .style(theme::surface::card(m))
}
