//! The days that are played: from files, or made from seeds.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use aufruf_core::rehearsal::{Load, RecordedDay, RecordedOffice, generate};

/// The office of the simulated days.
const OFFICE: &str = include_str!("../../../assets/simulation/office.json");

/// Seeds of generated days start here; days before are for tuning.
const FIRST_SEED: u64 = 10_000;

/// Days of one kind.
pub struct Days {
    /// What they are called in the table.
    pub name: String,
    /// The days.
    pub days: Vec<RecordedDay>,
}

/// The office of the simulated days.
///
/// # Errors
/// None that a build could have: the file is part of it.
pub fn office() -> Result<RecordedOffice> {
    serde_json::from_str(OFFICE).context("assets/simulation/office.json")
}

/// Reads a file of one day a line.
///
/// # Errors
/// If it cannot be read, with its name.
pub fn read(path: &Path) -> Result<Days> {
    let name = || path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(name)?;
    let days = text.lines().map(serde_json::from_str);
    let days = days.collect::<Result<_, _>>().with_context(name)?;
    Ok(Days {
        name: path
            .file_stem()
            .map_or_else(name, |stem| stem.to_string_lossy().into_owned()),
        days,
    })
}

/// The days of these files; without files generated ones, `count` of each load.
///
/// # Errors
/// If a file cannot be read.
pub fn given_or_generated(
    office: &RecordedOffice,
    files: &[PathBuf],
    count: u64,
) -> Result<Vec<Days>> {
    if !files.is_empty() {
        return files.iter().map(|file| read(file)).collect();
    }
    let loads = [("normal", Load::Normal), ("busy", Load::Busy)];
    let generated = loads.map(|(name, load)| Days {
        name: format!("{name}, generated"),
        days: generated(office, load, count),
    });
    Ok(generated.into())
}

/// Generated days, always the same.
#[must_use]
pub fn generated(office: &RecordedOffice, load: Load, count: u64) -> Vec<RecordedDay> {
    let seeds = FIRST_SEED..FIRST_SEED + count;
    seeds.map(|seed| generate(office, load, seed)).collect()
}
