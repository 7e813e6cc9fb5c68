//! Free times: a week, its days, the times of one day.

use aufruf_client::{Error, FreeTimesQuery};
use aufruf_core::visit::Concern;
use aufruf_core::wire::desk::FreeDay;
use aufruf_ui::widget::{self, Button, Look};
use aufruf_ui::{Element, typography};
use iced::Task;
use iced::widget::{Row, column};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Message, button};
use crate::context::Context;
use crate::problem;
use crate::shortcut::Action as Key;
use crate::words::days_later;

/// Days shown at once.
const DAYS: u8 = 7;
/// Last week that is shown, from 0: four weeks ahead.
const LAST_WEEK: u8 = 3;

/// The first free time of the day that is shown.
const FIRST: &str = "times-first";

/// What is free for these concerns.
#[derive(Debug, Default)]
pub(super) struct Times {
    concerns: Vec<Concern>,
    week: u8,
    /// Counts the questions, so that a late answer to an old one is not shown.
    asked: u32,
    found: Found,
    day: Option<Date>,
}

#[derive(Debug, Default)]
enum Found {
    #[default]
    Loading,
    Days(Vec<FreeDay>),
    Problem(String),
}

impl Times {
    /// Asks for the first week.
    pub(super) fn ask(&mut self, concerns: &[Concern], cx: &Context) -> Task<Message> {
        self.concerns = concerns.to_vec();
        self.week = 0;
        self.load(cx)
    }

    /// Asks for the present week again: a time was taken meanwhile.
    pub(super) fn load(&mut self, cx: &Context) -> Task<Message> {
        self.asked += 1;
        self.found = Found::Loading;
        self.day = None;
        let Some(desk) = &cx.desk else {
            return Task::none();
        };
        let answer = desk.free_times(FreeTimesQuery {
            date: days_later(cx.today(), i32::from(self.week * DAYS)),
            days: DAYS,
            concerns: self.concerns.clone(),
        });
        let asked = self.asked;
        Task::perform(answer, move |answer| Message::FreeTimes(asked, answer))
    }

    /// Turns to another week, where there is one.
    pub(super) fn turn(&mut self, key: Key, cx: &Context) -> Task<Message> {
        let week = match key {
            Key::Earlier => self.week.saturating_sub(1),
            _ => (self.week + 1).min(LAST_WEEK),
        };
        if week == self.week {
            return Task::none();
        }
        self.week = week;
        self.load(cx)
    }

    pub(super) fn choose_day(&mut self, day: Date) {
        self.day = Some(day);
    }

    /// The answer to a question.
    pub(super) fn answered(
        &mut self,
        asked: u32,
        answer: Result<Vec<FreeDay>, Error>,
        cx: &Context,
    ) -> Task<Message> {
        if asked != self.asked {
            return Task::none();
        }
        self.found = match answer {
            Ok(days) => {
                let first = days.iter().find(|day| !day.times.is_empty());
                self.day = first.map(|day| day.date);
                Found::Days(days)
            }
            Err(error) => Found::Problem(problem::of_error(&cx.words, &error).tell(&cx.words)),
        };
        Self::focus()
    }

    /// Goes to the first time: arrows lead to the others and to the days.
    pub(super) fn focus() -> Task<Message> {
        iced::widget::operation::focus(FIRST)
    }

    pub(super) fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let turns = Row::with_children([
            button(
                cx,
                Look::Secondary,
                words.t("times-earlier"),
                Key::Earlier,
                self.week > 0,
            )
            .into(),
            button(
                cx,
                Look::Secondary,
                words.t("times-later"),
                Key::Later,
                self.week < LAST_WEEK,
            )
            .into(),
        ])
        .spacing(m.space.m);
        let found: Element<'a, Message> = match &self.found {
            Found::Loading => typography::soft(m, words.t("times-loading")).into(),
            Found::Problem(problem) => widget::notice(
                m,
                widget::Tone::Warning,
                typography::body(m, problem.clone()),
            ),
            Found::Days(days) if days.iter().all(|day| day.times.is_empty()) => {
                typography::body(m, words.t("times-none")).into()
            }
            Found::Days(days) => self.days(cx, days),
        };
        column![turns, found].spacing(m.space.l).into()
    }

    fn days<'a>(&'a self, cx: &'a Context, days: &'a [FreeDay]) -> Element<'a, Message> {
        let m = &cx.m;
        let tabs = days.iter().filter(|day| !day.times.is_empty()).map(|day| {
            let look = match self.day == Some(day.date) {
                true => Look::Chosen,
                false => Look::Secondary,
            };
            widget::button(m, look, cx.words.short_date(day.date))
                .padding([m.space.s, m.space.m])
                .on_press(Message::Day(day.date))
                .into()
        });
        let chosen = days.iter().find(|day| Some(day.date) == self.day);
        let times = chosen.map_or(&[][..], |day| &day.times);
        let buttons = times.iter().enumerate().map(|(index, at)| {
            let button = time(cx, *at);
            match index {
                0 => button.id(FIRST).into(),
                _ => button.into(),
            }
        });
        let title = chosen.map(|day| typography::title(m, cx.words.date(day.date)));
        column![
            Row::with_children(tabs)
                .spacing(m.gap)
                .wrap()
                .vertical_spacing(m.gap)
        ]
        .push(title)
        .push(
            Row::with_children(buttons)
                .spacing(m.gap)
                .wrap()
                .vertical_spacing(m.gap),
        )
        .spacing(m.space.m)
        .into()
    }
}

fn time<'a>(cx: &Context, at: Timestamp) -> Button<'a, Message> {
    let m = &cx.m;
    widget::button(m, Look::Secondary, cx.words.clock(at))
        .padding([m.space.s, m.space.m])
        .width(m.cells(10.5))
        .on_press(Message::Time(at))
}
