//! Arrival: check-in, walk-in tickets, calls for help.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{
    OfficeDay,
    concerns::{Way, planned_s},
    decide::has_run_out,
};
use crate::{
    event::Event,
    forecast::Experience,
    id::VisitId,
    plan::DayPlan,
    queue, quota,
    rejection::Rejection,
    ticket::TicketNumber,
    visit::{Channel, Concern, State, Visit},
};

/// Who draws a walk-in ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Draw {
    /// A clerk, beyond any quota.
    ByClerk,
    /// A citizen; `standby`: also a number without a promise.
    AtKiosk { standby: bool },
}

impl OfficeDay {
    pub(super) fn adopt_experience(
        &self,
        experience: &Arc<Experience>,
    ) -> Result<Vec<Event>, Rejection> {
        if self.experience == *experience {
            return Err(Rejection::AlreadySo);
        }
        Ok(vec![Event::ExperienceAdopted {
            experience: Arc::clone(experience),
        }])
    }

    /// Check-in never turns a citizen away for being early or late; it is
    /// refused only where there is nothing to check in.
    pub(super) fn check_in(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
    ) -> Result<Vec<Event>, Rejection> {
        let known = self.known(visit)?;
        match (known.state, known.booked, known.number) {
            (State::Confirmed, Some(booked), _) => {
                Ok(vec![self.checked_in(plan, t, visit, booked)])
            }
            (State::Missed, ..) => self.bring_back(plan, t, visit),
            (State::Waiting | State::Called | State::Serving | State::Parked, _, Some(number)) => {
                Err(Rejection::AlreadyCheckedIn { number })
            }
            (State::Cancelled, ..) => Err(Rejection::BookingCancelled),
            (State::MovedOut, ..) => Err(known
                .moved_to
                .map_or(Rejection::UnknownVisit, |to| Rejection::MovedAway { to })),
            (State::Held | State::Pending, ..) if has_run_out(known, t) => Err(Rejection::Expired),
            (State::Expired, ..) => Err(Rejection::Expired),
            (state, ..) => Err(Rejection::WrongState { state }),
        }
    }

    fn checked_in(&self, plan: &DayPlan, t: Timestamp, visit: VisitId, booked: Timestamp) -> Event {
        let grace = SignedDuration::from_mins(i64::from(plan.queue.grace_min));
        let calls = self.called();
        let late = queue::is_ranked_late(booked, t, grace, &self.interruptions, calls);
        let policy = self.policy(plan);
        let rank = queue::order(
            policy,
            &plan.queue,
            Some(booked),
            t,
            late,
            self.orders_issued + 1,
        );
        let due = booked - SignedDuration::from_secs(i64::from(plan.queue.early_s));
        Event::CheckedIn {
            visit,
            rank,
            due,
            late,
        }
    }

    /// Calls that were not taken back, with the place that the visit had.
    fn called(&self) -> impl Iterator<Item = queue::Called> {
        let calls = self.calls.iter();
        let stood = calls.filter(|call| !call.undone && !call.recall);
        stood.filter_map(|call| {
            Some(queue::Called {
                at: call.at,
                rank: call.rank?,
                standby: call.standby,
            })
        })
    }

    /// For an appointment that is not here: until when a check-in costs
    /// nothing, and whether somebody ranked above it was called since then.
    pub(crate) fn lateness(&self, plan: &DayPlan, booked: Timestamp) -> (Timestamp, bool) {
        let grace = SignedDuration::from_mins(i64::from(plan.queue.grace_min));
        let end = queue::grace_end(booked, grace, &self.interruptions);
        let overtaken = queue::is_overtaken(booked, end, self.called());
        (end, overtaken)
    }

    pub(super) fn draw_ticket(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
        concerns: &[Concern],
        draw: Draw,
    ) -> Result<Vec<Event>, Rejection> {
        if let Some(known) = self.visit(visit) {
            return Err(Rejection::WrongState { state: known.state });
        }
        let way = match draw {
            Draw::ByClerk => Way::Staff,
            Draw::AtKiosk { .. } => Way::WalkIn,
        };
        let planned_s = planned_s(plan, concerns, way)?;
        if way == Way::WalkIn {
            quota::issues(self, plan, t)?;
        }
        if !self.can_still_serve(plan, concerns, t) {
            return Err(Rejection::NoCommonCounter);
        }
        let standby = match draw {
            Draw::ByClerk => false,
            Draw::AtKiosk { standby } => quota::admit(self, plan, t, concerns, standby)?,
        };
        let policy = self.policy(plan);
        Ok(vec![Event::TicketDrawn {
            visit,
            number: TicketNumber {
                letter: plan.letters.walk_in,
                digits: self.tickets_issued + 1,
            },
            concerns: concerns.to_vec(),
            planned_s,
            rank: queue::order(policy, &plan.queue, None, t, false, self.orders_issued + 1),
            standby,
            channel: match draw {
                Draw::ByClerk => Channel::Staff,
                Draw::AtKiosk { .. } => Channel::Kiosk,
            },
        }])
    }

    /// Whether some counter of the rest of the day serves all concerns together.
    fn can_still_serve(&self, plan: &DayPlan, concerns: &[Concern], t: Timestamp) -> bool {
        plan.counters.iter().any(|counter| {
            let gone = self.withdrawn.contains_key(&counter.id);
            let staffed = counter.hours.iter().any(|hours| hours.span.to > t) && !gone;
            let open = self.counter(counter.id).open;
            counter.can_serve(concerns) && (staffed || open)
        })
    }

    pub(super) fn take_help(&self, help: u64) -> Result<Vec<Event>, Rejection> {
        if !self.help.contains_key(&help) {
            return Err(Rejection::HelpTaken);
        }
        Ok(vec![Event::HelpTaken { help }])
    }

    /// A missed visit comes back behind those who rank before this moment, not
    /// before the pause after the miss.
    pub(super) fn bring_back(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
    ) -> Result<Vec<Event>, Rejection> {
        let known = self.known(visit)?;
        let (State::Missed, Some(rank)) = (known.state, known.rank) else {
            return Err(Rejection::WrongState { state: known.state });
        };
        let from = back_from(plan, known).unwrap_or(t);
        if t < from {
            return Err(Rejection::MissedJustNow { from });
        }
        let rank = queue::Rank {
            at: rank.at.max(t),
            order: self.orders_issued + 1,
            ..rank
        };
        Ok(vec![Event::Returned { visit, rank }])
    }
}

/// From when on a missed visit may come back.
pub(super) fn back_from(plan: &DayPlan, visit: &Visit) -> Option<Timestamp> {
    let pause = SignedDuration::from_secs(i64::from(plan.queue.missed_pause_s));
    visit.missed_at.map(|missed| missed + pause)
}
