//! Which counters are staffed for the rest of the day, and whom that leaves without one.

use aufruf_core::id::CounterId;
use aufruf_core::visit::State;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{CounterView, DeskCommand};
use aufruf_ui::widget::{self, Button, Look};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Fill};

use super::sure::{About, Sure};
use super::{Dialog, Message, Page, Step, moving};
use crate::app::Context;
use crate::screen::work::order::Order;
use crate::screen::work::queue;
use crate::shortcut::Action as Key;
use crate::telling;

/// For leads only.
#[derive(Debug)]
pub(super) struct Counters;

fn state(cx: &Context, counter: &CounterView) -> String {
    let key = match counter {
        CounterView {
            withdrawn: true, ..
        } => "counters-withdrawn",
        CounterView { open: false, .. } => "counters-idle",
        CounterView { paused: true, .. } => "counters-paused",
        _ => "counters-open",
    };
    let state = cx.words.t(key);
    match counter.visit.as_ref().and_then(|v| v.number) {
        Some(number) => {
            let values = [("a", state.into()), ("b", number.to_string().into())];
            cx.words.t_with("dot-list", &values)
        }
        None => state,
    }
}

/// Whoever is there is served first.
fn can_change(counter: &CounterView) -> bool {
    counter.withdrawn || counter.visit.is_none()
}

/// Each counter with its key.
fn keyed(cx: &Context) -> impl Iterator<Item = (Key, &CounterView)> {
    let counters = cx.view.as_ref().map_or(&[][..], |v| &v.counters);
    (1..).map(Key::Choice).zip(counters)
}

fn change(key: Key, cx: &Context) -> Step {
    let Some((_, counter)) = keyed(cx).find(|(own, c)| *own == key && can_change(c)) else {
        return Step::None;
    };
    let id = counter.sign.id;
    if counter.withdrawn {
        return Step::command(DeskCommand::RestoreCounter { counter: id });
    }
    let order = Order::command(DeskCommand::WithdrawCounter { counter: id });
    Step::Open(Box::new(Sure::new(About::Withdraw(id), order)))
}

fn counter_row<'a>(cx: &'a Context, key: Key, counter: &'a CounterView) -> Element<'a, Message> {
    let m = &cx.m;
    let id: CounterId = counter.sign.id;
    let words = match counter.withdrawn {
        true => "counters-restore",
        false => "counters-withdraw",
    };
    let change = widget::button(m, Look::Secondary, cx.words.t(words))
        .width(m.cells(40.0))
        .on_press_maybe((!cx.lost).then_some(Message::Do(key)));
    let change = match key.is_on_keyboard() {
        true => change.key(key.key()),
        false => change,
    };
    let change = can_change(counter).then(|| Element::from(change));
    row![
        typography::strong(m, telling::counter(cx, id)).width(m.cells(16.0)),
        typography::body(m, state(cx, counter)).width(Fill),
        space().height(m.target),
    ]
    .push(change)
    .spacing(m.space.m)
    .align_y(Alignment::Center)
    .into()
}

impl Dialog for Counters {
    fn title(&self, cx: &Context) -> String {
        cx.words.t("counters-title")
    }

    fn offered(&self, cx: &Context) -> Vec<Key> {
        let keys = keyed(cx).map(|(key, _)| key);
        keys.chain([Key::Dismiss]).collect()
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(key) if !cx.lost => change(key, cx),
            Message::Misfit(id) => {
                let misfits = cx.view.as_ref().map_or(&[][..], |v| &v.misfits);
                match misfits.iter().find(|visit| visit.id == id) {
                    Some(visit) => {
                        Step::Open(Box::new(moving::Moving::new(visit.clone(), cx.today())))
                    }
                    None => Step::None,
                }
            }
            _ => Step::None,
        }
    }

    fn answered(&mut self, _: &Answer, _: &Context) -> Step {
        Step::None
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let (m, words) = (&cx.m, &cx.words);
        let Some(view) = &cx.view else {
            return Page::new(Column::new());
        };
        let counters = keyed(cx).map(|(key, c)| counter_row(cx, key, c));
        let misfits: Element<'a, Message> = match view.misfits.is_empty() {
            true => typography::soft(m, words.t("misfits-none")).into(),
            false => {
                let rows = view.misfits.iter().map(|visit| {
                    let line = queue::visit_line(m, cx, visit);
                    let padding = [m.space.s, m.space.m];
                    // Who is here already is served, not moved.
                    if visit.state != State::Confirmed {
                        return container(line).padding(padding).into();
                    }
                    Button::custom(m, Look::Secondary, line)
                        .padding(padding)
                        .on_press_maybe((!cx.lost).then_some(Message::Misfit(visit.id)))
                        .into()
                });
                column![
                    typography::title(m, words.t("misfits-title")),
                    typography::soft(m, words.t("misfits-hint")),
                    Column::with_children(rows).spacing(m.gap),
                ]
                .spacing(m.space.s)
                .into()
            }
        };
        let content = column![
            Column::with_children(counters).spacing(m.space.s),
            widget::line(m),
            misfits,
        ];
        Page::new(content.spacing(m.space.m))
    }
}
