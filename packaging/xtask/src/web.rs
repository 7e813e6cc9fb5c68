//! The web packages under `assets/`: fonts, page styles, the browser driver.

use std::process::Command;
use std::{fs, io};

use anyhow::{Context, Result};

use crate::process::{root, run};

/// Runs `npm ci` if the packages are absent or older than their lock file.
pub(crate) fn install() -> Result<()> {
    let assets = root().join("assets");
    let lock = fs::metadata(assets.join("package-lock.json"))?.modified()?;
    // npm writes this file last.
    let installed = match fs::metadata(assets.join("node_modules/.package-lock.json")) {
        Ok(found) => Some(found.modified()?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if installed.is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    eprintln!("Installing the web packages of assets/");
    run(Command::new("npm")
        .arg("ci")
        .arg("--loglevel=error")
        .current_dir(assets))
    .context("the fonts and page styles are missing")
}
