//! Plays a script from the first booking to the end of the day.

use std::{cmp::Reverse, collections::BinaryHeap, sync::Arc};

use jiff::{SignedDuration, Timestamp};

use super::{Fate, Options, Rehearsal, Script, clerks::Clerks, visit_of};
use crate::{
    command::Command,
    day::OfficeDay,
    event::{Entry, Event},
    forecast::{self, Experience},
    id::CounterId,
    plan::DayPlan,
    rejection::Rejection,
    ticket::TicketNumber,
    visit::State,
};

/// What comes next; of one instant, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    Finish(CounterId),
    Back(CounterId),
    Arrive(usize),
    Leave(usize),
    /// Somebody may be called now who could not be called before.
    Look,
}

/// Plays the script under the plan until everybody is served or gone.
///
/// Visitors who are there before opening wait from opening on. Of several idle
/// clerks the one with the fewest skills calls first, then the longest idle,
/// then the smallest counter.
#[must_use]
pub fn rehearse(
    plan: &Arc<DayPlan>,
    experience: &Arc<Experience>,
    script: &Script,
    options: Options,
) -> Rehearsal {
    let mut player = Player {
        plan,
        experience,
        script,
        options,
        day: OfficeDay::new(plan.office.clone(), plan.date),
        entries: Vec::new(),
        agenda: BinaryHeap::new(),
        clerks: Clerks::of(plan, script),
        fates: vec![Fate::default(); script.visitors.len()],
        refusals: Vec::new(),
        to_forecast: Vec::new(),
    };
    player.book();
    player.open();
    player.play();
    player.close();
    Rehearsal {
        entries: player.entries,
        fates: player.fates,
        refusals: player.refusals,
        day: player.day,
    }
}

struct Player<'a> {
    plan: &'a Arc<DayPlan>,
    experience: &'a Arc<Experience>,
    script: &'a Script,
    options: Options,
    day: OfficeDay,
    entries: Vec<Entry>,
    agenda: BinaryHeap<Reverse<(Timestamp, Cue)>>,
    clerks: Clerks,
    fates: Vec<Fate>,
    refusals: Vec<(usize, Rejection)>,
    /// Arrived, but not forecast yet.
    to_forecast: Vec<usize>,
}

impl Player<'_> {
    /// Journals the bookings as the script has them.
    fn book(&mut self) {
        let visitors = self.script.visitors.iter().enumerate();
        let mut bookings: Vec<(Timestamp, usize)> = visitors
            .filter(|(_, visitor)| visitor.booked.is_some())
            .map(|(index, visitor)| (visitor.booked_at.unwrap_or(self.plan.day.from), index))
            .collect();
        bookings.sort_unstable();
        for ((at, index), digits) in bookings.into_iter().zip(1000..) {
            let visitor = &self.script.visitors[index];
            let Some(from) = visitor.booked else { continue };
            let booked = Event::Booked {
                visit: visit_of(index),
                from,
                concerns: visitor.concerns.clone(),
                planned_s: self.plan.duration_s(&visitor.concerns).unwrap_or(0),
                number: TicketNumber {
                    letter: self.plan.letters.appointment,
                    digits,
                },
            };
            self.journal(booked, at.min(self.plan.day.from));
        }
        let plan = Arc::clone(self.plan);
        self.journal(Event::PlanAdopted { plan }, self.plan.day.from);
        let experience = Arc::clone(self.experience);
        self.journal(Event::ExperienceAdopted { experience }, self.plan.day.from);
    }

    fn open(&mut self) {
        let Some(opening) = self.plan.opening() else {
            return;
        };
        for counter in &self.plan.counters {
            let Some(hours) = counter.hours.first() else {
                continue;
            };
            let command = Command::OpenCounter {
                counter: counter.id,
            };
            let _ = self.run(&command, self.plan.day.from);
            self.agenda
                .push(Reverse((hours.span.from.max(opening), Cue::Look)));
        }
        for (index, visitor) in self.script.visitors.iter().enumerate() {
            if let Some(at) = visitor.arrives {
                self.agenda.push(Reverse((at, Cue::Arrive(index))));
            }
        }
        for at in self.clerks.breaks_begin() {
            self.agenda.push(Reverse((at, Cue::Look)));
        }
    }

    fn play(&mut self) {
        let opening = self.plan.opening().unwrap_or(self.plan.day.from);
        while let Some(Reverse((now, cue))) = self.agenda.pop() {
            self.happen(cue, now);
            let same_instant = |Reverse((at, _)): &Reverse<(Timestamp, Cue)>| *at == now;
            if now < opening || self.agenda.peek().is_some_and(same_instant) {
                continue;
            }
            self.forecast(now);
            self.take_breaks(now);
            while let Some(counter) = self.call_one(now) {
                self.serve(counter, now);
            }
        }
    }

    fn happen(&mut self, cue: Cue, now: Timestamp) {
        match cue {
            Cue::Finish(counter) => {
                self.clerks.free(counter, now);
                let _ = self.run(&Command::Finish { counter }, now);
            }
            Cue::Back(counter) => {
                self.clerks.free(counter, now);
                let _ = self.run(&Command::Resume { counter }, now);
            }
            Cue::Arrive(index) => self.arrive(index, now),
            Cue::Leave(index) => {
                let visit = visit_of(index);
                let waits = self
                    .day
                    .visit(visit)
                    .is_some_and(|v| v.state == State::Waiting);
                if waits && self.run(&Command::Leave { visit }, now).is_ok() {
                    self.fates[index].left = true;
                }
            }
            Cue::Look => {}
        }
    }

    fn arrive(&mut self, index: usize, now: Timestamp) {
        let visitor = &self.script.visitors[index];
        let visit = visit_of(index);
        let command = if visitor.booked.is_some() {
            Command::CheckIn { visit }
        } else {
            Command::DrawTicket {
                visit,
                concerns: visitor.concerns.clone(),
                beyond_quota: visitor.by_clerk || !self.options.quota,
                standby: visitor.accepts_standby,
            }
        };
        match self.run(&command, now) {
            Ok(()) => {
                self.to_forecast.push(index);
                let opening = self.plan.opening().unwrap_or(now);
                if let Some(patience_s) = visitor.patience_s {
                    let gone = now.max(opening) + SignedDuration::from_secs(patience_s.into());
                    self.agenda.push(Reverse((gone, Cue::Leave(index))));
                }
                if let Some(due) = self.day.visit(visit).and_then(|v| v.due) {
                    self.agenda.push(Reverse((due.max(now), Cue::Look)));
                }
            }
            Err(rejection) => {
                self.fates[index].refused = true;
                self.refusals.push((index, rejection));
            }
        }
    }

    fn forecast(&mut self, now: Timestamp) {
        let arrived = std::mem::take(&mut self.to_forecast);
        if !self.options.forecast || arrived.is_empty() {
            return;
        }
        let outlook =
            forecast::outlook(&self.day, self.plan, self.day.time(self.script.shown(now)));
        for index in arrived {
            self.fates[index].forecast = outlook.waits.get(&visit_of(index)).copied().flatten();
        }
    }

    fn take_breaks(&mut self, now: Timestamp) {
        for (counter, back) in self.clerks.start_breaks(now) {
            let _ = self.run(&Command::Pause { counter }, now);
            self.agenda.push(Reverse((back, Cue::Back(counter))));
        }
    }

    /// The next idle clerk who finds somebody calls; answers the counter.
    fn call_one(&mut self, now: Timestamp) -> Option<CounterId> {
        let idle = self.clerks.idle(self.plan, now);
        idle.into_iter().find(|counter| {
            let call = Command::CallNext {
                counter: *counter,
                promised: None,
            };
            self.run(&call, now).is_ok()
        })
    }

    fn serve(&mut self, counter: CounterId, now: Timestamp) {
        let _ = self.run(&Command::Start { counter }, now);
        let Some(visit) = self.day.counter(counter).visit else {
            return;
        };
        let index = usize::try_from(visit.0.as_u128() - 1).unwrap_or(usize::MAX);
        let pace = self.script.pace.iter().find(|(id, _)| *id == counter);
        let pace = pace.map_or(1.0, |(_, pace)| *pace);
        let service_s = f64::from(self.script.visitors[index].service_s) * pace;
        let end = now + SignedDuration::from_secs(libm::round(service_s).max(1.0) as i64);
        let fate = &mut self.fates[index];
        fate.start = Some(now);
        fate.counter = Some(counter);
        fate.end = Some(end);
        self.clerks.busy(counter);
        self.agenda.push(Reverse((end, Cue::Finish(counter))));
    }

    fn close(&mut self) {
        let closing = self.plan.closing().unwrap_or(self.plan.day.to);
        let _ = self.run(&Command::CloseDay, closing);
        for (index, fate) in self.fates.iter_mut().enumerate() {
            fate.standby = self.day.visit(visit_of(index)).is_some_and(|v| v.standby);
        }
    }

    fn run(&mut self, command: &Command, now: Timestamp) -> Result<(), Rejection> {
        let shown = self.script.shown(now);
        let events = self.day.decide(command, self.plan, shown)?;
        let at = self.day.time(shown);
        for event in events {
            self.journal(event, at);
        }
        Ok(())
    }

    fn journal(&mut self, event: Event, at: Timestamp) {
        let entry = Entry {
            seq: self.day.seq() + 1,
            at,
            event,
        };
        self.day.apply(&entry);
        self.entries.push(entry);
    }
}
