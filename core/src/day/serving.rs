//! Calling and serving.

use jiff::Timestamp;

use super::OfficeDay;
use crate::{
    command::Reason,
    event::Event,
    id::{CounterId, VisitId},
    plan::DayPlan,
    queue::Rank,
    rejection::Rejection,
    ticket::TicketNumber,
    visit::{State, Visit},
};

impl OfficeDay {
    pub(super) fn call_next(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        counter: CounterId,
        promised: Option<VisitId>,
    ) -> Result<Vec<Event>, Rejection> {
        self.check_calls()?;
        if self.open_and_free(plan, counter)?.paused {
            return Err(Rejection::CounterPaused);
        }
        let called = self.next_call(plan, t, counter, promised)?;
        Ok(vec![called.ok_or(Rejection::NobodyWaiting)?])
    }

    pub(super) fn call_visit(
        &self,
        plan: &DayPlan,
        counter: CounterId,
        visit: VisitId,
        reason: Reason,
    ) -> Result<Vec<Event>, Rejection> {
        self.check_calls()?;
        let _ = self.open_and_free(plan, counter)?;
        let known = self.known(visit)?;
        match (known.state, known.number) {
            (State::Waiting | State::Parked | State::Missed, Some(number)) => {
                Ok(vec![Event::Called {
                    visit,
                    counter,
                    number,
                    reason: Some(reason),
                }])
            }
            (state, _) => Err(Rejection::WrongState { state }),
        }
    }

    pub(super) fn recall(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        self.check_calls()?;
        let (visit, number) = self.at_counter(plan, counter, &[State::Called])?;
        Ok(vec![Event::Recalled {
            visit,
            counter,
            number,
        }])
    }

    pub(super) fn miss(&self, plan: &DayPlan, counter: CounterId) -> Result<Vec<Event>, Rejection> {
        let (visit, _) = self.at_counter(plan, counter, &[State::Called])?;
        Ok(vec![Event::Missed { visit, counter }])
    }

    pub(super) fn start(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        let (visit, _) = self.at_counter(plan, counter, &[State::Called])?;
        Ok(vec![Event::Started { visit, counter }])
    }

    pub(super) fn finish(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        let (visit, _) = self.at_counter(plan, counter, &[State::Serving])?;
        Ok(vec![Event::Finished { visit, counter }])
    }

    /// Finishes in any case; calls only if the counter goes on and somebody waits.
    pub(super) fn finish_and_next(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        counter: CounterId,
        promised: Option<VisitId>,
    ) -> Result<Vec<Event>, Rejection> {
        let mut events = self.finish(plan, counter)?;
        let state = self.counter(counter);
        if !state.pause_after && !state.paused && self.check_calls().is_ok() {
            events.extend(self.next_call(plan, t, counter, promised)?);
        }
        Ok(events)
    }

    pub(super) fn park(&self, plan: &DayPlan, counter: CounterId) -> Result<Vec<Event>, Rejection> {
        let (visit, _) = self.at_counter(plan, counter, &[State::Called, State::Serving])?;
        Ok(vec![Event::Parked { visit, counter }])
    }

    pub(super) fn unpark(&self, visit: VisitId, to_me: bool) -> Result<Vec<Event>, Rejection> {
        let known = self.known(visit)?;
        if known.state != State::Parked {
            return Err(Rejection::WrongState { state: known.state });
        }
        // At a closed counter nobody would ever call it.
        let reserved_for = known.counter.filter(|id| to_me && self.counter(*id).open);
        Ok(vec![Event::Unparked {
            visit,
            reserved_for,
        }])
    }

    pub(super) fn transfer(
        &self,
        plan: &DayPlan,
        counter: CounterId,
        to: Option<CounterId>,
    ) -> Result<Vec<Event>, Rejection> {
        let (visit, _) = self.at_counter(plan, counter, &[State::Called, State::Serving])?;
        if let Some(to) = to {
            let target = plan
                .counter(to)
                .ok_or(Rejection::UnknownCounter { counter: to })?;
            if !target.can_serve(&self.known(visit)?.concerns) {
                return Err(Rejection::CannotServe);
            }
        }
        Ok(vec![Event::Transferred {
            visit,
            counter,
            reserved_for: to,
        }])
    }

    pub(super) fn drop_reservation(&self, visit: VisitId) -> Result<Vec<Event>, Rejection> {
        let known = self.known(visit)?;
        match (known.state, known.reserved_for) {
            (State::Waiting, Some(_)) => Ok(vec![Event::ReservationDropped { visit }]),
            (State::Waiting, None) => Err(Rejection::AlreadySo),
            (state, _) => Err(Rejection::WrongState { state }),
        }
    }

    /// After due appointments that are older, before everybody else.
    pub(super) fn mark_urgent(
        &self,
        t: Timestamp,
        visit: VisitId,
        reason: Reason,
    ) -> Result<Vec<Event>, Rejection> {
        let known = self.known(visit)?;
        match (known.state, known.rank) {
            (State::Waiting, Some(_)) if known.urgent_at.is_some() => Err(Rejection::AlreadySo),
            (State::Waiting, Some(rank)) => {
                let rank = Rank {
                    class: 0,
                    at: rank.at.min(t),
                    ..rank
                };
                Ok(vec![Event::MarkedUrgent {
                    visit,
                    rank,
                    reason,
                }])
            }
            (state, _) => Err(Rejection::WrongState { state }),
        }
    }

    pub(super) fn leave(&self, visit: VisitId) -> Result<Vec<Event>, Rejection> {
        let known = self.known(visit)?;
        match known.state {
            State::Waiting | State::Parked | State::Missed => Ok(vec![Event::Left { visit }]),
            state => Err(Rejection::WrongState { state }),
        }
    }

    /// The call of the next visit, or `None` if nobody waits for this counter.
    fn next_call(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        counter: CounterId,
        promised: Option<VisitId>,
    ) -> Result<Option<Event>, Rejection> {
        let Some(next) = self.next_for(plan, counter, t) else {
            return Ok(None);
        };
        let number = number_of(next)?;
        if promised.is_some_and(|promised| promised != next.id) {
            return Err(Rejection::NextIsAnother {
                visit: next.id,
                number,
            });
        }
        Ok(Some(Event::Called {
            visit: next.id,
            counter,
            number,
            reason: None,
        }))
    }

    fn at_counter(
        &self,
        plan: &DayPlan,
        counter: CounterId,
        states: &[State],
    ) -> Result<(VisitId, TicketNumber), Rejection> {
        let visit = self
            .planned(plan, counter)?
            .visit
            .ok_or(Rejection::CounterEmpty)?;
        let known = self.known(visit)?;
        if !states.contains(&known.state) {
            return Err(Rejection::WrongState { state: known.state });
        }
        Ok((visit, number_of(known)?))
    }

    pub(super) fn check_calls(&self) -> Result<(), Rejection> {
        match self.interrupted_since() {
            Some(_) => Err(Rejection::Interrupted),
            None => Ok(()),
        }
    }
}

fn number_of(visit: &Visit) -> Result<TicketNumber, Rejection> {
    visit
        .number
        .ok_or(Rejection::WrongState { state: visit.state })
}
