//! `cargo xtask deny`: checks licences, advisories and sources of the
//! dependencies after `deny.toml`. Apart from `test`, since it needs a tool that
//! takes minutes to build and a database that only the network has.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::process::{cargo, root, run as run_command};

/// Installs cargo-deny under `target/` if need be and runs `check ARGUMENTS`.
pub(crate) fn run(arguments: &[OsString]) -> Result<ExitCode> {
    let tools = root().join("target/tools");
    let program = tools.join("bin/cargo-deny");
    if !program.exists() {
        run_command(
            cargo()
                .args(["install", "--locked", "cargo-deny", "--root"])
                .arg(tools),
        )?;
    }
    run_command(
        Command::new(program)
            .arg("check")
            .args(arguments)
            .current_dir(root()),
    )?;
    Ok(ExitCode::SUCCESS)
}
