//! What concerns the whole day: tickets, interruptions, its end.

use jiff::Timestamp;

use super::{OfficeDay, decide::has_run_out};
use crate::{
    command::Reason,
    event::Event,
    rejection::Rejection,
    visit::{State, Visit},
};

impl OfficeDay {
    pub(super) fn stop_tickets(&self, on: bool) -> Result<Vec<Event>, Rejection> {
        if self.tickets_stopped == on {
            return Err(Rejection::AlreadySo);
        }
        Ok(vec![Event::TicketsStopped { on }])
    }

    pub(super) fn interrupt(&self, reason: Reason) -> Result<Vec<Event>, Rejection> {
        match self.interrupted_since() {
            Some(_) => Err(Rejection::Interrupted),
            None => Ok(vec![Event::Interrupted { reason }]),
        }
    }

    pub(super) fn end_interruption(&self) -> Result<Vec<Event>, Rejection> {
        match self.interrupted_since() {
            Some(_) => Ok(vec![Event::InterruptionEnded]),
            None => Err(Rejection::NotInterrupted),
        }
    }

    /// Ends every visit; the day then only answers reads.
    pub(super) fn close_day(&self, t: Timestamp) -> Vec<Event> {
        let mut events: Vec<Event> = self
            .visits()
            .filter(|visit| !has_run_out(visit, t))
            .filter_map(end_of)
            .collect();
        events.push(Event::DayClosed);
        events
    }
}

fn end_of(visit: &Visit) -> Option<Event> {
    let id = visit.id;
    match visit.state {
        State::Held => Some(Event::HoldExpired { visit: id }),
        State::Pending => Some(Event::PendingExpired { visit: id }),
        State::Confirmed => Some(Event::Absent { visit: id }),
        State::Serving => visit
            .counter
            .map(|counter| Event::Finished { visit: id, counter }),
        State::Waiting | State::Called | State::Parked | State::Missed => {
            Some(Event::VisitClosed { visit: id })
        }
        State::Finished
        | State::Cancelled
        | State::Expired
        | State::Absent
        | State::Left
        | State::Closed
        | State::MovedOut => None,
    }
}
