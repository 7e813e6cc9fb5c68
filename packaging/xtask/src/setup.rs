//! `cargo xtask setup`: installs what is missing, silently when nothing is.

use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::process::cargo;
use crate::{debian, web};

/// What the machine is to be made ready for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and running the demonstration; brings no database server.
    Demo,
    /// Building, running and testing everything.
    Everything,
}

/// Installs what is missing for a purpose.
pub(crate) fn run(purpose: Purpose) -> Result<()> {
    debian::install(purpose)?;
    web::install()?;
    if purpose == Purpose::Everything {
        require_components()?;
    }
    Ok(())
}

/// A minimal Rust installation has neither formatter nor linter.
fn require_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let found = cargo()
            .args([subcommand, "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .context("cannot start cargo")?;
        if !found.success() {
            bail!("{component} is missing; run: rustup component add rustfmt clippy");
        }
    }
    Ok(())
}
