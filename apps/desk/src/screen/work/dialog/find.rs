//! Finds a visit by number, name or time. Each search is recorded by the server.

use aufruf_client::Error;
use aufruf_core::id::CounterId;
use aufruf_core::wire::desk::SearchHit;
use aufruf_ui::widget::{self, Button, Look, Tone};
use aufruf_ui::{Element, typography};
use iced::Task;
use iced::widget::{Column, column, row};
use iced::{Alignment, Fill};

use super::{Dialog, Message, Page, Step};
use crate::context::Context;
use crate::problem::{self, state_key};
use crate::shortcut::Action as Key;
use crate::telling;

const FIELD: &str = "find-field";
/// Most hits that the server gives.
const HITS_MAX: usize = 50;

/// Hits that have a key: F1 to F8; F9 searches.
const KEYED: u8 = 8;

/// What was typed, and what was found.
pub(super) struct Find {
    counter: CounterId,
    query: String,
    asked: u32,
    found: Found,
}

enum Found {
    Nothing,
    Running,
    Hits(Vec<SearchHit>),
    Problem(String),
}

impl std::fmt::Debug for Find {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Find").finish_non_exhaustive()
    }
}

impl Find {
    pub(super) fn new(counter: CounterId) -> Self {
        Self {
            counter,
            query: String::new(),
            asked: 0,
            found: Found::Nothing,
        }
    }

    fn search(&mut self, cx: &Context) -> Step {
        let query = self.query.trim();
        let (false, Some(desk)) = (query.is_empty() || cx.lost, &cx.desk) else {
            return Step::None;
        };
        self.asked += 1;
        self.found = Found::Running;
        let answer = desk.search(query.to_owned(), cx.today());
        let asked = self.asked;
        Step::Run(Task::perform(answer, move |answer| {
            Message::Found(asked, answer)
        }))
    }

    fn found(&mut self, answer: Result<Vec<SearchHit>, Error>, cx: &Context) -> Step {
        match answer {
            Ok(hits) => {
                self.found = Found::Hits(hits);
                Step::None
            }
            Err(error) => {
                let told = problem::of_error(&cx.words, &error).tell(&cx.words);
                self.found = Found::Problem(told);
                Step::None
            }
        }
    }

    fn open(&self, index: usize) -> Step {
        let Found::Hits(hits) = &self.found else {
            return Step::None;
        };
        match hits.get(index) {
            Some(hit) => Step::Open(super::visit(hit.visit.clone(), hit.date, self.counter)),
            None => Step::None,
        }
    }

    fn hits<'a>(&'a self, cx: &'a Context, hits: &'a [SearchHit]) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        if hits.is_empty() {
            return typography::body(m, words.t("find-none")).into();
        }
        let many = (hits.len() >= HITS_MAX)
            .then(|| typography::soft(m, words.t1("find-many", "n", hits.len())));
        let rows = hits.iter().enumerate().map(|(index, hit)| {
            let key = (1..=KEYED).nth(index).map(|n| Key::Choice(n).key());
            let content = row![self.hit(cx, hit)]
                .push(key.map(|key| typography::soft(m, key)))
                .spacing(m.space.m)
                .align_y(Alignment::Center);
            Button::custom(m, Look::Secondary, content)
                .padding([m.space.s, m.space.m])
                .on_press(Message::Hit(index))
                .into()
        });
        column![]
            .push(many)
            .push(Column::with_children(rows).spacing(m.gap))
            .spacing(m.space.m)
            .into()
    }

    fn hit<'a>(&'a self, cx: &'a Context, hit: &'a SearchHit) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let visit = &hit.visit;
        let when = match visit.booked {
            Some(at) => {
                let date = words.short_date(hit.date);
                let values = [("a", date.into()), ("b", words.clock(at).into())];
                words.t_with("dot-list", &values)
            }
            None => telling::since(cx, visit),
        };
        let state = words.t(state_key(visit.state));
        let second = words.t_with("dot-list", &[("a", when.into()), ("b", state.into())]);
        let second = match hit.former {
            Some(former) => {
                let values = [
                    ("former", former.to_string().into()),
                    ("rest", second.into()),
                ];
                words.t_with("find-former", &values)
            }
            None => second,
        };
        let first = match &hit.name {
            Some(name) => name.clone(),
            None => telling::concerns_short(cx, &visit.concerns),
        };
        let number = visit.number.map(|n| n.to_string()).unwrap_or_default();
        row![
            typography::row_number(m, number).width(m.cells(13.0)),
            column![typography::label(m, first), typography::caption(m, second)].width(Fill),
        ]
        .spacing(m.space.m)
        .align_y(Alignment::Center)
        .into()
    }
}

impl Dialog for Find {
    fn title(&self, cx: &Context) -> String {
        cx.words.t("find-title")
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        let choices = (1..=KEYED).map(Key::Choice);
        choices.chain([Key::Dismiss, Key::Confirm]).collect()
    }

    fn opened(&mut self, _cx: &Context) -> Task<Message> {
        iced::widget::operation::focus(FIELD)
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(Key::Confirm) => self.search(cx),
            Message::Query(text) => {
                self.query = text;
                Step::None
            }
            Message::Found(asked, answer) if asked == self.asked => self.found(answer, cx),
            Message::Do(Key::Choice(n)) => self.open(usize::from(n) - 1),
            Message::Hit(index) => self.open(index),
            _ => Step::None,
        }
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let (m, words) = (&cx.m, &cx.words);
        let field = widget::field(m, &words.t("find-field"), &self.query)
            .id(FIELD)
            .on_input(Message::Query)
            .on_submit(Message::Do(Key::Confirm));
        let can = !self.query.trim().is_empty() && !cx.lost;
        let search = super::button(cx, Look::Primary, words.t("find"), Key::Confirm, can);
        let head = row![field, Element::from(search)]
            .spacing(m.space.m)
            .align_y(Alignment::Center);
        let found: Element<'a, Message> = match &self.found {
            Found::Nothing => typography::soft(m, words.t("find-hint")).into(),
            Found::Running => typography::soft(m, words.t("find-running")).into(),
            Found::Hits(hits) => self.hits(cx, hits),
            Found::Problem(problem) => {
                widget::notice(m, Tone::Warning, typography::body(m, problem.clone()))
            }
        };
        Page::new(column![head, found].spacing(m.space.m))
    }
}
