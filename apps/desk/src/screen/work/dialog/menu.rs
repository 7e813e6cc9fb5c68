//! What is rarely needed, and what only leads may.

use aufruf_core::settings::Policy;
use aufruf_core::wire::desk::DeskView;
use aufruf_ui::typography;
use iced::widget::Column;

use super::{Dialog, Message, Page, Step, choice};
use crate::app::Context;
use crate::shortcut::Action as Key;

/// The menu.
#[derive(Debug)]
pub(super) struct Menu {
    can_close: bool,
}

impl Menu {
    pub(super) fn new(can_close: bool) -> Self {
        Self { can_close }
    }

    fn own(&self, cx: &Context) -> Vec<(Key, String, bool)> {
        let words = &cx.words;
        let stopped = cx.view.as_ref().is_some_and(|v| v.tickets.stopped);
        let tickets = match stopped {
            true => "menu-tickets-go",
            false => "menu-tickets-stop",
        };
        let live = !cx.lost;
        vec![
            (Key::DayList, words.t("menu-day-list"), live),
            (Key::Tickets, words.t(tickets), live),
            (
                Key::CloseCounter,
                words.t("menu-close-counter"),
                live && self.can_close,
            ),
            (Key::OtherCounter, words.t("menu-other-counter"), true),
            (Key::Keys, words.t("menu-keys"), true),
            (Key::LogOut, words.t("menu-log-out"), true),
        ]
    }

    fn lead(&self, cx: &Context) -> Vec<(Key, String, bool)> {
        let (words, live) = (&cx.words, !cx.lost);
        let Some(view) = cx.view.as_ref().filter(|_| cx.is_lead()) else {
            return Vec::new();
        };
        let counters = match view.misfits.len() {
            0 => words.t("menu-counters"),
            n => words.t1("menu-counters-n", "n", n),
        };
        let interruption = match view.interrupted {
            Some(_) => "menu-resume",
            None => "menu-interrupt",
        };
        let mut rows = vec![
            (Key::Counters, counters, live),
            (Key::Interruption, words.t(interruption), live),
        ];
        // Where the settings put appointments first there is nothing to switch.
        if view.usual_policy != Policy::Due {
            let policy = match view.policy {
                Policy::Due => "menu-policy-back",
                _ => "menu-policy-due",
            };
            rows.push((Key::Policy, words.t(policy), live));
        }
        rows
    }
}

fn state(cx: &Context, view: &DeskView) -> String {
    let tickets = match view.tickets.cap {
        Some(cap) => {
            let values = [("n", view.tickets.issued.into()), ("cap", cap.into())];
            cx.words.t_with("menu-tickets-cap", &values)
        }
        None => cx.words.t1("menu-tickets-now", "n", view.tickets.issued),
    };
    let policy = cx.words.policy(view.policy);
    let policy = cx.words.t1("menu-policy-now", "policy", policy);
    format!("{policy} {tickets}")
}

impl Dialog for Menu {
    fn title(&self, cx: &Context) -> String {
        cx.words.t("menu-title")
    }

    fn offered(&self, cx: &Context) -> Vec<Key> {
        let all = [self.own(cx), self.lead(cx)].concat();
        let keys = all.into_iter().map(|(key, ..)| key);
        keys.chain([Key::Dismiss]).collect()
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(key) if self.offered(cx).contains(&key) => Step::Do(key),
            _ => Step::None,
        }
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let m = &cx.m;
        let rows = |rows: Vec<(Key, String, bool)>| {
            let rows = rows
                .into_iter()
                .map(|(key, words, can)| choice(cx, words, key, can));
            Column::with_children(rows).spacing(m.gap)
        };
        let lead = self.lead(cx);
        let title = (!lead.is_empty()).then(|| typography::strong(m, cx.words.t("menu-lead")));
        let state = cx
            .view
            .as_ref()
            .map(|view| typography::soft(m, state(cx, view)));
        let content = Column::new()
            .push(rows(self.own(cx)))
            .push(title)
            .push(rows(lead))
            .spacing(m.space.s);
        let page = Page::new(content);
        match state {
            Some(state) => page.above(state),
            None => page,
        }
    }
}
