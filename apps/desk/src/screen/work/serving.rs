//! Somebody is at this counter.

use aufruf_core::visit::Concern;
use aufruf_core::wire::desk::VisitView;
use aufruf_ui::icon::Icon;
use aufruf_ui::widget::{self, Button, Look};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Fill, FillPortion};

use super::called::{head, others};
use super::{Message, Screen};
use crate::context::Context;
use crate::shortcut::Action as Key;
use crate::telling;

/// Concerns with what to bring, and the next step.
pub(super) fn view<'a>(
    screen: &'a Screen,
    cx: &'a Context,
    visit: &'a VisitView,
) -> (Element<'a, Message>, Element<'a, Message>) {
    let (m, words) = (&cx.m, &cx.words);
    let since = visit
        .started_at
        .map(|at| words.clock(at))
        .unwrap_or_default();
    let lines = visit
        .concerns
        .iter()
        .flat_map(|concern| [line(screen, cx, concern), widget::line(m)]);
    let add = widget::key_button(
        m,
        Look::Plain,
        words.t("edit-concerns"),
        Key::EditConcerns.key(),
    )
    .icon(Icon::Plus)
    .padding([m.space.s, m.space.xs])
    .on_press_maybe(screen.on_press(Key::EditConcerns, cx));
    let card = Column::new()
        .push(typography::soft(m, words.t("concerns-serving")))
        .push(widget::line(m))
        .extend(lines)
        .push(Element::from(add))
        .spacing(m.space.s)
        .width(Fill);
    let card = widget::card(m, card).padding([m.space.m, m.space.l]);
    let content = Column::new()
        .push(head(
            screen,
            cx,
            visit,
            words.t1("serving-since", "clock", since),
        ))
        .push(card)
        .spacing(m.space.m);
    (content.into(), actions(screen, cx))
}

fn line<'a>(screen: &'a Screen, cx: &'a Context, concern: &'a Concern) -> Element<'a, Message> {
    let m = &cx.m;
    let ticked = screen.ticked.contains(&concern.service);
    let documents = telling::documents(cx, std::slice::from_ref(concern)).join(" ");
    let name = typography::body(m, telling::concern(cx, concern)).size(m.text.title);
    let bring = (!documents.is_empty()).then(|| typography::caption(m, documents));
    let words = column![name].push(bring).width(Fill);
    let content = row![widget::check_mark(m, ticked), words]
        .spacing(m.space.m)
        .align_y(Alignment::Center);
    Button::custom(m, Look::Row, content)
        .padding([m.space.xs, 0.0])
        .on_press(Message::Tick(concern.service.clone()))
        .into()
}

fn actions<'a>(screen: &'a Screen, cx: &'a Context) -> Element<'a, Message> {
    let (m, words) = (&cx.m, &cx.words);
    let own = screen.own(cx);
    let pause_after = own.is_some_and(|c| c.pause_after);
    let next = screen.next(cx).filter(|_| !pause_after);
    let label = match next {
        Some((_, number)) => words.t1("finish-next", "number", number.to_string()),
        None if pause_after => words.t("finish-pause"),
        None => words.t("finish"),
    };
    let why = match own.and_then(|c| c.next.as_ref()) {
        _ if pause_after => words.t("pause-next"),
        Some(why) if next.is_some_and(|(id, _)| id == why.visit) => telling::why(cx, why),
        Some(_) => String::new(),
        None => words.t("nobody-next"),
    };
    // Alone it would say the same as the large one.
    let finish = next.is_some().then(|| -> Element<'a, Message> {
        widget::key_button(m, Look::Outlined, words.t("finish"), Key::Finish.key())
            .large()
            .width(FillPortion(2))
            .on_press_maybe(screen.on_press(Key::Finish, cx))
            .into()
    });
    let go_on = widget::key_button(m, Look::Primary, label, Key::FinishAndNext.key())
        .large()
        .width(FillPortion(3))
        .on_press_maybe(screen.on_press(Key::FinishAndNext, cx));
    let pause = match pause_after {
        true => "pause-after-off",
        false => "pause-after",
    };
    let pause = widget::key_button(m, Look::Plain, words.t(pause), Key::PauseAfter.key())
        .padding([m.space.xs, m.space.xs])
        .on_press_maybe(screen.on_press(Key::PauseAfter, cx));
    let buttons = row![]
        .push(finish)
        .push(Element::from(go_on))
        .spacing(m.space.m);
    let below = row![
        Element::from(pause),
        container(typography::body(m, why).align_x(Alignment::End)).align_right(Fill),
    ]
    .spacing(m.space.m)
    .align_y(Alignment::Center);
    let quiet = others(
        screen,
        cx,
        &[
            ("park", Key::Park, Look::Secondary),
            ("transfer", Key::Transfer, Look::Secondary),
        ],
    );
    let steps = column![quiet, column![buttons, below].spacing(m.space.xs)];
    steps.spacing(m.space.m).into()
}
