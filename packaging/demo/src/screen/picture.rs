//! What a screen shows, read from the frame buffer that Xvfb keeps as a file
//! (X window dump, version 7).

use anyhow::{Context, Result, ensure};
use image::RgbImage;

/// Width and height. Pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// A part of a screen. Pixels from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Area {
    /// The smallest area around two.
    pub(crate) fn around(self, other: Self) -> Self {
        let (left, top) = (self.left.min(other.left), self.top.min(other.top));
        let right = (self.left + self.width).max(other.left + other.width);
        let bottom = (self.top + self.height).max(other.top + other.height);
        Self {
            left,
            top,
            width: right - left,
            height: bottom - top,
        }
    }

    /// Its middle.
    pub(crate) fn middle(self) -> (u32, u32) {
        (self.left + self.width / 2, self.top + self.height / 2)
    }
}

/// Decodes a dump with 32 bits a pixel.
pub(super) fn decode(dump: &[u8]) -> Result<RgbImage> {
    let field = |index: usize| -> Result<usize> {
        let bytes = dump.get(index * 4..index * 4 + 4).context("a short dump")?;
        let bytes: [u8; 4] = bytes.try_into().context("four bytes")?;
        Ok(usize::try_from(u32::from_be_bytes(bytes))?)
    };
    let (width, height) = (field(4)?, field(5)?);
    let (little_endian, bits, line) = (field(7)? == 0, field(11)?, field(12)?);
    ensure!(little_endian && bits == 32, "a dump of another kind");
    let start = field(0)? + field(19)? * 12;
    let pixels = dump
        .get(start..start + line * height)
        .context("a short dump")?;
    let mut rgb = Vec::with_capacity(width * height * 3);
    for row in pixels.chunks_exact(line) {
        for pixel in row[..width * 4].chunks_exact(4) {
            rgb.extend_from_slice(&[pixel[2], pixel[1], pixel[0]]);
        }
    }
    RgbImage::from_raw(u32::try_from(width)?, u32::try_from(height)?, rgb)
        .context("as many pixels as the dump says")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dump_is_decoded_with_padded_lines() {
        let mut dump: Vec<u8> = Vec::new();
        let mut head = [0_u32; 25];
        (head[0], head[4], head[5]) = (100, 2, 1);
        (head[11], head[12], head[19]) = (32, 12, 1);
        head.iter()
            .for_each(|field| dump.extend(field.to_be_bytes()));
        dump.extend([0; 12]);
        dump.extend([3, 2, 1, 0, 6, 5, 4, 0, 99, 99, 99, 99]);
        let picture = decode(&dump).unwrap();
        assert_eq!(picture.into_raw(), [1, 2, 3, 4, 5, 6]);
        assert!(decode(&dump[..110]).is_err());
    }

    #[test]
    fn areas_are_joined() {
        let area = |left, top, width, height| Area {
            left,
            top,
            width,
            height,
        };
        let joined = area(10, 10, 5, 5).around(area(0, 20, 4, 4));
        assert_eq!(joined, area(0, 10, 15, 14));
    }
}
