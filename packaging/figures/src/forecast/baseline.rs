//! Simple forecasts that others use.

use aufruf_core::{
    day::OfficeDay,
    event::{Entry, Event},
    id::VisitId,
    plan::DayPlan,
    visit::{State, Visit},
};
use jiff::Timestamp;

/// What they look at besides the day.
pub(super) struct Baselines<'a> {
    plan: &'a DayPlan,
    /// Mean service time.
    mean_s: f64,
    /// Wait of the last who was called.
    last_wait_s: f64,
}

/// Whether an event comes after the forecasts of its instant.
pub(super) fn follows_forecasts(event: &Event) -> bool {
    matches!(event, Event::Called { .. } | Event::Paused { .. })
}

impl<'a> Baselines<'a> {
    pub(super) fn new(plan: &'a DayPlan, mean_s: f64) -> Self {
        Self {
            plan,
            mean_s,
            last_wait_s: 0.0,
        }
    }

    /// Follows the journal; `day` has folded the entry.
    pub(super) fn see(&mut self, day: &OfficeDay, entry: &Entry) {
        if let Event::Called { visit, .. } = &entry.event
            && let Some(visit) = day.visit(*visit)
        {
            self.last_wait_s = self.waited_s(visit, entry.at);
        }
    }

    /// QL, LES, HOL, ZMS, in seconds, for a visit that has just come.
    pub(super) fn forecasts(&self, day: &OfficeDay, t: Timestamp, own: VisitId) -> [f64; 4] {
        let open = self.plan.counters.iter().filter(|counter| {
            let state = day.counter(counter.id);
            state.open && !state.paused
        });
        let slot_s = self.mean_s / open.count().max(1) as f64;
        let waiting = || {
            day.visits()
                .filter(|v| v.state == State::Waiting && v.id != own)
        };
        let head = day.rule(self.plan).next(waiting(), t, |_| true);
        [
            waiting().count() as f64 * slot_s,
            self.last_wait_s,
            head.map_or(0.0, |head| self.waited_s(head, t)),
            walked_s(day, t, own, slot_s),
        ]
    }

    /// From check-in, booked time or opening, whichever is last.
    fn waited_s(&self, visit: &Visit, t: Timestamp) -> f64 {
        let since = visit.arrived.max(visit.booked).max(self.plan.opening());
        since.map_or(0.0, |since| t.duration_since(since).as_secs_f64().max(0.0))
    }
}

/// Walks the merged list: one slot each, appointments as soon as they are due,
/// and the own slot too.
fn walked_s(day: &OfficeDay, t: Timestamp, own: VisitId, slot_s: f64) -> f64 {
    let mut booked: Vec<f64> = day
        .visits()
        .filter_map(|v| Some((v.state, v.booked?.duration_since(t).as_secs_f64())))
        .filter(|(state, due_s)| match state {
            State::Waiting => true,
            // Whoever is overdue is not counted on.
            _ => *state == State::Confirmed && *due_s >= 0.0,
        })
        .map(|(_, due_s)| due_s)
        .collect();
    booked.sort_by(f64::total_cmp);
    let before = |v: &&Visit| v.state == State::Waiting && v.booked.is_none() && v.id != own;
    let mut walk_ins = day.visits().filter(before).count();
    let mut booked = booked.into_iter().peekable();
    let mut at_s = 0.0;
    loop {
        at_s += slot_s;
        let began_s = at_s - slot_s;
        if booked.next_if(|due_s| *due_s <= began_s).is_some() {
            continue;
        }
        let Some(left) = walk_ins.checked_sub(1) else {
            return at_s;
        };
        walk_ins = left;
    }
}
