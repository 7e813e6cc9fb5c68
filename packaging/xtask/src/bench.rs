//! `cargo xtask bench`: builds everything as it is shipped and hands over to the
//! measurements, beside a PostgreSQL of their own.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::demo::FEATURES;
use crate::postgres;
use crate::process::{cargo, root, run as run_command};
use crate::setup::{self, Purpose};

/// The measurements, and the programs that are measured.
const PACKAGES: &[&str] = &[
    "aufruf-bench",
    "aufruf-backend",
    "aufruf-kiosk",
    "aufruf-display",
    "aufruf-desk",
];

/// Figures of the queue: they need the core alone, no server and no window.
const FIGURES: &[&str] = &["--oracle", "--forecast", "--quota", "--cost"];

/// Ends as the measurements ended.
pub(crate) fn run(arguments: &[OsString]) -> Result<ExitCode> {
    if arguments
        .first()
        .is_some_and(|a| FIGURES.iter().any(|f| a == f))
    {
        return figures(arguments);
    }
    setup::run(Purpose::Everything)?;
    let mut build = cargo();
    let _ = build.args(["build", "--release", "--locked", "--features", FEATURES]);
    for package in PACKAGES {
        let _ = build.args(["--package", package]);
    }
    run_command(build.current_dir(root()))?;
    // This program was built by the same Cargo into a folder beside.
    let this = env::current_exe()?;
    let target = this.ancestors().nth(2).context("no target folder")?;
    let bench = target.join("release/aufruf-bench").into_os_string();
    let command: Vec<OsString> = [bench]
        .into_iter()
        .chain(arguments.iter().cloned())
        .collect();
    postgres::run(&command)
}

fn figures(arguments: &[OsString]) -> Result<ExitCode> {
    let mut run = cargo();
    let _ = run.args(["run", "--quiet", "--release", "--locked"]);
    let _ = run.args(["--package", "aufruf-figures", "--"]);
    let status = run.args(arguments).current_dir(root()).status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
