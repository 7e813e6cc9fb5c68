//! All keys, from the one table.

use aufruf_ui::{Element, typography};
use iced::widget::{Column, row};
use iced::{Fill, FillPortion};

use super::{Dialog, Message, Page, Step};
use crate::app::Context;
use crate::shortcut::Action as Key;

/// The overview.
#[derive(Debug)]
pub(super) struct Keys;

/// The key of an action's name; only actions of the overview have one.
fn name(key: Key) -> &'static str {
    match key {
        Key::CallNext => "key-call-next",
        Key::Arrived => "key-arrived",
        Key::FinishAndNext => "key-finish-next",
        Key::Finish => "key-finish",
        Key::Recall => "key-recall",
        Key::Miss => "key-miss",
        Key::Park => "key-park",
        Key::Transfer => "key-transfer",
        Key::EditConcerns => "key-concerns",
        Key::Pause => "key-pause",
        Key::Undo => "key-undo",
        Key::WalkIn => "key-walk-in",
        Key::Book => "key-book",
        Key::Find => "key-find",
        Key::TakeHelp => "key-help",
        Key::Repeat => "key-repeat",
        Key::DayList => "key-day-list",
        Key::Menu => "key-menu",
        Key::TabWaiting => "key-tab-waiting",
        Key::TabExpected => "key-tab-expected",
        Key::TabParked => "key-tab-parked",
        Key::TabMissed => "key-tab-missed",
        Key::Confirm => "key-confirm",
        Key::Dismiss => "key-dismiss",
        _ => "key-keys",
    }
}

impl Dialog for Keys {
    fn title(&self, cx: &Context) -> String {
        cx.words.t("keys-title")
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Dismiss]
    }

    fn update(&mut self, message: Message, _cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            _ => Step::None,
        }
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let (m, words) = (&cx.m, &cx.words);
        let line = |key: &Key| -> Element<'a, Message> {
            row![
                typography::strong(m, key.key()).width(m.cells(10.0)),
                typography::body(m, words.t(name(*key))).width(Fill),
            ]
            .spacing(m.space.s)
            .into()
        };
        let half = Key::OVERVIEW.len().div_ceil(2);
        let (left, right) = Key::OVERVIEW.split_at(half);
        let list = |keys: &[Key]| {
            Column::with_children(keys.iter().map(line))
                .spacing(m.space.s)
                .width(FillPortion(1))
        };
        let content = Column::new()
            .push(row![list(left), list(right)].spacing(m.space.l))
            .push(typography::soft(m, words.t("keys-focus")))
            .spacing(m.space.l);
        Page::new(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_overview_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<&str> =
            Key::OVERVIEW.iter().map(|key| name(*key)).collect();
        assert_eq!(names.len(), Key::OVERVIEW.len());
    }
}
