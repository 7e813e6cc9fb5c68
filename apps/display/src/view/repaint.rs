//! Repaints the whole of a field when what it shows changes.
//!
//! The software renderer repaints the measured bounds of a changed text only;
//! strokes of letters such as "A" reach a little beyond them and would stay.

use std::hash::{DefaultHasher, Hash, Hasher};

use aufruf_ui::Element;
use iced::{Border, widget::container};

/// `content` on an invisible ground that differs with `shown`.
pub(super) fn with<'a, Message: 'a>(
    shown: impl Hash,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let mut hasher = DefaultHasher::new();
    shown.hash(&mut hasher);
    // A transparent border: nothing is drawn, but the ground counts as changed.
    let [low, high, ..] = hasher.finish().to_le_bytes();
    let border = Border {
        width: 0.5,
        radius: f32::from(u16::from_le_bytes([low, high])).into(),
        ..Border::default()
    };
    container(content)
        .style(move |_| container::Style {
            border,
            ..container::Style::default()
        })
        .into()
}
