//! The number of an appointment is typed.

use aufruf_client::Error;
use aufruf_core::rejection::Rejection;
use aufruf_core::ticket::{TicketNumber, is_appointment_number};
use aufruf_core::wire::kiosk::Found;
use aufruf_ui::theme::Role;
use aufruf_ui::widget::{self, Digits, Look, PadKey, Tone, button, digit_boxes, number_pad};
use aufruf_ui::{Element, Metrics, typography};
use iced::Length;
use iced::widget::{Column, container};

use super::Context;
use crate::layout;
use crate::problem::Problem;

/// Digits of the number of an appointment.
const LENGTH: usize = 4;

/// What was typed so far.
#[derive(Debug)]
pub struct Number {
    digits: Digits,
    /// The check digit does not fit.
    wrong: bool,
    /// What the server was asked.
    asked: Option<u16>,
}

/// What happens on this screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key of the pad or the keyboard.
    Pressed(PadKey),
    /// "Weiter".
    Next,
    /// "Nummer nicht dabei".
    Missing,
    /// "Zurück".
    Back,
    /// The server's answer to these digits.
    Found(u16, Result<Found, Error>),
}

/// What the parent is to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Ask the server whose number this is, and send [`Message::Found`].
    LookUp(u16),
    /// Ask the citizen.
    Ask(Found),
    /// Say that this number is checked in already.
    Again(TicketNumber),
    /// Say what is wrong; the number stays.
    Failed(Problem),
    /// Ring: someone has no number.
    Missing,
    /// Back to the start.
    Back,
}

impl Default for Number {
    fn default() -> Self {
        Self {
            digits: Digits::new(LENGTH),
            wrong: false,
            asked: None,
        }
    }
}

impl Number {
    /// Changes with a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Pressed(key) => {
                self.digits.press(key);
                self.wrong = false;
                self.asked = None;
                Action::None
            }
            Message::Next => self.look_up(),
            Message::Missing => Action::Missing,
            Message::Back => Action::Back,
            Message::Found(digits, _) if self.asked != Some(digits) => Action::None,
            Message::Found(_, Ok(found)) => {
                self.asked = None;
                Action::Ask(found)
            }
            Message::Found(_, Err(error)) => {
                self.asked = None;
                match error.rejection() {
                    Some(Rejection::AlreadyCheckedIn { number }) => Action::Again(*number),
                    _ => Action::Failed(Problem::from(&error)),
                }
            }
        }
    }

    /// The check digit tells a slip of the finger before the server is asked.
    fn look_up(&mut self) -> Action {
        if !self.digits.is_complete() || self.asked.is_some() {
            return Action::None;
        }
        match self.digits.as_str().parse() {
            Ok(digits) if is_appointment_number(digits) => {
                self.asked = Some(digits);
                Action::LookUp(digits)
            }
            _ => {
                self.wrong = true;
                Action::None
            }
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let (clear, back) = (words.t("number-clear"), words.t("number-back"));
        let pad = number_pad(&pad_metrics(m), &clear, &back, Message::Pressed);
        layout::page(
            m,
            layout::halves(
                m,
                [1, 1],
                self.entry(cx),
                container(pad).width(Length::Fill),
            ),
            Some(self.steps(cx)),
        )
    }

    fn entry<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let letter = cx
            .view
            .as_ref()
            .map_or('A', |view| view.office.letters.appointment)
            .to_string();
        let hint = words.t_with("number-hint", &[("letter", letter.clone().into())]);
        let wrong = self.wrong.then(|| {
            let words = typography::body(m, words.t("number-wrong"));
            widget::notice(m, Tone::Warning, words)
        });
        // Where there is room for one only, the warning stands in for the question.
        let tight = layout::is_tight(m);
        let question = (!tight || wrong.is_none())
            .then(|| typography::headline(m, words.t("number-question")).width(Length::Fill));
        let hint = (!tight && wrong.is_none()).then(|| typography::emphasis(m, &hint, Role::Soft));
        Column::new()
            .push(question)
            .push(wrong)
            .push(hint)
            .push(digit_boxes(m, &letter, &self.digits))
            .spacing(m.space.l)
            .width(Length::Fill)
            .into()
    }

    fn steps<'a>(&self, cx: &Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let ready = self.digits.is_complete() && self.asked.is_none() && !self.wrong;
        let forward = words.t(if self.asked.is_some() {
            "moment-please"
        } else {
            "next"
        });
        let missing = button(m, Look::Secondary, words.t("number-missing"))
            .min_height(layout::step_height(m))
            .on_press(Message::Missing);
        layout::steps(
            m,
            Some(layout::back(m, words.t("back"), Message::Back)),
            Some(missing.into()),
            Some(layout::forward(m, forward, ready.then_some(Message::Next))),
        )
    }
}

/// The sizes for the pad: its keys are lower where the window is, never below a target.
fn pad_metrics(m: &Metrics) -> Metrics {
    /// How many targets high a key is in the design.
    const KEY_TARGETS: f32 = 1.4;
    let wanted = m.target * KEY_TARGETS;
    let key = match (m.is_landscape(), layout::is_tight(m)) {
        (true, _) => ((layout::room(m).height - 3.0 * m.gap) / 4.0).floor(),
        (false, true) => m.target,
        (false, false) => wanted,
    };
    Metrics {
        target: key.clamp(m.target, wanted) / KEY_TARGETS,
        ..*m
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(digits: &str) -> Number {
        let mut number = Number::default();
        for digit in digits.bytes() {
            let _ = number.update(Message::Pressed(PadKey::Digit(digit - b'0')));
        }
        number
    }

    /// A number with the right check digit.
    fn right() -> u16 {
        aufruf_core::ticket::appointment_numbers().next().unwrap()
    }

    #[test]
    fn a_slip_of_the_finger_is_told_before_the_server_is_asked() {
        let mut number = typed(&(right() + 1).to_string());
        assert!(matches!(number.update(Message::Next), Action::None));
        assert!(number.wrong);
        let _ = number.update(Message::Pressed(PadKey::Back));
        assert!(!number.wrong, "the next key takes the warning away");
        assert_eq!(number.digits.as_str().len(), 3, "and what was typed stays");
    }

    #[test]
    fn a_right_number_is_asked_for_once() {
        let mut number = typed(&right().to_string());
        assert!(
            matches!(number.update(Message::Next), Action::LookUp(digits) if digits == right())
        );
        assert!(
            matches!(number.update(Message::Next), Action::None),
            "already under way"
        );
        let error = Error::Refused(aufruf_core::wire::ErrorCode::NotFound);
        let Action::Failed(problem) = number.update(Message::Found(right(), Err(error))) else {
            panic!("not found must be told");
        };
        assert_eq!(problem.key, "problem-not-found");
    }

    #[test]
    fn an_answer_to_an_older_number_is_dropped() {
        let mut number = typed(&right().to_string());
        let _ = number.update(Message::Next);
        let _ = number.update(Message::Pressed(PadKey::Clear));
        let late = Message::Found(right(), Err(Error::TimedOut));
        assert!(matches!(number.update(late), Action::None));
    }

    #[test]
    fn three_digits_are_no_number() {
        assert!(matches!(typed("482").update(Message::Next), Action::None));
    }
}
