//! Counters: open, pause, close, withdraw.

use super::{CounterState, OfficeDay};
use crate::{event::Event, id::CounterId, plan::DayPlan, rejection::Rejection};

impl OfficeDay {
    pub(super) fn open_counter(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        if self.planned(plan, counter)?.open {
            return Err(Rejection::AlreadySo);
        }
        Ok(vec![Event::CounterOpened { counter }])
    }

    pub(super) fn close_counter(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        let _ = self.open_and_free(plan, counter)?;
        Ok(self.closing(counter))
    }

    /// The end of a counter: who waits for it alone would wait for ever.
    fn closing(&self, counter: CounterId) -> Vec<Event> {
        let dropped = self
            .visits()
            .filter(|v| !v.state.is_final() && v.reserved_for == Some(counter))
            .map(|v| Event::ReservationDropped { visit: v.id });
        std::iter::once(Event::CounterClosed { counter })
            .chain(dropped)
            .collect()
    }

    pub(super) fn pause(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        if self.open_and_free(plan, counter)?.paused {
            return Err(Rejection::AlreadySo);
        }
        Ok(vec![Event::Paused { counter }])
    }

    pub(super) fn pause_after(
        &self,
        plan: &DayPlan,
        counter: CounterId,
        on: bool,
    ) -> Result<Vec<Event>, Rejection> {
        let state = self.open(plan, counter)?;
        if state.visit.is_none() {
            return Err(Rejection::CounterEmpty);
        }
        if state.pause_after == on {
            return Err(Rejection::AlreadySo);
        }
        Ok(vec![Event::PauseAfterSet { counter, on }])
    }

    pub(super) fn resume(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        if !self.open(plan, counter)?.paused {
            return Err(Rejection::AlreadySo);
        }
        Ok(vec![Event::Resumed { counter }])
    }

    pub(super) fn withdraw(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        let state = self.planned(plan, counter)?;
        if self.withdrawn.contains_key(&counter) {
            return Err(Rejection::AlreadySo);
        }
        self.check_free(&state)?;
        let mut events = vec![Event::CounterWithdrawn { counter }];
        if state.open {
            events.extend(self.closing(counter));
        }
        Ok(events)
    }

    pub(super) fn restore(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<Vec<Event>, Rejection> {
        let _ = self.planned(plan, counter)?;
        if !self.withdrawn.contains_key(&counter) {
            return Err(Rejection::AlreadySo);
        }
        Ok(vec![Event::CounterRestored { counter }])
    }

    /// A counter of the plan, open or not.
    pub(super) fn planned(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<CounterState, Rejection> {
        match plan.counter(counter) {
            Some(_) => Ok(self.counter(counter)),
            None => Err(Rejection::UnknownCounter { counter }),
        }
    }

    pub(super) fn open(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<CounterState, Rejection> {
        let state = self.planned(plan, counter)?;
        if state.open {
            Ok(state)
        } else {
            Err(Rejection::CounterClosed)
        }
    }

    pub(super) fn open_and_free(
        &self,
        plan: &DayPlan,
        counter: CounterId,
    ) -> Result<CounterState, Rejection> {
        let state = self.open(plan, counter)?;
        self.check_free(&state)?;
        Ok(state)
    }

    fn check_free(&self, state: &CounterState) -> Result<(), Rejection> {
        let number = state
            .visit
            .and_then(|id| self.visit(id))
            .and_then(|v| v.number);
        match number {
            Some(number) => Err(Rejection::CounterBusy { number }),
            None => Ok(()),
        }
    }
}
