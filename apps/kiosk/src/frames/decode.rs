//! Finds the QR code in a picture.

use aufruf_core::check_in_code::CheckInCode;
use rqrr::PreparedImage;

use super::Luma;

/// Most candidates in one picture that are tried: a picture may be full of squares.
const CANDIDATES_MAX: usize = 8;

/// What a QR code holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A check-in code.
    Code(CheckInCode),
    /// Something else, kept as a number only: what strangers' codes hold is theirs.
    Foreign(u64),
}

/// The QR code of a picture, a check-in code first.
#[must_use]
pub fn decode(luma: &Luma) -> Option<Content> {
    let mut picture = PreparedImage::prepare_from_greyscale(luma.width, luma.height, |x, y| {
        luma.data[y * luma.width + x]
    });
    let mut foreign = None;
    for grid in picture.detect_grids().iter().take(CANDIDATES_MAX) {
        let Ok((_, text)) = grid.decode() else {
            continue;
        };
        match CheckInCode::scanned(&text) {
            Some(code) => return Some(Content::Code(code)),
            None => foreign = Some(Content::Foreign(fingerprint(&text))),
        }
    }
    foreign
}

fn fingerprint(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::frames) const CODE: &str = "2R5K9XPA";

    /// A picture as a camera would take it: the code turned by `degrees` on a table of
    /// middle grey, with uneven light, blur and noise. Seeded: the same each time.
    pub(in crate::frames) fn photograph(content: &str, degrees: f64) -> Luma {
        const WIDTH: usize = 640;
        const HEIGHT: usize = 480;
        const MODULE: f64 = 7.0;
        let code =
            qrcode::QrCode::with_error_correction_level(content, qrcode::EcLevel::M).unwrap();
        let modules = i64::try_from(code.width()).unwrap();
        let dark = code.to_colors();
        let (sin, cos) = degrees.to_radians().sin_cos();
        let middle = MODULE * modules as f64 / 2.0;
        let sharp = |x: f64, y: f64| -> f64 {
            let (dx, dy) = (x - 330.0, y - 225.0);
            let at = |v: f64| ((v + middle) / MODULE).floor() as i64;
            let (column, row) = (at(dx * cos + dy * sin), at(dy * cos - dx * sin));
            let paper = -4..modules + 4;
            if !paper.contains(&column) || !paper.contains(&row) {
                return 110.0;
            }
            let inside = (0..modules).contains(&column) && (0..modules).contains(&row);
            let index = usize::try_from(row * modules + column).unwrap_or(0);
            if inside && dark[index] == qrcode::Color::Dark {
                40.0
            } else {
                215.0
            }
        };
        let mut seed = 7_u64;
        let mut noise = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as f64 / f64::from(1_u32 << 31) * 40.0 - 20.0
        };
        let mut data = Vec::with_capacity(WIDTH * HEIGHT);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let (x, y) = (x as f64, y as f64);
                let near = [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.0, 0.0)];
                let blurred = near
                    .iter()
                    .map(|(dx, dy)| sharp(x + dx, y + dy))
                    .sum::<f64>()
                    / 5.0;
                let light = 0.75 + 0.25 * x / WIDTH as f64;
                data.push((blurred * light + noise()).clamp(0.0, 255.0) as u8);
            }
        }
        Luma::new(WIDTH, HEIGHT, data).unwrap()
    }

    #[test]
    fn a_check_in_code_is_read_from_a_photograph_at_any_angle() {
        let code = CheckInCode::parse(CODE).unwrap();
        for degrees in [0.0, 7.0, 15.0, 45.0, 90.0, 133.0, 180.0, 262.0] {
            let found = decode(&photograph(CODE, degrees));
            assert_eq!(found, Some(Content::Code(code)), "{degrees}°");
        }
    }

    #[test]
    fn the_address_on_a_slip_is_a_check_in_code_too() {
        let address = format!("https://termine.musterstadt.example/t/musterstadt/{CODE}");
        let code = CheckInCode::parse(CODE).unwrap();
        let found = decode(&photograph(&address, 7.0));
        assert_eq!(found, Some(Content::Code(code)));
    }

    #[test]
    fn other_codes_are_seen_as_foreign_and_empty_pictures_as_nothing() {
        let found = decode(&photograph("https://example.org/wedding", 10.0));
        assert!(matches!(found, Some(Content::Foreign(_))), "{found:?}");
        let grey = Luma::new(640, 480, vec![128; 640 * 480]).unwrap();
        assert_eq!(decode(&grey), None);
        assert_eq!(decode(&Luma::new(1, 1, vec![0]).unwrap()), None);
    }
}
