//! Colours of text: `typography::body(m, "…").style(theme::text::soft)`.

use iced::widget::text::{Catalog, Style, StyleFn};

use super::{Role, Theme};

impl Catalog for Theme {
    type Class<'a> = StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_theme| Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> Style {
        class(self)
    }
}

/// Text in the colour of a role.
pub fn role(role: Role) -> impl Fn(&Theme) -> Style + Copy {
    move |theme| Style {
        color: Some(role.color(theme)),
    }
}

/// Second lines.
pub fn soft(theme: &Theme) -> Style {
    role(Role::Soft)(theme)
}

/// Numbers and links.
pub fn brand(theme: &Theme) -> Style {
    role(Role::Brand)(theme)
}

/// Second texts on a dark bar.
pub fn on_bar_soft(theme: &Theme) -> Style {
    role(Role::OnBarSoft)(theme)
}

/// A good outcome.
pub fn success(theme: &Theme) -> Style {
    role(Role::Success)(theme)
}

/// Needs attention.
pub fn warning(theme: &Theme) -> Style {
    role(Role::Warning)(theme)
}

/// Failed, destructive.
pub fn danger(theme: &Theme) -> Style {
    role(Role::Danger)(theme)
}
