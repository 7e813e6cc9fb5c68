//! The one table of keys: what a key does, and what stands on the button.
//!
//! Function keys and Ctrl combinations only (requirement D02). One key may mean
//! different things on different screens, never two on the same one: the screen
//! says which actions it offers, [`lookup`] finds the one of a key among them.

use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Subscription};

/// Something that a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Action {
    // At the counter
    CallNext,
    Arrived,
    Recall,
    Miss,
    Park,
    Transfer,
    EditConcerns,
    FinishAndNext,
    Finish,
    PauseAfter,
    Pause,
    Resume,
    OpenCounter,
    // At any time
    Undo,
    WalkIn,
    Book,
    Find,
    Menu,
    Keys,
    TakeHelp,
    Repeat,
    TabWaiting,
    TabExpected,
    TabParked,
    TabMissed,
    // Menu
    DayList,
    Tickets,
    CloseCounter,
    OtherCounter,
    LogOut,
    Counters,
    Interruption,
    Policy,
    // One visit
    CallThis,
    Urgent,
    Leave,
    BringBack,
    CheckIn,
    MoveBooking,
    CancelBooking,
    Unpark,
    UnparkToMe,
    WhyCalled,
    // In dialogs
    Confirm,
    Dismiss,
    Earlier,
    Later,
    Choice(u8),
    // Before the work
    SetUp,
    PairAgain,
}

/// A key with or without Ctrl.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// A function key, 1 to 12.
    F(u8),
    /// Ctrl and a letter or digit.
    Ctrl(char),
    /// Escape.
    Escape,
}

impl Action {
    /// Every action that the work screen knows outside dialogs, in the order
    /// in which the overview of keys lists them.
    pub const OVERVIEW: [Self; 25] = [
        Self::CallNext,
        Self::Arrived,
        Self::FinishAndNext,
        Self::Finish,
        Self::Recall,
        Self::Miss,
        Self::Park,
        Self::Transfer,
        Self::EditConcerns,
        Self::Pause,
        Self::Undo,
        Self::WalkIn,
        Self::Book,
        Self::Find,
        Self::TakeHelp,
        Self::Repeat,
        Self::DayList,
        Self::Menu,
        Self::Keys,
        Self::TabWaiting,
        Self::TabExpected,
        Self::TabParked,
        Self::TabMissed,
        Self::Confirm,
        Self::Dismiss,
    ];

    /// The key.
    #[must_use]
    pub fn stroke(self) -> Stroke {
        use Stroke::{Ctrl, Escape, F};
        match self {
            Self::Keys => F(1),
            Self::EditConcerns | Self::SetUp => F(2),
            Self::Recall | Self::Urgent | Self::Earlier => F(3),
            Self::Park | Self::MoveBooking | Self::Later | Self::PairAgain => F(4),
            Self::Transfer => F(5),
            Self::Miss | Self::Leave | Self::CancelBooking => F(6),
            Self::WalkIn => F(7),
            Self::Book => F(8),
            Self::CallNext
            | Self::Arrived
            | Self::FinishAndNext
            | Self::OpenCounter
            | Self::Resume
            | Self::CallThis
            | Self::BringBack
            | Self::CheckIn
            | Self::Unpark
            | Self::Confirm => F(9),
            Self::Finish | Self::UnparkToMe => F(10),
            Self::Pause | Self::PauseAfter | Self::WhyCalled => F(11),
            Self::Menu => F(12),
            Self::Choice(n) => F(n),
            Self::Undo => Ctrl('z'),
            Self::Find => Ctrl('f'),
            Self::TakeHelp => Ctrl('h'),
            Self::Repeat => Ctrl('r'),
            Self::TabWaiting => Ctrl('1'),
            Self::TabExpected => Ctrl('2'),
            Self::TabParked => Ctrl('3'),
            Self::TabMissed => Ctrl('4'),
            Self::DayList => Ctrl('d'),
            Self::Tickets => Ctrl('w'),
            Self::CloseCounter => Ctrl('s'),
            Self::OtherCounter => Ctrl('o'),
            Self::LogOut => Ctrl('l'),
            Self::Counters => Ctrl('b'),
            Self::Interruption => Ctrl('u'),
            Self::Policy => Ctrl('t'),
            Self::Dismiss => Escape,
        }
    }

    /// Whether there is such a key: of a long list only the first twelve have one.
    #[must_use]
    pub fn is_on_keyboard(self) -> bool {
        !matches!(self.stroke(), Stroke::F(13..))
    }

    /// What stands on the button: "F9", "Strg+F".
    #[must_use]
    pub fn key(self) -> String {
        match self.stroke() {
            Stroke::F(n) => format!("F{n}"),
            Stroke::Ctrl(letter) => format!("Strg+{}", letter.to_ascii_uppercase()),
            Stroke::Escape => "Esc".to_owned(),
        }
    }
}

/// What this key does among the actions that are offered.
#[must_use]
pub fn lookup(stroke: Stroke, offered: &[Action]) -> Option<Action> {
    offered.iter().copied().find(|a| a.stroke() == stroke)
}

/// Each press of a key that may have a meaning, wherever the focus is.
pub fn subscription() -> Subscription<Stroke> {
    iced::event::listen_with(|event, _status, _window| stroke(&event))
}

/// The stroke of an event. A key that is held down counts once.
#[must_use]
pub fn stroke(event: &Event) -> Option<Stroke> {
    let Event::Keyboard(keyboard::Event::KeyPressed {
        key,
        modifiers,
        repeat: false,
        ..
    }) = event
    else {
        return None;
    };
    if modifiers.alt() || modifiers.logo() || modifiers.shift() {
        return None;
    }
    match (key, modifiers.control()) {
        (Key::Named(Named::Escape), false) => Some(Stroke::Escape),
        (Key::Named(named), false) => function_key(*named).map(Stroke::F),
        (Key::Character(text), true) => {
            let letter = text.chars().next()?.to_ascii_lowercase();
            letter
                .is_ascii_alphanumeric()
                .then_some(Stroke::Ctrl(letter))
        }
        _ => None,
    }
}

fn function_key(named: Named) -> Option<u8> {
    const KEYS: [Named; 12] = [
        Named::F1,
        Named::F2,
        Named::F3,
        Named::F4,
        Named::F5,
        Named::F6,
        Named::F7,
        Named::F8,
        Named::F9,
        Named::F10,
        Named::F11,
        Named::F12,
    ];
    let index = KEYS.iter().position(|key| *key == named)?;
    u8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced::keyboard::Modifiers;

    fn press(key: Key, modifiers: Modifiers, repeat: bool) -> Event {
        Event::Keyboard(keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            physical_key: keyboard::key::Physical::Unidentified(
                keyboard::key::NativeCode::Unidentified,
            ),
            location: keyboard::Location::Standard,
            text: None,
            key,
            modifiers,
            repeat,
        })
    }

    #[test]
    fn a_letter_alone_and_a_held_key_do_nothing() {
        let f = || Key::Character("f".into());
        assert_eq!(stroke(&press(f(), Modifiers::empty(), false)), None);
        assert_eq!(
            stroke(&press(f(), Modifiers::CTRL, false)),
            Some(Stroke::Ctrl('f'))
        );
        let f9 = || Key::Named(Named::F9);
        assert_eq!(
            stroke(&press(f9(), Modifiers::empty(), false)),
            Some(Stroke::F(9))
        );
        assert_eq!(stroke(&press(f9(), Modifiers::empty(), true)), None);
        assert_eq!(stroke(&press(f9(), Modifiers::ALT, false)), None);
    }

    #[test]
    fn copy_paste_and_select_stay_with_the_text_fields() {
        for action in Action::OVERVIEW {
            assert!(!matches!(
                action.stroke(),
                Stroke::Ctrl('c' | 'v' | 'x' | 'a')
            ));
        }
    }

    #[test]
    fn keys_are_written_as_on_german_keyboards() {
        assert_eq!(Action::Find.key(), "Strg+F");
        assert_eq!(Action::CallNext.key(), "F9");
        assert_eq!(Action::Dismiss.key(), "Esc");
    }
}
