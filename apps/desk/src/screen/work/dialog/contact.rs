//! Name, phone and mail: the fields, what is wrong with them, and changing those of
//! a booking that is there. Reading and changing are recorded by the server.

use aufruf_client::Error;
use aufruf_core::contact::{EmailAddress, PersonName, PhoneNumber};
use aufruf_core::id::VisitId;
use aufruf_core::wire::desk::{Contact, VisitView};
use aufruf_ui::widget::{self, Look, Tone};
use aufruf_ui::{Element, typography};
use iced::Task;
use iced::widget::{Column, column};

use super::{Dialog, Message, Page, Step, button};
use crate::context::Context;
use crate::problem;
use crate::shortcut::Action as Key;
use crate::telling;
use crate::words::Words;

const NAME: &str = "contact-name";

/// Puts the cursor into the first field.
pub(super) fn focus() -> Task<Message> {
    iced::widget::operation::focus(NAME)
}

/// What is wrong with what was typed; mail and phone may be empty.
pub(super) fn wrong(contact: &Contact, words: &Words) -> Option<String> {
    let found = if let Err(wrong) = PersonName::parse(&contact.name) {
        problem::of_name(&wrong)
    } else if let Err(wrong) = PhoneNumber::parse_optional(&contact.phone) {
        problem::of_phone(&wrong)
    } else if contact.email.trim().is_empty() {
        return None;
    } else {
        problem::of_email(&EmailAddress::parse(&contact.email).err()?)
    };
    Some(found.tell(words))
}

/// Takes what is typed into a field; whether it was that.
pub(super) fn typed(contact: &mut Contact, message: Message) -> bool {
    match message {
        Message::Name(text) => contact.name = text,
        Message::Phone(text) => contact.phone = text,
        Message::Email(text) => contact.email = text,
        _ => return false,
    }
    true
}

/// The fields below each other, and what is wrong.
pub(super) fn fields<'a>(
    cx: &'a Context,
    contact: &'a Contact,
    problem: Option<&'a String>,
) -> Column<'a, Message, aufruf_ui::Theme> {
    let (m, words) = (&cx.m, &cx.words);
    let field = |name: &'static str, value: &str, on_input: fn(String) -> Message| {
        let field = widget::field(m, "", value)
            .id(name)
            .on_input(on_input)
            .on_submit(Message::Do(Key::Confirm));
        column![typography::label(m, words.t(name)), field].spacing(m.space.xs)
    };
    let problem =
        problem.map(|text| widget::notice(m, Tone::Danger, typography::body(m, text.clone())));
    Column::new()
        .push(field(NAME, &contact.name, Message::Name))
        .push(field("contact-phone", &contact.phone, Message::Phone))
        .push(field("contact-email", &contact.email, Message::Email))
        .push(problem)
        .spacing(m.space.m)
}

/// Changes the contact data of a booking.
pub(super) struct Change {
    visit: VisitView,
    stage: Stage,
    contact: Contact,
    problem: Option<String>,
}

#[derive(Debug, PartialEq, Eq)]
enum Stage {
    Reading,
    /// Being typed.
    Open,
    Saving,
    Saved,
    /// They could not be read.
    Failed,
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change")
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}

impl Change {
    pub(super) fn new(visit: VisitView) -> Self {
        Self {
            visit,
            stage: Stage::Reading,
            contact: Contact::default(),
            problem: None,
        }
    }

    fn id(&self) -> VisitId {
        self.visit.id
    }

    fn save(&mut self, cx: &Context) -> Step {
        self.problem = wrong(&self.contact, &cx.words);
        let (None, Some(desk)) = (&self.problem, &cx.desk) else {
            return Step::None;
        };
        self.stage = Stage::Saving;
        let answer = desk.change_contact(self.id(), self.contact.clone());
        Step::Run(Task::perform(answer, Message::ContactSaved))
    }

    fn failed(&mut self, stage: Stage, error: &Error, cx: &Context) {
        self.stage = stage;
        self.problem = Some(problem::of_error(&cx.words, error).tell(&cx.words));
    }
}

impl Dialog for Change {
    fn title(&self, cx: &Context) -> String {
        match self.stage {
            Stage::Saved => cx.words.t("contact-changed"),
            _ => {
                let number = telling::number(cx, &self.visit);
                cx.words.t1("contact-change-title", "number", number)
            }
        }
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Dismiss, Key::Confirm]
    }

    fn opened(&mut self, cx: &Context) -> Task<Message> {
        match &cx.desk {
            Some(desk) => Task::perform(desk.contact(self.id()), Message::ContactRead),
            None => Task::none(),
        }
    }

    fn holds_input(&self) -> bool {
        matches!(self.stage, Stage::Open | Stage::Saving)
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match (message, &self.stage) {
            (Message::Do(Key::Dismiss), _) | (Message::Do(Key::Confirm), Stage::Saved) => {
                return Step::Close;
            }
            (Message::Do(Key::Confirm), Stage::Open) if !cx.lost => return self.save(cx),
            (Message::ContactRead(Ok(contact)), _) => {
                self.contact = contact;
                self.stage = Stage::Open;
                return Step::Run(focus());
            }
            (Message::ContactRead(Err(error)), _) => self.failed(Stage::Failed, &error, cx),
            (Message::ContactSaved(Ok(())), _) => self.stage = Stage::Saved,
            (Message::ContactSaved(Err(error)), _) => self.failed(Stage::Open, &error, cx),
            (message, Stage::Open) => drop(typed(&mut self.contact, message)),
            _ => {}
        }
        Step::None
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        (self.stage != Stage::Saved).then(|| cx.words.t("cancel"))
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let (m, words) = (&cx.m, &cx.words);
        let content: Element<'a, Message> = match self.stage {
            Stage::Reading => typography::soft(m, words.t("contact-reading")).into(),
            Stage::Failed => {
                let told = self.problem.clone().unwrap_or_default();
                widget::notice(m, Tone::Warning, typography::body(m, told))
            }
            Stage::Open | Stage::Saving => fields(cx, &self.contact, self.problem.as_ref()).into(),
            Stage::Saved => typography::body(m, words.t("contact-changed-hint")).into(),
        };
        let page = Page::new(content);
        let forward =
            |name: &str, enabled| button(cx, Look::Primary, words.t(name), Key::Confirm, enabled);
        match self.stage {
            Stage::Saved => page.forward(forward("done", true)),
            Stage::Failed => page,
            _ => {
                let can = self.stage == Stage::Open && !cx.lost;
                page.forward(forward("contact-save", can))
            }
        }
    }
}
