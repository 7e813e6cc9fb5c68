//! Touches and keys.

use std::time::Instant;

use aufruf_ui::focus::{self, Direction};
use aufruf_ui::widget::PadKey;
use iced::Task;

use super::{Kiosk, Message};
use crate::idle::Phase;
use crate::input::{Input, Press};
use crate::layout;
use crate::scanner::Scan;
use crate::screen::{Screen, concerns, done, number, question};

/// No widget has this name: to give it the focus takes it from all others.
const NOWHERE: &str = "nowhere";

impl Kiosk {
    pub(super) fn input(&mut self, input: Input, at: Instant) -> Task<Message> {
        self.now = self.now.max(at);
        if let Input::Sized(size) = input {
            self.cx.metrics = layout::metrics(&self.config.screen(size));
            return Task::none();
        }
        self.idle.touch(at);
        let asked = matches!(
            std::mem::replace(&mut self.phase, Phase::Active),
            Phase::Notice { .. }
        );
        let Input::Pressed(press) = input else {
            return Task::none();
        };
        match press {
            Press::Next => focus::move_to(Direction::Next),
            Press::Previous => focus::move_to(Direction::Previous),
            Press::Typed(text) => self.typed(&text, at),
            Press::Enter => {
                let scan = self.wedge.entered(at);
                // The digits of a scanner are nobody's number.
                if let (Screen::Number(number), true) = (&mut self.screen, scan != Scan::Nothing) {
                    number.take_back();
                }
                // A key pressed at the question for more time says yes to it, nothing else.
                if scan == Scan::Nothing && !asked {
                    self.enter()
                } else {
                    self.scanned(scan)
                }
            }
            Press::Escape if asked => Task::none(),
            Press::Escape => self.escape(),
            Press::Backspace => self.on_number(number::Message::Pressed(PadKey::Back)),
        }
    }

    /// A character of a person at the number, or of a scanner anywhere. The Enter that
    /// ends it must not press a button that has the focus.
    fn typed(&mut self, text: &str, at: Instant) -> Task<Message> {
        if let (true, Screen::Number(number)) = (self.wedge.typed(text, at), &mut self.screen) {
            number.remember();
        }
        let digit = text.parse::<u8>().ok().filter(|digit| *digit <= 9);
        let pressed = match digit {
            Some(digit) if self.help.is_none() => {
                self.on_number(number::Message::Pressed(PadKey::Digit(digit)))
            }
            _ => Task::none(),
        };
        Task::batch([iced::widget::operation::focus(NOWHERE), pressed])
    }

    /// Enter where nothing has the focus: the one step forward, where there is one.
    fn enter(&mut self) -> Task<Message> {
        if self.help.is_some() {
            return self.step(Message::CloseHelp);
        }
        match &self.screen {
            Screen::Number(_) => self.on_number(number::Message::Next),
            Screen::Done(_) => self.on_done(done::Message::Done),
            Screen::Notice(notice) => self.on_notice(notice.forward()),
            Screen::Start | Screen::Question(_) | Screen::Concerns(_) | Screen::Instead(_) => {
                Task::none()
            }
        }
    }

    /// Escape, or the key "Abbruch": one step back.
    fn escape(&mut self) -> Task<Message> {
        if self.help.is_some() {
            return self.step(Message::CloseHelp);
        }
        match &self.screen {
            Screen::Start => Task::none(),
            Screen::Number(_) => self.on_number(number::Message::Back),
            Screen::Question(_) => self.on_question(question::Message::Back),
            Screen::Concerns(_) => self.on_concerns(concerns::Message::Back),
            Screen::Instead(_) => self.on_instead(crate::screen::offer::Message::Back),
            Screen::Done(_) | Screen::Notice(_) => self.start_over(),
        }
    }
}
