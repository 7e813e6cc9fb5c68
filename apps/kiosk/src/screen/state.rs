//! Pages that answer to nothing: the terminal does not serve at the moment.

use aufruf_core::wire::kiosk::KioskView;
use aufruf_ui::icon::Icon;
use aufruf_ui::theme::Role;
use aufruf_ui::{Element, typography};

use super::Context;
use crate::{layout, words};

/// Started, and nothing heard of the server yet.
pub fn starting<'a, M: 'a>(cx: &'a Context) -> Element<'a, M> {
    plain(cx, Icon::Clock, Role::Brand, "starting")
}

/// The server is away.
pub fn out_of_order<'a, M: 'a>(cx: &'a Context) -> Element<'a, M> {
    plain(cx, Icon::ConnectionLost, Role::Warning, "out-of-order")
}

/// The device has no key, or the server does not accept it any more.
pub fn unpaired<'a, M: 'a>(cx: &'a Context) -> Element<'a, M> {
    let m = &cx.metrics;
    let words = &cx.words;
    let text = typography::body(m, words.t("unpaired-text"));
    let body = layout::statement(
        m,
        Icon::Information,
        Role::Brand,
        words.t("unpaired"),
        text.into(),
    )
    .push(iced::widget::space().height(m.space.l))
    .push(typography::emphasis(
        m,
        &words.t("unpaired-admin"),
        Role::Soft,
    ));
    layout::page(m, body, None)
}

/// The office is closed.
pub fn closed<'a, M: 'a>(cx: &'a Context, view: &KioskView) -> Element<'a, M> {
    let (m, words) = (&cx.metrics, &cx.words);
    let next = cx
        .now
        .and_then(|now| view.hours.iter().find(|span| now < span.from));
    let first = view.hours.first();
    let text = match next {
        Some(span) => {
            let key = if first == Some(span) {
                "closed-opens"
            } else {
                "closed-opens-again"
            };
            words.t_with(key, &[("clock", words.clock(span.from).into())])
        }
        None if view.hours.is_empty() => words.t("closed-all-day"),
        None => words.t("closed-today"),
    };
    let phone = words.t_with(
        "closed-phone",
        &[("phone", words::unbroken(&view.phone).into())],
    );
    let body = layout::statement(
        m,
        Icon::Clock,
        Role::Brand,
        words.t("closed"),
        typography::body(m, text).into(),
    )
    .push((!view.phone.is_empty()).then(|| typography::emphasis(m, &phone, Role::Ink)));
    layout::page(m, body, None)
}

/// A statement of two texts: `KEY` and `KEY-text`.
fn plain<'a, M: 'a>(cx: &'a Context, icon: Icon, role: Role, key: &str) -> Element<'a, M> {
    let (m, words) = (&cx.metrics, &cx.words);
    let text = typography::body(m, words.t(&format!("{key}-text")));
    layout::page(
        m,
        layout::statement(m, icon, role, words.t(key), text.into()),
        None,
    )
}
