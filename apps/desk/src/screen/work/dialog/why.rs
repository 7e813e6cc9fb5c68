//! Why a visit was called when it was: for whoever is asked about it later.

use aufruf_core::wire::desk::VisitView;
use aufruf_ui::typography;
use iced::Task;
use iced::widget::Column;
use jiff::civil::Date;

use super::{Dialog, Message, Page, Step};
use crate::context::Context;
use crate::problem;
use crate::shortcut::Action as Key;
use crate::telling;

/// One call, and what the server says of it.
#[derive(Debug)]
pub(super) struct Why {
    visit: VisitView,
    call: u64,
    date: Date,
    told: Told,
}

#[derive(Debug)]
enum Told {
    Running,
    Sentences(Vec<String>),
    Problem(String),
}

impl Why {
    pub(super) fn new(visit: VisitView, call: u64, date: Date) -> Self {
        Self {
            visit,
            call,
            date,
            told: Told::Running,
        }
    }
}

impl Dialog for Why {
    fn title(&self, cx: &Context) -> String {
        let number = telling::number(cx, &self.visit);
        cx.words.t1("why-called-title", "number", number)
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Dismiss]
    }

    fn opened(&mut self, cx: &Context) -> Task<Message> {
        match &cx.desk {
            Some(desk) => Task::perform(desk.call_why(self.call, self.date), Message::Why),
            None => Task::none(),
        }
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Why(Ok(why)) => self.told = Told::Sentences(why.sentences),
            Message::Why(Err(error)) => {
                let told = problem::of_error(&cx.words, &error).tell(&cx.words);
                self.told = Told::Problem(told);
            }
            Message::Do(Key::Dismiss) => return Step::Close,
            _ => {}
        }
        Step::None
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let m = &cx.m;
        let lines = match &self.told {
            Told::Running => vec![cx.words.t("why-called-running")],
            Told::Sentences(sentences) => sentences.clone(),
            Told::Problem(problem) => vec![problem.clone()],
        };
        let lines = lines
            .into_iter()
            .map(|line| typography::body(m, line).into());
        Page::new(Column::with_children(lines).spacing(m.space.m))
    }
}
