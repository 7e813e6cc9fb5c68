//! A picture as the terminal's camera would take it of a phone or a letter.

use anyhow::{Context, Result, ensure};
use image::{GrayImage, ImageFormat};

/// What cheap cameras deliver.
const WIDTH: u32 = 1280;
const HEIGHT: u32 = 720;

/// Side of the held code in the picture. Pixels.
const SIDE: f32 = 330.0;

/// How far the hand turns it. Degrees.
const TURN: f32 = 9.0;

/// Greatest deviation by noise. Grey levels of 256.
const NOISE: u32 = 12;

/// Takes a picture of a code (PNG): held at an angle before a grey wall, with
/// uneven light, soft edges and noise.
pub(crate) fn photograph(code: &[u8]) -> Result<GrayImage> {
    let code = image::load_from_memory_with_format(code, ImageFormat::Png)
        .context("the code of the mail is no PNG picture")?
        .into_luma8();
    ensure!(code.width() > 1 && code.height() > 1, "an empty code");
    let (sin, cos) = TURN.to_radians().sin_cos();
    let (center_x, center_y) = (pixels(WIDTH) * 0.54, pixels(HEIGHT) * 0.47);
    let scale = pixels(code.width()) / SIDE;
    let mut noise = Noise(0x9E37_79B9);
    let mut picture = GrayImage::new(WIDTH, HEIGHT);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (dx, dy) = (pixels(x) - center_x, pixels(y) - center_y);
        let across = (dx * cos + dy * sin) * scale + pixels(code.width()) / 2.0;
        let down = (dy * cos - dx * sin) * scale + pixels(code.height()) / 2.0;
        let light = 0.72 + 0.2 * pixels(x) / pixels(WIDTH);
        let ink = sample(&code, across, down, scale).unwrap_or(118.0);
        let value = (ink * light + 14.0 + noise.next()).clamp(0.0, 255.0);
        pixel.0 = [grey(value)];
    }
    Ok(picture)
}

#[expect(clippy::cast_precision_loss, reason = "sides of pictures are small")]
fn pixels(side: u32) -> f32 {
    side as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0 to 255"
)]
fn grey(value: f32) -> u8 {
    value.round() as u8
}

/// The mean of four points around a place, or nothing beside the code.
fn sample(code: &GrayImage, x: f32, y: f32, step: f32) -> Option<f32> {
    let mut sum = 0.0;
    for (dx, dy) in [(-0.4, -0.4), (0.4, -0.4), (-0.4, 0.4), (0.4, 0.4)] {
        let (x, y) = (x + dx * step, y + dy * step);
        if x < 0.0 || y < 0.0 || x >= pixels(code.width()) || y >= pixels(code.height()) {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "inside the picture"
        )]
        let point = code.get_pixel(x as u32, y as u32);
        sum += f32::from(point.0[0]);
    }
    Some(sum / 4.0)
}

/// The same noise every time, so that a run can be repeated (xorshift).
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        pixels(self.0 % (2 * NOISE + 1)) - pixels(NOISE)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use image::Luma;
    use qrcode::{Color, QrCode};

    use super::*;

    const CODE: &str = "2R5K9XPA";

    /// The code as a mail brings it: four pixels a module, four modules of white.
    pub(crate) fn png() -> Vec<u8> {
        let code = QrCode::new(CODE).unwrap();
        let width = u32::try_from(code.width()).unwrap();
        let colors = code.to_colors();
        let picture = GrayImage::from_fn((width + 8) * 4, (width + 8) * 4, |x, y| {
            let (column, row) = ((x / 4).wrapping_sub(4), (y / 4).wrapping_sub(4));
            let at = usize::try_from(row.wrapping_mul(width).wrapping_add(column)).unwrap();
            let is_dark = column < width && row < width && colors[at] == Color::Dark;
            Luma([if is_dark { 0 } else { 255 }])
        });
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    }

    #[test]
    fn the_code_can_be_read_off_the_photograph() {
        let picture = photograph(&png()).unwrap();
        let mut luma = rqrr::PreparedImage::prepare_from_greyscale(
            usize::try_from(WIDTH).unwrap(),
            usize::try_from(HEIGHT).unwrap(),
            |x, y| {
                picture
                    .get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap())
                    .0[0]
            },
        );
        let grids = luma.detect_grids();
        assert_eq!(grids[0].decode().unwrap().1, CODE);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(photograph(b"no picture").is_err());
    }
}
