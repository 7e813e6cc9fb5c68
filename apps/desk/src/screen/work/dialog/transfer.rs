//! Hands the visit at this counter on to another one.

use aufruf_core::id::CounterId;
use aufruf_core::wire::desk::{DeskCommand, VisitView};

use super::{Dialog, Message, Page, Step, choice, columns};
use crate::context::Context;
use crate::shortcut::Action as Key;
use crate::telling;

/// Most targets in one column.
const ONE_COLUMN: usize = 8;

/// The visit, and the counter that it leaves.
#[derive(Debug)]
pub(super) struct Transfer {
    visit: VisitView,
    counter: CounterId,
}

impl Transfer {
    pub(super) fn new(visit: VisitView, counter: CounterId) -> Self {
        Self { visit, counter }
    }

    /// Targets with their keys: F1 is whichever is free next, then each open counter.
    fn targets(&self, cx: &Context) -> Vec<(Key, Option<CounterId>)> {
        let counters = cx.view.as_ref().map_or(&[][..], |v| &v.counters);
        let others = counters
            .iter()
            .filter(|c| c.open && c.sign.id != self.counter)
            .map(|c| Some(c.sign.id));
        let targets = std::iter::once(None).chain(others);
        (1..).map(Key::Choice).zip(targets).collect()
    }
}

impl Dialog for Transfer {
    fn title(&self, cx: &Context) -> String {
        let number = telling::number(cx, &self.visit);
        cx.words.t1("transfer-title", "number", number)
    }

    fn offered(&self, cx: &Context) -> Vec<Key> {
        let keys = self.targets(cx).into_iter().map(|(key, _)| key);
        keys.chain([Key::Dismiss]).collect()
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(key) if !cx.lost => {
                let target = self.targets(cx).into_iter().find(|(own, _)| *own == key);
                match target {
                    Some((_, to)) => Step::command(DeskCommand::Transfer {
                        counter: self.counter,
                        to,
                    }),
                    None => Step::None,
                }
            }
            _ => Step::None,
        }
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        Some(cx.words.t("cancel"))
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let rows = self.targets(cx).into_iter().map(|(key, to)| {
            let words = match to {
                None => cx.words.t("transfer-any"),
                Some(id) => {
                    let values = [("word", cx.counter_word().into()), ("counter", id.0.into())];
                    cx.words.t_with("transfer-to", &values)
                }
            };
            choice(cx, words, key, !cx.lost)
        });
        Page::new(columns(&cx.m, rows.collect(), ONE_COLUMN))
    }
}
