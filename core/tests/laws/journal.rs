//! Keeps a day together with its journal, and checks both after each command.

use std::sync::Arc;

use aufruf_core::{
    command::Command,
    day::OfficeDay,
    event::{Entry, Event},
    plan::DayPlan,
    rejection::Rejection,
    settings::Policy,
};
use jiff::Timestamp;

pub(crate) struct Journal {
    pub(crate) day: OfficeDay,
    pub(crate) entries: Vec<Entry>,
    pub(crate) plan: Arc<DayPlan>,
}

impl Journal {
    pub(crate) fn new(plan: Arc<DayPlan>) -> Self {
        let day = OfficeDay::new(plan.office.clone(), plan.date);
        Self {
            day,
            entries: Vec::new(),
            plan,
        }
    }

    /// Newer settings, which count from the next command on.
    pub(crate) fn import(&mut self, policy: Policy, head_start_min: u16) {
        let mut plan = DayPlan::clone(&self.plan);
        plan.version += 1;
        plan.queue.policy = policy;
        plan.queue.head_start_min = head_start_min;
        self.plan = Arc::new(plan);
    }

    /// Whether the day rests on the newest settings.
    pub(crate) fn is_adopted(&self) -> bool {
        let adopted = self.day.plan();
        adopted.is_some_and(|plan| plan.version == self.plan.version)
    }

    /// Decides and applies; answers the events of the command.
    pub(crate) fn run(
        &mut self,
        command: &Command,
        now: Timestamp,
    ) -> Result<Vec<Event>, Rejection> {
        self.run_changed(command, now, |_| {})
    }

    /// The same, with something decided otherwise.
    pub(crate) fn run_changed(
        &mut self,
        command: &Command,
        now: Timestamp,
        change: impl Fn(&mut Event),
    ) -> Result<Vec<Event>, Rejection> {
        let at = self.day.time(now);
        let mut events = self.day.decide(command, &self.plan, now)?;
        events.iter_mut().for_each(change);
        for event in &events {
            let entry = Entry {
                seq: self.day.seq() + 1,
                at,
                event: event.clone(),
            };
            self.day.apply(&entry);
            self.entries.push(entry);
        }
        Ok(events)
    }

    /// A command that must be accepted.
    #[track_caller]
    pub(crate) fn must(&mut self, command: &Command, now: Timestamp) -> Vec<Event> {
        match self.run(command, now) {
            Ok(events) => events,
            Err(rejection) => panic!("{command:?} was rejected: {rejection:?}"),
        }
    }

    /// The state that the journal folds to after a round trip through JSON.
    pub(crate) fn replayed(&self) -> OfficeDay {
        let mut day = OfficeDay::new(self.plan.office.clone(), self.plan.date);
        for entry in &self.entries {
            let json = serde_json::to_string(entry).unwrap();
            day.apply(&serde_json::from_str(&json).unwrap());
        }
        day
    }
}
