//! What stands there instead of calls.

use aufruf_core::wire::display::DisplayView;
use aufruf_ui::{
    Element, Metrics, Theme,
    icon::{Icon, icon},
    theme::{Role, surface},
    typography,
};
use iced::{
    Fill,
    widget::{column, container},
};
use jiff::Timestamp;

use super::list::field_edge;
use crate::{
    app::{App, Message},
    time,
};

/// Before the first view.
pub(super) fn starting<'a>(app: &App) -> Element<'a, Message> {
    let m = &super::near_metrics(app.window);
    if app.board.is_lost() {
        let words = typography::title(m, app.texts.t("disturbed"));
        return page(m, surface::ground, column![offline(m), words]);
    }
    page(
        m,
        surface::ground,
        column![typography::title(m, app.texts.t("starting"))],
    )
}

/// Nobody was called yet, or the newest call was taken back.
pub(super) fn empty<'a>(m: &Metrics, app: &App) -> Element<'a, Message> {
    page(
        m,
        surface::brand,
        column![typography::title(m, app.texts.t("empty"))],
    )
}

/// Everything stands still.
pub(super) fn interrupted<'a>(m: &Metrics, app: &App) -> Element<'a, Message> {
    let words = column![
        typography::title(m, app.texts.t("interrupted")),
        typography::body(m, app.texts.t("interrupted-more")),
    ];
    page(m, surface::chosen, words)
}

/// The office is closed.
pub(super) fn closed<'a>(
    m: &Metrics,
    app: &App,
    view: &'a DisplayView,
    opens: Option<Timestamp>,
) -> Element<'a, Message> {
    let opens = opens.map(|at| {
        let time = time::clock_text(at, &app.zone);
        typography::body(
            m,
            app.texts.t_with("closed-opens", &[("time", time.into())]),
        )
    });
    let words = column![
        typography::body(m, view.office.name.as_str()).style(aufruf_ui::theme::text::soft),
        typography::headline(m, app.texts.t("closed")),
        opens,
    ];
    page(m, surface::ground, words)
}

/// Nothing that was shown is reliable any more (requirement C10).
pub(super) fn disturbed<'a>(m: &Metrics, app: &App, view: &DisplayView) -> Element<'a, Message> {
    let counter = view.office.counter_word.as_str().into();
    let words = column![
        offline(m),
        typography::headline(m, app.texts.t("disturbed")),
        typography::body(
            m,
            app.texts.t_with("disturbed-more", &[("counter", counter)])
        ),
    ];
    page(m, surface::ground, words)
}

fn offline<'a>(m: &Metrics) -> Element<'a, Message> {
    icon(Icon::ConnectionLost, m.text.headline * 1.2, Role::Warning)
}

fn page<'a>(
    m: &Metrics,
    style: fn(&Theme) -> iced::widget::container::Style,
    words: iced::widget::Column<'a, Message, Theme>,
) -> Element<'a, Message> {
    container(words.spacing(m.space.l))
        .padding([m.space.l, field_edge(m)])
        .width(Fill)
        .center_y(Fill)
        .style(style)
        .into()
}
