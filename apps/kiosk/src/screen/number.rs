//! The number of an appointment is typed, or that of a walk-in who comes back.

use aufruf_client::Error;
use aufruf_core::rejection::Rejection;
use aufruf_core::settings::Letters;
use aufruf_core::ticket::{TicketNumber, is_appointment_number};
use aufruf_core::wire::kiosk::Found;
use aufruf_ui::theme::Role;
use aufruf_ui::widget::{
    self, Button, Digits, Look, PadKey, Tone, button, digit_boxes, number_pad,
};
use aufruf_ui::{Element, Metrics, typography};
use iced::Length;
use iced::widget::{Column, container};

use super::Context;
use crate::layout;
use crate::problem::Problem;

/// Which number is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of an appointment.
    Appointment,
    /// Of a walk-in.
    WalkIn,
}

impl Kind {
    /// Most digits.
    fn length(self) -> usize {
        match self {
            Self::Appointment => 4,
            Self::WalkIn => 3,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Appointment => Self::WalkIn,
            Self::WalkIn => Self::Appointment,
        }
    }

    fn letter(self, letters: Letters) -> char {
        match self {
            Self::Appointment => letters.appointment,
            Self::WalkIn => letters.walk_in,
        }
    }
}

/// What was typed so far.
#[derive(Debug)]
pub struct Number {
    kind: Kind,
    digits: Digits,
    /// What was typed before the keys that may be a scanner's.
    before: Digits,
    warning: Option<Warning>,
    /// What the server was asked.
    asked: Option<u16>,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Warning {
    /// The check digit does not fit.
    Slip,
    /// A QR code of something else was shown.
    ForeignCode,
}

/// What happens on this screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key of the pad or the keyboard.
    Pressed(PadKey),
    /// The letter of the number.
    Chosen(Kind),
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
        Self::new(Kind::Appointment)
    }
}

impl Number {
    /// Nothing typed yet.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        let digits = Digits::new(kind.length());
        Self {
            kind,
            before: digits.clone(),
            digits,
            warning: None,
            asked: None,
        }
    }

    /// Changes with a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Pressed(key) => {
                self.digits.press(key);
                self.warning = None;
                self.asked = None;
                Action::None
            }
            Message::Chosen(kind) => {
                let typed = std::mem::replace(self, Self::new(kind)).digits;
                for digit in typed.as_str().bytes() {
                    self.digits.press(PadKey::Digit(digit - b'0'));
                }
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

    /// Which number is typed.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What is typed next may be a scanner's: keeps what a person has typed.
    pub fn remember(&mut self) {
        self.before = self.digits.clone();
    }

    /// It was a scanner's: the number is again as a person has typed it.
    pub fn take_back(&mut self) {
        self.digits = self.before.clone();
    }

    /// A QR code of something else was shown; the number stays.
    pub fn foreign(&mut self) {
        self.warning = Some(Warning::ForeignCode);
    }

    /// The check digit tells a slip of the finger before the server is asked.
    fn look_up(&mut self) -> Action {
        if !self.is_complete() || self.asked.is_some() {
            return Action::None;
        }
        let fits = |digits: &u16| self.kind == Kind::WalkIn || is_appointment_number(*digits);
        match self.digits.as_str().parse().ok().filter(fits) {
            Some(digits) => {
                self.asked = Some(digits);
                Action::LookUp(digits)
            }
            None => {
                self.warning = Some(Warning::Slip);
                Action::None
            }
        }
    }

    /// The number of a walk-in has as many digits as it has; it is never 0.
    fn is_complete(&self) -> bool {
        match self.kind {
            Kind::Appointment => self.digits.is_complete(),
            Kind::WalkIn => self.digits.as_str().bytes().any(|digit| digit != b'0'),
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
        let letters = cx
            .view
            .as_ref()
            .map_or_else(Letters::default, |view| view.office.letters);
        let letter = self.kind.letter(letters);
        let (question, hint) = match self.kind {
            Kind::Appointment => ("number-question", "number-hint"),
            Kind::WalkIn => ("number-question-walk-in", "number-hint-walk-in"),
        };
        let hint = words.t_with(hint, &[("letter", letter.to_string().into())]);
        let warning = self.warning.map(|warning| {
            let key = match warning {
                Warning::Slip => "number-wrong",
                Warning::ForeignCode => "number-foreign-code",
            };
            widget::notice(m, Tone::Warning, typography::body(m, words.t(key)))
        });
        // Where there is room for one only, the warning stands in for the question.
        let tight = layout::is_tight(m);
        let question = (!(tight || m.is_landscape()) || warning.is_none())
            .then(|| typography::headline(m, words.t(question)).width(Length::Fill));
        let hint =
            (!tight && warning.is_none()).then(|| typography::emphasis(m, &hint, Role::Soft));
        let boxes = digit_boxes(m, &letter.to_string(), &self.digits);
        Column::new()
            .push(question)
            .push(warning)
            .push(hint)
            .push(boxes)
            .push(self.other_letter(cx, letters))
            .spacing(m.space.l)
            .width(Length::Fill)
            .into()
    }

    /// The way to a number that begins with the other letter.
    fn other_letter<'a>(&self, cx: &Context, letters: Letters) -> Button<'a, Message> {
        let other = self.kind.other();
        let letter = other.letter(letters).to_string();
        let words = cx
            .words
            .t_with("number-other-letter", &[("letter", letter.into())]);
        button(&cx.metrics, Look::Secondary, words)
            .width(Length::Fill)
            .on_press(Message::Chosen(other))
    }

    fn steps<'a>(&self, cx: &Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let waits = self.asked.is_some() || cx.busy;
        let ready = self.is_complete() && !waits && self.warning != Some(Warning::Slip);
        let forward = words.t(if waits { "moment-please" } else { "next" });
        let missing = button(m, Look::Secondary, words.t("number-missing"))
            .min_height(layout::step_height(m))
            .padding([m.space.xs, m.space.m])
            .on_press(Message::Missing);
        layout::steps(
            m,
            Some(layout::back(m, words.t("back"), Message::Back)),
            Some(missing.into()),
            Some(layout::forward(m, forward, ready.then_some(Message::Next))),
        )
    }
}

/// The sizes for the pad: its keys take the height there is, never less than a target.
fn pad_metrics(m: &Metrics) -> Metrics {
    /// Highest keys, in targets: higher ones are no easier to hit.
    const KEY_MAX: f32 = 2.1;
    // What the pad makes of a target.
    let factor = if m.is_landscape() { 1.3 } else { 1.7 };
    let key = match (m.is_landscape(), layout::is_tight(m)) {
        (true, _) => ((layout::room(m).height - 3.0 * m.gap) / 4.0).floor(),
        (false, true) => m.target,
        (false, false) => m.target * KEY_MAX,
    };
    Metrics {
        target: key.clamp(m.target, m.target * KEY_MAX) / factor,
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
        assert_eq!(number.warning, Some(Warning::Slip));
        let _ = number.update(Message::Pressed(PadKey::Back));
        assert_eq!(number.warning, None, "the next key takes the warning away");
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

    #[test]
    fn the_number_of_a_walk_in_has_no_check_digit_and_is_never_0() {
        let mut number = typed("17");
        assert!(matches!(number.update(Message::Next), Action::None));
        let _ = number.update(Message::Chosen(Kind::WalkIn));
        assert!(matches!(number.update(Message::Next), Action::LookUp(17)));
        let mut zeros = Number::new(Kind::WalkIn);
        for _ in 0..3 {
            let _ = zeros.update(Message::Pressed(PadKey::Digit(0)));
            assert!(matches!(zeros.update(Message::Next), Action::None));
        }
    }

    #[test]
    fn what_a_scanner_types_is_taken_back() {
        let mut number = typed("48");
        number.remember();
        for digit in [2, 5, 9] {
            let _ = number.update(Message::Pressed(PadKey::Digit(digit)));
        }
        number.take_back();
        assert_eq!(number.digits.as_str(), "48");
    }
}
