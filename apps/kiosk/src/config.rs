//! What this device must know beside its key: how its screen stands, what is plugged in.

use std::path::{Path, PathBuf};

use anyhow::Context;
use aufruf_client::Credentials;
use aufruf_core::wire::device::DeviceKind;
use aufruf_ui::{Screen, Window};
use serde::Deserialize;

use crate::frames::Origin;
use crate::printer::Place;

/// Largest configuration file that is read. Bytes.
const FILE_BYTES_MAX: u64 = 64 << 10;

/// The file, all of it optional.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Address of the server, for pairing.
    pub server: Option<String>,
    /// File with the device's key.
    pub key: Option<PathBuf>,
    /// Diagonal of the screen in inches, `5..=100`.
    pub screen_inch: Option<f32>,
    /// Distance of the eyes in millimetres, `300..=3000`.
    pub viewing_distance_mm: Option<f32>,
    /// Where slips are printed.
    pub printer: Option<Place>,
    /// Folder of pictures in place of a camera.
    pub frames: Option<PathBuf>,
    /// Which camera.
    pub camera: Option<u32>,
    /// A USB scanner is plugged in: the screen then says so. It is read in any case.
    pub scanner: Option<bool>,
}

/// Everything that is decided before the program starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// File with the device's key.
    pub key: PathBuf,
    /// Pair first.
    pub pairing: Option<Pairing>,
    /// Diagonal of the screen in inches. Default 21.5.
    pub screen_inch: f32,
    /// Distance of the eyes in millimetres. Default 600 (requirement B08).
    pub viewing_distance_mm: f32,
    /// Where slips are printed; `None`: the number stays on the screen.
    pub printer: Option<Place>,
    /// Folder of pictures in place of a camera.
    pub frames: Option<PathBuf>,
    /// Which camera; `None`: the first one, if this program was built with cameras.
    pub camera: Option<u32>,
    /// A USB scanner is plugged in.
    pub scanner: bool,
    /// In a window of this size; `None`: full screen.
    pub window: Option<Window>,
}

/// How to pair before the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// Address of the server.
    pub server: String,
    /// The one-time code.
    pub code: String,
}

/// The window if none is named: half of the reference screen.
pub const WINDOW: Window = Window {
    width: 540.0,
    height: 960.0,
};

impl File {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, is no TOML, has a key that is not known or a value out of range.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let name = || path.display().to_string();
        let size = std::fs::metadata(path).with_context(name)?.len();
        anyhow::ensure!(size <= FILE_BYTES_MAX, "{}: too large", name());
        let text = std::fs::read_to_string(path).with_context(name)?;
        let file: Self = toml::from_str(&text).with_context(name)?;
        file.check().with_context(name)?;
        Ok(file)
    }

    fn check(&self) -> anyhow::Result<()> {
        let within = |value: Option<f32>, least: f32, most: f32| {
            value.is_none_or(|v| (least..=most).contains(&v))
        };
        anyhow::ensure!(
            within(self.screen_inch, 5.0, 100.0),
            "screen_inch is 5 to 100"
        );
        anyhow::ensure!(
            within(self.viewing_distance_mm, 300.0, 3000.0),
            "viewing_distance_mm is 300 to 3000"
        );
        Ok(())
    }

    /// Takes from `other` what it has.
    #[must_use]
    pub fn overridden_by(self, other: Self) -> Self {
        Self {
            server: other.server.or(self.server),
            key: other.key.or(self.key),
            screen_inch: other.screen_inch.or(self.screen_inch),
            viewing_distance_mm: other.viewing_distance_mm.or(self.viewing_distance_mm),
            printer: other.printer.or(self.printer),
            frames: other.frames.or(self.frames),
            camera: other.camera.or(self.camera),
            scanner: other.scanner.or(self.scanner),
        }
    }
}

impl From<File> for Config {
    fn from(file: File) -> Self {
        Self {
            key: file
                .key
                .unwrap_or_else(|| Credentials::default_path(DeviceKind::Kiosk)),
            pairing: None,
            screen_inch: file.screen_inch.unwrap_or(21.5),
            viewing_distance_mm: file.viewing_distance_mm.unwrap_or(600.0),
            printer: file.printer,
            frames: file.frames,
            camera: file.camera,
            scanner: file.scanner.unwrap_or(false),
            window: None,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        File::default().into()
    }
}

impl Config {
    /// Where the pictures come from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        match &self.frames {
            Some(folder) => Origin::Folder(folder.clone()),
            None if cfg!(feature = "camera") => Origin::Camera(self.camera.unwrap_or(0)),
            None => Origin::None,
        }
    }

    /// The screen, with the size of a window that fills it.
    #[must_use]
    pub fn screen(&self, window: iced::Size) -> Screen {
        Screen {
            inches: self.screen_inch,
            width_px: 1080.0,
            height_px: 1920.0,
            distance_mm: self.viewing_distance_mm,
        }
        .resized(window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_mistake_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kiosk.toml");
        for bad in [
            "screen_inches = 20",
            "screen_inch = 2",
            "printer = \"lp0\"",
            "viewing_distance_mm = 10",
        ] {
            std::fs::write(&path, bad).unwrap();
            assert!(File::read(&path).is_err(), "{bad}");
        }
        std::fs::write(&path, "screen_inch = 15.6\nprinter = \"file:/dev/usb/lp0\"").unwrap();
        assert!(File::read(&path).is_ok());
    }
}
