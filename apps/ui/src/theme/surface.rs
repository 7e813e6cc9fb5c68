//! Containers: `container(x).style(theme::surface::card(m))`.

use iced::widget::container::{Catalog, Style, StyleFn};
use iced::{Border, Color, border};

use super::button::Kind;
use super::{Role, Theme};
use crate::Metrics;
use crate::widget::Tone;

impl Catalog for Theme {
    type Class<'a> = StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_theme| Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> Style {
        class(self)
    }
}

/// The page itself.
pub fn ground(theme: &Theme) -> Style {
    let palette = theme.palette();
    filled(palette.ground, palette.ink)
}

/// White, square: light bars, lists.
pub fn paper(theme: &Theme) -> Style {
    let palette = theme.palette();
    filled(palette.paper, palette.ink)
}

/// A white card with rounded corners and a quiet edge.
pub fn card(m: &Metrics) -> impl Fn(&Theme) -> Style + use<> {
    let (radius, width) = (m.radius.l, m.stroke.thin);
    move |theme| Style {
        border: edge(radius, width, theme.palette().line),
        ..paper(theme)
    }
}

/// The dark bar at the top of the desk and the bottom of the display.
pub fn bar(theme: &Theme) -> Style {
    let palette = theme.palette();
    filled(palette.bar, palette.on_bar)
}

/// A dark card: the field around the camera.
pub fn dark_card(m: &Metrics) -> impl Fn(&Theme) -> Style + use<> {
    let (radius, width) = (m.radius.l, m.stroke.thin);
    move |theme| {
        let palette = theme.palette();
        Style {
            border: edge(radius, width, palette.bar),
            ..bar(theme)
        }
    }
}

/// The field of the current call.
pub fn brand(theme: &Theme) -> Style {
    let palette = theme.palette();
    filled(palette.brand, palette.on_brand)
}

/// The field of the current call inverted, for the emphasis of a new call.
pub fn brand_inverted(theme: &Theme) -> Style {
    let palette = theme.palette();
    filled(palette.on_brand, palette.brand)
}

/// A chosen row or tab.
pub fn chosen(theme: &Theme) -> Style {
    let palette = theme.palette();
    filled(palette.brand_soft, palette.ink)
}

/// A field filled with the colour of a role, for stripes and marks; `radius` in pixels.
pub fn filled_with(role: Role, radius: f32) -> impl Fn(&Theme) -> Style + Copy {
    move |theme| Style {
        border: border::rounded(radius),
        ..Style::default().background(role.color(theme))
    }
}

/// The ground of a quiet line between things.
pub fn line(theme: &Theme) -> Style {
    Style::default().background(theme.palette().line)
}

pub(crate) fn filled(background: Color, text: Color) -> Style {
    Style {
        text_color: Some(text),
        ..Style::default().background(background)
    }
}

pub(crate) fn edge(radius: f32, width: f32, color: Color) -> Border {
    Border {
        color,
        width,
        radius: radius.into(),
    }
}

/// The box of a check row.
pub(crate) fn check_box(m: &Metrics, chosen: bool) -> impl Fn(&Theme) -> Style + use<> {
    let (radius, width) = (m.radius.s, m.stroke.regular);
    move |theme| {
        let palette = theme.palette();
        let (fill, line) = if chosen {
            (palette.brand, palette.brand)
        } else {
            (palette.paper, palette.edge)
        };
        Style {
            border: edge(radius, width, line),
            ..filled(fill, palette.on_brand)
        }
    }
}

/// The tile behind the icon of a large choice.
pub(crate) fn tile(m: &Metrics, look: Kind, enabled: bool) -> impl Fn(&Theme) -> Style + use<> {
    let radius = m.radius.m;
    move |theme| {
        let palette = theme.palette();
        let fill = match look {
            _ if !enabled => palette.disabled,
            Kind::Primary => palette.brand_tile,
            _ => palette.brand_soft,
        };
        Style {
            border: border::rounded(radius),
            ..Style::default().background(fill)
        }
    }
}

/// The stripe of a notice.
pub(crate) fn stripe(m: &Metrics, tone: Tone) -> impl Fn(&Theme) -> Style + use<> {
    let radius = border::left(m.radius.s);
    move |theme| Style {
        border: Border {
            radius,
            ..Border::default()
        },
        ..Style::default().background(tone.role().color(theme))
    }
}

/// The field of a notice beside its stripe.
pub(crate) fn notice(m: &Metrics, tone: Tone) -> impl Fn(&Theme) -> Style + use<> {
    let radius = border::right(m.radius.s);
    move |theme| {
        let palette = theme.palette();
        let fill = match tone {
            Tone::Plain => palette.paper,
            Tone::Success => palette.success_soft,
            Tone::Warning | Tone::Offline => palette.warning_soft,
            Tone::Danger => palette.danger_soft,
        };
        Style {
            border: Border {
                radius,
                ..Border::default()
            },
            ..filled(fill, palette.ink)
        }
    }
}

/// The line below a digit that is still missing.
pub(crate) fn edge_line(theme: &Theme) -> Style {
    Style::default().background(theme.palette().edge)
}

/// The field in which a number is being entered.
pub(crate) fn entry(m: &Metrics) -> impl Fn(&Theme) -> Style + use<> {
    let (radius, width) = (m.radius.l, m.stroke.strong);
    move |theme| Style {
        border: edge(radius, width, theme.palette().brand),
        ..paper(theme)
    }
}

/// The ground of a QR code.
pub(crate) fn code(theme: &Theme) -> Style {
    Style::default().background(theme.palette().code_ground)
}
