//! A question before something that cannot be taken back (requirement D05).

use aufruf_core::id::CounterId;
use aufruf_core::visit::State;
use aufruf_core::wire::desk::VisitView;
use aufruf_ui::typography;
use aufruf_ui::widget::Look;

use super::{Dialog, Message, Page, Step, button};
use crate::context::Context;
use crate::screen::work::order::Order;
use crate::shortcut::Action as Key;
use crate::telling;

/// What is asked about.
#[derive(Debug)]
pub(super) enum About {
    Leave(VisitView),
    Cancel(VisitView),
    Interrupt,
    Release(CounterId),
    Withdraw(CounterId),
    Taken(CounterId),
}

/// The question, and what is sent after a yes.
#[derive(Debug)]
pub(super) struct Sure {
    about: About,
    order: Option<Order>,
}

impl Sure {
    pub(super) fn new(about: About, order: Order) -> Self {
        Self {
            about,
            order: Some(order),
        }
    }

    /// Title, explanation, yes.
    fn words(&self, cx: &Context) -> [String; 3] {
        let words = &cx.words;
        let counter = |key, id: CounterId| {
            let values = [("word", cx.counter_word().into()), ("counter", id.0.into())];
            words.t_with(key, &values)
        };
        match &self.about {
            About::Leave(visit) => [
                words.t1("sure-leave", "number", telling::number(cx, visit)),
                words.t("sure-leave-hint"),
                words.t("visit-leave"),
            ],
            About::Cancel(visit) => {
                let moment = visit.booked.map(|at| words.moment(at)).unwrap_or_default();
                [
                    words.t1("sure-cancel", "moment", moment),
                    words.t("sure-cancel-hint"),
                    words.t("visit-cancel"),
                ]
            }
            About::Interrupt => [
                words.t("sure-interrupt"),
                words.t("sure-interrupt-hint"),
                words.t("menu-interrupt"),
            ],
            About::Release(id) => [
                counter("sure-release", *id),
                words.t("sure-release-hint"),
                words.t("counters-release"),
            ],
            About::Withdraw(id) => [
                counter("sure-withdraw", *id),
                words.t("sure-withdraw-hint"),
                words.t("counters-withdraw"),
            ],
            About::Taken(id) => [
                counter("taken-title", *id),
                words.t("taken-body"),
                words.t("take-over-do"),
            ],
        }
    }
}

impl Dialog for Sure {
    fn title(&self, cx: &Context) -> String {
        let [title, ..] = self.words(cx);
        title
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Confirm, Key::Dismiss]
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            // The same order again where the answer was lost: it has one id.
            Message::Do(Key::Confirm) if !cx.lost => match &self.order {
                Some(order) => Step::Order(order.clone()),
                None => Step::Close,
            },
            // This counter is gone: there is nothing to go back to.
            Message::Do(Key::Dismiss) => match self.about {
                About::Taken(_) => Step::Do(Key::OtherCounter),
                _ => Step::Close,
            },
            _ => Step::None,
        }
    }

    fn answered(&mut self, _: &aufruf_core::wire::answer::Answer, _: &Context) -> Step {
        match self.about {
            About::Release(_) | About::Withdraw(_) => Step::Open(super::counters()),
            _ => Step::Close,
        }
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        Some(cx.words.t(match self.about {
            About::Taken(_) => "counter-other",
            _ => "cancel",
        }))
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let [_, hint, yes] = self.words(cx);
        let look = match &self.about {
            About::Leave(visit) | About::Cancel(visit) if visit.state != State::Finished => {
                Look::Danger
            }
            _ => Look::Primary,
        };
        Page::new(typography::body(&cx.m, hint)).forward(button(
            cx,
            look,
            yes,
            Key::Confirm,
            !cx.lost,
        ))
    }
}
