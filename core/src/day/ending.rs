//! What concerns the whole day: tickets, interruptions, policy, its end.

use jiff::Timestamp;

use super::{OfficeDay, decide::has_run_out};
use crate::{
    command::Reason,
    event::Event,
    plan::DayPlan,
    queue::{self, Rank},
    rejection::Rejection,
    settings::Policy,
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

    pub(super) fn set_policy(
        &self,
        plan: &DayPlan,
        policy: Policy,
    ) -> Result<Vec<Event>, Rejection> {
        if self.policy(plan) == policy {
            return Err(Rejection::AlreadySo);
        }
        let ranks = self
            .visits()
            .filter(|visit| !visit.state.is_final())
            .filter_map(|visit| Some((visit.id, rekey(plan, policy, visit)?)))
            .collect();
        Ok(vec![Event::PolicyChanged { policy, ranks }])
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

/// The place that a visit would have had under another policy, with its marks.
fn rekey(plan: &DayPlan, policy: Policy, visit: &Visit) -> Option<Rank> {
    let (rank, arrived) = (visit.rank?, visit.arrived?);
    let late = visit.ranked_late;
    let mut new = queue::order(policy, &plan.queue, visit.booked, arrived, late, rank.order);
    // The marks count in the order in which they were given: whoever was urgent
    // and then missed the call has lost that place.
    let returned_last = visit.returned_at > visit.urgent_at;
    if let Some(returned) = visit.returned_at.filter(|_| !returned_last) {
        new.at = new.at.max(returned);
    }
    if let Some(urgent) = visit.urgent_at {
        new = Rank {
            class: 0,
            at: new.at.min(urgent),
            ..new
        };
    }
    if let Some(returned) = visit.returned_at.filter(|_| returned_last) {
        new.at = new.at.max(returned);
    }
    Some(new)
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
