//! Touches and keys, as far as the kiosk listens to them.

use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Size, event, mouse, touch, window};

/// What was done at the terminal.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The screen was touched or clicked.
    Touched,
    /// A key that means something here.
    Pressed(Press),
    /// Any other key.
    Other,
    /// The window has this size now.
    Sized(Size),
}

/// A key that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// It types this.
    Typed(String),
    /// Enter, or OK.
    Enter,
    /// Escape, or Abbruch.
    Escape,
    /// The last character is wrong.
    Backspace,
    /// To the next control.
    Next,
    /// To the control before.
    Previous,
}

/// What an event means. Keys with Ctrl, Alt or the logo mean nothing, so that no
/// short cut of anybody does anything here (requirement H06); a key that is held down
/// acts once (B15).
pub(crate) fn read(event: &Event, status: event::Status) -> Option<Input> {
    match event {
        Event::Mouse(mouse::Event::ButtonPressed(_))
        | Event::Touch(touch::Event::FingerPressed { .. }) => Some(Input::Touched),
        Event::Window(window::Event::Opened { size, .. } | window::Event::Resized(size)) => {
            Some(Input::Sized(*size))
        }
        Event::Keyboard(keyboard::Event::KeyPressed {
            key,
            text,
            modifiers,
            repeat,
            ..
        }) => {
            let press = press(key, text.as_deref(), *modifiers);
            // What a focused button has taken as its own press is done already.
            let taken = status == event::Status::Captured;
            Some(
                press
                    .filter(|_| !repeat && !taken)
                    .map_or(Input::Other, Input::Pressed),
            )
        }
        _ => None,
    }
}

fn press(key: &Key, text: Option<&str>, modifiers: Modifiers) -> Option<Press> {
    if modifiers.control() || modifiers.alt() || modifiers.logo() {
        return None;
    }
    match key {
        Key::Named(Named::Enter) => Some(Press::Enter),
        Key::Named(Named::Escape) => Some(Press::Escape),
        Key::Named(Named::Backspace) => Some(Press::Backspace),
        Key::Named(Named::Tab) if modifiers.shift() => Some(Press::Previous),
        Key::Named(Named::Tab | Named::ArrowDown | Named::ArrowRight) => Some(Press::Next),
        Key::Named(Named::ArrowUp | Named::ArrowLeft) => Some(Press::Previous),
        Key::Named(Named::Space) => None,
        _ => text
            .filter(|text| !text.is_empty() && !text.chars().any(char::is_control))
            .map(|text| Press::Typed(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_short_cuts_do_nothing() {
        for letter in "tnwrqopslfjhdukbae0123456789+-".chars() {
            let key = Key::Character(letter.to_string().into());
            for modifiers in [Modifiers::CTRL, Modifiers::ALT, Modifiers::LOGO] {
                assert_eq!(press(&key, Some(&letter.to_string()), modifiers), None);
            }
        }
        assert_eq!(
            press(&Key::Named(Named::F4), None, Modifiers::empty()),
            None
        );
    }

    #[test]
    fn letters_digits_and_the_keys_of_a_keypad_are_heard() {
        let seven = press(&Key::Character("7".into()), Some("7"), Modifiers::empty());
        assert_eq!(seven, Some(Press::Typed("7".to_owned())));
        let shifted = press(&Key::Character("k".into()), Some("K"), Modifiers::SHIFT);
        assert_eq!(shifted, Some(Press::Typed("K".to_owned())));
        let enter = press(&Key::Named(Named::Enter), Some("\r"), Modifiers::empty());
        assert_eq!(enter, Some(Press::Enter));
        let back = press(&Key::Named(Named::Tab), None, Modifiers::SHIFT);
        assert_eq!(back, Some(Press::Previous));
    }
}
