//! The counter without a citizen: who is next and why; pause; closed.

use aufruf_core::wire::desk::VisitView;
use aufruf_ui::theme;
use aufruf_ui::widget::{self, Look};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, column, row, space};
use iced::{Alignment, FillPortion};

use super::{Message, Screen};
use crate::context::Context;
use crate::shortcut::Action as Key;
use crate::telling;

type Parts<'a> = (Element<'a, Message>, Element<'a, Message>);

/// Free: one obvious next step, with the sentence why.
pub(super) fn view<'a>(screen: &'a Screen, cx: &'a Context) -> Parts<'a> {
    let (m, words) = (&cx.m, &cx.words);
    let next = screen.next(cx);
    let why = screen
        .own(cx)
        .and_then(|c| c.next.as_ref())
        .filter(|n| next.is_some_and(|(id, _)| id == n.visit))
        .map(|n| telling::why(cx, n));
    let content = match next {
        Some((id, number)) => {
            let visit = cx.visit(id);
            let concerns = visit.map(|visit| concerns(cx, visit));
            column![
                typography::soft(m, words.t("idle-headline")),
                typography::number(m, number.to_string()).style(theme::text::brand),
            ]
            .push(concerns)
            .push(why.map(|why| typography::body(m, why)))
        }
        None => column![
            typography::headline(m, words.t("idle-nobody")),
            typography::soft(m, words.t("idle-nobody-hint")),
        ],
    };
    let label = match next {
        Some((_, number)) => words.t1("call-next", "number", number.to_string()),
        None => words.t("call-nobody"),
    };
    let actions = row![
        Element::from(
            widget::key_button(m, Look::Outlined, words.t("pause"), Key::Pause.key())
                .large()
                .width(FillPortion(2))
                .on_press_maybe(screen.on_press(Key::Pause, cx))
        ),
        Element::from(
            widget::key_button(m, Look::Primary, label, Key::CallNext.key())
                .large()
                .width(FillPortion(3))
                .on_press_maybe(screen.on_press(Key::CallNext, cx))
        ),
    ]
    .spacing(m.space.m)
    .align_y(Alignment::Center);
    (content.spacing(m.space.s).into(), actions.into())
}

/// What somebody comes for, each in a line of its own.
pub(super) fn concerns<'a, M: 'a>(cx: &'a Context, visit: &'a VisitView) -> Element<'a, M> {
    let lines = visit.concerns.iter().map(|concern| {
        let words = telling::concern(cx, concern);
        typography::title(&cx.m, words).into()
    });
    Column::with_children(lines).spacing(cx.m.space.xs).into()
}

/// Pausing: nothing but the way back.
pub(super) fn paused<'a>(screen: &'a Screen, cx: &'a Context) -> Parts<'a> {
    let texts = ["paused-headline", "paused-hint", "resume"];
    single(screen, cx, texts, Key::Resume, None)
}

/// Not open: the clerk closed it, or a lead did.
pub(super) fn closed<'a>(screen: &'a Screen, cx: &'a Context) -> Parts<'a> {
    let texts = ["closed-headline", "closed-hint", "open-counter"];
    let other = Some(("counter-other", Key::OtherCounter));
    single(screen, cx, texts, Key::OpenCounter, other)
}

/// The day is over: nothing but leaving.
pub(super) fn day_over<'a>(screen: &'a Screen, cx: &'a Context) -> Parts<'a> {
    let texts = ["day-over", "day-over-hint", "menu-log-out"];
    single(screen, cx, texts, Key::LogOut, None)
}

fn single<'a>(
    screen: &'a Screen,
    cx: &'a Context,
    [headline, hint, button]: [&str; 3],
    key: Key,
    other: Option<(&str, Key)>,
) -> Parts<'a> {
    let (m, words) = (&cx.m, &cx.words);
    let content = column![
        typography::headline(m, words.t(headline)),
        typography::soft(m, words.t(hint)),
    ]
    .spacing(m.space.s);
    let place = |look, words: &str, key: Key, share| -> Element<'a, Message> {
        widget::key_button(m, look, cx.words.t(words), key.key())
            .large()
            .width(FillPortion(share))
            .on_press_maybe(screen.on_press(key, cx))
            .into()
    };
    let other = match other {
        Some((words, key)) => place(Look::Outlined, words, key, 2),
        None => space().width(FillPortion(2)).into(),
    };
    let go_on = place(Look::Primary, button, key, 3);
    (content.into(), row![other, go_on].spacing(m.space.m).into())
}
