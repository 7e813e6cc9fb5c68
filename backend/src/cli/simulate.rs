//! `simulate`: plays recorded or generated days with the rules of the office,
//! and writes what became of each visitor.
//!
//! Needs neither database nor configuration.

pub(super) mod options;
mod summary;

use std::{
    fs,
    io::{BufRead, BufReader, BufWriter, IsTerminal, Write},
    path::Path,
    sync::Arc,
};

use anyhow::{Context, Result};
use aufruf_core::{
    forecast::Experience,
    plan::DayPlan,
    rehearsal::{
        Fate, Options, Outcome, RecordedDay, RecordedOffice, RecordedVisitor, rehearse, unsettle,
    },
    settings::{BeyondWaitCap, Quota},
};
use jiff::Timestamp;
use serde::Serialize;

use options::Discipline;
pub(super) use options::{Simulate, parse};

/// One visitor that came.
#[derive(Serialize)]
struct Line {
    day: u64,
    id: u32,
    start_s: Option<i64>,
    counter: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forecast_median_s: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forecast_p80_s: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    standby: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    refused: bool,
}

/// Runs the simulation.
///
/// # Errors
/// Names file, line and reason of what cannot be read or written.
pub(super) fn run(simulate: &Simulate) -> Result<()> {
    let office = read_office(&simulate.office)?;
    let days = simulate.days.read(&office)?;
    let mut out: Box<dyn Write> = match &simulate.out {
        Some(file) => Box::new(BufWriter::new(
            fs::File::create(file)
                .with_context(|| format!("{} cannot be written", file.display()))?,
        )),
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
    };
    let mut experience = Arc::new(office.experience());
    let mut outcome = Outcome::default();
    let progress = std::io::stderr().is_terminal();
    for (n, day) in days.iter().enumerate() {
        if progress {
            eprint!("\r{} of {} days", n + 1, days.len());
        }
        play(
            simulate,
            &office,
            day,
            &mut experience,
            &mut outcome,
            &mut out,
        )?;
    }
    out.flush()?;
    if progress {
        eprintln!();
    }
    eprint!("{}", summary::of(&outcome));
    Ok(())
}

fn play(
    simulate: &Simulate,
    office: &RecordedOffice,
    day: &RecordedDay,
    experience: &mut Arc<Experience>,
    outcome: &mut Outcome,
    out: &mut impl Write,
) -> Result<()> {
    let opening = RecordedOffice::opening(day.day);
    let plan = plan(office, day.day, &simulate.discipline, simulate.quota);
    let options = Options {
        forecast: simulate.forecast,
        quota: simulate.quota.is_some(),
    };
    let mut script = office.script(day);
    if simulate.unsettled {
        unsettle(&plan, &mut script, day.day);
    }
    let played = rehearse(&plan, experience, &script, options);
    // As the server does at night: today's forecasts know the days before.
    Arc::make_mut(experience).learn(&played.day, &played.entries);
    for (visitor, fate) in day.visitors.iter().zip(&played.fates) {
        if visitor.arrives_s.is_none() {
            continue;
        }
        serde_json::to_writer(&mut *out, &line(day.day, visitor, fate, opening))?;
        out.write_all(b"\n")?;
    }
    outcome.add(&plan, &script, &played.fates);
    Ok(())
}

fn line(day: u64, visitor: &RecordedVisitor, fate: &Fate, opening: Timestamp) -> Line {
    Line {
        day,
        id: visitor.id,
        start_s: fate
            .start
            .map(|start| start.duration_since(opening).as_secs()),
        counter: fate.counter.map(|counter| counter.0 - 1),
        forecast_median_s: fate.forecast.map(|wait| wait.median_s),
        forecast_p80_s: fate.forecast.map(|wait| wait.p80_s),
        standby: fate.standby,
        refused: fate.refused,
    }
}

fn plan(
    office: &RecordedOffice,
    day: u64,
    discipline: &Discipline,
    quota: Option<BeyondWaitCap>,
) -> Arc<DayPlan> {
    let mut plan = office.plan(day, discipline.policy, discipline.head_start_min);
    if let Some(beyond_wait_cap) = quota {
        plan.quota = Quota {
            guaranteed: 0,
            cap: None,
            beyond_wait_cap,
            ..Quota::default()
        };
    }
    Arc::new(plan)
}

/// Reads an office of simulated days.
pub(super) fn read_office(file: &Path) -> Result<RecordedOffice> {
    let text =
        fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no office", file.display()))
}

/// Reads days, one JSON object a line.
fn read_days(file: &Path) -> Result<Vec<RecordedDay>> {
    let opened =
        fs::File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut days = Vec::new();
    for (line, text) in (1..).zip(BufReader::new(opened).lines()) {
        let text = text?;
        if text.trim().is_empty() {
            continue;
        }
        let day = serde_json::from_str(&text)
            .with_context(|| format!("{}, line {line} is no day", file.display()))?;
        days.push(day);
    }
    Ok(days)
}
