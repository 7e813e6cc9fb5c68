//! `check-config FILE`: says what is wrong in the settings of an office.

use std::{path::Path, process::ExitCode};

use anyhow::Context;

use super::say;
use crate::settings::file;

pub(super) fn run(path: &Path) -> anyhow::Result<ExitCode> {
    let text = read(path)?;
    let reading = file::read(&text);
    for finding in &reading.findings {
        say(finding);
    }
    if reading.settings.is_none() {
        return Ok(ExitCode::FAILURE);
    }
    say(format_args!("{} ist in Ordnung.", path.display()));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("{} kann nicht gelesen werden", path.display()))
}
