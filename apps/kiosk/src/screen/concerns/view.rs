//! How the concerns look.

use std::ops::Range;

use aufruf_core::visit::Concern;
use aufruf_core::wire::kiosk::{KioskService, KioskView};
use aufruf_ui::icon::Icon;
use aufruf_ui::theme::Role;
use aufruf_ui::widget::{self, Look, Pager, Tone, button, choice_row, pager};
use aufruf_ui::{Element, Metrics, Words, typography};
use iced::widget::{Column, Row, column, container, row, space};
use iced::{Alignment, Length};

use super::outlook::Outlook;
use super::{Concerns, Message, paging, split};
use crate::layout;
use crate::screen::{Context, offer};

impl Concerns {
    /// Draws it.
    pub fn view<'a>(&'a self, cx: &'a Context, view: &KioskView) -> Element<'a, Message> {
        match &self.counting {
            Some(concern) => count(cx, view, concern),
            None => self.choose(cx, view),
        }
    }

    fn choose<'a>(&'a self, cx: &'a Context, view: &KioskView) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let (unsure, named) = split(view);
        let pages = pages(m, words, &named, unsure.is_some());
        let page = self.page.min(pages.len().saturating_sub(1));
        let shown = pages.get(page).cloned().unwrap_or(0..0);
        let high = row_height(m, words, unsure.is_some());
        let rows = named[shown]
            .iter()
            .map(|service| self.row(m, high, service, service.name.clone()));
        let unsure = unsure.filter(|_| page == 0);
        let unsure = unsure.map(|service| self.row(m, high, service, words.t("concerns-unsure")));
        let turn = (pages.len() > 1).then(|| turn(cx, page, pages.len()));
        let headline = typography::headline(m, words.t("concerns-question")).width(Length::Fill);
        let rows = Column::new()
            .push(grid(m, rows.collect()))
            .push(unsure)
            .spacing(gap(m));
        // A wide screen is low: there the pages are turned between the steps.
        if m.is_landscape() {
            let chosen = row![
                container(self.summary(cx, view)).width(Length::Fill),
                self.outlook_line(cx, view),
            ]
            .spacing(m.space.l)
            .align_y(Alignment::Center);
            let body = Column::new()
                .push(headline)
                .push(container(rows).height(Length::Fill))
                .push(chosen)
                .spacing(gap(m));
            return layout::page(m, body, Some(self.steps(cx, view, turn)));
        }
        let body = Column::new()
            .push(headline)
            .push(typography::soft(m, hint(cx, view)))
            // The pages are turned at the same place on each of them.
            .push(container(rows).height(Length::Fill))
            .push(turn)
            .push(space().height(m.space.s))
            .push(column![self.summary(cx, view), self.outlook_line(cx, view)])
            .spacing(gap(m));
        layout::page(m, body, Some(self.steps(cx, view, None)))
    }

    fn row<'a>(
        &self,
        m: &Metrics,
        high: f32,
        service: &KioskService,
        name: String,
    ) -> Element<'a, Message> {
        let quantity = self.quantity(&service.id);
        let counted = quantity.filter(|_| service.max_quantity > 1);
        let detail = counted.map(|quantity| format!("{}: {quantity}", service.unit));
        choice_row(
            &row_metrics(m),
            name,
            detail,
            quantity.is_some(),
            Some(Message::Tapped(service.id.clone())),
        )
        .min_height(high)
        .into()
    }

    fn summary<'a>(&self, cx: &Context, view: &KioskView) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        if self.full {
            let full = words.t_with("concerns-full", &[("max", view.max_concerns.into())]);
            return widget::notice(m, Tone::Warning, typography::body(m, full));
        }
        if self.chosen.is_empty() && m.is_landscape() {
            return typography::soft(m, hint(cx, view)).into();
        }
        let chosen = words.t_with("concerns-chosen", &[("n", self.chosen.len().into())]);
        typography::emphasis(m, &chosen, Role::Ink)
    }

    /// What a number for the choice would be like. It keeps its place while that is
    /// being asked, and where nobody knows.
    fn outlook_line<'a>(&self, cx: &Context, view: &KioskView) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let (said, role) = match self.outlook(view) {
            Outlook::Silent => (String::new(), Role::Ink),
            Outlook::Asked => (words.t("concerns-asked"), Role::Soft),
            Outlook::Wait(wait) => (words.wait("concerns-wait", wait), Role::Ink),
            Outlook::Full => (words.t("offer-full"), Role::Ink),
            Outlook::NoTime => (words.t("concerns-no-time"), Role::Ink),
            Outlook::NoNumbers(reason) => (words.t(offer::reason_key(reason)), Role::Ink),
        };
        container(typography::emphasis(m, &said, role))
            .height(outlook_height(m, words))
            .into()
    }

    fn steps<'a>(
        &self,
        cx: &Context,
        view: &KioskView,
        turn: Option<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let ready = !self.chosen.is_empty() && !cx.busy;
        let (key, message) = match self.outlook(view) {
            Outlook::Silent | Outlook::Asked | Outlook::Wait(_) => ("concerns-draw", Message::Draw),
            Outlook::Full | Outlook::NoTime => ("next", Message::Show),
            Outlook::NoNumbers(_) => ("concerns-show", Message::Show),
        };
        let key = if cx.busy { "moment-please" } else { key };
        layout::steps(
            m,
            Some(layout::back(m, words.t("back"), Message::Back)),
            turn,
            Some(layout::forward(m, words.t(key), ready.then_some(message))),
        )
    }
}

fn hint(cx: &Context, view: &KioskView) -> String {
    cx.words
        .t_with("concerns-hint", &[("max", view.max_concerns.into())])
}

/// The distance between rows.
fn gap(m: &Metrics) -> f32 {
    m.gap.max(m.space.m)
}

/// How many targets high a row is in the design.
const ROW_TARGETS: f32 = 1.3;

/// The sizes for rows: on a wide screen, which is low, a row is one target high.
fn row_metrics(m: &Metrics) -> Metrics {
    let target = if m.is_landscape() {
        m.target / ROW_TARGETS
    } else {
        m.target
    };
    Metrics { target, ..*m }
}

/// The smallest height of a row.
fn least_row_height(m: &Metrics) -> f32 {
    row_metrics(m).target * ROW_TARGETS
}

/// The height of a row: upright, those of a full page share the height there is.
fn row_height(m: &Metrics, words: &Words, unsure: bool) -> f32 {
    let least = least_row_height(m);
    if m.is_landscape() {
        return least;
    }
    let room = rows_room(m, words) + gap(m);
    let fit = (room / (least + gap(m))).floor();
    let wanted = paging::ROWS_MAX + usize::from(unsure);
    let rows = fit.min(wanted as f32).max(1.0);
    (room / rows - gap(m)).floor().max(least)
}

/// The height for rows: what headline, hint, pages and summary leave.
fn rows_room(m: &Metrics, words: &Words) -> f32 {
    let room = layout::room(m);
    let line = m.text.body * 1.3;
    let question = layout::lines(&words.t("concerns-question"), m.text.headline, room.width);
    let headline = f32::from(question) * m.text.headline * 1.15;
    let hint = words.t_with("concerns-hint", &[("max", 9_u8.into())]);
    // On a wide screen there is no hint: what was chosen stands in its line, below.
    let others = if m.is_landscape() {
        line + 2.0 * gap(m)
    } else {
        let hint = f32::from(body_lines(m, &hint)) * line;
        // Between large buttons the number of the page takes two lines.
        let turn = m
            .target
            .max(if layout::is_tight(m) { 2.0 * line } else { 0.0 });
        hint + turn + line + m.space.s + outlook_height(m, words) + 5.0 * gap(m)
    };
    room.height - headline - others
}

/// The height that is kept for what a number would be like: for the longest of it.
fn outlook_height(m: &Metrics, words: &Words) -> f32 {
    let said = [
        "concerns-asked",
        "concerns-no-time",
        "offer-full",
        "offer-none-quota-used",
        "offer-none-too-late",
        "offer-none-stopped",
    ];
    let lines = said.map(|key| body_lines(m, &words.t(key)));
    let most = if m.is_landscape() {
        1
    } else {
        lines.into_iter().max().unwrap_or(1)
    };
    f32::from(most) * m.text.body * 1.3
}

/// How many lines words of the regular weight need, which is narrower than medium.
fn body_lines(m: &Metrics, words: &str) -> u16 {
    layout::lines(words, m.text.body * 0.9, layout::room(m).width)
}

/// How many rows stand side by side.
fn columns(m: &Metrics) -> usize {
    if m.is_landscape() { 2 } else { 1 }
}

/// Rows below each other, on a wide screen in two columns that are read downwards.
fn grid<'a>(m: &Metrics, rows: Vec<Element<'a, Message>>) -> Element<'a, Message> {
    let each = rows.len().div_ceil(columns(m)).max(1);
    let mut rest = rows.into_iter();
    let columns = (0..columns(m)).map(|_| {
        Column::with_children(rest.by_ref().take(each).collect::<Vec<_>>())
            .spacing(gap(m))
            .width(Length::FillPortion(1))
            .into()
    });
    Row::with_children(columns.collect::<Vec<_>>())
        .spacing(gap(m))
        .into()
}

/// Which services stand on which page.
fn pages(
    m: &Metrics,
    words: &Words,
    services: &[&KioskService],
    unsure: bool,
) -> Vec<Range<usize>> {
    let room = layout::room(m);
    let high = row_height(m, words, unsure);
    let columns = if m.is_landscape() { 2.0 } else { 1.0 };
    let width = (room.width - gap(m) * (columns - 1.0)) / columns;
    // What a row takes beside its words: check box, distances, room for a quantity.
    let words_width = width - m.text.label * 1.3 - 3.0 * m.space.l;
    let heights: Vec<f32> = services
        .iter()
        .map(|service| {
            let detail = if service.max_quantity > 1 {
                service.unit.len() + 4
            } else {
                0
            };
            let beside = if detail > 0 {
                "n".repeat(detail).len() as f32 * m.text.body * 0.54 + m.space.l
            } else {
                0.0
            };
            let lines = layout::lines(&service.name, m.text.label, words_width - beside);
            let words_high = f32::from(lines) * m.text.label * 1.2 + 2.0 * m.space.s;
            (words_high.max(high) + gap(m)) / columns
        })
        .collect();
    // The last row has no distance below it.
    let other = rows_room(m, words) + gap(m);
    let first = if unsure { other - high - gap(m) } else { other };
    paging::pages(&heights, 0.0, first, other)
}

fn turn<'a>(cx: &Context, page: usize, pages: usize) -> Element<'a, Message> {
    let words = &cx.words;
    let position = words.t_with(
        "pager-position",
        &[("page", (page + 1).into()), ("pages", pages.into())],
    );
    let (back, on) = (words.t("pager-back"), words.t("pager-on"));
    let state = Pager {
        page,
        pages,
        back: &back,
        on: &on,
        position: &position,
    };
    pager(&cx.metrics, &state, |step| Message::Turned(step, pages))
}

/// How many persons or pieces?
fn count<'a>(cx: &Context, view: &KioskView, concern: &Concern) -> Element<'a, Message> {
    let (m, words) = (&cx.metrics, &cx.words);
    let service = view
        .services
        .iter()
        .find(|service| service.id == concern.service);
    let (name, unit, most) = service.map_or((String::new(), String::new(), 1), |service| {
        (
            service.name.clone(),
            service.unit.clone(),
            service.max_quantity,
        )
    });
    let change = |icon: Icon, key: &str, message: Option<Message>| -> Element<'a, Message> {
        button(m, Look::Secondary, words.t(key))
            .icon(icon)
            .min_height(m.target * 1.6)
            .width(Length::FillPortion(1))
            .on_press_maybe(message)
            .into()
    };
    let number = typography::sized(m.text.headline * 2.5, concern.quantity.to_string());
    let stepper = row![
        change(
            Icon::Minus,
            "quantity-fewer",
            (concern.quantity > 1).then_some(Message::Fewer)
        ),
        container(number).center_x(Length::FillPortion(1)),
        change(
            Icon::Plus,
            "quantity-more",
            (concern.quantity < most).then_some(Message::More)
        ),
    ]
    .spacing(gap(m))
    .align_y(Alignment::Center);
    // In a line of its own: no word such as "Bescheinigungen" fits between the buttons.
    let unit = container(typography::body(m, unit)).center_x(Length::Fill);
    let body = column![
        typography::headline(m, words.t("quantity-question")).width(Length::Fill),
        typography::soft(m, name),
        column![stepper, unit].spacing(m.space.s),
    ]
    .spacing(m.space.xl);
    let steps = layout::steps(
        m,
        Some(layout::back(m, words.t("back"), Message::Back)),
        None,
        Some(layout::forward(m, words.t("next"), Some(Message::Counted))),
    );
    layout::page(m, body, Some(steps))
}

#[cfg(test)]
mod tests {
    use aufruf_ui::Screen;

    use super::*;
    use crate::{canned, words};

    fn metrics(width_px: f32, height_px: f32, inches: f32) -> Metrics {
        Metrics::kiosk(&Screen {
            inches,
            width_px,
            height_px,
            distance_mm: 600.0,
        })
    }

    #[test]
    fn every_service_stands_on_one_page_on_every_screen() {
        let view = canned::view();
        let (unsure, named) = split(&view);
        for (width, height) in [(1080.0, 1920.0), (1920.0, 1080.0)] {
            for inches in [15.6, 21.5, 32.0] {
                let m = metrics(width, height, inches);
                let pages = pages(&m, &words::german(), &named, unsure.is_some());
                let rows: Vec<usize> = pages.iter().cloned().flatten().collect();
                let all: Vec<usize> = (0..named.len()).collect();
                assert_eq!(rows, all, "{width}x{height}, {inches} inches");
                assert!(
                    pages.len() <= 12,
                    "{width}x{height}, {inches} inches: {pages:?}"
                );
            }
        }
    }

    #[test]
    fn the_reference_screen_shows_six_on_a_page() {
        let view = canned::view();
        let (unsure, named) = split(&view);
        let m = metrics(1080.0, 1920.0, 21.5);
        let pages = pages(&m, &words::german(), &named, unsure.is_some());
        assert_eq!(pages[0], 0..6);
    }
}
