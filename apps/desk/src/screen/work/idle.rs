//! The counter without a citizen: who is next and why; pause; closed.

use aufruf_ui::theme;
use aufruf_ui::widget::{self, Look};
use aufruf_ui::{Element, typography};
use iced::widget::{column, row, space};
use iced::{Alignment, Fill, FillPortion};

use super::{Message, Screen};
use crate::app::Context;
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
            let concerns = visit.map(|v| typography::title(m, telling::concerns(cx, &v.concerns)));
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
                .width(FillPortion(1))
                .on_press_maybe(screen.on_press(Key::Pause, cx))
        ),
        Element::from(
            widget::key_button(m, Look::Primary, label, Key::CallNext.key())
                .large()
                .width(FillPortion(2))
                .on_press_maybe(screen.on_press(Key::CallNext, cx))
        ),
    ]
    .spacing(m.space.m)
    .align_y(Alignment::Center);
    (content.spacing(m.space.s).into(), steps(cx, actions.into()))
}

/// Pausing: nothing but the way back.
pub(super) fn paused<'a>(screen: &'a Screen, cx: &'a Context) -> Parts<'a> {
    single(
        screen,
        cx,
        ["paused-headline", "paused-hint", "resume"],
        Key::Resume,
    )
}

/// Not open: the clerk closed it, or a lead did.
pub(super) fn closed<'a>(screen: &'a Screen, cx: &'a Context) -> Parts<'a> {
    let (m, words) = (&cx.m, &cx.words);
    let texts = ["closed-headline", "closed-hint", "open-counter"];
    let (content, open) = single(screen, cx, texts, Key::OpenCounter);
    let other = widget::key_button(
        m,
        Look::Secondary,
        words.t("other-counter"),
        Key::OtherCounter.key(),
    )
    .on_press_maybe(screen.on_press(Key::OtherCounter, cx));
    let content = column![content, Element::from(other)].spacing(m.space.l);
    (content.into(), open)
}

fn single<'a>(
    screen: &'a Screen,
    cx: &'a Context,
    [headline, hint, button]: [&str; 3],
    key: Key,
) -> Parts<'a> {
    let (m, words) = (&cx.m, &cx.words);
    let content = column![
        typography::headline(m, words.t(headline)),
        typography::soft(m, words.t(hint)),
    ]
    .spacing(m.space.s);
    let action = row![
        space().width(FillPortion(1)),
        Element::from(
            widget::key_button(m, Look::Primary, words.t(button), key.key())
                .large()
                .width(FillPortion(2))
                .on_press_maybe(screen.on_press(key, cx))
        ),
    ]
    .spacing(m.space.m);
    (content.into(), steps(cx, action.into()))
}

/// The place of the next steps: always the same, at the bottom.
pub(super) fn steps<'a>(cx: &Context, buttons: Element<'a, Message>) -> Element<'a, Message> {
    column![buttons]
        .width(Fill)
        .spacing(cx.m.space.s)
        .padding([cx.m.space.s, cx.m.space.s])
        .into()
}
