//! White letters on colour, such as those of buttons, which readers take for
//! pictures: cut out as black letters on white.

use image::{GrayImage, RgbImage};

/// A pixel is coloured when its channels differ by more than this.
const COLOURED: u8 = 80;

/// Farthest that colour may be from a pixel of a letter, to each of the four
/// sides. Pixels; more than any stroke is wide.
const REACH: u32 = 90;

/// Keeps the letters that colour surrounds on all four sides.
pub(super) fn cut_out(picture: &RgbImage) -> GrayImage {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let depth: Vec<u8> = picture.pixels().map(|pixel| colour(pixel.0)).collect();
    let mut sides = vec![0_u8; depth.len()];
    for row in 0..height {
        let line = row * width..(row + 1) * width;
        look(&depth, &mut sides, line.clone());
        look(&depth, &mut sides, line.rev());
    }
    for column in 0..width {
        let line = (0..height).map(|row| row * width + column);
        look(&depth, &mut sides, line.clone());
        look(&depth, &mut sides, line.rev());
    }
    let gray = depth.iter().zip(&sides).map(|(depth, sides)| match sides {
        4 => depth.saturating_mul(2),
        _ => 255,
    });
    GrayImage::from_raw(picture.width(), picture.height(), gray.collect())
        .expect("a pixel for each")
}

fn colour([red, green, blue]: [u8; 3]) -> u8 {
    red.max(green).max(blue) - red.min(green).min(blue)
}

/// Notes for each pixel of a line whether colour came shortly before it.
fn look(depth: &[u8], sides: &mut [u8], line: impl Iterator<Item = usize>) {
    let mut since = REACH;
    for at in line {
        since = match depth[at] > COLOURED {
            true => 0,
            false => since.saturating_add(1),
        };
        if since < REACH {
            sides[at] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn only_what_colour_surrounds_is_ink() {
        const BRAND: Rgb<u8> = Rgb([0x20, 0x44, 0xaa]);
        let mut picture = RgbImage::from_pixel(40, 30, Rgb([255; 3]));
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            if (5..35).contains(&x) && (5..25).contains(&y) && (x, y) != (20, 15) {
                *pixel = BRAND;
            }
        }
        let gray = cut_out(&picture);
        let ink: Vec<_> = gray
            .enumerate_pixels()
            .filter(|(_, _, pixel)| pixel.0[0] < 100)
            .collect();
        assert_eq!(ink.len(), 1);
        assert_eq!((ink[0].0, ink[0].1), (20, 15));
    }
}
