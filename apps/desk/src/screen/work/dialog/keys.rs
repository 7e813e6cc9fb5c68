//! All keys, from the one table.

use aufruf_ui::widget::Look;
use aufruf_ui::{Element, typography};
use iced::widget::{Column, Row, container, row};
use iced::{Fill, FillPortion};

use super::{Dialog, Message, Page, Step, button};
use crate::context::Context;
use crate::shortcut::{Action as Key, Place};

/// The columns of the two pages: each fits into a small window without scrolling,
/// which only a mouse could do.
const PAGES: [[Place; 3]; 2] = [
    [Place::Counter, Place::Always, Place::Dialog],
    [Place::Visit, Place::Menu, Place::Start],
];

/// The overview.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Which page, from 0.
    page: usize,
}

fn name(place: Place) -> &'static str {
    match place {
        Place::Counter => "keys-counter",
        Place::Always => "keys-always",
        Place::Menu => "keys-menu",
        Place::Visit => "keys-visit",
        Place::Dialog => "keys-dialog",
        Place::Start => "keys-start",
    }
}

/// What has its meaning there, with what it does; of the rows of a list, all at once.
fn lines(cx: &Context, place: Place) -> Vec<(String, String)> {
    let words = &cx.words;
    let here = Key::ALL.iter().filter(|key| key.place() == place);
    let mut lines: Vec<(String, String)> =
        here.map(|key| (key.key(), words.t(key.words()))).collect();
    if place == Place::Dialog {
        for row in [Key::Choice as fn(u8) -> Key, Key::Other] {
            let span = [
                ("from", row(1).key().into()),
                ("to", Key::Choice(12).key().into()),
            ];
            lines.push((words.t_with("keys-span", &span), words.t(row(1).words())));
        }
        for (key, what) in [
            ("keys-arrows", "keys-arrows-do"),
            ("keys-tab", "keys-tab-do"),
            ("keys-enter", "keys-enter-do"),
        ] {
            lines.push((words.t(key), words.t(what)));
        }
    }
    lines
}

fn group<'a>(cx: &Context, place: Place) -> Element<'a, Message> {
    let m = &cx.m;
    let lines = lines(cx, place).into_iter().map(|(key, what)| {
        row![
            typography::caption(m, key)
                .font(aufruf_ui::font::SEMIBOLD)
                .width(m.cells(9.5)),
            typography::caption(m, what).width(Fill),
        ]
        .spacing(m.space.s)
        .into()
    });
    Column::new()
        .push(typography::strong(m, cx.words.t(name(place))))
        .extend(lines)
        .spacing(m.space.xs)
        .into()
}

impl Dialog for Keys {
    fn title(&self, cx: &Context) -> String {
        cx.words.t("keys-title")
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Dismiss, Key::Confirm]
    }

    fn update(&mut self, message: Message, _cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(Key::Confirm) => {
                self.page = (self.page + 1) % PAGES.len();
                Step::None
            }
            _ => Step::None,
        }
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let m = &cx.m;
        let columns = PAGES[self.page % PAGES.len()].map(|place| {
            let group = container(group(cx, place));
            group.width(FillPortion(1)).into()
        });
        let others = cx.words.t("keys-others");
        let turn = button(cx, Look::Primary, others, Key::Confirm, true);
        Page::new(Row::with_children(columns).spacing(m.space.l)).forward(turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_is_in_the_overview_once_with_words_of_its_own() {
        let cx = Context::new(aufruf_ui::Metrics::desk(1.0));
        let places: Vec<Place> = PAGES.concat();
        let shown: Vec<(String, String)> =
            places.iter().flat_map(|place| lines(&cx, *place)).collect();
        for key in Key::ALL.iter().chain(&[Key::Choice(1), Key::Other(1)]) {
            let what = cx.words.t(key.words());
            let of_it: Vec<_> = shown.iter().filter(|(_, words)| *words == what).collect();
            assert_eq!(of_it.len(), 1, "{key:?}: {what}");
        }
        let distinct: BTreeSet<&Place> = places.iter().collect();
        assert_eq!(distinct.len(), places.len());
    }
}
