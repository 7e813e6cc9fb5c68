//! Which counters are staffed for the rest of the day, and whom that leaves without one.

use aufruf_core::id::CounterId;
use aufruf_core::visit::State;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{CounterView, DeskCommand};
use aufruf_ui::widget::{self, Button, Look};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, column, row};
use iced::{Alignment, Fill};

use super::sure::{About, Sure};
use super::{Dialog, Message, Step, moving, nothing};
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

fn counter_row<'a>(cx: &'a Context, counter: &'a CounterView) -> Element<'a, Message> {
    let m = &cx.m;
    let id: CounterId = counter.sign.id;
    let (words, message) = match counter.withdrawn {
        true => ("counters-restore", Message::Restore(id)),
        false => ("counters-withdraw", Message::Withdraw(id)),
    };
    // Whoever is there is served first.
    let can = !cx.lost && (counter.withdrawn || counter.visit.is_none());
    let change = widget::button(m, Look::Secondary, cx.words.t(words))
        .on_press_maybe(can.then_some(message));
    row![
        typography::strong(m, telling::counter(cx, id)).width(m.cells(16.0)),
        typography::body(m, state(cx, counter)).width(Fill),
        Element::from(change),
    ]
    .spacing(m.space.m)
    .align_y(Alignment::Center)
    .into()
}

impl Dialog for Counters {
    fn title(&self, cx: &Context) -> String {
        cx.words.t("counters-title")
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Dismiss]
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Restore(counter) => Step::command(DeskCommand::RestoreCounter { counter }),
            Message::Withdraw(counter) => {
                let order = Order::command(DeskCommand::WithdrawCounter { counter });
                Step::Open(Box::new(Sure::new(About::Withdraw(counter), order)))
            }
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

    fn view<'a>(&'a self, cx: &'a Context) -> (Element<'a, Message>, Element<'a, Message>) {
        let (m, words) = (&cx.m, &cx.words);
        let Some(view) = &cx.view else {
            return (nothing(), nothing());
        };
        let counters = view.counters.iter().map(|c| counter_row(cx, c));
        let misfits: Element<'a, Message> = match view.misfits.is_empty() {
            true => typography::soft(m, words.t("misfits-none")).into(),
            false => {
                let rows = view.misfits.iter().map(|visit| {
                    // Who is here already is served, not moved.
                    let can = visit.state == State::Confirmed && !cx.lost;
                    Button::custom(m, Look::Secondary, queue::visit_line(m, cx, visit))
                        .on_press_maybe(can.then_some(Message::Misfit(visit.id)))
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
        (content.spacing(m.space.m).into(), nothing())
    }
}
