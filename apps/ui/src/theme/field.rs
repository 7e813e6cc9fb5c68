//! Looks of what is typed into, chosen from, scrolled and scanned.

use iced::widget::{overlay::menu, pick_list, qr_code, rule, scrollable, svg, text_input};
use iced::{Border, Shadow, border};

use super::surface::edge;
use super::{Role, Theme};
use crate::Metrics;

impl text_input::Catalog for Theme {
    type Class<'a> = text_input::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(input(&Metrics::desk(1.0)))
    }

    fn style(&self, class: &Self::Class<'_>, status: text_input::Status) -> text_input::Style {
        class(self, status)
    }
}

/// A text field; its edge is thick and brand-coloured while it has the focus.
pub fn input(m: &Metrics) -> impl Fn(&Theme, text_input::Status) -> text_input::Style + use<> {
    let (radius, regular, focus) = (m.radius.s, m.stroke.regular, m.stroke.focus);
    move |theme, status| {
        let palette = theme.palette();
        let base = text_input::Style {
            background: palette.paper.into(),
            border: edge(radius, regular, palette.edge),
            icon: palette.ink_soft,
            placeholder: palette.ink_soft,
            value: palette.ink,
            selection: palette.brand_soft,
        };
        match status {
            text_input::Status::Active | text_input::Status::Hovered => base,
            text_input::Status::Focused { .. } => text_input::Style {
                border: edge(radius, focus, palette.brand),
                ..base
            },
            text_input::Status::Disabled => text_input::Style {
                background: palette.disabled.into(),
                border: edge(radius, regular, palette.line),
                value: palette.on_disabled,
                placeholder: palette.on_disabled,
                ..base
            },
        }
    }
}

impl scrollable::Catalog for Theme {
    type Class<'a> = scrollable::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(scroll)
    }

    fn style(&self, class: &Self::Class<'_>, status: scrollable::Status) -> scrollable::Style {
        class(self, status)
    }
}

/// A scroll bar that is always visible where there is more to see.
fn scroll(theme: &Theme, status: scrollable::Status) -> scrollable::Style {
    let palette = theme.palette();
    let dragged = matches!(status, scrollable::Status::Dragged { .. });
    let thumb = if dragged { palette.brand } else { palette.edge };
    let rail = scrollable::Rail {
        background: Some(palette.disabled.into()),
        border: border::rounded(4.0),
        scroller: scrollable::Scroller {
            background: thumb.into(),
            border: border::rounded(4.0),
        },
    };
    scrollable::Style {
        container: iced::widget::container::Style::default(),
        vertical_rail: rail,
        horizontal_rail: rail,
        gap: None,
        auto_scroll: scrollable::AutoScroll {
            background: palette.paper.into(),
            border: edge(4.0, 2.0, palette.edge),
            shadow: Shadow::default(),
            icon: palette.ink,
        },
    }
}

impl menu::Catalog for Theme {
    type Class<'a> = menu::StyleFn<'a, Self>;

    fn default<'a>() -> menu::StyleFn<'a, Self> {
        Box::new(|theme| {
            let palette = theme.palette();
            menu::Style {
                background: palette.paper.into(),
                border: edge(0.0, 2.0, palette.edge),
                text_color: palette.ink,
                selected_text_color: palette.on_brand,
                selected_background: palette.brand.into(),
                shadow: Shadow::default(),
            }
        })
    }

    fn style(&self, class: &menu::StyleFn<'_, Self>) -> menu::Style {
        class(self)
    }
}

impl pick_list::Catalog for Theme {
    type Class<'a> = pick_list::StyleFn<'a, Self>;

    fn default<'a>() -> pick_list::StyleFn<'a, Self> {
        Box::new(pick(&Metrics::desk(1.0)))
    }

    fn style(
        &self,
        class: &pick_list::StyleFn<'_, Self>,
        status: pick_list::Status,
    ) -> pick_list::Style {
        class(self, status)
    }
}

/// A field that opens a list to choose from.
pub fn pick(m: &Metrics) -> impl Fn(&Theme, pick_list::Status) -> pick_list::Style + use<> {
    let (radius, regular, focus) = (m.radius.s, m.stroke.regular, m.stroke.focus);
    move |theme, status| {
        let palette = theme.palette();
        let open = matches!(status, pick_list::Status::Opened { .. });
        pick_list::Style {
            text_color: palette.ink,
            placeholder_color: palette.ink_soft,
            handle_color: palette.ink,
            background: palette.paper.into(),
            border: if open {
                edge(radius, focus, palette.brand)
            } else {
                edge(radius, regular, palette.edge)
            },
        }
    }
}

impl rule::Catalog for Theme {
    type Class<'a> = rule::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme| rule::Style {
            color: theme.palette().line,
            radius: Border::default().radius,
            fill_mode: rule::FillMode::Full,
            snap: true,
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> rule::Style {
        class(self)
    }
}

impl svg::Catalog for Theme {
    type Class<'a> = svg::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(icon(Role::Ink))
    }

    fn style(&self, class: &Self::Class<'_>, status: svg::Status) -> svg::Style {
        class(self, status)
    }
}

/// An icon in the colour of a role.
pub fn icon(role: Role) -> impl Fn(&Theme, svg::Status) -> svg::Style + Copy {
    move |theme, _status| svg::Style {
        color: Some(role.color(theme)),
    }
}

impl qr_code::Catalog for Theme {
    type Class<'a> = qr_code::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme| qr_code::Style {
            cell: theme.palette().code,
            background: theme.palette().code_ground,
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> qr_code::Style {
        class(self)
    }
}
