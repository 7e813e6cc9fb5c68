//! Tab and Shift+Tab, and arrows where a program wants them: a program in iced has to
//! handle them itself.
//!
//! ```text
//! fn subscription(&self) -> Subscription<Message> { focus::subscription().map(Message::Focus) }
//! fn update(&mut self, message: Message) -> Task<Message> {
//!     match message { Message::Focus(direction) => focus::move_to(direction), … }
//! }
//! ```

mod reach;

use iced::advanced::widget::Operation;
use iced::event::Status;
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Subscription, Task};

/// Where the focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Tab.
    Next,
    /// Shift+Tab.
    Previous,
    /// To what lies above.
    Up,
    /// To what lies below.
    Down,
    /// To what lies at the left.
    Left,
    /// To what lies at the right.
    Right,
}

/// Each press of Tab, wherever the focus is.
pub fn subscription() -> Subscription<Direction> {
    iced::event::listen_with(|event, _status, _window| direction(&event))
}

/// The direction of an event, if it is Tab alone or with Shift.
pub fn direction(event: &Event) -> Option<Direction> {
    let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event else {
        return None;
    };
    let is_tab = matches!(key, Key::Named(Named::Tab));
    if !is_tab || modifiers.control() || modifiers.alt() || modifiers.logo() {
        return None;
    }
    Some(if modifiers.shift() {
        Direction::Previous
    } else {
        Direction::Next
    })
}

/// Each press of an arrow that no field has used: from list row to list row,
/// through a grid, from column to column.
pub fn arrows() -> Subscription<Direction> {
    iced::event::listen_with(|event, status, _window| match status {
        Status::Ignored => arrow(&event),
        Status::Captured => None,
    })
}

/// The direction of an event, if it is an arrow alone.
pub fn arrow(event: &Event) -> Option<Direction> {
    let Event::Keyboard(keyboard::Event::KeyPressed {
        key: Key::Named(named),
        modifiers,
        ..
    }) = event
    else {
        return None;
    };
    if !modifiers.is_empty() {
        return None;
    }
    match named {
        Named::ArrowUp => Some(Direction::Up),
        Named::ArrowDown => Some(Direction::Down),
        Named::ArrowLeft => Some(Direction::Left),
        Named::ArrowRight => Some(Direction::Right),
        _ => None,
    }
}

/// Moves the focus, and scrolls what it goes to into sight.
pub fn move_to<Message: Send + 'static>(direction: Direction) -> Task<Message> {
    iced::advanced::widget::operate(operation(direction)).discard()
}

/// What [`move_to`] does to the widgets.
pub fn operation(direction: Direction) -> impl Operation<()> {
    reach::reach(direction)
}
