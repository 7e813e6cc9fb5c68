//! A sheet with fields in the middle of the window: pairing, log-in, choice of counter.

use aufruf_ui::theme::surface;
use aufruf_ui::widget::{self, Tone};
use aufruf_ui::{Element, Metrics, typography};
use iced::widget::{Column, column, container, row, scrollable};
use iced::{Alignment, Fill};

/// Width of a sheet in cells: a line that reads well.
pub(super) const LINE: f32 = 72.0;
/// Width of a sheet in cells with two columns.
pub(super) const TWO_COLUMNS: f32 = 112.0;

/// A sheet, so many cells wide where the window lets it.
pub(super) fn sheet<'a, Message: 'a>(
    m: &Metrics,
    cells: f32,
    title: String,
    content: Column<'a, Message, aufruf_ui::Theme>,
) -> Element<'a, Message> {
    let sheet = column![typography::headline(m, title), content]
        .spacing(m.space.l)
        .width(Fill);
    let sheet = container(sheet)
        .padding(m.space.xl)
        .max_width(m.cells(cells))
        .style(surface::card(m));
    let page = container(sheet)
        .padding(m.space.l)
        .width(Fill)
        .align_x(Alignment::Center);
    container(scrollable(page)).center_y(Fill).into()
}

/// Two things beside each other, equally wide.
pub(super) fn pair<'a, Message: 'a>(
    m: &Metrics,
    left: impl Into<Element<'a, Message>>,
    right: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let half = |part| container(part).width(Fill);
    row![half(left.into()), half(right.into())]
        .spacing(m.space.m)
        .into()
}

/// A field below its name.
pub(super) fn named<'a, Message: 'a>(
    m: &Metrics,
    name: String,
    field: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    column![typography::label(m, name), field.into()]
        .spacing(m.space.xs)
        .into()
}

/// A notice with a sentence.
pub(super) fn told<'a, Message: 'a>(
    m: &Metrics,
    tone: Tone,
    words: String,
) -> Element<'a, Message> {
    widget::notice(m, tone, typography::body(m, words))
}
