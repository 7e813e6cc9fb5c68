//! What the replications say.

use std::{cell::LazyCell, collections::BTreeMap};

use jiff::{SignedDuration, Timestamp};

use super::{
    IN_TIME_REPLICATIONS, MOST_REPLICATIONS, QUOTA_REPLICATIONS, REPLICATIONS, means,
    replicate::{Run, affordable, replicate, wait},
    scene::{Asking, Scene},
};
use crate::{day::OfficeDay, id::VisitId, plan::DayPlan, visit::Concern};

/// The day counts as ended in time up to this long after closing.
pub const OVERTIME_TOLERATED: SignedDuration = SignedDuration::from_mins(10);

/// How long somebody still waits, from the time of the forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// As likely shorter as longer. Seconds.
    pub median_s: u32,
    /// Not longer than this in four cases of five. Seconds.
    pub p80_s: u32,
    /// On average, which is more than the median: many waits are none, and a few
    /// are long. Seconds; shown to nobody.
    pub mean_s: u32,
}

/// What is to be expected of the day from one instant on.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Each waiting visit; `None`: probably no counter of today serves it.
    pub waits: BTreeMap<VisitId, Option<Wait>>,
    /// Until nobody waits for the first time.
    pub empty: Wait,
    /// Until the last of today's known visitors is served.
    pub end: Wait,
    /// Share of replications in which that is at most [`OVERTIME_TOLERATED`]
    /// after closing, and nobody goes home unserved.
    pub in_time: f64,
}

/// What a ticket for certain concerns would be like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prospect {
    /// Its wait; `None`: probably no counter of today serves it.
    pub wait: Option<Wait>,
    /// Probability that the day ends in time with this ticket.
    pub in_time: f64,
    /// The ticket makes that less likely, or, where the day ends in time in no
    /// replication anyhow, makes the day longer on average or leaves more unserved.
    /// Asked only where [`Prospect::in_time`] is not enough by itself.
    pub harms: bool,
}

impl Prospect {
    /// From replications with the last of the customers, and as many `without`,
    /// which are played only if fewer than `enough` end in time.
    pub(super) fn of(
        with: &Run,
        without: &LazyCell<Run, impl FnOnce() -> Run>,
        enough: f64,
        plan: &DayPlan,
        t: Timestamp,
    ) -> Self {
        let in_time = with.in_time(plan, t);
        let harms = || {
            let lost_anyhow = in_time <= 0.0 && with.is_longer_than(without);
            in_time < without.in_time(plan, t) || lost_anyhow
        };
        Self {
            wait: with.waits.last().and_then(|waits| wait(waits)),
            in_time,
            harms: in_time < enough && harms(),
        }
    }
}

/// How long one visit still waits at `t`, from up to [`REPLICATIONS`]
/// replications, or [by means](super::by_means) if even one block of them is too
/// many; `None` if it does not wait, or probably no counter of today serves it.
#[must_use]
pub fn wait_of(day: &OfficeDay, plan: &DayPlan, t: Timestamp, visit: VisitId) -> Option<Wait> {
    let scene = Scene::at(day, plan, t, &[]);
    let mut waiting = scene.waiting.iter();
    let index = waiting.position(|guest| guest.visit == Some(visit))?;
    one_wait(&scene, index)
}

/// The wait of one waiting customer of a scene.
pub(super) fn one_wait(scene: &Scene, index: usize) -> Option<Wait> {
    match affordable(scene, REPLICATIONS) {
        0 => means::waits(scene).get(index).copied().flatten(),
        n => wait(replicate(scene, n).waits.get(index)?),
    }
}

/// The outlook at `t`, from up to [`MOST_REPLICATIONS`] replications.
#[must_use]
pub fn outlook(day: &OfficeDay, plan: &DayPlan, t: Timestamp) -> Outlook {
    let scene = Scene::at(day, plan, t, &[]);
    let run = for_the_end(&scene, MOST_REPLICATIONS);
    let waits = scene.waiting.iter().zip(&run.waits);
    Outlook {
        waits: waits
            .filter_map(|(guest, waits)| Some((guest.visit?, wait(waits))))
            .collect(),
        empty: wait(&run.empty).unwrap_or(NO_WAIT),
        end: wait(&run.end).unwrap_or(NO_WAIT),
        in_time: run.in_time(plan, t),
    }
}

/// Enough replications for the probability of an end in time, at most `most`.
pub(super) fn for_the_end(scene: &Scene, most: u16) -> Run {
    replicate(scene, affordable(scene, most).max(IN_TIME_REPLICATIONS))
}

/// What one more ticket for these concerns would be like at `t`, from up to
/// [`QUOTA_REPLICATIONS`] replications with it, and without it if an end in time is
/// less likely than `enough`.
#[must_use]
pub fn prospect(
    day: &OfficeDay,
    plan: &DayPlan,
    t: Timestamp,
    concerns: &[Concern],
    enough: f64,
) -> Prospect {
    one_more(day, plan, t, Asking::walk_in(concerns), enough)
}

/// The same for a standby number: served when nobody else is, so it may make
/// the day longer where a usual ticket would not.
#[must_use]
pub fn standby_prospect(
    day: &OfficeDay,
    plan: &DayPlan,
    t: Timestamp,
    concerns: &[Concern],
    enough: f64,
) -> Prospect {
    let asking = Asking {
        standby: true,
        ..Asking::walk_in(concerns)
    };
    one_more(day, plan, t, asking, enough)
}

fn one_more(
    day: &OfficeDay,
    plan: &DayPlan,
    t: Timestamp,
    asking: Asking<'_>,
    enough: f64,
) -> Prospect {
    let with = for_the_end(&Scene::at(day, plan, t, &[asking]), QUOTA_REPLICATIONS);
    // As many as with it: the same draws of everybody else.
    let n = u16::try_from(with.end.len()).unwrap_or(QUOTA_REPLICATIONS);
    let without = LazyCell::new(|| replicate(&Scene::at(day, plan, t, &[]), n));
    Prospect::of(&with, &without, enough, plan, t)
}

const NO_WAIT: Wait = Wait {
    median_s: 0,
    p80_s: 0,
    mean_s: 0,
};
