//! Everything that is decided before the program starts.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::Context;
use aufruf_client::Credentials;
use aufruf_core::wire::device::DeviceKind;

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

/// Size of a window in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Width, `200..=8000`.
    pub width: f32,
    /// Height, `200..=8000`.
    pub height: f32,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            width: 1280.0,
            height: 720.0,
        }
    }
}

impl FromStr for Window {
    type Err = anyhow::Error;

    /// Reads `1440x900`.
    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (width, height) = text.split_once('x').context("a size is WIDTHxHEIGHT")?;
        let side = |text: &str| -> anyhow::Result<f32> {
            let pixels: u16 = text.parse().context("a size is WIDTHxHEIGHT")?;
            anyhow::ensure!(
                (200..=8000).contains(&pixels),
                "a side has 200 to 8000 pixels"
            );
            Ok(f32::from(pixels))
        };
        Ok(Self {
            width: side(width)?,
            height: side(height)?,
        })
    }
}
