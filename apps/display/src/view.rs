//! How the board looks: the newest call in the large field, earlier ones beside
//! it, the bar with clock and letters below.
//!
//! Every text that tells a citizen something is at least as large as the
//! farthest seat needs (requirement C03). Where that leaves too little room,
//! shorter words are chosen or words are left out; type is never made smaller.

mod bar;
mod call;
mod list;
mod measure;
mod notice;
mod unpaired;

use aufruf_core::wire::display::DisplayView;
use aufruf_ui::{Element, Metrics, Screen, Words, theme::surface, widget};
use iced::{
    Fill, Size,
    widget::{column, container, row},
};

use crate::{
    app::{App, Link, Message},
    board::Face,
};
use list::Plan;

/// The whole window.
pub(crate) fn root(app: &App) -> Element<'_, Message> {
    let page = match (&app.link, app.board.view()) {
        (Link::Paired(_), Some(view)) => office(app, view),
        (Link::Paired(_), None) => notice::starting(app),
        _ => unpaired::page(app),
    };
    widget::repaint(if app.hides_cursor {
        widget::hide_cursor(page)
    } else {
        page
    })
}

/// How many rows of earlier calls this window has.
pub(crate) fn places(view: &DisplayView, window: Size, words: &Words) -> usize {
    let m = metrics(view, window);
    Plan::of(&m, view, words).places
}

/// The sizes for the farthest seat, or for the farthest from which this screen
/// can be read at all: beyond that it is too small for its hall.
fn metrics(view: &DisplayView, window: Size) -> Metrics {
    let farthest = view.settings.max_distance_m.max(1) * 4;
    let quarter_metres = (1..=farthest).rev();
    let sizes = quarter_metres.map(|quarters| {
        Metrics::display(&Screen {
            inches: view.settings.screen_inch.max(1).into(),
            width_px: window.width.max(1.0),
            height_px: window.height.max(1.0),
            distance_mm: f32::from(quarters) * 250.0,
        })
    });
    let mut last = None;
    for m in sizes {
        if call::fits(&m, view) {
            return m;
        }
        last = Some(m);
    }
    last.expect("there is at least one distance")
}

/// The metrics of what only somebody standing in front of the monitor reads.
fn near_metrics(window: Size) -> Metrics {
    Metrics::display(&Screen {
        inches: 55.0,
        width_px: window.width.max(1.0),
        height_px: window.height.max(1.0),
        distance_mm: 1000.0,
    })
}

fn office<'a>(app: &'a App, view: &'a DisplayView) -> Element<'a, Message> {
    let m = &metrics(view, app.window);
    let plan = Plan::of(m, view, &app.words);
    let body = match app.board.face(app.now) {
        Face::Starting => notice::starting(app),
        Face::Disturbed => notice::disturbed(m, app, view),
        Face::Closed { opens } => notice::closed(m, app, view, opens),
        Face::Empty => notice::empty(m, app, view, m.width),
        Face::Interrupted => notice::interrupted(m, app, view),
        Face::Calls => beside(call::field(m, app, view, &plan), m, app, plan),
    };
    column![container(body).height(Fill), bar::bar(m, app, view)].into()
}

/// A large field with the list of earlier calls to its right.
fn beside<'a>(
    field: Element<'a, Message>,
    m: &Metrics,
    app: &'a App,
    plan: Plan,
) -> Element<'a, Message> {
    // A field without neighbours begins at the same edge and is only wider.
    if app.board.rows().all(|row| row.is_none()) {
        return field;
    }
    let width = plan.list_width;
    let list = container(list::list(m, app, plan))
        .width(width)
        .height(Fill)
        .style(surface::paper);
    row![container(field).width(Fill).height(Fill), list].into()
}
