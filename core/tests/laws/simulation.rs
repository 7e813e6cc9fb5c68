//! Plays whole days with the rules themselves: visitors come, counters call
//! whenever they are free, services last as long as they last.

use std::{cmp::Reverse, collections::BinaryHeap, sync::Arc};

use aufruf_core::{
    command::{Command, Reason},
    event::Event,
    id::{CounterId, VisitId},
    plan::DayPlan,
    visit::State,
};
use jiff::Timestamp;

use crate::{
    journal::Journal,
    office::{concern, opening, second, visit},
    timetable::{Day, Twist, What},
};

/// A service that was finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Served {
    pub(crate) visitor: usize,
    pub(crate) start_s: i64,
    pub(crate) counter: CounterId,
}

pub(crate) struct Played {
    pub(crate) journal: Journal,
    /// In the order of the starts.
    pub(crate) served: Vec<Served>,
}

impl Played {
    /// When the visitor's last service started; `None` if it went home before.
    pub(crate) fn start_s(&self, visitor: usize) -> Option<i64> {
        let served = self.served.iter().find(|s| s.visitor == visitor);
        served.map(|s| s.start_s)
    }
}

/// Seconds after opening.
pub(crate) fn seconds(t: Timestamp) -> i64 {
    t.as_second() - opening().as_second()
}

/// The visitor of a visit.
pub(crate) fn visitor(id: VisitId) -> usize {
    usize::try_from(id.0.as_u128()).unwrap()
}

/// Of one second, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Happening {
    Finish(CounterId),
    Undo(CounterId, u64),
    Miss(CounterId),
    Park(CounterId),
    Transfer(CounterId),
    Arrive(usize),
    Back(usize),
    Unpark(usize),
    Leave(usize),
    MishapEnds(usize),
    Mishap(usize),
    Due,
}

/// Plays until nothing more happens. `shift_s` is added to all times.
pub(crate) fn play(plan: &Arc<DayPlan>, day: &Day, shift_s: i64) -> Played {
    let mut player = Player {
        journal: Journal::new(Arc::clone(plan)),
        day,
        shift_s,
        agenda: BinaryHeap::new(),
        served: Vec::new(),
        twisted: vec![false; day.visitors.len()],
    };
    player.begin();
    player.go();
    Played {
        journal: player.journal,
        served: player.served,
    }
}

struct Player<'a> {
    journal: Journal,
    day: &'a Day,
    shift_s: i64,
    agenda: BinaryHeap<Reverse<(i64, Happening)>>,
    served: Vec<Served>,
    /// Whose twist has happened.
    twisted: Vec<bool>,
}

impl Player<'_> {
    fn begin(&mut self) {
        let early_s = i64::from(self.journal.plan.queue.early_s);
        for (index, v) in self.day.visitors.iter().enumerate() {
            self.at(v.arrives_s, Happening::Arrive(index));
            if let Twist::Leaves { after_s } = v.twist {
                self.at(v.arrives_s + after_s, Happening::Leave(index));
            }
            if let Some(booked_s) = v.booked_s {
                self.at((booked_s - early_s).max(v.arrives_s), Happening::Due);
                let book = Command::Book {
                    visit: visit(index as u128),
                    from: second(self.shift_s + booked_s),
                    concerns: vec![concern(v.service)],
                    bits: index as u64,
                };
                let _ = self.must(&book, -100_000);
            }
        }
        for (index, mishap) in self.day.mishaps.iter().enumerate() {
            self.at(mishap.at_s, Happening::Mishap(index));
        }
        for counter in self.counters() {
            let _ = self.must(&Command::OpenCounter { counter }, -100_000);
        }
    }

    fn go(&mut self) {
        while let Some(Reverse((now_s, happening))) = self.agenda.pop() {
            self.happen(happening, now_s);
            // Everything of one second happens before anybody is called.
            let next = self.agenda.peek().map(|Reverse((next_s, _))| *next_s);
            if next != Some(now_s) {
                self.call_all(now_s);
            }
        }
    }

    fn at(&mut self, at_s: i64, happening: Happening) {
        self.agenda.push(Reverse((at_s, happening)));
    }

    #[track_caller]
    fn must(&mut self, command: &Command, now_s: i64) -> Vec<Event> {
        self.journal.must(command, second(self.shift_s + now_s))
    }

    /// Whether the command was accepted.
    fn tries(&mut self, command: &Command, now_s: i64) -> bool {
        self.journal
            .run(command, second(self.shift_s + now_s))
            .is_ok()
    }

    fn state(&self, visitor: usize) -> Option<State> {
        self.journal
            .day
            .visit(visit(visitor as u128))
            .map(|v| v.state)
    }

    fn happen(&mut self, happening: Happening, now_s: i64) {
        match happening {
            Happening::Finish(counter) => drop(self.must(&Command::Finish { counter }, now_s)),
            Happening::Undo(counter, seq) => {
                if self.tries(&Command::Undo { seq }, now_s) {
                    return;
                }
                if let Some(called) = self.journal.day.counter(counter).visit {
                    self.serve(counter, visitor(called), now_s);
                }
            }
            Happening::Miss(counter) => {
                let missed = self.at_counter(counter);
                let _ = self.must(&Command::Miss { counter }, now_s);
                if let Twist::Missed {
                    back_s: Some(back_s),
                } = self.day.visitors[missed].twist
                {
                    self.at(now_s + back_s, Happening::Back(missed));
                }
            }
            Happening::Park(counter) => {
                let parked = self.at_counter(counter);
                let _ = self.must(&Command::Park { counter }, now_s);
                if let Twist::Parked { for_s, .. } = self.day.visitors[parked].twist {
                    self.at(now_s + for_s, Happening::Unpark(parked));
                }
            }
            Happening::Transfer(counter) => {
                let to = self.target(self.at_counter(counter));
                let _ = self.must(&Command::Transfer { counter, to }, now_s);
            }
            Happening::Arrive(index) => self.arrive(index, now_s),
            Happening::Back(index) => {
                let visit = visit(index as u128);
                // At the desk, or by a new check-in.
                let back = if index % 2 == 0 {
                    Command::BringBack { visit }
                } else {
                    Command::CheckIn { visit }
                };
                let _ = self.must(&back, now_s);
            }
            Happening::Unpark(index) => {
                let to_me = matches!(
                    self.day.visitors[index].twist,
                    Twist::Parked { to_me: true, .. }
                );
                let _ = self.must(
                    &Command::Unpark {
                        visit: visit(index as u128),
                        to_me,
                    },
                    now_s,
                );
            }
            Happening::Leave(index) => {
                if self.state(index) == Some(State::Waiting) {
                    let _ = self.must(
                        &Command::Leave {
                            visit: visit(index as u128),
                        },
                        now_s,
                    );
                }
            }
            Happening::Mishap(index) => self.mishap(index, now_s),
            Happening::MishapEnds(index) => self.mishap_ends(index, now_s),
            Happening::Due => {}
        }
    }

    fn arrive(&mut self, index: usize, now_s: i64) {
        let v = &self.day.visitors[index];
        let id = visit(index as u128);
        if v.booked_s.is_some() {
            let _ = self.must(&Command::CheckIn { visit: id }, now_s);
            return;
        }
        let draw = Command::DrawTicket {
            visit: id,
            concerns: vec![concern(v.service)],
            beyond_quota: true,
            standby: false,
        };
        // Whether a ticket is a standby one is the quota's business, not the queue's.
        let now = second(self.shift_s + now_s);
        let drawn = self.journal.run_changed(&draw, now, |event| {
            if let Event::TicketDrawn { standby, .. } = event {
                *standby = v.standby;
            }
        });
        let _ = drawn.unwrap();
    }

    fn mishap(&mut self, index: usize, now_s: i64) {
        let ends = match self.day.mishaps[index].what {
            What::Interruption { lasts_s } => {
                let reason = Reason::Disturbance;
                self.tries(&Command::Interrupt { reason }, now_s)
                    .then_some(lasts_s)
            }
            What::Pause { counter, lasts_s } => {
                let counter = self.counter(counter);
                let pauses = self.tries(&Command::Pause { counter }, now_s)
                    || self.tries(&Command::PauseAfter { counter, on: true }, now_s);
                pauses.then_some(lasts_s)
            }
            What::Policy(policy) => {
                let _ = self.tries(&Command::SetPolicy { policy }, now_s);
                None
            }
            What::Settings {
                policy,
                head_start_min,
            } => {
                self.journal.import(policy, head_start_min);
                None
            }
            What::Urgent { visitor } => {
                let visit = visit(visitor as u128);
                let _ = self.tries(
                    &Command::MarkUrgent {
                        visit,
                        reason: Reason::Hardship,
                    },
                    now_s,
                );
                None
            }
            What::OutOfTurn { counter, visitor } => {
                let (counter, id) = (self.counter(counter), visit(visitor as u128));
                let waits = self.state(visitor) == Some(State::Waiting);
                let call = Command::CallVisit {
                    counter,
                    visit: id,
                    reason: Reason::SameClerk,
                };
                if waits && self.tries(&call, now_s) {
                    self.called(counter, visitor, now_s);
                }
                None
            }
        };
        if let Some(lasts_s) = ends {
            self.at(now_s + lasts_s, Happening::MishapEnds(index));
        }
    }

    fn mishap_ends(&mut self, index: usize, now_s: i64) {
        if let What::Pause { counter, .. } = self.day.mishaps[index].what {
            let counter = self.counter(counter);
            // A pause that never came is given up.
            if !self.tries(&Command::Resume { counter }, now_s) {
                let _ = self.tries(&Command::PauseAfter { counter, on: false }, now_s);
            }
        } else {
            let _ = self.must(&Command::EndInterruption, now_s);
        }
    }

    fn counter(&self, index: usize) -> CounterId {
        let counters = &self.journal.plan.counters;
        counters[index % counters.len()].id
    }

    fn counters(&self) -> Vec<CounterId> {
        let counters = self.journal.plan.counters.iter();
        counters.map(|counter| counter.id).collect()
    }

    fn at_counter(&self, counter: CounterId) -> usize {
        visitor(self.journal.day.counter(counter).visit.unwrap())
    }

    /// The counter that a visitor is sent on to, if it is a capable one.
    fn target(&self, index: usize) -> Option<CounterId> {
        let Twist::Transferred { to: Some(to) } = self.day.visitors[index].twist else {
            return None;
        };
        let concerns = [concern(self.day.visitors[index].service)];
        let to = self.counter(to);
        let able = self
            .journal
            .plan
            .counter(to)
            .is_some_and(|c| c.can_serve(&concerns));
        able.then_some(to)
    }

    /// Every free counter calls, in the order of the rule.
    fn call_all(&mut self, now_s: i64) {
        if self.journal.day.interrupted_since().is_some() {
            return;
        }
        let now = second(self.shift_s + now_s);
        let plan = Arc::clone(&self.journal.plan);
        let mut counters = self.counters();
        counters.sort_unstable_by_key(|id| self.journal.day.turn(&plan, *id));
        for counter in counters {
            let state = self.journal.day.counter(counter);
            if state.paused || state.visit.is_some() {
                continue;
            }
            let next = self.journal.day.next_for(&plan, counter, now);
            if let Some(next) = next.map(|v| v.id) {
                // Settings that come with this very command may name another one.
                let promised = self.journal.is_adopted().then_some(next);
                let _ = self.must(&Command::CallNext { counter, promised }, now_s);
                self.called(counter, self.at_counter(counter), now_s);
            }
        }
    }

    /// What follows a call: the twist first, a service in the end.
    fn called(&mut self, counter: CounterId, index: usize, now_s: i64) {
        let seq = self.journal.day.seq();
        if std::mem::replace(&mut self.twisted[index], true) {
            return self.serve(counter, index, now_s);
        }
        match self.day.visitors[index].twist {
            Twist::None | Twist::Leaves { .. } => self.serve(counter, index, now_s),
            Twist::Undone => self.at(now_s + 5, Happening::Undo(counter, seq)),
            Twist::Missed { .. } => self.at(now_s + 60, Happening::Miss(counter)),
            Twist::Parked { .. } => {
                let _ = self.must(&Command::Start { counter }, now_s);
                self.at(now_s + 60, Happening::Park(counter));
            }
            Twist::Transferred { .. } => {
                let _ = self.must(&Command::Start { counter }, now_s);
                self.at(now_s + 60, Happening::Transfer(counter));
            }
        }
    }

    fn serve(&mut self, counter: CounterId, index: usize, now_s: i64) {
        let _ = self.must(&Command::Start { counter }, now_s);
        self.served.push(Served {
            visitor: index,
            start_s: now_s,
            counter,
        });
        self.at(
            now_s + self.day.visitors[index].lasts_s,
            Happening::Finish(counter),
        );
    }
}
