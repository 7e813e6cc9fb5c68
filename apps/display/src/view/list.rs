//! The calls before the newest: rows that keep their place.

use aufruf_core::wire::display::{CallView, DisplayView};
use aufruf_ui::{Element, Metrics, Words, font, theme::Role, typography, widget};
use iced::{
    Alignment, Fill,
    widget::{Column, container, row, space},
};

use super::{bar, measure};
use crate::app::{App, Message};

/// Most rows: more are no longer read at a glance.
const PLACES_MAX: usize = 4;

/// How the window is divided.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Rows; 0: no room for a list.
    pub(super) places: usize,
    /// Width of the list.
    pub(super) list_width: f32,
    /// Width that is left for the large field.
    pub(super) field_width: f32,
    /// Words above numbers and counters, if they fit.
    header: Option<(String, String)>,
}

impl Plan {
    /// Gives the called number the room it needs, the list the rest.
    pub(super) fn of(m: &Metrics, view: &DisplayView, words: &Words) -> Self {
        let number = m.ticket_width(m.text.number) + 2.0 * field_edge(m);
        // The proportion of the picture, unless the number needs more.
        let field_width = number.max(m.width * 0.58);
        let list_width = (m.width - field_width).floor();
        let inside = list_width - 2.0 * list_edge(m);
        let counter = 2.0 * font::DIGIT_WIDTH_EM * m.text.row_number;
        if inside < m.ticket_width(m.text.row_number) + m.space.m + counter {
            return Self {
                places: 0,
                list_width: 0.0,
                field_width: m.width,
                header: None,
            };
        }
        let header = header(m, view, words, inside);
        let body =
            m.height - bar::height(m, view) - header.as_ref().map_or(0.0, |_| header_height(m));
        let row_height = m.text.row_number * 1.1 + m.space.m;
        let places = ((body / row_height).floor() as usize).min(PLACES_MAX);
        Self {
            places,
            list_width,
            field_width,
            header,
        }
    }
}

/// Space at the sides of the large field.
pub(super) fn field_edge(m: &Metrics) -> f32 {
    m.cells(8.0)
}

fn list_edge(m: &Metrics) -> f32 {
    m.cells(7.0)
}

fn header_height(m: &Metrics) -> f32 {
    m.text.body * 1.2 + 2.0 * m.space.m
}

/// Both headings, or a short one for the numbers alone.
fn header(m: &Metrics, view: &DisplayView, words: &Words, room: f32) -> Option<(String, String)> {
    let width = |words: &str| measure::width(words, font::REGULAR, m.text.body);
    let counter = view.office.counter_word.clone();
    for key in ["earlier", "earlier-short"] {
        let earlier = words.t(key);
        if width(&earlier) + m.space.l + width(&counter) <= room {
            return Some((earlier, counter));
        }
    }
    let wordings = [words.t("earlier"), words.t("earlier-short")];
    measure::fitting(wordings, font::REGULAR, m.text.body, room).map(|words| (words, String::new()))
}

pub(super) fn list<'a>(m: &Metrics, app: &'a App, plan: Plan) -> Element<'a, Message> {
    let inset = |content: Element<'a, Message>| container(content).padding([0.0, list_edge(m)]);
    let mut list = Column::new();
    if let Some((numbers, counters)) = plan.header {
        let heading = row![
            typography::soft(m, numbers),
            space().width(Fill),
            typography::soft(m, counters),
        ];
        list = list.push(
            inset(heading.into())
                .height(header_height(m))
                .align_y(Alignment::Center),
        );
        list = list.push(inset(widget::line(m)));
    }
    for (place, call) in app.board.rows().enumerate() {
        let line = (place > 0 && call.is_some()).then(|| inset(widget::line(m)));
        list = list.push(line).push(row_of(m, call));
    }
    list.into()
}

/// One row; an empty one keeps its place.
fn row_of<'a>(m: &Metrics, call: Option<&CallView>) -> Element<'a, Message> {
    let Some(call) = call else {
        return space().height(Fill).into();
    };
    let counter = call.counter.id.to_string();
    let content = row![
        typography::row_number(m, call.number.to_string()).font(font::BOLD),
        space().width(Fill),
        widget::figures(m.text.row_number, &counter, Role::Brand),
    ]
    .align_y(Alignment::Center);
    container(content)
        .padding([0.0, list_edge(m)])
        .center_y(Fill)
        .into()
}
