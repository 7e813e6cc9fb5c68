//! Looks of buttons. `Hovered` looks like `Active`: after a touch the cursor stays
//! where the finger was, and a button that remains lit looks pressed.

use iced::widget::button::{Catalog, Status, Style, StyleFn};
use iced::{Border, Color};

use super::surface::edge;
use super::{Palette, Role, Theme};
use crate::Metrics;

/// What a button is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The one next step of a screen.
    Primary,
    /// The weighty alternative to the next step: brand edge and text on paper.
    Outlined,
    /// Everything else: quiet edge on paper.
    Secondary,
    /// In a bar on paper: a filled field without edge.
    Quiet,
    /// Inside a card: brand-coloured words only.
    Plain,
    /// Destroys or gives up something.
    Danger,
    /// The chosen one among equals.
    Chosen,
    /// A row of a list: no edge, no corners.
    Row,
    /// The chosen row of a list.
    ChosenRow,
}

impl Kind {
    /// The role of text and icons on this button.
    pub fn role(self, enabled: bool) -> Role {
        match self {
            _ if !enabled => Role::Disabled,
            Self::Primary => Role::OnBrand,
            Self::Outlined | Self::Plain => Role::Brand,
            Self::Danger => Role::Danger,
            Self::Secondary | Self::Quiet | Self::Chosen | Self::Row | Self::ChosenRow => Role::Ink,
        }
    }

    /// The role of second texts on this button.
    pub fn soft_role(self, enabled: bool) -> Role {
        match self.role(enabled) {
            Role::Ink | Role::Brand | Role::Danger => Role::Soft,
            other => other,
        }
    }
}

impl Catalog for Theme {
    type Class<'a> = StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme, _status| Style {
            text_color: theme.palette().ink,
            ..Style::default()
        })
    }

    fn style(&self, class: &Self::Class<'_>, status: Status) -> Style {
        class(self, status)
    }
}

/// The style of a button of a kind.
pub fn style(m: &Metrics, kind: Kind) -> impl Fn(&Theme, Status) -> Style + use<> {
    let (radius, thin, strong) = (m.radius.m, m.stroke.regular, m.stroke.strong);
    move |theme, status| {
        let palette = theme.palette();
        let enabled = status != Status::Disabled;
        let fill = fill(palette, kind, status);
        let border = match kind {
            Kind::Row | Kind::ChosenRow => Border::default(),
            Kind::Plain => edge(radius, 0.0, Color::TRANSPARENT),
            Kind::Outlined | Kind::Chosen if enabled => edge(radius, strong, palette.brand),
            Kind::Danger if enabled => edge(radius, thin, palette.danger),
            Kind::Secondary if enabled => edge(radius, thin, palette.edge),
            Kind::Quiet if enabled => edge(radius, thin, palette.quiet_edge),
            Kind::Primary if enabled => edge(radius, thin, fill.unwrap_or(palette.brand)),
            _ => edge(radius, thin, palette.disabled_edge),
        };
        Style {
            background: fill.map(Into::into),
            text_color: text_color(theme, kind, status),
            border,
            ..Style::default()
        }
    }
}

fn fill(palette: &Palette, kind: Kind, status: Status) -> Option<Color> {
    let pressed = status == Status::Pressed;
    if status == Status::Disabled {
        return (kind != Kind::Plain && kind != Kind::Row).then_some(palette.disabled);
    }
    match kind {
        Kind::Primary if pressed => Some(palette.brand_pressed),
        Kind::Primary => Some(palette.brand),
        _ if pressed => Some(palette.pressed),
        Kind::Chosen | Kind::ChosenRow => Some(palette.brand_soft),
        Kind::Outlined | Kind::Secondary | Kind::Danger => Some(palette.paper),
        Kind::Quiet => Some(palette.ground),
        Kind::Plain | Kind::Row => None,
    }
}

fn text_color(theme: &Theme, kind: Kind, status: Status) -> Color {
    kind.role(status != Status::Disabled).color(theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 9] = [
        Kind::Primary,
        Kind::Outlined,
        Kind::Secondary,
        Kind::Quiet,
        Kind::Plain,
        Kind::Danger,
        Kind::Chosen,
        Kind::Row,
        Kind::ChosenRow,
    ];

    #[test]
    fn a_hovered_button_looks_like_a_resting_one() {
        for (kind, theme, style) in every_button() {
            let (hovered, active) = (style(Status::Hovered), style(Status::Active));
            assert_eq!(hovered, active, "{kind:?} {theme:?}");
        }
    }

    #[test]
    fn pressed_and_disabled_are_visible() {
        for (kind, theme, style) in every_button() {
            let active = style(Status::Active);
            assert_ne!(style(Status::Pressed), active, "{kind:?} {theme:?}");
            assert_ne!(style(Status::Disabled), active, "{kind:?} {theme:?}");
        }
    }

    fn every_button() -> impl Iterator<Item = (Kind, Theme, impl Fn(Status) -> Style)> {
        let m = Metrics::desk(1.0);
        [Theme::Light, Theme::HighContrast]
            .into_iter()
            .flat_map(move |theme| {
                KINDS.map(|kind| {
                    let style = style(&m, kind);
                    (kind, theme, move |status| style(&theme, status))
                })
            })
    }
}
