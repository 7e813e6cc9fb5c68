//! A recorded day as a script: who booked, who came when and for how long, who
//! sat where. What the rules decided is left out, so that the same people can
//! be served under other rules.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::{Away, Fate, Script, Visitor};
use crate::{
    day::OfficeDay,
    event::{Entry, Event},
    forecast::Experience,
    id::{CounterId, OfficeId, VisitId},
    plan::{DayPlan, Span, Staffed, Use},
    visit::{Channel, State, Visit},
};

/// A recorded day, ready to be played again.
#[derive(Debug, Clone, PartialEq)]
pub struct Retelling {
    /// The plan of the day; the counters are staffed as they really were.
    pub plan: DayPlan,
    /// What the day's forecasts rested on.
    pub experience: Experience,
    /// Everybody who was booked or came.
    pub script: Script,
    /// What really became of them, in the order of the script.
    pub fates: Vec<Fate>,
}

/// Reads a day from its journal. `None` if no counter was open or nobody came:
/// such a day tells nothing.
///
/// Whoever was called several times is served in one go, for as long as all of
/// it took. Who was still waiting at the end is taken to need as long as usual.
/// Who was refused a number is not in a journal.
#[must_use]
pub fn retell(office: &OfficeId, entries: &[Entry]) -> Option<Retelling> {
    let undone = undone(entries);
    let mut record = Record::default();
    let mut date = None;
    for entry in entries {
        if let Event::PlanAdopted { plan } = &entry.event {
            date = Some(plan.date);
        }
    }
    let mut day = OfficeDay::new(office.clone(), date?);
    for entry in entries {
        day.apply(entry);
        if !undone.contains(&entry.seq) {
            record.see(entry);
        }
        record.attend(&day, entry.at);
    }
    let mut plan = DayPlan::clone(day.plan()?);
    record.end(entries.last()?.at);
    for counter in &mut plan.counters {
        counter.hours = record.hours(counter.id);
    }
    let mut script = Script {
        away: gone(&plan, entries.last()?.at),
        ..Script::default()
    };
    let mut fates = Vec::new();
    for visit in day.visits().filter(|visit| takes_part(visit)) {
        let usual_s = day.experience().service_time(&plan, &visit.concerns).mean_s;
        let (visitor, fate) = record.visitor(&plan, visit, usual_s);
        script.visitors.push(visitor);
        fates.push(fate);
    }
    let staffed = plan
        .counters
        .iter()
        .any(|counter| !counter.hours.is_empty());
    let came = script.visitors.iter().any(|v| v.arrives.is_some());
    (staffed && came).then(|| Retelling {
        plan,
        experience: day.experience().clone(),
        script,
        fates,
    })
}

/// Who went after closing while others were still being served: hours say no such
/// thing, for after closing everybody goes on until nobody waits.
fn gone(plan: &DayPlan, end: Timestamp) -> Vec<Away> {
    let last = plan.counters.iter().filter_map(|counter| {
        let last = counter.hours.last()?;
        Some((counter.id, last.span.to))
    });
    let after_closing = |at: &Timestamp| plan.closing().is_some_and(|closing| closing <= *at);
    last.filter(|(_, at)| after_closing(at) && *at < end)
        .map(|(counter, from)| Away {
            counter,
            from,
            length_s: u32::try_from(end.duration_since(from).as_secs()).unwrap_or(u32::MAX),
        })
        .collect()
}

/// The entries that were taken back.
fn undone(entries: &[Entry]) -> BTreeSet<u64> {
    let undone = entries.iter().filter_map(|entry| match &entry.event {
        Event::Undone { seq, .. } => Some(*seq),
        _ => None,
    });
    undone.collect()
}

/// Whether somebody was booked to the end, or came.
fn takes_part(visit: &Visit) -> bool {
    match visit.state {
        State::Held | State::Pending | State::Expired | State::Cancelled | State::MovedOut => false,
        State::Confirmed
        | State::Waiting
        | State::Called
        | State::Serving
        | State::Parked
        | State::Missed
        | State::Finished
        | State::Absent
        | State::Left
        | State::Closed => true,
    }
}

/// What is read off the journal besides the fold.
#[derive(Default)]
struct Record {
    occupied: BTreeMap<VisitId, Occupied>,
    attended: BTreeMap<CounterId, Vec<Span>>,
    attending_since: BTreeMap<CounterId, Timestamp>,
    left_at: BTreeMap<VisitId, Timestamp>,
}

/// The time of one visit at counters.
struct Occupied {
    first: Timestamp,
    counter: CounterId,
    /// At a counter since then.
    since: Option<Timestamp>,
    last: Timestamp,
    total: SignedDuration,
}

impl Record {
    fn see(&mut self, entry: &Entry) {
        let at = entry.at;
        match &entry.event {
            Event::Called { visit, counter, .. } => {
                let occupied = self.occupied.entry(*visit).or_insert(Occupied {
                    first: at,
                    counter: *counter,
                    since: None,
                    last: at,
                    total: SignedDuration::ZERO,
                });
                occupied.since = Some(at);
            }
            Event::Finished { visit, .. }
            | Event::Parked { visit, .. }
            | Event::Transferred { visit, .. }
            | Event::Missed { visit, .. }
            | Event::VisitClosed { visit } => self.leaves(*visit, at),
            Event::Left { visit } => {
                let _ = self.left_at.insert(*visit, at);
                self.leaves(*visit, at);
            }
            _ => {}
        }
    }

    fn leaves(&mut self, visit: VisitId, at: Timestamp) {
        if let Some(occupied) = self.occupied.get_mut(&visit)
            && let Some(since) = occupied.since.take()
        {
            occupied.last = at;
            occupied.total += at.duration_since(since);
        }
    }

    /// Notes which counters have somebody from now on, and which no more.
    fn attend(&mut self, day: &OfficeDay, at: Timestamp) {
        for counter in day.plan().into_iter().flat_map(|plan| &plan.counters) {
            let state = day.counter(counter.id);
            let attended = state.open && !state.paused && !day.is_closed();
            match (attended, self.attending_since.contains_key(&counter.id)) {
                (true, false) => {
                    let _ = self.attending_since.insert(counter.id, at);
                }
                (false, true) => self.leave(counter.id, at),
                _ => {}
            }
        }
    }

    fn leave(&mut self, counter: CounterId, at: Timestamp) {
        if let Some(from) = self
            .attending_since
            .remove(&counter)
            .filter(|from| *from < at)
        {
            let spans = self.attended.entry(counter).or_default();
            spans.push(Span { from, to: at });
        }
    }

    fn end(&mut self, at: Timestamp) {
        for counter in self.attending_since.clone().into_keys() {
            self.leave(counter, at);
        }
    }

    fn hours(&self, counter: CounterId) -> Vec<Staffed> {
        let spans = self.attended.get(&counter).into_iter().flatten();
        let staffed = |span: &Span| Staffed {
            span: *span,
            r#use: Use::Public,
        };
        spans.map(staffed).collect()
    }

    fn visitor(&self, plan: &DayPlan, visit: &Visit, usual_s: f64) -> (Visitor, Fate) {
        let occupied = self.occupied.get(&visit.id);
        let from = visit.arrived.max(plan.opening());
        let left = visit.state == State::Left;
        let patience = self
            .left_at
            .get(&visit.id)
            .filter(|_| left && occupied.is_none());
        let patience = patience
            .zip(from)
            .map(|(gone, from)| gone.duration_since(from));
        let service_s = occupied.map_or(usual_s, |o| o.total.as_secs_f64());
        let visitor = Visitor {
            booked: visit.booked,
            booked_at: visit.created_at,
            arrives: visit.arrived,
            concerns: visit.concerns.clone(),
            service_s: service_s.max(1.0) as u32,
            patience_s: patience.map(|p| u32::try_from(p.as_secs()).unwrap_or(0)),
            accepts_standby: true,
            by_clerk: visit.channel == Channel::Staff,
        };
        let fate = Fate {
            start: occupied.map(|o| o.first),
            counter: occupied.map(|o| o.counter),
            end: occupied.map(|o| o.last),
            standby: visit.standby,
            left,
            ..Fate::default()
        };
        (visitor, fate)
    }
}
