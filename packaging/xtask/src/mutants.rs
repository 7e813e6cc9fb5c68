//! `cargo xtask mutants`: breaks the rule of the queue on purpose, one small
//! change at a time, in a copy of the core, and demands that a law fails.
//!
//! The table in `core/tests/laws/README.md` says in words what is broken.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::time::Instant;
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};
use lexopt::Arg;

use crate::process::{cargo, line, root};

mod table;

use table::{MUTANTS, Mutant};

/// Cases of each law: a broken rule shows soon.
const CASES: &str = "400";

/// What the core's tests read.
const OFFICES: [&str; 2] = [
    "assets/example-office.toml",
    "assets/simulation/office.json",
];

/// Runs the laws against the sound copy and against each broken one.
pub(crate) fn run(arguments: &[OsString]) -> Result<ExitCode> {
    let mut parser = lexopt::Parser::from_args(arguments);
    if let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(value) => bail!("{} is not expected here", value.display()),
            other => return Err(other.unexpected().into()),
        }
    }
    let start = Instant::now();
    let copy = Copy::make()?;
    let broken = copy.broken_laws()?;
    ensure!(broken.is_empty(), "the sound rule breaks {broken:?}");
    let mut survivors = 0;
    for mutant in MUTANTS {
        let killers = copy.with(mutant, Copy::broken_laws)?;
        if killers.is_empty() {
            survivors += 1;
            println!("SURVIVES  {}", mutant.name);
        } else {
            let killers: Vec<String> = killers.into_iter().collect();
            println!(
                "killed    {}\n          by {}",
                mutant.name,
                killers.join(", ")
            );
        }
    }
    let seconds = start.elapsed().as_secs();
    println!(
        "{} mutants, {survivors} survive, {seconds} s",
        MUTANTS.len()
    );
    Ok(if survivors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A copy of the core that is a workspace of its own; removed when dropped.
struct Copy {
    folder: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn make() -> Result<Self> {
        let this = env::current_exe()?;
        let target = this
            .ancestors()
            .nth(2)
            .context("no target folder")?
            .join("mutants");
        let folder = env::temp_dir().join(format!("aufruf-mutants-{}", std::process::id()));
        let copy = Self { folder, target };
        copy_tree(&root().join("core"), &copy.folder.join("core"))?;
        for office in OFFICES {
            copy_file(office, &copy.folder)?;
        }
        copy_file("Cargo.lock", &copy.folder)?;
        let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
        fs::write(copy.folder.join("Cargo.toml"), core_alone(&manifest)?)?;
        Ok(copy)
    }

    /// Does `work` while the mutant's change is in the copy.
    fn with<T>(&self, mutant: &Mutant, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let file = self.folder.join("core/src").join(mutant.file);
        let sound = fs::read_to_string(&file)?;
        let changed = mutant.apply(&sound)?;
        fs::write(&file, changed)?;
        let result = work(self);
        fs::write(&file, sound)?;
        // Days that broke this mutant are not played against the next: a law kills
        // by itself, or not at all.
        let days = self.folder.join("core/tests/proptest-regressions");
        if days.exists() {
            fs::remove_dir_all(days)?;
        }
        result.with_context(|| format!("with \"{}\"", mutant.name))
    }

    /// The laws that fail; an error if they cannot even be built.
    fn broken_laws(&self) -> Result<BTreeSet<String>> {
        let mut test = cargo();
        let _ = test
            .args([
                "test",
                "--quiet",
                "--package",
                "aufruf-core",
                "--test",
                "laws",
            ])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("AUFRUF_LAW_CASES", CASES)
            .env("PROPTEST_MAX_SHRINK_ITERS", "0")
            .env("RUST_BACKTRACE", "0");
        let mut build = cargo();
        let _ = build
            .args([
                "test",
                "--quiet",
                "--package",
                "aufruf-core",
                "--test",
                "laws",
                "--no-run",
            ])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target);
        crate::process::run(&mut build)?;
        let output = test
            .stderr(Stdio::null())
            .output()
            .with_context(|| format!("cannot start `{}`", line(&test)))?;
        let failed = failures(&String::from_utf8_lossy(&output.stdout));
        ensure!(
            output.status.success() == failed.is_empty(),
            "the laws ended without saying why"
        );
        Ok(failed)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("xtask: cannot remove {}: {error}", self.folder.display());
        }
    }
}

/// The manifest of the workspace with the core as its only member.
fn core_alone(manifest: &str) -> Result<String> {
    let members = manifest
        .lines()
        .find(|line| line.starts_with("members = "))
        .context("no line `members = …` in Cargo.toml")?;
    Ok(manifest.replace(members, "members = [\"core\"]"))
}

fn copy_file(name: &str, folder: &Path) -> Result<()> {
    let to = folder.join(name);
    fs::create_dir_all(to.parent().context("no folder")?)?;
    let _ = fs::copy(root().join(name), to)?;
    Ok(())
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            let _ = fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Names of the failed tests, as the test runner lists them at its end.
fn failures(output: &str) -> BTreeSet<String> {
    let list = output
        .rsplit_once("\nfailures:\n")
        .map_or("", |(_, list)| list);
    let names = list.lines().take_while(|line| line.starts_with("    "));
    names.map(|name| name.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mutant_still_finds_what_it_breaks() {
        for mutant in MUTANTS {
            let file = root().join("core/src").join(mutant.file);
            let sound = fs::read_to_string(file).unwrap();
            assert_ne!(mutant.apply(&sound).unwrap(), sound, "{}", mutant.name);
        }
    }

    #[test]
    fn failures_are_read_from_the_list_at_the_end() {
        let output = "x FAILED\n\nfailures:\n\n---- a stdout ----\n    b\n\nfailures:\n    queue::a\n    hall::b\n\ntest result: FAILED. 1 passed\n";
        let expected = ["hall::b", "queue::a"].map(str::to_owned);
        assert_eq!(failures(output), BTreeSet::from(expected));
        assert!(failures("test result: ok. 3 passed; 0 failed\n").is_empty());
    }

    #[test]
    fn the_copy_has_one_member() {
        let manifest = "[workspace]\nmembers = [\"apps/*\", \"core\"]\n";
        assert_eq!(
            core_alone(manifest).unwrap(),
            "[workspace]\nmembers = [\"core\"]\n"
        );
        assert!(core_alone("[package]").is_err());
    }
}
