//! Everything that is decided before the program starts.

use std::path::PathBuf;

use aufruf_client::Credentials;
use aufruf_core::wire::device::DeviceKind;
use aufruf_ui::Window;

/// The window if `--windowed` names no size.
pub const WINDOW: Window = Window {
    width: 1280.0,
    height: 720.0,
};

/// What the program assumes of a full screen until it is told its size.
const FULL_SCREEN: Window = Window {
    width: 1440.0,
    height: 900.0,
};

/// What the command line says.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// File with the device's key.
    pub key: PathBuf,
    /// Address of the server, for pairing.
    pub server: Option<String>,
    /// One-time code: pair with it at once.
    pub code: Option<String>,
    /// In a window of this size; `None`: full screen.
    pub window: Option<Window>,
    /// Size of everything, `1.0..=2.0` (requirement D03). Default 1.
    pub scale: f32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            key: Credentials::default_path(DeviceKind::Desk),
            server: None,
            code: None,
            window: None,
            scale: 1.0,
        }
    }
}

impl Config {
    /// The size to begin with.
    #[must_use]
    pub fn size(&self) -> Window {
        self.window.unwrap_or(FULL_SCREEN)
    }
}
