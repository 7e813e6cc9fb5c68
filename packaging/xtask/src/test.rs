//! `cargo xtask test`: everything that must hold, in steps that end at the first
//! failure. Prints the minutes of each step and, last, how many tests passed.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::demo::FEATURES;
use crate::display::Display;
use crate::postgres::{self, Server};
use crate::process::{cargo, output, root, run as run_command};
use crate::setup::{self, Purpose};

mod count;

use count::Count;

/// Runs all steps.
pub(crate) fn run() -> Result<ExitCode> {
    let mut run = Run::default();
    let result = run.steps();
    println!("\n  min:s  step");
    for (name, took) in &run.times {
        let seconds = took.as_secs();
        println!("{:>4}:{:02}  {name}", seconds / 60, seconds % 60);
    }
    if let Some(count) = run.count {
        println!("\nTests: {} passed, {} failed", count.passed, count.failed);
    }
    match (result, run.times.last()) {
        (Ok(()), _) => Ok(ExitCode::SUCCESS),
        (Err(error), Some((name, _))) => Err(error.context(format!("the step \"{name}\" failed"))),
        (Err(error), None) => Err(error),
    }
}

/// What the steps have come to so far.
#[derive(Default)]
struct Run {
    times: Vec<(&'static str, Duration)>,
    count: Option<Count>,
}

impl Run {
    fn steps(&mut self) -> Result<()> {
        self.step("set-up", || setup::run(Purpose::Everything))?;
        let before = self.step("state of the work tree", tree)?;
        self.step("format", || cargo_run(&["fmt", "--all", "--check"]))?;
        self.step("lints", || lint(&[]))?;
        self.step("lints with camera and sound", || {
            lint(&["--features", FEATURES])
        })?;
        self.step("documents", document)?;
        let count = self.step("tests", tests)?;
        self.count = Some(count);
        count.judge()?;
        self.step("clean work tree", || unchanged(&before))
    }

    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("\n== {name}");
        let start = Instant::now();
        let result = work();
        self.times.push((name, start.elapsed()));
        result
    }
}

fn cargo_run(arguments: &[&str]) -> Result<()> {
    run_command(cargo().args(arguments).current_dir(root()))
}

fn lint(features: &[&str]) -> Result<()> {
    let mut clippy = cargo();
    let _ = clippy
        .args(["clippy", "--workspace", "--all-targets", "--locked"])
        .args(features)
        .args(["--", "-D", "warnings"]);
    run_command(clippy.current_dir(root()))
}

fn document() -> Result<()> {
    let mut doc = cargo();
    let _ = doc
        .args([
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
            "--locked",
        ])
        .env("RUSTDOCFLAGS", "-D warnings");
    run_command(doc.current_dir(root()))
}

/// Runs every test beside a PostgreSQL and an X display of their own: those of the
/// camera and the sound too, in the same run, since a second one with other features
/// would build the dependencies again.
fn tests() -> Result<Count> {
    let server = Server::start()?;
    let display = Display::start()?;
    let mut test = cargo();
    let _ = test
        .args(["test", "--workspace", "--locked", "--no-fail-fast"])
        .args(["--features", FEATURES])
        .current_dir(root())
        .env(postgres::URL_VARIABLE, server.url())
        .env("DISPLAY", display.name())
        .env_remove("WAYLAND_DISPLAY")
        // Snapshots are of the software renderer and are never accepted here.
        .env("ICED_TEST_BACKEND", "tiny-skia")
        .env("INSTA_UPDATE", "no")
        .env("CI", "true");
    count::run(&mut test)
}

/// Every changed or unknown file.
fn tree() -> Result<String> {
    let mut git = Command::new("git");
    output(
        git.args(["status", "--porcelain", "--untracked-files=all"])
            .current_dir(root()),
    )
}

/// A snapshot that a test wrote because there was none is a test that held
/// nothing.
fn unchanged(before: &str) -> Result<()> {
    let after = tree()?;
    let new: Vec<&str> = after
        .lines()
        .filter(|line| !before.lines().any(|known| known == *line))
        .collect();
    if !new.is_empty() {
        bail!("the run changed the work tree:\n{}", new.join("\n"));
    }
    Ok(())
}
