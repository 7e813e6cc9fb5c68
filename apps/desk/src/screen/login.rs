//! Logs a clerk in, and lets a new one set the first password.

use std::sync::Arc;

use aufruf_client::Error;
use aufruf_core::wire::device::{LoginRequest, Session, SetupRequest};
use aufruf_ui::widget::{self, Look, Tone};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, row};
use iced::{Fill, Task};

use super::form;
use crate::backend::{Desk, Device};
use crate::context::Context;
use crate::problem;
use crate::shortcut::{self, Action as Key, Stroke};
use crate::words::Words;

const USER: &str = "login-user";
/// Shortest and longest password; the server checks it too.
const PASSWORD_CHARS: std::ops::RangeInclusive<usize> = 12..=128;

/// What is typed; gone when the screen is left.
#[derive(Default)]
pub struct Screen {
    form: Form,
    user: String,
    password: String,
    code: String,
    again: String,
    running: bool,
    notice: Option<(Tone, String)>,
}

impl std::fmt::Debug for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login")
            .field("form", &self.form)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Form {
    #[default]
    LogIn,
    SetUp,
}

/// Something happened here. `Debug` shows nothing that was typed.
#[derive(Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Message {
    User(String),
    Password(String),
    Code(String),
    Again(String),
    Submit,
    SetUp,
    Back,
    PairAgain,
    LoggedIn(Result<(Session, Arc<dyn Desk>), Error>),
    PasswordSet(Result<(), Error>),
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("login::Message(…)")
    }
}

/// What the root has to do.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Action {
    None,
    Run(Task<Message>),
    LoggedIn(Session, Arc<dyn Desk>),
    PairAgain,
}

impl Screen {
    /// Asks for name and password; `notice` says why.
    pub fn new(notice: Option<String>) -> (Self, Task<Message>) {
        let screen = Self {
            notice: notice.map(|notice| (Tone::Plain, notice)),
            ..Self::default()
        };
        (screen, iced::widget::operation::focus(USER))
    }

    /// Reacts.
    pub fn update(&mut self, message: Message, device: &Arc<dyn Device>, words: &Words) -> Action {
        match message {
            Message::User(text) => self.user = text,
            Message::Password(text) => self.password = text,
            Message::Code(text) => self.code = text,
            Message::Again(text) => self.again = text,
            Message::SetUp => return self.turn(Form::SetUp),
            Message::Back => return self.turn(Form::LogIn),
            Message::PairAgain => return Action::PairAgain,
            Message::Submit => return self.submit(device, words),
            Message::LoggedIn(Ok((session, desk))) => return Action::LoggedIn(session, desk),
            Message::LoggedIn(Err(error)) => self.failed(&error, "login-wrong", words),
            Message::PasswordSet(Ok(())) => {
                let user = std::mem::take(&mut self.user);
                *self = Self {
                    user,
                    notice: Some((Tone::Success, words.t("setup-done"))),
                    ..Self::default()
                };
            }
            Message::PasswordSet(Err(error)) => self.failed(&error, "setup-wrong", words),
        }
        Action::None
    }

    fn turn(&mut self, form: Form) -> Action {
        let user = std::mem::take(&mut self.user);
        *self = Self {
            form,
            user,
            ..Self::default()
        };
        Action::Run(iced::widget::operation::focus(USER))
    }

    fn failed(&mut self, error: &Error, unauthorized: &str, words: &Words) {
        self.running = false;
        let told = match error.is_unauthorized() {
            true => words.t(unauthorized),
            false => problem::of_error(words, error).tell(words),
        };
        self.notice = Some((Tone::Danger, told));
    }

    fn submit(&mut self, device: &Arc<dyn Device>, words: &Words) -> Action {
        let user = self.user.trim().to_owned();
        if self.running || user.is_empty() || self.password.is_empty() {
            return Action::None;
        }
        if self.form == Form::LogIn {
            self.running = true;
            let password = self.password.clone();
            let answer = device.log_in(LoginRequest { user, password });
            return Action::Run(Task::perform(answer, Message::LoggedIn));
        }
        let chars = self.password.chars().count();
        let wrong = match () {
            () if chars < *PASSWORD_CHARS.start() => Some("setup-short"),
            () if chars > *PASSWORD_CHARS.end() => Some("setup-long"),
            () if self.password != self.again => Some("setup-different"),
            () => None,
        };
        if let Some(key) = wrong {
            self.notice = Some((Tone::Danger, words.t(key)));
            return Action::None;
        }
        self.running = true;
        let answer = device.set_password(SetupRequest {
            user,
            code: self.code.trim().to_owned(),
            password: self.password.clone(),
        });
        Action::Run(Task::perform(answer, Message::PasswordSet))
    }

    /// What a key does here.
    #[must_use]
    pub fn key(&self, stroke: Stroke) -> Option<Message> {
        let offered: &[Key] = match self.form {
            Form::LogIn => &[Key::Confirm, Key::SetUp, Key::PairAgain],
            Form::SetUp => &[Key::Confirm, Key::Dismiss],
        };
        Some(match shortcut::lookup(stroke, offered)? {
            Key::SetUp => Message::SetUp,
            Key::PairAgain => Message::PairAgain,
            Key::Dismiss => Message::Back,
            _ => Message::Submit,
        })
    }

    /// Draws.
    #[must_use]
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let field = |name: &str, value: &str, on_input: fn(String) -> Message| {
            widget::field(m, "", value)
                .id(name.to_owned())
                .on_input(on_input)
                .on_submit(Message::Submit)
        };
        let named = |name: &'static str, field| form::named(m, words.t(name), field);
        let user = named("login-user", field(USER, &self.user, Message::User));
        let secret = |name: &'static str, value: &str, on_input| {
            named(name, field(name, value, on_input).secure(true))
        };
        let (title, confirm, fields) = match self.form {
            Form::LogIn => (
                "login-title",
                "login-do",
                vec![
                    user,
                    secret("login-password", &self.password, Message::Password),
                ],
            ),
            Form::SetUp => (
                "setup-title",
                "setup-do",
                vec![
                    typography::soft(m, words.t("setup-hint")).into(),
                    form::pair(
                        m,
                        user,
                        named("setup-code", field("setup-code", &self.code, Message::Code)),
                    ),
                    form::pair(
                        m,
                        secret("setup-password", &self.password, Message::Password),
                        secret("setup-again", &self.again, Message::Again),
                    ),
                ],
            ),
        };
        let confirm = match self.running {
            true => widget::button(m, Look::Primary, words.t("login-running")),
            false => widget::key_button(m, Look::Primary, words.t(confirm), Key::Confirm.key())
                .on_press(Message::Submit),
        };
        let notice = self
            .notice
            .clone()
            .map(|(tone, text)| form::told(m, tone, text));
        let content = Column::with_children(fields)
            .push(notice)
            .push(Element::from(confirm.large().width(Fill)))
            .push(self.others(cx))
            .spacing(m.space.l);
        form::sheet(m, form::LINE, words.t(title), content)
    }

    fn others<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let other = |name: &str, key: Key, message: Message| -> Element<'a, Message> {
            widget::key_button(m, Look::Secondary, words.t(name), key.key())
                .width(Fill)
                .on_press(message)
                .into()
        };
        match self.form {
            Form::LogIn => row![
                other("login-setup", Key::SetUp, Message::SetUp),
                other("login-pair-again", Key::PairAgain, Message::PairAgain),
            ],
            Form::SetUp => row![other("back", Key::Dismiss, Message::Back)],
        }
        .spacing(m.space.m)
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_shown_by_debug() {
        let (mut screen, _) = Screen::new(None);
        screen.password = "Geheimes Kennwort".into();
        let shown = format!("{screen:?} {:?}", Message::Password("Geheimes".into()));
        assert!(!shown.contains("Geheimes"), "{shown}");
    }
}
