//! What to do with a monitor that has no key: for whoever sets it up.

use aufruf_ui::{Element, theme::surface, typography, widget};
use iced::{
    Fill,
    widget::{column, container},
};

use crate::app::{App, Link, Message};

/// The commands are the same in every language.
const GET_CODE: &str = "aufruf-backend device add --kind display --office …";
const START: &str = "aufruf-display --server http://…:8081 --pair …";

pub(super) fn page(app: &App) -> Element<'_, Message> {
    let m = &super::near_metrics(app.window);
    let key = match app.link {
        Link::Refused(_) => "refused",
        Link::BadKey => "unreadable",
        Link::NoKey | Link::Paired(_) => "unpaired",
    };
    let file = app.key.display().to_string();
    let steps = column![
        typography::body(m, app.words.t("unpaired-code")),
        typography::strong(m, GET_CODE),
        widget::line(m),
        typography::body(m, app.words.t("unpaired-start")),
        typography::strong(m, START),
    ]
    .spacing(m.space.m);
    let words = column![
        typography::headline(m, app.words.t(key)),
        widget::card(m, steps).width(Fill),
        typography::caption(
            m,
            app.words.t_with("unpaired-file", &[("file", file.into())])
        ),
    ]
    .spacing(m.space.xl);
    container(words)
        .padding(m.space.edge)
        .center_y(Fill)
        .width(Fill)
        .style(surface::ground)
        .into()
}
