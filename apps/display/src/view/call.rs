//! The large field with the newest call.

use aufruf_core::{settings::Direction, wire::display::DisplayView};
use aufruf_ui::{
    Element, Metrics, font,
    icon::{Icon, icon},
    theme::{Role, surface},
    typography, widget,
};
use iced::{
    Alignment, Fill, Font,
    widget::{column, container, rich_text, row, span},
};

use super::{
    bar,
    list::{Plan, field_edge},
    measure, notice,
};
use crate::{
    app::{App, Message},
    board::Large,
};

/// Number and counter of the newest call; a waiting sentence if it was taken back.
pub(super) fn field<'a>(
    m: &Metrics,
    app: &'a App,
    view: &'a DisplayView,
    plan: &Plan,
) -> Element<'a, Message> {
    let Some(large) = app.board.large(app.now) else {
        return notice::empty(m, app, view, plan.field_width);
    };
    let room = plan.field_width - 2.0 * field_edge(m);
    let words = if large.current {
        [app.words.t("please-come"), String::new()]
    } else {
        [app.words.t("last-called"), app.words.t("last-called-short")]
    };
    let is_room_above = least_height(m, view) + m.text.label * 1.2 + m.space.l <= m.height;
    let heading = measure::fitting(words, font::MEDIUM, m.text.label, room)
        .filter(|words| is_room_above && !words.is_empty());
    let content = column![
        heading.map(|words| typography::label(m, words)),
        typography::number(m, large.call.number.to_string()),
        counter(m, &large, &view.office.counter_word, room),
    ]
    .spacing(m.space.l);
    container(content)
        .padding([0.0, field_edge(m)])
        .center_y(Fill)
        .width(Fill)
        .style(if large.inverted {
            surface::brand_inverted
        } else {
            surface::brand
        })
        .into()
}

/// "→ Schalter 2": the number of the counter is the part that must be seen from
/// afar (requirement C04); the word has its own line where there is no room.
fn counter<'a>(m: &Metrics, large: &Large<'_>, word: &str, room: f32) -> Element<'a, Message> {
    let number = large.call.counter.id.to_string();
    let size = number_size(m);
    let arrow = large.call.counter.direction.map(|direction| {
        let role = if large.inverted {
            Role::Brand
        } else {
            Role::OnBrand
        };
        (arrow_of(direction), size * 0.8, role)
    });
    let beside = arrow.map_or(0.0, |(_, size, _)| size + m.space.l)
        + measure::width(&number, font::BOLD, size);
    let word_px = |px: f32| measure::width(&format!("{word} "), font::BOLD, px);
    let sizes = [size, m.text.headline, m.text.title];
    let fits = sizes.into_iter().find(|px| beside + word_px(*px) <= room);
    let arrow = arrow.map(|(drawing, size, role)| icon(drawing, size, role));
    let line = |word: Option<f32>, content: &str| {
        let words = word.map(|px| span(format!("{content} ")).size(px).font(font::BOLD));
        let number = span(number.clone()).size(size).font(font::BOLD);
        let spans: Vec<iced::widget::text::Span<'a, iced::Never, Font>> =
            words.into_iter().chain([number]).collect();
        rich_text(spans)
            .on_link_click(iced::never)
            .line_height(iced::widget::text::LineHeight::Relative(1.1))
            .wrapping(iced::widget::text::Wrapping::None)
    };
    let label = format!("{word} {number}");
    match fits {
        Some(px) => {
            let words = widget::readable(label, line(Some(px), word));
            row![arrow, words]
                .spacing(m.space.l)
                .align_y(Alignment::Center)
                .into()
        }
        None => {
            let number = row![arrow, line(None, word)]
                .spacing(m.space.l)
                .align_y(Alignment::Center);
            widget::readable(
                label,
                column![typography::title(m, word.to_owned()), number],
            )
        }
    }
}

/// Whether number, counter and bar fit into the window at all.
pub(super) fn fits(m: &Metrics, view: &DisplayView) -> bool {
    let number = m.ticket_width(m.text.number) + 2.0 * field_edge(m);
    number <= m.width && least_height(m, view) <= m.height
}

/// Height of number, counter and bar.
fn least_height(m: &Metrics, view: &DisplayView) -> f32 {
    m.text.number + m.space.l + number_size(m) * 1.1 + bar::height(m, view)
}

/// At least 1.5 times the smallest text (requirement C04).
fn number_size(m: &Metrics) -> f32 {
    (m.text.number * 0.5)
        .max(m.text.caption * 1.5)
        .min(m.text.number)
}

fn arrow_of(direction: Direction) -> Icon {
    match direction {
        Direction::Left => Icon::ArrowLeft,
        Direction::Right => Icon::ArrowRight,
        Direction::Ahead => Icon::ArrowUp,
        Direction::Back => Icon::ArrowDown,
    }
}
