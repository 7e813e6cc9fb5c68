//! A virtual X display with a window manager, so that real windows open on a
//! machine without a screen. Without a manager, full screen would do nothing.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process::{Background, tied};

/// A square holds a portrait kiosk and a landscape desk.
const SCREEN: &str = "1920x1920x24";
const START_LIMIT: Duration = Duration::from_secs(15);

/// A running display; dropped, it ends.
pub(crate) struct Display {
    // Fields drop in this order: the manager ends before its server.
    _manager: Background,
    _server: Background,
    name: String,
}

impl Display {
    /// Starts a display under a free number.
    pub(crate) fn start() -> Result<Self> {
        let mut xvfb = tied(OsStr::new("Xvfb"), None, "TERM");
        let _ = xvfb
            // The server picks a free number and writes it on standard output.
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                SCREEN,
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = Background::start("Xvfb", "TERM", &mut xvfb)?;
        let stdout = server
            .child()
            .stdout
            .take()
            .expect("standard output is a pipe");
        let mut number = String::new();
        let _ = BufReader::new(stdout).read_line(&mut number)?;
        let number: u32 = number
            .trim()
            .parse()
            .context("Xvfb does not start; run: cargo xtask setup")?;
        let name = format!(":{number}");

        let mut openbox = tied(OsStr::new("openbox"), None, "TERM");
        let _ = openbox
            .arg("--sm-disable")
            .env("DISPLAY", &name)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut manager = Background::start("openbox", "TERM", &mut openbox)?;
        manager.wait_until(START_LIMIT, || is_managed(&name))?;
        Ok(Self {
            _manager: manager,
            _server: server,
            name,
        })
    }

    /// The value for `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// Whether a window manager has taken the display.
fn is_managed(display: &str) -> bool {
    Command::new("xprop")
        .args(["-display", display, "-root", "_NET_SUPPORTING_WM_CHECK"])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|output| {
            output
                .stdout
                .windows(11)
                .any(|window| window == b"window id #")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_has_a_manager_and_is_gone_when_dropped() {
        let display = Display::start().expect("Xvfb and openbox are installed");
        let name = display.name().to_owned();
        assert!(is_managed(&name));
        drop(display);
        assert!(!is_managed(&name));
    }
}
