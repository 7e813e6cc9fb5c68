//! The folder of pictures that stands in for the terminal's camera.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use image::{GrayImage, ImageFormat};

use crate::photograph::photograph;

/// A folder that the terminal looks at as if it were a camera.
#[derive(Debug, Clone)]
pub(crate) struct Camera {
    folder: PathBuf,
}

impl Camera {
    /// Makes the folder.
    pub(crate) fn new(folder: PathBuf) -> Result<Self> {
        std::fs::create_dir(&folder).with_context(|| folder.display().to_string())?;
        Ok(Self { folder })
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Holds a code (PNG) before the camera; answers what the camera sees.
    pub(crate) fn hold(&self, code: &[u8]) -> Result<GrayImage> {
        let picture = photograph(code)?;
        // Under another name first: nobody reads half a picture.
        let draft = self.folder.join("held.part");
        picture.save_with_format(&draft, ImageFormat::Png)?;
        std::fs::rename(&draft, self.held())?;
        Ok(picture)
    }

    /// Takes the code away.
    pub(crate) fn clear(&self) -> Result<()> {
        Ok(std::fs::remove_file(self.held())?)
    }

    fn held(&self) -> PathBuf {
        self.folder.join("held.png")
    }
}
