//! Makes this device a paired one, with the one-time code of an administrator.

use std::sync::Arc;

use aufruf_client::CredentialsError;
use aufruf_ui::widget::{self, Look, Tone};
use aufruf_ui::{Element, typography};
use iced::widget::Column;
use iced::{Fill, Task};

use super::form;
use crate::backend::{Device, Pairing};
use crate::context::Context;
use crate::problem;
use crate::shortcut::{self, Action as Key, Stroke};
use crate::words::Words;

const SERVER: &str = "pairing-server";
const CODE: &str = "pairing-code";

/// Address, code, and what came of it.
#[derive(Debug)]
pub struct Screen {
    server: String,
    code: String,
    running: bool,
    problem: Option<String>,
}

/// Something happened here.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Message {
    Server(String),
    Code(String),
    Submit,
    Paired(Result<Arc<dyn Device>, Arc<CredentialsError>>),
}

/// What the root has to do.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Action {
    None,
    Run(Task<Message>),
    Paired(Arc<dyn Device>),
}

impl Screen {
    /// With a code, pairing begins at once.
    pub fn new(
        server: Option<String>,
        code: Option<String>,
        pairing: &Arc<dyn Pairing>,
    ) -> (Self, Task<Message>) {
        let begin = server.is_some() && code.is_some();
        let first = if server.is_some() { CODE } else { SERVER };
        let mut screen = Self {
            server: server.unwrap_or_default(),
            code: code.unwrap_or_default(),
            running: false,
            problem: None,
        };
        let task = match begin {
            true => screen.submit(pairing),
            false => iced::widget::operation::focus(first),
        };
        (screen, task)
    }

    fn submit(&mut self, pairing: &Arc<dyn Pairing>) -> Task<Message> {
        if self.running || self.server.trim().is_empty() || self.code.trim().is_empty() {
            return Task::none();
        }
        self.running = true;
        self.problem = None;
        let answer = pairing.pair(self.server.clone(), self.code.clone());
        Task::perform(answer, Message::Paired)
    }

    /// Reacts.
    pub fn update(
        &mut self,
        message: Message,
        pairing: &Arc<dyn Pairing>,
        words: &Words,
    ) -> Action {
        match message {
            Message::Server(text) => self.server = text,
            Message::Code(text) => self.code = text,
            Message::Submit => return Action::Run(self.submit(pairing)),
            Message::Paired(Ok(device)) => return Action::Paired(device),
            Message::Paired(Err(error)) => {
                tracing::warn!("{error}");
                self.running = false;
                self.problem = Some(problem::of_pairing(words, &error).tell(words));
            }
        }
        Action::None
    }

    /// What a key does here.
    #[must_use]
    pub fn key(&self, stroke: Stroke) -> Option<Message> {
        shortcut::lookup(stroke, &[Key::Confirm]).map(|_| Message::Submit)
    }

    /// Draws.
    #[must_use]
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let server = widget::field(m, &words.t("pairing-server-example"), &self.server)
            .id(SERVER)
            .on_input(Message::Server)
            .on_submit(Message::Submit);
        let code = widget::field(m, "", &self.code)
            .id(CODE)
            .on_input(Message::Code)
            .on_submit(Message::Submit);
        let button = match self.running {
            true => widget::button(m, Look::Primary, words.t("pairing-running")),
            false => {
                widget::key_button(m, Look::Primary, words.t("pairing-do"), Key::Confirm.key())
                    .on_press(Message::Submit)
            }
        };
        let content = Column::new()
            .push(typography::soft(m, words.t("pairing-hint")))
            .push(form::named(m, words.t("pairing-server"), server))
            .push(form::named(m, words.t("pairing-code"), code))
            .push(
                self.problem
                    .clone()
                    .map(|problem| form::told(m, Tone::Danger, problem)),
            )
            .push(Element::from(button.large().width(Fill)))
            .spacing(m.space.l);
        form::sheet(m, form::LINE, words.t("pairing-title"), content)
    }
}
