//! Hides the mouse cursor, which iced shows over buttons even where an area asks for none.

use iced::advanced::mouse;

use super::around::{Around, Forgets, Surrounded};
use crate::Element;

struct HideCursor;

/// Shows `content` and no mouse cursor anywhere on it: for the root of kiosk and display.
pub fn hide_cursor<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let content = content.into();
    let around = HideCursor;
    Surrounded { content, around }.into()
}

impl<Message> Around<Message> for HideCursor {
    type State = Forgets;

    fn cursor(&self) -> Option<mouse::Interaction> {
        Some(mouse::Interaction::Hidden)
    }
}
