//! `cargo xtask bench --oracle`, `--forecast`, `--quota`, `--cost`.

use std::{io::Write, process::ExitCode};

use anyhow::{Result, bail};
use aufruf_figures::oracle;
use lexopt::Arg;

const HELP: &str = "\
Usage: aufruf-figures --oracle

  --oracle    the simulated waiting room beside closed formulas of queueing theory
";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("aufruf-figures: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether what was asked for holds.
fn run() -> Result<bool> {
    let mut parser = lexopt::Parser::from_env();
    let Some(argument) = parser.next()? else {
        bail!("nothing is asked for\n\n{HELP}");
    };
    match argument {
        Arg::Long("oracle") => {
            let report = oracle::run(oracle::Length::FULL);
            say(&report.to_string())?;
            Ok(report.holds())
        }
        Arg::Long("help") | Arg::Short('h') => say(HELP).map(|()| true),
        other => Err(other.unexpected().into()),
    }
}

fn say(text: &str) -> Result<()> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
