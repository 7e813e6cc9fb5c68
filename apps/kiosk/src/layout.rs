//! Where things stand on every screen: one left edge, back at the bottom left,
//! forward at the bottom right, the bar with help at the very bottom.

use iced::widget::{Column, Row, column, container, row, space};
use iced::{Alignment, Length};

use aufruf_ui::icon::{Icon, icon};
use aufruf_ui::theme::Role;
use aufruf_ui::widget::{self, Button, Look, button};
use aufruf_ui::{Element, Metrics, Screen, typography};

/// Width of a letter in em, on the safe side of Fira Sans medium in German.
const LETTER_EM: f32 = 0.54;

/// Height of the buttons at the bottom of a page.
#[must_use]
pub(crate) fn step_height(m: &Metrics) -> f32 {
    m.target * 1.35
}

/// What is left for the body of a page: width, and height between header and buttons.
#[must_use]
pub(crate) fn room(m: &Metrics) -> iced::Size {
    let line = m.text.body * 1.3;
    let header = 2.0 * m.space.xl + line + m.stroke.thin;
    let bar = 2.0 * m.space.l + m.target + m.stroke.thin;
    let around = m.space.xl + 2.0 * m.space.l;
    iced::Size::new(
        m.width - 2.0 * m.space.edge,
        m.height - header - bar - around - step_height(m),
    )
}

/// Whether type is large for the window: a small screen, or read from farther away.
/// Words that can be done without are left out then.
#[must_use]
pub(crate) fn is_tight(m: &Metrics) -> bool {
    m.width.min(m.height) < 22.0 * m.text.body || room(m).height < 14.0 * m.text.body
}

/// The sizes of a terminal for a screen.
///
/// On a small screen that lies on its side the words of requirement B08 would push keys
/// out of the window. What cannot be touched helps nobody, so there, and only there,
/// type is as large as fits, and the journal says that the screen should stand upright.
#[must_use]
pub(crate) fn metrics(screen: &Screen) -> Metrics {
    /// How many lines of type a screen on its side must hold.
    const LINES: f32 = 25.0;
    let m = Metrics::kiosk(screen);
    let largest = screen.height_px / LINES;
    if !m.is_landscape() || m.text.body <= largest + 1.0 {
        return m;
    }
    tracing::warn!(
        inches = screen.inches,
        distance_mm = screen.distance_mm,
        "this screen is too small to lie on its side at this distance: type is below 0.7 degrees"
    );
    let smaller = Screen {
        distance_mm: screen.distance_mm * largest / m.text.body,
        ..*screen
    };
    Metrics::kiosk(&smaller)
}

/// How many lines `words` need at a type size in a width. An estimate, rather too many.
#[must_use]
pub(crate) fn lines(words: &str, size: f32, width: f32) -> u16 {
    let fit = (width / (size * LETTER_EM)).max(1.0);
    let (mut count, mut used) = (1_u16, 0.0_f32);
    for word in words.split_whitespace() {
        let length = word.chars().fold(0.0_f32, |sum, _| sum + 1.0);
        let gap = if used > 0.0 { 1.0 } else { 0.0 };
        if used + gap + length > fit && used > 0.0 {
            count = count.saturating_add(1);
            used = length;
        } else {
            used += gap + length;
        }
    }
    count
}

/// The side of a QR code beside words.
#[must_use]
pub(crate) fn code_side(m: &Metrics) -> f32 {
    (m.width.min(m.height) * if m.is_landscape() { 0.24 } else { 0.3 }).round()
}

/// A page: a body that takes the room, and the steps below it.
pub(crate) fn page<'a, M: 'a>(
    m: &Metrics,
    body: impl Into<Element<'a, M>>,
    steps: Option<Element<'a, M>>,
) -> Element<'a, M> {
    let body = container(body).width(Length::Fill).height(Length::Fill);
    column![body]
        .push(steps)
        .spacing(m.space.l)
        .padding(iced::Padding {
            top: m.space.xl,
            right: m.space.edge,
            bottom: m.space.l,
            left: m.space.edge,
        })
        .into()
}

/// What the page says first, and what there is to do: below each other, or side by
/// side on a wide screen, where they share the width in these `parts`.
pub(crate) fn halves<'a, M: 'a>(
    m: &Metrics,
    parts: [u16; 2],
    first: impl Into<Element<'a, M>>,
    second: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    if m.is_landscape() {
        let part =
            |part: Element<'a, M>, share: u16| container(part).width(Length::FillPortion(share));
        return row![part(first.into(), parts[0]), part(second.into(), parts[1])]
            .spacing(m.space.edge)
            .into();
    }
    column![first.into(), second.into()]
        .spacing(m.space.l)
        .into()
}

/// The steps below a page: back at the left, forward at the right. Upright, the last
/// one takes the width that the others leave.
pub(crate) fn steps<'a, M: Clone + 'a>(
    m: &Metrics,
    back: Option<Element<'a, M>>,
    middle: Option<Element<'a, M>>,
    forward: Option<Button<'a, M>>,
) -> Element<'a, M> {
    let wide = !m.is_landscape() && middle.is_none();
    let forward = forward.map(|forward| {
        if wide {
            forward.width(Length::Fill)
        } else {
            forward
        }
    });
    // What stands in the middle gives way, so that back and forward never wrap.
    let between: Option<Element<'a, M>> = match middle {
        Some(middle) => Some(container(middle).width(Length::Fill).into()),
        None if wide => None,
        None => Some(space().width(Length::Fill).into()),
    };
    Row::new()
        .push(back)
        .push(between)
        .push(forward.map(Element::from))
        .spacing(m.gap.max(m.space.m))
        .align_y(Alignment::Center)
        .into()
}

/// The button back.
pub(crate) fn back<'a, M: Clone + 'a>(m: &Metrics, words: String, message: M) -> Element<'a, M> {
    button(m, Look::Secondary, words)
        .icon(Icon::ArrowLeft)
        .min_height(step_height(m))
        .on_press(message)
        .into()
}

/// The button forward; disabled with `None`.
pub(crate) fn forward<'a, M: Clone + 'a>(
    m: &Metrics,
    words: String,
    message: Option<M>,
) -> Button<'a, M> {
    button(m, Look::Primary, words)
        .min_height(step_height(m))
        .padding([m.space.s, m.space.edge * 1.5])
        .on_press_maybe(message)
}

/// A page that says one thing: an icon, a statement, a sentence and what belongs to it.
/// Where there is room it stands a little above the middle, not under the edge.
pub(crate) fn statement<'a, M: 'a>(
    m: &Metrics,
    drawing: Icon,
    role: Role,
    title: String,
    text: Element<'a, M>,
) -> Column<'a, M, aufruf_ui::Theme> {
    let upright = !m.is_landscape() && !is_tight(m);
    let side = (m.text.headline * if upright { 2.4 } else { 1.6 }).round();
    let above = if upright {
        (room(m).height * 0.16).round()
    } else {
        m.space.l
    };
    column![
        space().height(above),
        icon(drawing, side, role),
        space().height(m.space.s),
        typography::headline(m, title).width(Length::Fill),
        text,
    ]
    .spacing(m.space.m)
}

/// A card over the whole width.
pub(crate) fn card<'a, M: 'a>(m: &Metrics, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    widget::card(m, content).width(Length::Fill).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_take_lines_of_their_own() {
        assert_eq!(lines("", 43.0, 900.0), 1);
        assert_eq!(lines("Führungszeugnis", 43.0, 900.0), 1);
        assert_eq!(
            lines(
                "Personalausweis beantragen und Wohnsitz ummelden",
                43.0,
                500.0
            ),
            3
        );
        assert_eq!(lines("Donaudampfschifffahrtsgesellschaft", 43.0, 200.0), 1);
    }
}
