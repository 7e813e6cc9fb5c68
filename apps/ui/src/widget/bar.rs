//! Bars at the edges of a window.

use iced::widget::{Container, column, container, row};
use iced::{Alignment, Length};

use crate::{Element, Metrics, Theme, theme, widget};

/// The light bar at the top: name of the office left, clock right.
pub fn bar<'a, Message: 'a>(
    m: &Metrics,
    left: impl Into<Element<'a, Message>>,
    right: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let inside = row![container(left).width(Length::Fill), right.into()]
        .spacing(m.space.l)
        .align_y(Alignment::Center);
    column![
        container(inside)
            .padding([m.space.xl, m.space.edge])
            .width(Length::Fill)
            .style(theme::surface::paper),
        widget::line(m),
    ]
    .into()
}

/// The light bar at the bottom: always the same controls in the same places.
pub fn bottom_bar<'a, Message: 'a>(
    m: &Metrics,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    column![
        widget::line(m),
        container(content)
            .padding(m.space.l)
            .width(Length::Fill)
            .style(theme::surface::paper),
    ]
    .into()
}

/// The dark bar: top of the desk, bottom of the display.
pub fn dark_bar<'a, Message: 'a>(
    m: &Metrics,
    content: impl Into<Element<'a, Message>>,
) -> Container<'a, Message, Theme> {
    container(content)
        .padding([m.space.m, m.space.l])
        .width(Length::Fill)
        .align_y(Alignment::Center)
        .style(theme::surface::bar)
}
