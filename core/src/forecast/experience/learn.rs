//! Learning from a day that is over.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, tz::TimeZone};

use super::{Experience, Lead};
use crate::{
    day::OfficeDay,
    event::{Entry, Event},
    id::VisitId,
    plan::DayPlan,
    visit::{State, Visit},
};

/// How much of the past is kept with each learned day: what is a hundred
/// working days old counts about a third.
const KEEP: f64 = 0.99;

impl Experience {
    /// Learns from a closed day and its journal. A day not after
    /// [`Experience::through`] changes nothing, so repeating is harmless.
    pub fn learn(&mut self, day: &OfficeDay, entries: &[Entry]) {
        let Some(plan) = day.plan() else { return };
        if self.through.is_some_and(|through| day.date() <= through) {
            return;
        }
        self.through = Some(day.date());
        self.fade();
        for (visit, lasted_s) in occupations(day, entries) {
            if let Some(visit) = day.visit(visit) {
                self.learn_service(plan, visit, lasted_s);
            }
        }
        let zone = TimeZone::get(&plan.zone).unwrap_or(TimeZone::UTC);
        for visit in day.visits() {
            self.learn_attendance(visit, &zone);
        }
    }

    fn fade(&mut self) {
        self.office.fade(KEEP);
        self.services
            .values_mut()
            .for_each(|tally| tally.fade(KEEP));
        self.attendance.fade(KEEP);
        self.offsets.fade(KEEP);
    }

    /// A visit's duration teaches each of its services in proportion.
    fn learn_service(&mut self, plan: &DayPlan, visit: &Visit, lasted_s: f64) {
        let expected = self.planned_time(plan, &visit.concerns);
        let ratio = lasted_s / expected.mean_s;
        self.office.add(1.0, ratio, expected.cv);
        for concern in &visit.concerns {
            let own = self.planned_time(plan, std::slice::from_ref(concern));
            let share = (own.mean_s / expected.mean_s).min(1.0);
            let tally = self.services.entry(concern.service.clone()).or_default();
            tally.add(share, ratio, expected.cv);
        }
    }

    fn learn_attendance(&mut self, visit: &Visit, zone: &TimeZone) {
        let (Some(booked), Some(created)) = (visit.booked, visit.created_at) else {
            return;
        };
        if visit.arrived.is_none() && visit.state != State::Absent {
            return;
        }
        self.attendance.add(
            Lead::between(created, booked, zone),
            visit.arrived.is_some(),
        );
        if let Some(arrived) = visit.arrived {
            self.offsets
                .add(arrived.duration_since(booked).as_secs_f64());
        }
    }
}

impl Lead {
    /// Of a booking made at `created`.
    #[must_use]
    pub fn between(created: Timestamp, booked: Timestamp, zone: &TimeZone) -> Self {
        let date = |t: Timestamp| t.to_zoned(zone.clone()).date();
        let days = date(created)
            .until(date(booked))
            .map_or(0, |span| span.get_days());
        Self::of_days(days)
    }
}

/// How long each visit held a counter, from the call to the end, in seconds
/// without interruptions. Only visits that were served once and to the end.
fn occupations(day: &OfficeDay, entries: &[Entry]) -> Vec<(VisitId, f64)> {
    let mut called: BTreeMap<VisitId, Option<Timestamp>> = BTreeMap::new();
    let mut done = BTreeMap::new();
    for entry in happened(entries) {
        match &entry.event {
            Event::Called { visit, .. } => {
                let again = called.contains_key(visit);
                let _ = called.insert(*visit, (!again).then_some(entry.at));
            }
            Event::Parked { visit, .. }
            | Event::Transferred { visit, .. }
            | Event::Missed { visit, .. } => {
                let _ = called.insert(*visit, None);
            }
            Event::Finished { visit, .. } => {
                if let Some(Some(from)) = called.get(visit) {
                    let lasted = day.running_time(*from, entry.at).as_secs_f64();
                    let _ = done.insert(*visit, lasted);
                }
            }
            _ => {}
        }
    }
    done.into_iter().collect()
}

/// The entries that stood: without steps that were taken back, and without the
/// end of the day, which ends services whose length nobody knows.
fn happened(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    let undone = entries.iter().filter_map(|entry| match entry.event {
        Event::Undone { seq, .. } => Some(seq),
        _ => None,
    });
    let undone: BTreeSet<u64> = undone.collect();
    let closing = entries.iter().rev();
    let closing = closing.take_while(|entry| matches!(entry.event, Event::DayClosed));
    let closed_at = closing.last().map(|entry| entry.at);
    entries
        .iter()
        .filter(move |entry| !undone.contains(&entry.seq) && Some(entry.at) != closed_at)
}
