//! The left column: who waits, is expected, set aside or missed.

use aufruf_core::wire::desk::VisitView;
use aufruf_ui::theme::{self, surface};
use aufruf_ui::widget::{self, Button, Look};
use aufruf_ui::{Element, Metrics, Role, typography};
use iced::widget::{Column, Row, column, container, row, scrollable, space};
use iced::{Alignment, Fill};

use super::{Message, Screen};
use crate::context::Context;
use crate::shortcut::Action as Key;
use crate::telling;

/// Rows drawn at most; the rest is counted below them and found by searching.
const ROWS_MAX: usize = 60;

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Waiting,
    Expected,
    Parked,
    Missed,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Waiting, Self::Expected, Self::Parked, Self::Missed];

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Waiting => ("tab-waiting", "none-waiting"),
            Self::Expected => ("tab-expected", "none-expected"),
            Self::Parked => ("tab-parked", "none-parked"),
            Self::Missed => ("tab-missed", "none-missed"),
        }
    }

    fn visits(self, cx: &Context) -> &[VisitView] {
        cx.view.as_ref().map_or(&[], |view| match self {
            Self::Waiting => &view.waiting,
            Self::Expected => &view.expected,
            Self::Parked => &view.parked,
            Self::Missed => &view.missed,
        })
    }
}

/// How the list lies in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Beside the counter, scrolling by itself.
    Column,
    /// Below the counter, part of one long page.
    Page,
}

/// The list with its tabs and the buttons below.
pub(super) fn view<'a>(screen: &'a Screen, cx: &'a Context, shape: Shape) -> Element<'a, Message> {
    let m = &cx.m;
    let list = rows(screen, cx);
    let tabs = container(tabs(screen, cx)).padding([m.space.s, m.space.m]);
    let head = column![tabs, widget::line(m)];
    let foot = container(buttons(screen, cx)).padding([m.space.s * 1.5, m.space.m]);
    let content = match shape {
        Shape::Column => column![head, scrollable(list).height(Fill), widget::line(m), foot],
        Shape::Page => column![foot, head, list],
    };
    let column = container(content.width(Fill)).style(surface::paper);
    if shape == Shape::Page {
        return column.width(Fill).into();
    }
    let width = (m.width / 3.0).clamp(m.cells(52.0), m.cells(64.0));
    let edge = container(space())
        .width(m.stroke.thin)
        .height(Fill)
        .style(surface::line);
    row![column.height(Fill).width(width), edge].into()
}

fn tabs<'a>(screen: &'a Screen, cx: &'a Context) -> Element<'a, Message> {
    let m = &cx.m;
    let mut small = *m;
    small.text.label = m.text.caption;
    let tabs = Tab::ALL.map(|tab| {
        let chosen = tab == screen.tab;
        let (name, _) = tab.words();
        let words = cx.words.t1(name, "n", tab.visits(cx).len());
        let text = typography::label(&small, words).wrapping(iced::widget::text::Wrapping::None);
        let text = match chosen {
            true => text.font(aufruf_ui::font::SEMIBOLD),
            false => text.style(theme::text::soft),
        };
        let mark = if chosen { Role::Brand } else { Role::OnBrand };
        let line = container(space())
            .width(Fill)
            .height(m.unit * 0.5)
            .style(surface::filled_with(mark, 0.0));
        let content = column![container(text).padding([m.space.s, 0.0]), line]
            .width(iced::Shrink)
            .align_x(Alignment::Start);
        Button::custom(&small, Look::Row, content)
            .width(iced::Shrink)
            .padding([0.0, m.space.xs])
            .min_height(m.target * 0.8)
            .on_press(Message::Tab(tab))
            .into()
    });
    Row::with_children(tabs).spacing(m.space.xs).wrap().into()
}

fn rows<'a>(screen: &'a Screen, cx: &'a Context) -> Element<'a, Message> {
    let m = &cx.m;
    let visits = screen.tab.visits(cx);
    if visits.is_empty() {
        let (_, none) = screen.tab.words();
        return container(typography::soft(m, cx.words.t(none)))
            .padding(m.space.l)
            .into();
    }
    let outlook = telling::outlook(cx).filter(|_| screen.tab == Tab::Waiting);
    let outlook = outlook.map(|words| {
        let words = typography::caption(m, words).style(theme::text::soft);
        column![
            container(words).padding([m.space.s, m.space.m]).width(Fill),
            widget::line(m)
        ]
    });
    let next = screen.next(cx).map(|(visit, _)| visit);
    let rows = visits.iter().take(ROWS_MAX).flat_map(|visit| {
        let is_next = next == Some(visit.id) && screen.tab == Tab::Waiting;
        let look = if is_next { Look::ChosenRow } else { Look::Row };
        let button = Button::custom(m, look, visit_line(m, cx, visit))
            .padding([m.space.s, m.space.m])
            .on_press(Message::Open(visit.id));
        [button.into(), widget::line(m)]
    });
    let more = visits.len().saturating_sub(ROWS_MAX);
    let more = (more > 0).then(|| {
        let words = cx.words.t1("rows-more", "n", more);
        container(typography::soft(m, words)).padding(m.space.m)
    });
    Column::new()
        .push(outlook)
        .push(Column::with_children(rows))
        .push(more)
        .into()
}

/// A visit in a line: number at the left, what and since when beside it.
pub(super) fn visit_line<'a, M: 'a>(
    m: &Metrics,
    cx: &'a Context,
    visit: &'a VisitView,
) -> Element<'a, M> {
    let number = match visit.number {
        Some(number) => typography::row_number(m, number.to_string()),
        None => typography::label(m, telling::number(cx, visit)),
    };
    let concerns = telling::concerns_short(cx, &visit.concerns);
    let since = typography::caption(m, telling::since(cx, visit));
    let mark = telling::mark(cx, visit).map(|mark| {
        typography::caption(m, mark)
            .font(aufruf_ui::font::SEMIBOLD)
            .style(theme::text::brand)
    });
    let second = row![since]
        .push(mark)
        .spacing(m.space.m)
        .wrap()
        .vertical_spacing(0.0);
    let words = column![typography::label(m, concerns), second].spacing(m.space.xs);
    row![container(number).width(m.cells(12.0)), words.width(Fill)]
        .spacing(m.space.s)
        .align_y(Alignment::Center)
        .into()
}

fn buttons<'a>(screen: &'a Screen, cx: &'a Context) -> Element<'a, Message> {
    let m = &cx.m;
    let button = |name: &str, key: Key| -> Element<'a, Message> {
        widget::key_button(m, Look::Secondary, cx.words.t(name), key.key())
            .padding([m.space.xs, m.space.s])
            .width(Fill)
            .on_press_maybe(screen.on_press(key, cx))
            .into()
    };
    column![
        row![button("new-visit", Key::WalkIn), button("book", Key::Book)].spacing(m.gap),
        row![button("find", Key::Find), button("more", Key::Menu)].spacing(m.gap),
    ]
    .spacing(m.gap)
    .into()
}
