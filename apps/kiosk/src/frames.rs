//! Where pictures come from: a camera, a folder of pictures, or nowhere.

#[cfg(feature = "camera")]
mod camera;
mod decode;
mod folder;
mod reader;

use std::path::PathBuf;
use std::sync::Arc;

pub use decode::{Content, decode};
pub use folder::Folder;
pub use reader::{Mode, Reader, Repeats, Seen};

/// Which source a device has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A V4L camera by its number.
    Camera(u32),
    /// The PNG pictures of a folder, one after the other, again and again.
    Folder(PathBuf),
    /// None: the screen says so.
    None,
}

/// A picture in shades of grey, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Luma {
    /// Pixels in a row, at least 1.
    pub width: usize,
    /// Rows, at least 1.
    pub height: usize,
    /// `width * height` values, 0 is black.
    pub data: Vec<u8>,
}

impl Luma {
    /// Takes rows of grey values; `None` if their number does not fit.
    #[must_use]
    pub fn new(width: usize, height: usize, data: Vec<u8>) -> Option<Self> {
        let fits = width > 0 && height > 0 && width.checked_mul(height) == Some(data.len());
        fits.then_some(Self {
            width,
            height,
            data,
        })
    }

    /// The picture as in a mirror, at most `width_max` pixels wide, as opaque RGBA.
    /// One holds a phone to a mirror picture without thinking; to another one hardly.
    #[must_use]
    pub fn mirrored_rgba(&self, width_max: usize) -> (u32, u32, Vec<u8>) {
        let step = self.width.div_ceil(width_max.max(1)).max(1);
        let (width, height) = (self.width / step, self.height / step);
        let mut pixels = Vec::with_capacity(width * height * 4);
        for y in 0..height {
            let row = &self.data[y * step * self.width..][..self.width];
            for x in (0..width).rev() {
                let grey = row[x * step];
                pixels.extend_from_slice(&[grey, grey, grey, u8::MAX]);
            }
        }
        let side = |pixels: usize| u32::try_from(pixels).unwrap_or(0);
        (side(width), side(height), pixels)
    }
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The camera or the folder cannot be read; with its own words.
    #[error("{0}")]
    Source(String),
}

/// A source of pictures. Each implementation waits itself until there is one to give.
pub trait FrameSource {
    /// The next picture; the same `Arc` again if nothing changed. `None`: there is no
    /// picture at the moment, and that is no fault.
    ///
    /// # Errors
    /// If the source does not work; it is then opened anew.
    fn next(&mut self) -> Result<Option<Arc<Luma>>, FrameError>;
}

impl Origin {
    /// Whether there can be pictures at all.
    #[must_use]
    pub fn is_some(&self) -> bool {
        *self != Self::None
    }

    /// Opens the source.
    ///
    /// # Errors
    /// If it does not work.
    pub fn open(&self) -> Result<Box<dyn FrameSource>, FrameError> {
        match self {
            #[cfg(feature = "camera")]
            Self::Camera(index) => Ok(Box::new(camera::Camera::open(*index)?)),
            #[cfg(not(feature = "camera"))]
            Self::Camera(_) => Err(FrameError::Source(
                "built without the feature `camera`".to_owned(),
            )),
            Self::Folder(path) => Ok(Box::new(Folder::open(path)?)),
            Self::None => Err(FrameError::Source("no source of pictures".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preview_is_small_and_mirrored() {
        let luma = Luma::new(4, 2, vec![1, 2, 3, 4, 5, 6, 7, 8]).unwrap();
        let (width, height, pixels) = luma.mirrored_rgba(4);
        assert_eq!((width, height), (4, 2));
        let greys: Vec<u8> = pixels.chunks(4).map(|pixel| pixel[0]).collect();
        assert_eq!(greys, [4, 3, 2, 1, 8, 7, 6, 5]);
        let (width, height, pixels) = luma.mirrored_rgba(2);
        assert_eq!((width, height, pixels.len()), (2, 1, 8));
    }

    #[test]
    fn a_picture_has_as_many_values_as_pixels() {
        assert_eq!(Luma::new(2, 2, vec![0; 3]), None);
        assert_eq!(Luma::new(0, 2, vec![]), None);
        assert_eq!(Luma::new(usize::MAX, 2, vec![0; 3]), None);
    }
}
