//! The only place that names a colour.

use iced::{Color, color};

use super::Theme;

/// The semantic colours of a [`Theme`].
///
/// Source: tokens of the KERN design system as sRGB. Unit tests hold every pair
/// that is drawn to WCAG 2.2: text 4.5:1, edges of controls and icons 3:1, in the
/// high contrast theme 7:1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Text.
    pub ink: Color,
    /// Second lines.
    pub ink_soft: Color,
    /// The page.
    pub ground: Color,
    /// Cards and bars on the page.
    pub paper: Color,
    /// Rules and edges of cards; decoration, carries no meaning.
    pub line: Color,
    /// Edges of controls: buttons, fields, check boxes.
    pub edge: Color,
    /// Primary action, numbers, the current call.
    pub brand: Color,
    /// The brand colour under a finger.
    pub brand_pressed: Color,
    /// Chosen rows, tiles behind icons.
    pub brand_soft: Color,
    /// Text on the brand colour.
    pub on_brand: Color,
    /// Tile behind an icon on the brand colour.
    pub brand_tile: Color,
    /// Dark bars.
    pub bar: Color,
    /// Text on a dark bar.
    pub on_bar: Color,
    /// Second texts on a dark bar.
    pub on_bar_soft: Color,
    /// Checked in, done.
    pub success: Color,
    /// Ground of a success notice.
    pub success_soft: Color,
    /// Text and icons on the success colour.
    pub on_success: Color,
    /// Something needs attention; always with icon and words.
    pub warning: Color,
    /// Ground of a warning.
    pub warning_soft: Color,
    /// Something failed or is destructive; always with icon and words.
    pub danger: Color,
    /// Ground of a danger notice.
    pub danger_soft: Color,
    /// Fill of a button that cannot be pressed now.
    pub disabled: Color,
    /// Edge of a button that cannot be pressed now.
    pub disabled_edge: Color,
    /// Edge of a filled button in a bar.
    pub quiet_edge: Color,
    /// Any button but the primary one under a finger.
    pub pressed: Color,
    /// Text of a button that cannot be pressed now; still readable.
    pub on_disabled: Color,
    /// Outer line of the focus ring.
    pub focus: Color,
    /// Inner line of the focus ring, so that it shows on dark fields too.
    pub focus_gap: Color,
    /// Dark modules of a QR code.
    pub code: Color,
    /// Ground and quiet zone of a QR code: white in every theme, or cameras fail.
    pub code_ground: Color,
}

/// The light theme.
pub(super) const LIGHT: Palette = Palette {
    ink: color!(0x171a2b),
    ink_soft: color!(0x4b5066),
    ground: color!(0xf3f4f7),
    paper: color!(0xffffff),
    line: color!(0xc9cdd8),
    edge: color!(0x7a7f95),
    brand: color!(0x2044aa),
    brand_pressed: color!(0x163180),
    brand_soft: color!(0xe5ebf7),
    on_brand: color!(0xffffff),
    brand_tile: color!(0x3f5fb8),
    bar: color!(0x171a2b),
    on_bar: color!(0xffffff),
    on_bar_soft: color!(0xc9cdd8),
    success: color!(0x00705c),
    success_soft: color!(0xdef9f1),
    on_success: color!(0xffffff),
    warning: color!(0x9a4a00),
    warning_soft: color!(0xfff1e3),
    danger: color!(0xb81414),
    danger_soft: color!(0xffeeec),
    disabled: color!(0xe2e4eb),
    disabled_edge: color!(0xc9cdd8),
    quiet_edge: color!(0xf3f4f7),
    pressed: color!(0xd3ddf2),
    on_disabled: color!(0x5b6076),
    focus: color!(0x171a2b),
    focus_gap: color!(0xffffff),
    code: color!(0x000000),
    code_ground: color!(0xffffff),
};

/// The high contrast theme: three colours, and greys for what is pressed or cannot be.
pub(super) const HIGH_CONTRAST: Palette = Palette {
    ink: color!(0xffffff),
    ink_soft: color!(0xffffff),
    ground: color!(0x000000),
    paper: color!(0x000000),
    line: color!(0xffffff),
    edge: color!(0xffffff),
    brand: color!(0xffe600),
    brand_pressed: color!(0xffffff),
    brand_soft: color!(0x262626),
    on_brand: color!(0x000000),
    brand_tile: color!(0xffe600),
    bar: color!(0x000000),
    on_bar: color!(0xffffff),
    on_bar_soft: color!(0xffffff),
    success: color!(0xffffff),
    success_soft: color!(0x000000),
    on_success: color!(0x000000),
    warning: color!(0xffe600),
    warning_soft: color!(0x000000),
    danger: color!(0xffe600),
    danger_soft: color!(0x000000),
    disabled: color!(0x000000),
    disabled_edge: color!(0x000000),
    quiet_edge: color!(0xffffff),
    pressed: color!(0x404040),
    on_disabled: color!(0xa6a6a6),
    focus: color!(0xffe600),
    focus_gap: color!(0x000000),
    code: color!(0x000000),
    code_ground: color!(0xffffff),
};

/// What a text or an icon means; resolved to a colour by the theme when drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Plain text.
    Ink,
    /// Second lines.
    Soft,
    /// Numbers, links, icons on paper.
    Brand,
    /// On the brand colour.
    OnBrand,
    /// On a dark bar.
    OnBar,
    /// Second texts on a dark bar.
    OnBarSoft,
    /// A good outcome.
    Success,
    /// On the success colour.
    OnSuccess,
    /// Needs attention.
    Warning,
    /// Failed, destructive.
    Danger,
    /// Cannot be pressed now.
    Disabled,
}

impl Role {
    /// The colour of this role.
    pub fn color(self, theme: &Theme) -> Color {
        let palette = theme.palette();
        match self {
            Self::Ink => palette.ink,
            Self::Soft => palette.ink_soft,
            Self::Brand => palette.brand,
            Self::OnBrand => palette.on_brand,
            Self::OnBar => palette.on_bar,
            Self::OnBarSoft => palette.on_bar_soft,
            Self::Success => palette.success,
            Self::OnSuccess => palette.on_success,
            Self::Warning => palette.warning,
            Self::Danger => palette.danger,
            Self::Disabled => palette.on_disabled,
        }
    }
}
