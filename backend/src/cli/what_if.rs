//! `what-if`: plays recorded or made-up days twice, as they were and under
//! changed staffing, hours, policy or quota, and prints what comes of it side by
//! side.

mod chart;
mod options;
mod table;

use std::{fs, process::ExitCode, sync::Arc};

use anyhow::{Context, Result, bail};
use aufruf_core::{
    forecast::Experience,
    id::OfficeId,
    plan::DayPlan,
    rehearsal::{Fate, Options, Outcome, RecordedDay, RecordedOffice, Script, rehearse, retell},
    settings::Policy,
};
use jiff::ToSpan;

use super::{say, simulate::read_office};
use crate::{app::App, clock::Clock, config::Config, i18n::Words};
pub(super) use options::{Source, WhatIf, parse};

/// Most days that are played.
const DAYS_MAX: u64 = 400;

/// D of made-up days, minutes.
const HEAD_START_MIN: u16 = 60;

/// A day before it is played.
struct Case {
    plan: DayPlan,
    /// What the day knew; `None`: what the days played before have taught.
    experience: Option<Experience>,
    script: Script,
    /// What really happened.
    fates: Option<Vec<Fate>>,
}

/// The days that are compared.
#[derive(Default)]
struct Days {
    cases: Vec<Case>,
    /// Known before the first one.
    experience: Experience,
    /// Days on which nobody worked.
    skipped: usize,
}

/// What the days came to.
#[derive(Default)]
struct Comparison {
    /// What really happened; no days if they are made up.
    happened: Outcome,
    before: Outcome,
    after: Outcome,
}

/// Plays the days and prints the comparison.
///
/// # Errors
/// If there are no days, or something cannot be read or written.
pub(super) async fn run(what_if: &WhatIf, config: Option<&std::path::Path>) -> Result<ExitCode> {
    let days = match &what_if.source {
        Source::Recorded { office, weeks } => {
            let app = App::build(Config::load(config)?, Clock::system()).await?;
            let days = recorded(&app, office, *weeks).await;
            app.close().await;
            days?
        }
        Source::Simulated { office, days } => {
            let office = read_office(office)?;
            let days = days.read(&office)?;
            simulated(&office, days)
        }
    };
    if days.cases.is_empty() {
        bail!(Words.w("what-if-nothing"));
    }
    let compared = compare(&days, what_if);
    say(table::render(&compared, &days, what_if).trim_end());
    if let Some(file) = &what_if.chart {
        let drawing = chart::draw(&compared)?;
        fs::write(file, drawing)
            .with_context(|| format!("{} cannot be written", file.display()))?;
        let name = file.display().to_string();
        say(Words.a("what-if-chart", "file", &name));
    }
    Ok(ExitCode::SUCCESS)
}

/// The closed days of the last weeks, from their journals.
async fn recorded(app: &App, office: &OfficeId, weeks: u16) -> Result<Days> {
    let today = app.settings.current(office).await?.today(&app.clock);
    let since = today.checked_sub(i64::from(weeks).weeks().days(1))?;
    let dates = app.store.closed_days_after(office, Some(since), DAYS_MAX);
    let mut days = Days::default();
    for date in dates.await? {
        let entries = app.store.journal(office, date).await?;
        match retell(office, &entries) {
            Some(told) => days.cases.push(Case {
                plan: told.plan,
                experience: Some(told.experience),
                script: told.script,
                fates: Some(told.fates),
            }),
            None => days.skipped += 1,
        }
    }
    Ok(days)
}

fn simulated(office: &RecordedOffice, days: Vec<RecordedDay>) -> Days {
    let cases = days.iter().map(|day| Case {
        plan: office.plan(day.day, Policy::Rank, HEAD_START_MIN),
        experience: None,
        script: office.script(day),
        fates: None,
    });
    Days {
        cases: cases.collect(),
        experience: office.experience(),
        skipped: 0,
    }
}

fn compare(days: &Days, what_if: &WhatIf) -> Comparison {
    let mut compared = Comparison::default();
    for case in &days.cases {
        if let Some(fates) = &case.fates {
            compared.happened.add(&case.plan, &case.script, fates);
        }
    }
    std::thread::scope(|scope| {
        let before = scope.spawn(|| play(days, |_| {}));
        compared.after = play(days, |plan| {
            for (_, change) in &what_if.changes {
                change.apply(plan);
            }
        });
        compared.before = before.join().expect("playing does not panic");
    });
    compared
}

fn play(days: &Days, change: impl Fn(&mut DayPlan)) -> Outcome {
    let options = Options {
        forecast: false,
        quota: true,
    };
    let mut outcome = Outcome::default();
    let mut learned = Arc::new(days.experience.clone());
    for case in &days.cases {
        let mut plan = case.plan.clone();
        change(&mut plan);
        let plan = Arc::new(plan);
        let known = case.experience.clone().map(Arc::new);
        let known = known.unwrap_or_else(|| Arc::clone(&learned));
        let played = rehearse(&plan, &known, &case.script, options);
        outcome.add(&plan, &case.script, &played.fates);
        if case.experience.is_none() {
            Arc::make_mut(&mut learned).learn(&played.day, &played.entries);
        }
    }
    outcome
}

#[cfg(test)]
mod tests;
