//! Contrast of two colours, as WCAG 2.2 and DIN 32975 define it.

use iced::Color;

/// Smallest contrast of text. Source: WCAG 2.2, 1.4.3 (requirements A06, B10).
pub const TEXT: f32 = 4.5;
/// Smallest contrast of edges of controls and of icons. Source: WCAG 2.2, 1.4.11.
pub const EDGE: f32 = 3.0;
/// Smallest contrast of text on the display: Michelson 0.7. Source: DIN 32975 (C05).
pub const DISPLAY: f32 = 5.7;
/// Smallest contrast of anything in the high contrast theme. Source: WCAG 2.2, 1.4.6 (B10).
pub const ENHANCED: f32 = 7.0;

/// Contrast ratio of two opaque colours, 1.0 (equal) to 21.0 (black on white).
pub fn ratio(a: Color, b: Color) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, 0.0 (black) to 1.0 (white).
fn luminance(color: Color) -> f32 {
    let [r, g, b, _] = color.into_linear();
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Theme;

    /// Every pair of colours that is drawn on each other, with its use.
    fn text_pairs(theme: Theme) -> Vec<(&'static str, Color, Color)> {
        let p = theme.palette();
        vec![
            ("text on the page", p.ink, p.ground),
            ("text on cards", p.ink, p.paper),
            ("text on a chosen row", p.ink, p.brand_soft),
            ("second line on the page", p.ink_soft, p.ground),
            ("second line on cards", p.ink_soft, p.paper),
            ("second line on a chosen row", p.ink_soft, p.brand_soft),
            ("brand text on the page", p.brand, p.ground),
            ("brand text on cards", p.brand, p.paper),
            ("brand text on a chosen row", p.brand, p.brand_soft),
            ("text on brand", p.on_brand, p.brand),
            ("text on pressed brand", p.on_brand, p.brand_pressed),
            ("icon on its tile on brand", p.on_brand, p.brand_tile),
            ("text on a bar", p.on_bar, p.bar),
            ("second text on a bar", p.on_bar_soft, p.bar),
            ("success on the page", p.success, p.ground),
            ("success on paper", p.success, p.paper),
            ("success on its ground", p.success, p.success_soft),
            ("text on a success notice", p.ink, p.success_soft),
            ("mark on success", p.on_success, p.success),
            ("warning on paper", p.warning, p.paper),
            ("warning on its ground", p.warning, p.warning_soft),
            ("text on a warning", p.ink, p.warning_soft),
            ("danger on the page", p.danger, p.ground),
            ("danger on paper", p.danger, p.paper),
            ("danger on its ground", p.danger, p.danger_soft),
            ("text on a danger notice", p.ink, p.danger_soft),
            ("text of a disabled button", p.on_disabled, p.disabled),
            ("text of a pressed button", p.ink, p.pressed),
            ("second text of a pressed button", p.ink_soft, p.pressed),
            ("brand text of a pressed button", p.brand, p.pressed),
            ("danger text of a pressed button", p.danger, p.pressed),
            ("code on its ground", p.code, p.code_ground),
        ]
    }

    fn edge_pairs(theme: Theme) -> Vec<(&'static str, Color, Color)> {
        let p = theme.palette();
        vec![
            ("edge of a control on cards", p.edge, p.paper),
            ("edge of a control on the page", p.edge, p.ground),
            ("edge of a chosen row", p.brand, p.ground),
            ("focus ring on the page", p.focus, p.ground),
            ("focus ring on cards", p.focus, p.paper),
            ("the two lines of the focus ring", p.focus, p.focus_gap),
            ("inner focus line on brand", p.focus_gap, p.brand),
        ]
    }

    #[test]
    fn black_on_white_is_21() {
        assert!((ratio(Color::BLACK, Color::WHITE) - 21.0).abs() < 0.01);
        assert!((ratio(Color::WHITE, Color::WHITE) - 1.0).abs() < 0.01);
    }

    #[test]
    fn white_on_brand_is_8_5_as_the_design_says() {
        let p = Theme::Light.palette();
        assert!((ratio(p.on_brand, p.brand) - 8.5).abs() < 0.1);
    }

    #[test]
    fn every_pair_of_the_light_theme_is_readable() {
        for (what, text, ground) in text_pairs(Theme::Light) {
            let found = ratio(text, ground);
            assert!(found >= TEXT, "{what}: {found:.2}");
        }
        for (what, edge, ground) in edge_pairs(Theme::Light) {
            let found = ratio(edge, ground);
            assert!(found >= EDGE, "{what}: {found:.2}");
        }
    }

    #[test]
    fn every_pair_of_the_high_contrast_theme_reaches_7() {
        let theme = Theme::HighContrast;
        for (what, text, ground) in text_pairs(theme).into_iter().chain(edge_pairs(theme)) {
            let found = ratio(text, ground);
            assert!(found >= ENHANCED, "{what}: {found:.2}");
        }
    }

    #[test]
    fn what_the_display_shows_is_readable_from_the_last_row() {
        let p = Theme::Light.palette();
        for (what, text, ground) in [
            ("call", p.on_brand, p.brand),
            ("earlier call", p.ink, p.paper),
            ("counter of an earlier call", p.brand, p.paper),
            ("bar", p.on_bar, p.bar),
            ("second text on the bar", p.on_bar_soft, p.bar),
        ] {
            let found = ratio(text, ground);
            assert!(found >= DISPLAY, "{what}: {found:.2}");
        }
    }
}
