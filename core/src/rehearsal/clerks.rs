//! What the clerks do: who is idle, who has a break coming.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::Script;
use crate::{id::CounterId, plan::DayPlan};

/// The clerks of a day, by counter.
pub(super) struct Clerks(BTreeMap<CounterId, Clerk>);

struct Clerk {
    /// Idle since then; `None`: busy or away.
    idle_since: Option<Timestamp>,
    /// Breaks and absences to come, ascending: not before when, how long.
    breaks: Vec<(Timestamp, SignedDuration)>,
    /// Begins then.
    from: Timestamp,
    /// Goes then, unless that is closing time.
    until: Option<Timestamp>,
}

impl Clerks {
    pub(super) fn of(plan: &DayPlan, script: &Script) -> Self {
        let clerks = plan.counters.iter().filter_map(|counter| {
            let (first, last) = (counter.hours.first()?, counter.hours.last()?);
            let gaps = counter.hours.windows(2).map(|pair| {
                let (from, to) = (pair[0].span.to, pair[1].span.from);
                (from, to.duration_since(from))
            });
            let away = script.away.iter().filter(|away| away.counter == counter.id);
            let away = away.map(|a| (a.from, SignedDuration::from_secs(a.length_s.into())));
            let mut breaks: Vec<_> = gaps
                .filter(|(_, length)| !length.is_zero())
                .chain(away)
                .collect();
            breaks.sort_unstable();
            let leaves = plan.closing().filter(|closing| last.span.to < *closing);
            let clerk = Clerk {
                idle_since: Some(first.span.from),
                breaks,
                from: first.span.from,
                until: leaves.map(|_| last.span.to),
            };
            Some((counter.id, clerk))
        });
        Self(clerks.collect())
    }

    /// When breaks may begin, for looking up then.
    pub(super) fn breaks_begin(&self) -> Vec<Timestamp> {
        let breaks = self.0.values().flat_map(|clerk| &clerk.breaks);
        breaks.map(|(from, _)| *from).collect()
    }

    pub(super) fn free(&mut self, counter: CounterId, now: Timestamp) {
        if let Some(clerk) = self.0.get_mut(&counter) {
            clerk.idle_since = Some(now);
        }
    }

    pub(super) fn busy(&mut self, counter: CounterId) {
        if let Some(clerk) = self.0.get_mut(&counter) {
            clerk.idle_since = None;
        }
    }

    /// Sends idle clerks whose break has come away; answers until when.
    pub(super) fn start_breaks(&mut self, now: Timestamp) -> Vec<(CounterId, Timestamp)> {
        let mut away = Vec::new();
        for (counter, clerk) in &mut self.0 {
            let due = clerk.breaks.first().copied();
            if let Some((_, length)) = due.filter(|(from, _)| *from <= now)
                && clerk.idle_since.is_some()
            {
                let _ = clerk.breaks.remove(0);
                clerk.idle_since = None;
                away.push((*counter, now + length));
            }
        }
        away
    }

    /// The idle clerks in the order in which they call.
    pub(super) fn idle(&self, plan: &DayPlan, now: Timestamp) -> Vec<CounterId> {
        let there =
            |clerk: &Clerk| clerk.from <= now && clerk.until.is_none_or(|until| now < until);
        let clerks = self.0.iter().filter(|(_, clerk)| there(clerk));
        let mut idle: Vec<(usize, Timestamp, CounterId)> = clerks
            .filter_map(|(counter, clerk)| {
                let skills = plan.counter(*counter).map_or(0, |c| c.skills.len());
                Some((skills, clerk.idle_since?, *counter))
            })
            .collect();
        idle.sort_unstable();
        idle.into_iter().map(|(_, _, counter)| counter).collect()
    }
}
