//! Tab and Shift+Tab, which a program in iced has to handle itself.
//!
//! ```text
//! fn subscription(&self) -> Subscription<Message> { focus::subscription().map(Message::Focus) }
//! fn update(&mut self, message: Message) -> Task<Message> {
//!     match message { Message::Focus(direction) => focus::move_to(direction), … }
//! }
//! ```

use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Subscription, Task};

/// Where Tab goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Tab.
    Next,
    /// Shift+Tab.
    Previous,
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

/// Moves the focus.
pub fn move_to<Message>(direction: Direction) -> Task<Message> {
    match direction {
        Direction::Next => iced::widget::operation::focus_next(),
        Direction::Previous => iced::widget::operation::focus_previous(),
    }
}
