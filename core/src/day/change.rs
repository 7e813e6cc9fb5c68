//! Time alone changes what is shown; this names the next such instant.

use jiff::Timestamp;

use super::{CALLS_KEPT, OfficeDay, UNDO_WINDOW, arrival::back_from};
use crate::{plan::DayPlan, quota::DOOR_OPENS_BEFORE, visit::State};

impl OfficeDay {
    /// The first instant after `t` at which a view of the day changes though
    /// nothing happens: a hold ends, an appointment becomes due, the office
    /// opens, the last ticket, a call grows old, midnight.
    #[must_use]
    pub fn next_change(&self, plan: &DayPlan, t: Timestamp) -> Option<Timestamp> {
        let visits = self.visits().flat_map(|visit| {
            let until = visit
                .until
                .filter(|_| matches!(visit.state, State::Held | State::Pending));
            let due = visit.due.filter(|_| visit.state == State::Waiting);
            let back = back_from(plan, visit).filter(|_| visit.state == State::Missed);
            [until, due, back].into_iter().flatten()
        });
        let recent = self
            .calls
            .iter()
            .rev()
            .take_while(|call| call.at + CALLS_KEPT > t);
        let calls = recent.map(|call| call.at + CALLS_KEPT);
        let undos = self.undoable.iter().map(|step| step.at + UNDO_WINDOW);
        let opening = plan
            .open
            .iter()
            .flat_map(|o| [o.from - DOOR_OPENS_BEFORE, o.from, o.to]);
        let staffing = plan
            .counters
            .iter()
            .flat_map(|c| c.hours.iter().map(|h| h.span.to));
        let day = [plan.day.from, plan.day.to]
            .into_iter()
            .chain(plan.last_ticket());
        visits
            .chain(calls)
            .chain(undos)
            .chain(opening)
            .chain(staffing)
            .chain(day)
            .filter(|instant| *instant > t)
            .min()
    }
}
