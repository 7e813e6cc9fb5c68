//! The window: the whole screen, or one to try things out in.

use iced::{Size, window};

use crate::config::Config;

/// Settings of the window. Full screen needs `resizable`: without it X11 keeps
/// the window at its first size.
pub(crate) fn settings(config: &Config) -> window::Settings {
    let size = config.windowed.map_or(Size::new(1920.0, 1080.0), |window| {
        Size::new(window.width, window.height)
    });
    let full = config.windowed.is_none();
    window::Settings {
        size,
        fullscreen: full,
        decorations: !full,
        resizable: true,
        platform_specific: platform(),
        ..window::Settings::default()
    }
}

/// The name by which a window manager or compositor knows the program.
#[cfg(target_os = "linux")]
fn platform() -> window::settings::PlatformSpecific {
    window::settings::PlatformSpecific {
        application_id: "aufruf-display".to_owned(),
        ..window::settings::PlatformSpecific::default()
    }
}

#[cfg(not(target_os = "linux"))]
fn platform() -> window::settings::PlatformSpecific {
    window::settings::PlatformSpecific::default()
}
