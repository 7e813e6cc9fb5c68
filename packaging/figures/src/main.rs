//! `cargo xtask bench --oracle`, `--forecast`, `--quota`, `--cost`.

use std::{io::Write, path::PathBuf, process::ExitCode};

use anyhow::{Result, bail};
use aufruf_figures::{cost, days, forecast, oracle, quota};
use lexopt::{Arg, Parser};

const HELP: &str = "\
Usage: cargo xtask bench --oracle
       cargo xtask bench --forecast [--days FILE...]
       cargo xtask bench --quota [--days FILE...]
       cargo xtask bench --cost

  --oracle      the simulated waiting room beside closed formulas of queueing theory
  --forecast    forecasts beside what happened, on generated days or those of the
                files (JSON, one day a line)
  --quota       the quota on days that are too full: generated ones, or the
                appointments of the files
  --cost        what a forecast, a decision and a fold take, and whether this build
                forecasts the same bits as every other
";

/// Generated days of each load.
const GENERATED: u64 = 200;

/// Days that are too full.
const SATURATED: u64 = 200;

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
        Arg::Long("forecast") => {
            let office = days::office()?;
            let days = days::given_or_generated(&office, &files(&mut parser)?, GENERATED)?;
            let scores: Vec<_> = days.iter().map(|d| forecast::run(&office, d)).collect();
            say(&forecast::table(&scores))?;
            Ok(scores.iter().all(|scores| scores.broken().is_empty()))
        }
        Arg::Long("quota") => {
            let office = days::office()?;
            let mut given = Vec::new();
            for file in files(&mut parser)? {
                given.extend(days::read(&file)?.days);
            }
            let days = quota::saturated(&office, &given, SATURATED);
            let rows = quota::run(&office, &days);
            say(&quota::table(&rows))?;
            Ok(rows.iter().all(|row| row.broken().is_empty()))
        }
        Arg::Long("cost") => {
            let office = days::office()?;
            let lines = cost::run(&office);
            say(&cost::table(&lines))?;
            let fingerprint = cost::fingerprint::of_a_day(&office);
            let same = fingerprint == cost::fingerprint::EXPECTED;
            say(&format!(
                "\nForecasts of a day: {fingerprint:#018x}, as expected: {same}\n"
            ))?;
            Ok(same && lines.iter().all(cost::Line::holds))
        }
        Arg::Long("help") | Arg::Short('h') => say(HELP).map(|()| true),
        other => Err(other.unexpected().into()),
    }
}

/// The files after `--days`.
fn files(parser: &mut Parser) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("days") => files.extend(parser.values()?.map(PathBuf::from)),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(files)
}

fn say(text: &str) -> Result<()> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
