//! A sheet with fields in the middle of the window: pairing, log-in, choice of counter.

use aufruf_ui::theme::surface;
use aufruf_ui::widget::{self, Tone};
use aufruf_ui::{Element, Metrics, typography};
use iced::widget::{Column, column, container, scrollable};
use iced::{Alignment, Fill};

/// The sheet, as wide as a line that reads well.
pub(super) fn sheet<'a, Message: 'a>(
    m: &Metrics,
    title: String,
    content: Column<'a, Message, aufruf_ui::Theme>,
) -> Element<'a, Message> {
    let sheet = column![typography::headline(m, title), content]
        .spacing(m.space.l)
        .width(Fill);
    let sheet = container(sheet)
        .padding(m.space.xl)
        .max_width(m.cells(72.0))
        .style(surface::card(m));
    let page = container(sheet)
        .padding(m.space.l)
        .width(Fill)
        .align_x(Alignment::Center);
    container(scrollable(page)).center_y(Fill).into()
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
