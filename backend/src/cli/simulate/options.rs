//! What `simulate` was asked for.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use aufruf_core::{
    rehearsal::{Load, RecordedDay, RecordedOffice, generate},
    settings::{BeyondWaitCap, Policy},
};
use lexopt::{Arg, Parser, ValueExt};

/// The arguments of `simulate`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct Simulate {
    pub(super) office: PathBuf,
    pub(super) days: Days,
    pub(super) discipline: Discipline,
    pub(super) forecast: bool,
    /// Visitors leave, clerks step away, the clock is put right.
    pub(super) unsettled: bool,
    pub(super) quota: Option<BeyondWaitCap>,
    pub(super) out: Option<PathBuf>,
}

/// Which days.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) enum Days {
    /// One JSON object a line.
    File(PathBuf),
    /// Made up, by seeds that count up.
    Generated { load: Load, count: u64, seed: u64 },
}

impl Days {
    /// All of them.
    ///
    /// # Errors
    /// Names file, line and reason of what cannot be read.
    pub(in crate::cli) fn read(&self, office: &RecordedOffice) -> Result<Vec<RecordedDay>> {
        match self {
            Self::File(file) => super::read_days(file),
            Self::Generated { load, count, seed } => Ok((0..*count)
                .map(|n| generate(office, *load, seed.wrapping_add(n)))
                .collect()),
        }
    }
}

/// The order in which people are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Discipline {
    pub(in crate::cli) policy: Policy,
    pub(in crate::cli) head_start_min: u16,
}

/// Reads the arguments after `simulate`.
pub(in crate::cli) fn parse(parser: &mut Parser) -> Result<Simulate> {
    let (mut office, mut days, mut load, mut out) = (None, None, None, None);
    let (mut count, mut seed, mut quota) = (100, 1, None);
    let (mut forecast, mut unsettled) = (false, false);
    let mut discipline = discipline("rank:3600")?;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("office") => office = Some(parser.value()?.into()),
            Arg::Long("days") => days = Some(parser.value()?.into()),
            Arg::Long("generate") => load = Some(self::load(&parser.value()?.string()?)?),
            Arg::Long("count") => count = parser.value()?.parse()?,
            Arg::Long("seed") => seed = parser.value()?.parse()?,
            Arg::Long("policy") => discipline = self::discipline(&parser.value()?.string()?)?,
            Arg::Long("forecast") => forecast = true,
            Arg::Long("unsettled") => unsettled = true,
            Arg::Long("quota") => quota = Some(self::quota(&parser.value()?.string()?)?),
            Arg::Long("out") => out = Some(parser.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let days = match (days, load) {
        (Some(file), None) => Days::File(file),
        (None, Some(load)) => Days::Generated { load, count, seed },
        _ => bail!("either --days FILE or --generate normal|busy|saturated is needed"),
    };
    Ok(Simulate {
        office: office.context("--office FILE is missing")?,
        days,
        discipline,
        forecast,
        unsettled,
        quota,
        out,
    })
}

/// Reads one of the words for it.
pub(in crate::cli) fn load(text: &str) -> Result<Load> {
    Ok(match text {
        "normal" => Load::Normal,
        "busy" => Load::Busy,
        "saturated" => Load::Saturated,
        other => bail!("there is no load {other:?}: normal, busy or saturated"),
    })
}

/// Reads one of the words for it.
pub(in crate::cli) fn quota(text: &str) -> Result<BeyondWaitCap> {
    Ok(match text {
        "standby" => BeyondWaitCap::Standby,
        "refuse" => BeyondWaitCap::Refuse,
        other => bail!("beyond the wait cap there is standby or refuse, not {other:?}"),
    })
}

/// `rank:SECONDS`, `strict`, `due`, `fifo`, `apq:WEIGHT` or `wrr:APPOINTMENTS`.
pub(in crate::cli) fn discipline(text: &str) -> Result<Discipline> {
    let (name, value) = text
        .split_once(':')
        .map_or((text, None), |(n, v)| (n, Some(v)));
    let mut head_start_min = 0;
    let policy = match (name, value) {
        ("rank", Some(seconds)) => {
            let seconds: u32 = seconds.parse().context("rank:SECONDS needs a number")?;
            if !seconds.is_multiple_of(60) {
                bail!("the head start is whole minutes: a multiple of 60 seconds");
            }
            head_start_min = u16::try_from(seconds / 60).context("the head start is too long")?;
            Policy::Rank
        }
        ("strict", None) => Policy::Strict,
        ("due", None) => Policy::Due,
        ("fifo", None) => Policy::Fifo,
        ("apq", Some(weight)) => {
            let weight: f64 = weight.parse().context("apq:WEIGHT needs a number")?;
            if !(1.0..=100.0).contains(&weight) {
                bail!("the weight of apq lies between 1 and 100");
            }
            let per_mille = (weight * 1000.0).round() as u32;
            Policy::Apq { per_mille }
        }
        ("wrr", Some(n)) => match n.parse().context("wrr:APPOINTMENTS needs a number")? {
            appointments @ 1..=20 => Policy::Wrr { appointments },
            _ => bail!("wrr calls 1 to 20 appointments in a row"),
        },
        _ => bail!("no policy {text:?}: rank:3600, strict, due, fifo, apq:3 or wrr:2"),
    };
    Ok(Discipline {
        policy,
        head_start_min,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> Result<Simulate> {
        parse(&mut Parser::from_args(arguments))
    }

    #[test]
    fn the_documented_call_is_understood() {
        let asked = of(&[
            "--office",
            "office.json",
            "--days",
            "days.jsonl",
            "--policy",
            "rank:3600",
            "--forecast",
            "--out",
            "results.jsonl",
        ])
        .unwrap();
        assert_eq!(asked.discipline.policy, Policy::Rank);
        assert_eq!(asked.discipline.head_start_min, 60);
        assert!(asked.forecast && asked.quota.is_none());
        assert_eq!(asked.days, Days::File("days.jsonl".into()));
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        for wrong in [
            &["--days", "d"][..],
            &["--office", "o"],
            &["--office", "o", "--days", "d", "--generate", "busy"],
            &["--office", "o", "--days", "d", "--policy", "rank:90s"],
            &["--office", "o", "--days", "d", "--policy", "rank:61"],
            &["--office", "o", "--days", "d", "--policy", "apq:0"],
            &["--office", "o", "--days", "d", "--policy", "wrr:0"],
            &["--office", "o", "--days", "d", "--policy", "lifo"],
            &["--office", "o", "--generate", "quiet"],
            &["--office", "o", "--days", "d", "--quota", "maybe"],
        ] {
            assert!(of(wrong).is_err(), "{wrong:?}");
        }
    }
}
