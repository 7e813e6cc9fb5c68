//! A virtual X display with a window manager. Without a manager, full screen
//! would do nothing.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::picture::Size;
use crate::program::Program;

const START_LIMIT: Duration = Duration::from_secs(15);

/// A running display; dropped, it ends.
pub(super) struct Server {
    // Fields drop in this order: the manager ends before its server.
    _manager: Program,
    _xvfb: Program,
    /// The value for `DISPLAY`.
    pub(super) display: String,
}

impl Server {
    /// Starts a display of this size under a free number, with its frame
    /// buffer as a file in `folder`.
    pub(super) async fn start(size: Size, folder: &Path) -> Result<Self> {
        let mut command = Program::command("Xvfb");
        let _ = command
            // The server picks a free number and writes it on standard output.
            .args(["-displayfd", "1", "-screen", "0"])
            .arg(format!("{}x{}x24", size.width, size.height))
            .args(["-nolisten", "tcp", "-noreset", "-fbdir"])
            .arg(folder);
        let mut xvfb = Program::start("Xvfb", command, None)?;
        let output = xvfb
            .child()
            .stdout
            .take()
            .context("standard output is a pipe")?;
        let mut number = String::new();
        let _ = BufReader::new(output).read_line(&mut number)?;
        let number: u32 = number
            .trim()
            .parse()
            .context("Xvfb does not start; run: cargo xtask setup")?;
        let display = format!(":{number}");

        let mut command = Program::command("openbox");
        let _ = command.arg("--sm-disable").env("DISPLAY", &display);
        let mut manager = Program::start("openbox", command, None)?;
        let since = Instant::now();
        while !is_managed(&display) {
            if let Some(status) = manager.ended() {
                bail!("openbox ended at once ({status})");
            }
            if since.elapsed() > START_LIMIT {
                bail!("openbox is not ready after {START_LIMIT:?}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(Self {
            _manager: manager,
            _xvfb: xvfb,
            display,
        })
    }
}

/// Whether a window manager has taken the display.
fn is_managed(display: &str) -> bool {
    Command::new("xprop")
        .args(["-display", display, "-root", "_NET_SUPPORTING_WM_CHECK"])
        .output()
        .is_ok_and(|output| output.stdout.windows(11).any(|part| part == b"window id #"))
}
