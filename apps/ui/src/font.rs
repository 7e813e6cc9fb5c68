//! Fira Sans in four weights, embedded in every program.
//!
//! The files come from the npm package `@expo-google-fonts/fira-sans` (OFL-1.1),
//! installed by `cargo xtask setup` and embedded by `build.rs`; none lies in the
//! repository. Figures of Fira Sans are proportional unless the OpenType feature
//! `tnum` is on, which iced cannot ask for: columns and clocks use
//! [`crate::widget::figures`], which sets each digit in a cell of equal width.

use iced::Font;
use iced::font::Weight;

/// Height of a capital letter in em. Source: OS/2 table of the four files (689 to 693 of 1000).
pub const CAPITAL_HEIGHT_EM: f32 = 0.69;

/// Width of the widest digit of the bold weight in em. Source: hmtx table ("0": 585 of 1000).
pub const DIGIT_WIDTH_EM: f32 = 0.585;

/// Width of the widest ticket number with one letter and four digits ("W 0000") in
/// the bold weight, in em. Source: hmtx table.
pub const TICKET_WIDTH_EM: f32 = 3.43;

const FAMILY: &str = "Fira Sans";

/// Weight 400: sentences.
pub const REGULAR: Font = Font::with_name(FAMILY);
/// Weight 500: labels of buttons and rows.
pub const MEDIUM: Font = Font {
    weight: Weight::Medium,
    ..REGULAR
};
/// Weight 600: titles and emphasis.
pub const SEMIBOLD: Font = Font {
    weight: Weight::Semibold,
    ..REGULAR
};
/// Weight 700: headlines and numbers.
pub const BOLD: Font = Font {
    weight: Weight::Bold,
    ..REGULAR
};

/// The font files to load at start: `for f in font::all() { app = app.font(f) }`.
pub fn all() -> impl Iterator<Item = &'static [u8]> {
    const FILES: [&[u8]; 4] = [
        include_bytes!(concat!(env!("OUT_DIR"), "/FiraSans_400Regular.ttf")),
        include_bytes!(concat!(env!("OUT_DIR"), "/FiraSans_500Medium.ttf")),
        include_bytes!(concat!(env!("OUT_DIR"), "/FiraSans_600SemiBold.ttf")),
        include_bytes!(concat!(env!("OUT_DIR"), "/FiraSans_700Bold.ttf")),
    ];
    FILES.into_iter()
}

/// Settings with all fonts loaded and Fira Sans as default, for programs
/// (`.settings(font::settings())`) and for `iced_test::Simulator::with_size`.
pub fn settings() -> iced::Settings {
    iced::Settings {
        fonts: all().map(Into::into).collect(),
        default_font: REGULAR,
        ..iced::Settings::default()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn four_truetype_files_are_embedded() {
        let files: Vec<_> = super::all().collect();
        assert_eq!(files.len(), 4);
        for file in files {
            assert_eq!(file[..4], [0, 1, 0, 0], "a TrueType file");
        }
    }
}
