//! The theme of all programs and the styles that draw it.
//!
//! A style takes its colours from [`Theme::palette`], its radii and strokes from
//! the [`Metrics`](crate::Metrics) it is made with. Programs rarely need this
//! module: the functions in [`crate::widget`] already carry their style. What they
//! use directly is [`text`] (colour roles of text) and [`surface`] (containers).

pub mod button;
pub mod contrast;
pub mod field;
mod palette;
pub mod surface;
pub mod text;

pub use palette::{Palette, Role};

/// The look of a program. Every colour comes from its [`Palette`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Paper on a light ground, one brand colour.
    #[default]
    Light,
    /// White and yellow on black, at least 7:1 everywhere (requirement B10).
    HighContrast,
}

impl Theme {
    /// The colours of this theme.
    pub fn palette(&self) -> &'static Palette {
        match self {
            Self::Light => &palette::LIGHT,
            Self::HighContrast => &palette::HIGH_CONTRAST,
        }
    }
}

impl iced::theme::Base for Theme {
    /// The system's preference for dark windows is ignored: an office looks the same at each desk.
    fn default(_preference: iced::theme::Mode) -> Self {
        Self::Light
    }

    fn mode(&self) -> iced::theme::Mode {
        match self {
            Self::Light => iced::theme::Mode::Light,
            Self::HighContrast => iced::theme::Mode::Dark,
        }
    }

    fn base(&self) -> iced::theme::Style {
        let palette = self.palette();
        iced::theme::Style {
            background_color: palette.ground,
            text_color: palette.ink,
        }
    }

    fn palette(&self) -> Option<iced::theme::Palette> {
        let palette = Self::palette(self);
        Some(iced::theme::Palette {
            background: palette.ground,
            text: palette.ink,
            primary: palette.brand,
            success: palette.success,
            warning: palette.warning,
            danger: palette.danger,
        })
    }

    fn name(&self) -> &str {
        match self {
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
        }
    }
}
