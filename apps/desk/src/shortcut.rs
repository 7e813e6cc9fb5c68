//! The one table of keys: what a key does, and what stands on the button.
//!
//! Function keys and combinations only (requirement D02). One key may mean
//! different things on different screens, never two on the same one: the screen
//! says which actions it offers, [`lookup`] finds the one of a key among them.

use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Subscription};

/// A key, alone or with Ctrl or Shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// A function key, 1 to 12.
    F(u8),
    /// Shift and a function key.
    ShiftF(u8),
    /// Ctrl and a letter or digit.
    Ctrl(char),
    /// Escape.
    Escape,
}

/// Where an action has its meaning; the overview of keys lists them by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The clerk's counter.
    Counter,
    /// The work screen, whatever the counter does.
    Always,
    /// The menu; its keys work without it too.
    Menu,
    /// The card of one visit.
    Visit,
    /// Everything that opens in the place of the counter.
    Dialog,
    /// Before the work.
    Start,
}

/// Makes the actions, their keys, places and names from one table.
macro_rules! actions {
    ($($place:ident { $($name:ident $kind:ident $($key:literal)? => $words:literal,)* })*) => {
        /// Something that a key does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum Action {
            $($($name,)*)*
            /// The n-th row of a list.
            Choice(u8),
            /// The other thing that can be done with the n-th row.
            Other(u8),
        }

        impl Action {
            /// Every action but those of rows, in the order of the overview.
            pub const ALL: &[Self] = &[$($(Self::$name,)*)*];

            /// The key.
            #[must_use]
            pub fn stroke(self) -> Stroke {
                match self {
                    $($(Self::$name => Stroke::$kind$(($key))?,)*)*
                    Self::Choice(n) => Stroke::F(n),
                    Self::Other(n) => Stroke::ShiftF(n),
                }
            }

            /// Where it has its meaning.
            #[must_use]
            pub fn place(self) -> Place {
                match self {
                    $($(Self::$name)|* => Place::$place,)*
                    Self::Choice(_) | Self::Other(_) => Place::Dialog,
                }
            }

            /// The key of the words that say what it does, for the overview.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self {
                    $($(Self::$name => $words,)*)*
                    Self::Choice(_) => "key-choice",
                    Self::Other(_) => "key-other-choice",
                }
            }
        }
    };
}

actions! {
    Counter {
        CallNext F 9 => "key-call-next",
        Arrived F 9 => "key-arrived",
        FinishAndNext F 9 => "key-finish-next",
        Finish F 10 => "key-finish",
        Recall F 3 => "key-recall",
        Miss F 6 => "key-miss",
        Park F 4 => "key-park",
        Transfer F 5 => "key-transfer",
        EditConcerns F 2 => "key-concerns",
        Pause F 11 => "key-pause",
        PauseAfter F 11 => "key-pause-after",
        Resume F 9 => "key-resume",
        OpenCounter F 9 => "key-open",
    }
    Always {
        Undo Ctrl 'z' => "key-undo",
        WalkIn F 7 => "key-walk-in",
        Book F 8 => "key-book",
        Find Ctrl 'f' => "key-find",
        TakeHelp Ctrl 'h' => "key-help",
        Repeat Ctrl 'r' => "key-repeat",
        Menu F 12 => "key-menu",
        Keys F 1 => "key-keys",
        TabWaiting Ctrl '1' => "key-tab-waiting",
        TabExpected Ctrl '2' => "key-tab-expected",
        TabParked Ctrl '3' => "key-tab-parked",
        TabMissed Ctrl '4' => "key-tab-missed",
    }
    Menu {
        DayList Ctrl 'd' => "key-day-list",
        Tickets Ctrl 'w' => "key-tickets",
        Interruption Ctrl 'u' => "key-interruption",
        CloseCounter Ctrl 's' => "key-close-counter",
        OtherCounter Ctrl 'o' => "key-other-counter",
        LogOut Ctrl 'l' => "key-log-out",
        Counters Ctrl 'b' => "key-counters",
        Policy Ctrl 't' => "key-policy",
    }
    Visit {
        CallThis F 9 => "key-call-this",
        Urgent F 3 => "key-urgent",
        DropReservation F 5 => "key-drop-reservation",
        Leave F 6 => "key-leave",
        BringBack F 9 => "key-bring-back",
        CheckIn F 9 => "key-check-in",
        MoveBooking F 4 => "key-move",
        CancelBooking F 6 => "key-cancel-booking",
        ChangeContact Ctrl 'k' => "key-contact",
        MailAgain Ctrl 'e' => "key-mail-again",
        Unpark F 9 => "key-unpark",
        UnparkToMe F 10 => "key-unpark-to-me",
        WhyCalled F 11 => "key-why-called",
    }
    Dialog {
        Confirm F 9 => "key-confirm",
        Dismiss Escape => "key-dismiss",
        Earlier F 3 => "key-earlier",
        Later F 4 => "key-later",
    }
    Start {
        SetUp F 2 => "key-set-up",
        PairAgain F 4 => "key-pair-again",
    }
}

impl Action {
    /// Whether there is such a key: of a long list only the first twelve have one.
    #[must_use]
    pub fn is_on_keyboard(self) -> bool {
        !matches!(self.stroke(), Stroke::F(13..) | Stroke::ShiftF(13..))
    }

    /// What stands on the button: "F9", "Strg+F", "Umschalt+F2".
    #[must_use]
    pub fn key(self) -> String {
        match self.stroke() {
            Stroke::F(n) => format!("F{n}"),
            Stroke::ShiftF(n) => format!("Umschalt+F{n}"),
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
    if modifiers.alt() || modifiers.logo() {
        return None;
    }
    match (key, modifiers.control(), modifiers.shift()) {
        (Key::Named(Named::Escape), false, false) => Some(Stroke::Escape),
        (Key::Named(named), false, false) => function_key(*named).map(Stroke::F),
        (Key::Named(named), false, true) => function_key(*named).map(Stroke::ShiftF),
        (Key::Character(text), true, false) => {
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
        assert_eq!(
            stroke(&press(f9(), Modifiers::SHIFT, false)),
            Some(Stroke::ShiftF(9))
        );
    }

    #[test]
    fn copy_paste_and_select_stay_with_the_text_fields() {
        for action in Action::ALL {
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
        assert_eq!(Action::Other(2).key(), "Umschalt+F2");
    }
}
