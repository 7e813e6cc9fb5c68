//! `cargo xtask demo`: builds the real programs and hands over to the
//! demonstration, which starts them.

use std::env;
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::process::{cargo, root, run as run_command};
use crate::setup::{self, Purpose};

const PACKAGES: &[&str] = &[
    "aufruf-backend",
    "aufruf-kiosk",
    "aufruf-display",
    "aufruf-desk",
    "aufruf-demo",
];
/// The features that a plain build leaves out and packages have.
pub(crate) const FEATURES: &str = "aufruf-kiosk/camera,aufruf-kiosk/sound,aufruf-display/sound";

/// Becomes the demonstration; returns only if that fails.
pub(crate) fn run(arguments: &[OsString]) -> Result<ExitCode> {
    setup::run(Purpose::Demo)?;
    let mut build = cargo();
    let _ = build
        .args(["build", "--locked", "--features", FEATURES])
        .current_dir(root());
    for package in PACKAGES {
        let _ = build.args(["--package", package]);
    }
    run_command(&mut build)?;
    // This program was built by the same Cargo into the same folder.
    let demo = env::current_exe()?.with_file_name("aufruf-demo");
    Err(Command::new(&demo).args(arguments).exec())
        .with_context(|| format!("cannot start {}", demo.display()))
}
