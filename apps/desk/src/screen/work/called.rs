//! Somebody is on the way to this counter.

use aufruf_core::wire::desk::VisitView;
use aufruf_ui::theme;
use aufruf_ui::widget::{self, Look};
use aufruf_ui::{Element, Role, typography};
use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Fill, FillPortion};

use super::contact::Loaded;
use super::{Message, Screen};
use crate::context::Context;
use crate::shortcut::Action as Key;
use crate::telling;

/// Number, who it is, and whether they come.
pub(super) fn view<'a>(
    screen: &'a Screen,
    cx: &'a Context,
    visit: &'a VisitView,
) -> (Element<'a, Message>, Element<'a, Message>) {
    let (m, words) = (&cx.m, &cx.words);
    let since = visit
        .called_at
        .map(|at| words.clock(at))
        .unwrap_or_default();
    let lines = visit.concerns.iter().map(|concern| {
        let documents = telling::documents(cx, std::slice::from_ref(concern)).join(" ");
        column![typography::title(m, telling::concern(cx, concern))]
            .push(
                (!documents.is_empty())
                    .then(|| typography::soft(m, words.t1("bring", "documents", documents))),
            )
            .into()
    });
    let card = Column::new()
        .push(typography::soft(m, words.t("concerns-called")))
        .push(widget::line(m))
        .extend(lines)
        .spacing(m.space.s)
        .width(Fill);
    let card = widget::card(m, card).padding([m.space.m, m.space.l]);
    let content = Column::new()
        .push(head(
            screen,
            cx,
            visit,
            words.t1("called-since", "clock", since),
        ))
        .push(card)
        .spacing(m.space.m);
    let actions = row![
        Element::from(
            widget::key_button(m, Look::Outlined, words.t("miss"), Key::Miss.key())
                .large()
                .width(FillPortion(2))
                .on_press_maybe(screen.on_press(Key::Miss, cx))
        ),
        Element::from(
            widget::key_button(m, Look::Primary, words.t("arrived"), Key::Arrived.key())
                .large()
                .width(FillPortion(3))
                .on_press_maybe(screen.on_press(Key::Arrived, cx))
        ),
    ]
    .spacing(m.space.m);
    let quiet = others(
        screen,
        cx,
        &[
            ("recall", Key::Recall, Look::Secondary),
            ("park", Key::Park, Look::Secondary),
            ("transfer", Key::Transfer, Look::Secondary),
        ],
    );
    let actions = column![quiet, actions].spacing(m.space.m);
    (content.into(), actions.into())
}

/// Since when, the number, the appointment and the name.
pub(super) fn head<'a>(
    screen: &'a Screen,
    cx: &'a Context,
    visit: &'a VisitView,
    since: String,
) -> Element<'a, Message> {
    let m = &cx.m;
    let own = screen.contact.as_ref().filter(|(id, _)| *id == visit.id);
    let name = own.and_then(|(_, loaded)| match loaded {
        Loaded::Name(name) => Some(typography::title(m, name.clone()).width(Fill)),
        Loaded::Running => Some(typography::soft(m, cx.words.t("name-loading")).width(Fill)),
        Loaded::None => None,
    });
    let dot = name.is_some().then(|| typography::title(m, "·"));
    let who =
        row![typography::title(m, telling::appointment(cx, visit)).font(aufruf_ui::font::REGULAR)]
            .push(dot)
            .push(name)
            .spacing(m.space.s)
            .align_y(Alignment::Center);
    let number = visit.number.map(|n| n.to_string()).unwrap_or_default();
    column![
        typography::emphasis(m, &since, Role::Soft),
        typography::number(m, number).style(theme::text::brand),
        who,
    ]
    .spacing(m.space.xs)
    .into()
}

/// Quiet buttons of one width.
pub(super) fn others<'a>(
    screen: &'a Screen,
    cx: &'a Context,
    buttons: &[(&str, Key, Look)],
) -> Element<'a, Message> {
    let buttons = buttons.iter().map(|(name, key, look)| {
        widget::key_button(&cx.m, *look, cx.words.t(name), key.key())
            .width(Fill)
            .on_press_maybe(screen.on_press(*key, cx))
            .into()
    });
    Row::with_children(buttons)
        .spacing(cx.m.space.s * 1.5)
        .into()
}
