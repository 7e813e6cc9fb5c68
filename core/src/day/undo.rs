//! Taking a step back within ten seconds.

use std::sync::Arc;

use jiff::Timestamp;

use super::{CounterState, OfficeDay, UNDO_WINDOW};
use crate::{event::Event, id::CounterId, rejection::Rejection, visit::Visit, wire::desk::Step};

/// Most steps remembered; ten seconds of a very large office are far fewer.
const REMEMBERED: usize = 1024;

/// What a step at a counter changed: the state before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undoable {
    pub(super) seq: u64,
    pub(super) at: Timestamp,
    pub(super) step: Step,
    pub(super) visit: Arc<Visit>,
    pub(super) counter: CounterId,
    pub(super) counter_before: CounterState,
}

impl OfficeDay {
    pub(super) fn undo(&self, t: Timestamp, seq: u64) -> Result<Vec<Event>, Rejection> {
        let step = self
            .undoable
            .iter()
            .find(|step| step.seq == seq)
            .filter(|step| self.is_undoable(step, t))
            .ok_or(Rejection::CannotUndo)?;
        Ok(vec![Event::Undone {
            seq,
            visit: Some(step.visit.id),
            counter: Some(step.counter),
        }])
    }

    /// The step at this counter that can be taken back at `t`.
    pub(super) fn undoable_at(&self, counter: CounterId, t: Timestamp) -> Option<&Undoable> {
        self.undoable
            .iter()
            .rev()
            .find(|step| step.counter == counter && self.is_undoable(step, t))
    }

    fn is_undoable(&self, step: &Undoable, t: Timestamp) -> bool {
        let untouched = self
            .visit(step.visit.id)
            .is_some_and(|v| v.last_seq == step.seq)
            && self
                .counters
                .get(&step.counter)
                .is_some_and(|c| c.last_seq == step.seq);
        untouched && t.duration_since(step.at) <= UNDO_WINDOW
    }

    /// Remembers the state before a step, and forgets what is too old.
    pub(super) fn remember(&mut self, step: Undoable) {
        let at = step.at;
        self.undoable
            .retain(|old| at.duration_since(old.at) <= UNDO_WINDOW);
        if self.undoable.len() == REMEMBERED {
            let _ = self.undoable.pop_front();
        }
        self.undoable.push_back(step);
    }

    pub(super) fn apply_undone(&mut self, seq: u64) {
        let Some(index) = self.undoable.iter().position(|step| step.seq == seq) else {
            return;
        };
        let Some(step) = self.undoable.remove(index) else {
            return;
        };
        let _ = self.counters.insert(step.counter, step.counter_before);
        let _ = self.visits.insert(step.visit.id, step.visit);
        for call in self.calls.iter_mut().filter(|call| call.seq == seq) {
            call.undone = true;
        }
        self.appointments_in_a_row = self.row_of_calls();
    }

    /// Appointments called since the last walk-in. Other counters may have
    /// called since a step that is taken back, so the number before is no answer.
    fn row_of_calls(&self) -> u8 {
        let stood = self.calls.iter().rev();
        let stood = stood.filter(|call| !call.undone && !call.recall);
        let row =
            stood.take_while(|call| self.visit(call.visit).is_some_and(Visit::is_appointment));
        u8::try_from(row.count()).unwrap_or(u8::MAX)
    }
}
