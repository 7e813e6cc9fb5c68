//! What `what-if` was asked for.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use aufruf_core::{id::OfficeId, rehearsal::Change};
use lexopt::{Arg, Parser, ValueExt};

use crate::cli::simulate::options::{Days, discipline, load, quota};

/// The arguments of `what-if`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct WhatIf {
    pub(in crate::cli) source: Source,
    /// As written, and what it means.
    pub(super) changes: Vec<(String, Change)>,
    pub(super) chart: Option<PathBuf>,
}

/// Whose days.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) enum Source {
    /// Journals of an office.
    Recorded { office: OfficeId, weeks: u16 },
    /// An office of simulated days.
    Simulated { office: PathBuf, days: Days },
}

/// Working days of a week.
const WORKING_DAYS: u64 = 5;

/// Reads the arguments after `what-if`.
pub(in crate::cli) fn parse(parser: &mut Parser) -> Result<WhatIf> {
    let (mut office, mut days, mut made_up, mut chart) = (None, None, None, None);
    let (mut weeks, mut seed, mut changes) = (4, 1, Vec::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("office") => office = Some(parser.value()?.string()?),
            Arg::Long("weeks") => weeks = parser.value()?.parse()?,
            Arg::Long("days") => days = Some(parser.value()?.into()),
            Arg::Long("generate") => made_up = Some(load(&parser.value()?.string()?)?),
            Arg::Long("seed") => seed = parser.value()?.parse()?,
            Arg::Long("change") => {
                let text = parser.value()?.string()?;
                changes.push((text.clone(), change(&text)?));
            }
            Arg::Long("chart") => chart = Some(parser.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if changes.is_empty() {
        bail!("nothing is changed: --change open-counters=2, for instance");
    }
    if !(1..=52).contains(&weeks) {
        bail!("--weeks lies between 1 and 52");
    }
    let office = office.context("--office is missing")?;
    let source = match (days, made_up) {
        (None, None) => Source::Recorded {
            office: office.parse()?,
            weeks,
        },
        (Some(file), None) => Source::Simulated {
            office: office.into(),
            days: Days::File(file),
        },
        (None, Some(load)) => Source::Simulated {
            office: office.into(),
            days: Days::Generated {
                load,
                count: u64::from(weeks) * WORKING_DAYS,
                seed,
            },
        },
        (Some(_), Some(_)) => bail!("either --days FILE or --generate LOAD"),
    };
    Ok(WhatIf {
        source,
        changes,
        chart,
    })
}

const CHANGES: &str = "open-counters=N, opening=±MINUTES, closing=±MINUTES, policy=rank:3600, \
                       quota=N, quota=none, quota=standby, quota=refuse, guaranteed=N, \
                       wait-cap=MINUTES";

/// `open-counters=2`.
fn change(text: &str) -> Result<Change> {
    let known = || format!("{text:?} is no change; there are {CHANGES}");
    let (name, value) = text.split_once('=').with_context(known)?;
    Ok(match name {
        "open-counters" => match value.parse().with_context(known)? {
            count @ 1..=64 => Change::OpenCounters(count),
            _ => bail!("1 to 64 counters can be open"),
        },
        "opening" => Change::Opening(shift(value).with_context(known)?),
        "closing" => Change::Closing(shift(value).with_context(known)?),
        "policy" => {
            let discipline = discipline(value)?;
            Change::Order {
                policy: discipline.policy,
                head_start_min: discipline.head_start_min,
            }
        }
        "quota" => match value {
            "none" => Change::Cap(None),
            "standby" | "refuse" => Change::BeyondWaitCap(quota(value)?),
            count => Change::Cap(Some(count.parse().with_context(known)?)),
        },
        "guaranteed" => Change::Guaranteed(value.parse().with_context(known)?),
        "wait-cap" => Change::WaitCap(value.parse().with_context(known)?),
        _ => bail!(known()),
    })
}

/// Minutes, at most six hours either way.
fn shift(value: &str) -> Result<i16> {
    let minutes = value.parse()?;
    if !(-360..=360).contains(&minutes) {
        bail!("opening hours move by six hours at most");
    }
    Ok(minutes)
}

#[cfg(test)]
mod tests {
    use aufruf_core::settings::{BeyondWaitCap, Policy};

    use super::*;

    fn of(arguments: &[&str]) -> Result<WhatIf> {
        parse(&mut Parser::from_args(arguments))
    }

    #[test]
    fn the_documented_call_is_understood() {
        let asked = of(&[
            "--office",
            "rathaus",
            "--weeks",
            "4",
            "--change",
            "open-counters=2",
            "--change",
            "quota=refuse",
        ])
        .unwrap();
        let office = "rathaus".parse().unwrap();
        assert_eq!(asked.source, Source::Recorded { office, weeks: 4 });
        let changes: Vec<Change> = asked.changes.iter().map(|(_, change)| *change).collect();
        let refuse = Change::BeyondWaitCap(BeyondWaitCap::Refuse);
        assert_eq!(changes, [Change::OpenCounters(2), refuse]);
    }

    #[test]
    fn every_change_can_be_written() {
        for (text, expected) in [
            ("opening=-30", Change::Opening(-30)),
            ("closing=+60", Change::Closing(60)),
            ("quota=40", Change::Cap(Some(40))),
            ("quota=none", Change::Cap(None)),
            ("guaranteed=0", Change::Guaranteed(0)),
            ("wait-cap=45", Change::WaitCap(45)),
            (
                "policy=rank:1800",
                Change::Order {
                    policy: Policy::Rank,
                    head_start_min: 30,
                },
            ),
        ] {
            assert_eq!(change(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        let office = &["--office", "rathaus"][..];
        for wrong in [
            &[][..],
            &["--change", "counters"],
            &["--change", "open-counters=0"],
            &["--change", "closing=900"],
            &["--change", "policy=lifo"],
            &["--change", "quota=some"],
            &["--change", "quota=3", "--weeks", "0"],
            &["--change", "quota=3", "--days", "d", "--generate", "busy"],
        ] {
            assert!(of(&[office, wrong].concat()).is_err(), "{wrong:?}");
        }
        assert!(of(&["--change", "quota=3"]).is_err());
    }
}
