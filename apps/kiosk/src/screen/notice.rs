//! Something does not work out: what is the matter, and what to do next.

use aufruf_ui::icon::Icon;
use aufruf_ui::theme::Role;
use aufruf_ui::{Element, typography};
use iced::Length;
use jiff::Timestamp;

use super::{Context, Screen};
use crate::layout;
use crate::problem::{Problem, Remedy};
use crate::words::unbroken;

/// A problem, and what was there before.
#[derive(Debug)]
pub struct Notice {
    /// What is the matter.
    pub problem: Problem,
    /// What "change" goes back to.
    before: Box<Screen>,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// Back to what was typed or chosen.
    Change,
    /// The same once more.
    Again,
    /// From the start.
    Start,
}

impl Notice {
    /// Says what is the matter. A question is not asked again: its number was wrong.
    #[must_use]
    pub fn new(problem: Problem, before: Screen) -> Self {
        let before = match before {
            Screen::Notice(earlier) => earlier.before,
            Screen::Question(question) if problem.remedy == Remedy::Change => {
                Box::new(Screen::Number(question.anew()))
            }
            other => Box::new(other),
        };
        Self { problem, before }
    }

    /// What was there before.
    #[must_use]
    pub fn into_before(self) -> Screen {
        *self.before
    }

    /// What the button offers. What was scanned cannot be typed anew.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match (self.problem.remedy, &*self.before) {
            (Remedy::Change, Screen::Start | Screen::Done(_)) => Remedy::Start,
            (remedy, _) => remedy,
        }
    }

    /// What its button sends.
    #[must_use]
    pub fn forward(&self) -> Message {
        match self.remedy() {
            Remedy::Change => Message::Change,
            Remedy::Again => Message::Again,
            Remedy::Start => Message::Start,
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let said = |key: &str| {
            let moment = self.problem.moment;
            let moment = moment.map(|at: Timestamp| unbroken(&words.moment(at)));
            let values = [
                ("moment", moment.unwrap_or_default().into()),
                ("n", self.problem.n.unwrap_or_default().into()),
            ];
            words.t_with(key, &values)
        };
        let text =
            typography::body(m, said(&format!("{}-next", self.problem.key))).width(Length::Fill);
        let body = layout::statement(
            m,
            Icon::Information,
            Role::Brand,
            said(self.problem.key),
            text.into(),
        );
        let key = match (self.remedy(), &*self.before) {
            (Remedy::Change, Screen::Concerns(_)) => "remedy-concerns",
            (Remedy::Change, _) => "remedy-number",
            (Remedy::Again, _) if cx.busy => "moment-please",
            (Remedy::Again, _) => "remedy-again",
            (Remedy::Start, _) => "to-start",
        };
        let away = (self.remedy() != Remedy::Start)
            .then(|| layout::back(m, words.t("to-start"), Message::Start));
        let forward = layout::forward(m, words.t(key), (!cx.busy).then(|| self.forward()));
        layout::page(m, body, Some(layout::steps(m, away, None, Some(forward))))
    }
}
