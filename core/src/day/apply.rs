//! Folding one entry of the journal. Total: what an entry says is done.

use std::sync::Arc;

use jiff::Timestamp;

use super::{CallRecord, CounterState, HelpCall, OfficeDay, booking::channel_of, undo::Undoable};
use crate::{
    event::{Entry, Event},
    id::{CounterId, VisitId},
    ticket::TicketNumber,
    visit::{Channel, Concern, State, Visit},
    wire::desk::Step,
};

impl OfficeDay {
    /// Folds one entry. Total: every event ever written can be applied.
    pub fn apply(&mut self, entry: &Entry) {
        self.seq = entry.seq;
        self.last_at = Some(self.last_at.map_or(entry.at, |last| last.max(entry.at)));
        let at = entry.at;
        match &entry.event {
            Event::PlanAdopted { plan } => {
                self.staff_changed |= self.plan.is_some();
                self.plan = Some(Arc::clone(plan));
            }
            Event::ExperienceAdopted { experience } => self.experience = Arc::clone(experience),
            Event::Held { .. }
            | Event::HoldExtended { .. }
            | Event::HoldReleased { .. }
            | Event::HoldExpired { .. }
            | Event::Submitted { .. }
            | Event::PendingExpired { .. }
            | Event::Confirmed { .. }
            | Event::Booked { .. }
            | Event::Cancelled { .. }
            | Event::Moved { .. }
            | Event::MovedOut { .. }
            | Event::MovedIn { .. }
            | Event::ConcernsSet { .. }
            | Event::Absent { .. } => self.apply_booking(&entry.event),
            Event::CheckedIn { .. }
            | Event::TicketDrawn { .. }
            | Event::Unparked { .. }
            | Event::Returned { .. }
            | Event::ReservationDropped { .. }
            | Event::MarkedUrgent { .. }
            | Event::Left { .. }
            | Event::PolicyChanged { .. } => self.apply_queue(at, &entry.event),
            Event::HelpCalled { kind } => {
                let _ = self.help.insert(entry.seq, HelpCall { kind: *kind, at });
            }
            Event::HelpTaken { help } => {
                let _ = self.help.remove(help);
            }
            Event::CounterOpened { .. }
            | Event::CounterClosed { .. }
            | Event::Paused { .. }
            | Event::PauseAfterSet { .. }
            | Event::Resumed { .. }
            | Event::CounterWithdrawn { .. }
            | Event::CounterRestored { .. } => self.apply_counter(at, &entry.event),
            Event::Called { .. }
            | Event::Recalled { .. }
            | Event::Missed { .. }
            | Event::Started { .. }
            | Event::Finished { .. }
            | Event::Parked { .. }
            | Event::Transferred { .. } => self.apply_serving(at, &entry.event),
            Event::Undone { seq, .. } => self.apply_undone(*seq),
            Event::TicketsStopped { on } => self.tickets_stopped = *on,
            Event::Interrupted { .. } => self.interruptions.push((at, None)),
            Event::InterruptionEnded => {
                if let Some((_, to)) = self.interruptions.last_mut() {
                    *to = Some(at);
                }
            }
            Event::VisitClosed { visit } => self.change(*visit, |v| v.state = State::Closed),
            Event::DayClosed => self.apply_closed(),
        }
    }

    fn apply_booking(&mut self, event: &Event) {
        match event {
            Event::Held {
                visit,
                from,
                concerns,
                planned_s,
                until,
            } => {
                let new = self.create(*visit, State::Held, Channel::Online, concerns, *planned_s);
                new.until = Some(*until);
                new.reserve(*from, *planned_s, Channel::Online);
            }
            Event::HoldExtended { visit, until } => self.change(*visit, |v| {
                v.until = Some(*until);
                v.extensions = v.extensions.saturating_add(1);
            }),
            Event::Submitted { visit, until } => self.change(*visit, |v| {
                v.state = State::Pending;
                v.until = Some(*until);
            }),
            Event::HoldReleased { visit }
            | Event::HoldExpired { visit }
            | Event::PendingExpired { visit } => self.change(*visit, |v| v.state = State::Expired),
            Event::Confirmed { visit, number } => {
                let _ = self.numbers.insert(number.digits);
                self.change(*visit, |v| {
                    v.state = State::Confirmed;
                    v.number = Some(*number);
                    v.until = None;
                });
            }
            Event::Booked {
                visit,
                from,
                concerns,
                planned_s,
                number,
            } => {
                let _ = self.numbers.insert(number.digits);
                let new = self.create(
                    *visit,
                    State::Confirmed,
                    Channel::Staff,
                    concerns,
                    *planned_s,
                );
                new.number = Some(*number);
                new.reserve(*from, *planned_s, Channel::Staff);
            }
            Event::MovedIn {
                visit,
                from,
                concerns,
                planned_s,
                number,
                sequence,
                channel,
                by,
            } => {
                let _ = self.numbers.insert(number.digits);
                let new = self.create(*visit, State::Confirmed, *channel, concerns, *planned_s);
                new.number = Some(*number);
                new.sequence = *sequence;
                new.reserve(*from, *planned_s, channel_of(*by));
            }
            Event::Moved {
                visit,
                from,
                sequence,
                by,
            } => self.change(*visit, |v| {
                v.sequence = *sequence;
                v.reserve(*from, v.planned_s, channel_of(*by));
            }),
            Event::MovedOut { visit, to, .. } => self.change(*visit, |v| {
                v.state = State::MovedOut;
                v.moved_to = Some(*to);
            }),
            Event::Cancelled { visit, .. } => self.change(*visit, |v| v.state = State::Cancelled),
            Event::Absent { visit } => self.change(*visit, |v| v.state = State::Absent),
            Event::ConcernsSet {
                visit,
                concerns,
                planned_s,
            } => self.change(*visit, |v| {
                v.concerns.clone_from(concerns);
                v.planned_s = *planned_s;
                if let (State::Confirmed, Some(from)) = (v.state, v.booked) {
                    v.reserve(from, *planned_s, Channel::Staff);
                }
            }),
            _ => {}
        }
    }

    fn apply_queue(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::CheckedIn {
                visit,
                rank,
                due,
                late,
            } => {
                self.orders_issued = self.orders_issued.max(rank.order);
                self.change(*visit, |v| {
                    v.state = State::Waiting;
                    v.arrived = Some(at);
                    v.rank = Some(*rank);
                    v.due = Some(*due);
                    v.ranked_late = *late;
                });
            }
            Event::TicketDrawn {
                visit,
                number,
                concerns,
                planned_s,
                rank,
                standby,
                channel,
            } => {
                self.orders_issued = self.orders_issued.max(rank.order);
                self.tickets_issued = self.tickets_issued.max(number.digits);
                let new = self.create(*visit, State::Waiting, *channel, concerns, *planned_s);
                new.number = Some(*number);
                new.arrived = Some(at);
                new.rank = Some(*rank);
                new.standby = *standby;
            }
            Event::Unparked {
                visit,
                reserved_for,
            } => self.change(*visit, |v| {
                v.state = State::Waiting;
                v.reserved_for = *reserved_for;
                v.counter = None;
            }),
            Event::ReservationDropped { visit } => self.change(*visit, |v| v.reserved_for = None),
            Event::Returned { visit, rank } => {
                self.orders_issued = self.orders_issued.max(rank.order);
                self.change(*visit, |v| {
                    v.state = State::Waiting;
                    v.rank = Some(*rank);
                    v.returned_at = Some(at);
                    v.counter = None;
                });
            }
            Event::MarkedUrgent { visit, rank, .. } => self.change(*visit, |v| {
                v.rank = Some(*rank);
                v.urgent_at = Some(at);
            }),
            Event::Left { visit } => self.change(*visit, |v| v.state = State::Left),
            Event::PolicyChanged { policy, ranks } => {
                self.policy = *policy;
                // Taking a step back would bring the old rank back.
                self.undoable.clear();
                for (visit, rank) in ranks {
                    self.change(*visit, |v| v.rank = Some(*rank));
                }
            }
            _ => {}
        }
    }

    fn apply_counter(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::CounterOpened { counter } => {
                *self.counter_mut(*counter) = CounterState {
                    open: true,
                    idle_since: Some(at),
                    last_seq: self.seq,
                    ..CounterState::default()
                };
            }
            Event::CounterClosed { counter } => {
                *self.counter_mut(*counter) = CounterState {
                    last_seq: self.seq,
                    ..CounterState::default()
                };
            }
            Event::Paused { counter } => {
                let state = self.counter_mut(*counter);
                state.paused = true;
                state.paused_at = Some(at);
                state.resumed_at = None;
            }
            Event::PauseAfterSet { counter, on } => self.counter_mut(*counter).pause_after = *on,
            Event::Resumed { counter } => {
                let state = self.counter_mut(*counter);
                state.paused = false;
                state.resumed_at = Some(at);
                state.idle_since = Some(at);
            }
            Event::CounterWithdrawn { counter } => {
                self.staff_changed = true;
                let _ = self.withdrawn.insert(*counter, at);
            }
            Event::CounterRestored { counter } => {
                let _ = self.withdrawn.remove(counter);
            }
            _ => {}
        }
    }

    fn apply_serving(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::Called {
                visit,
                counter,
                number,
                ..
            } => {
                self.step(at, Step::Call, *visit, *counter);
                self.count_row(*visit);
                self.record_call(at, *visit, *counter, *number, false);
                self.counter_mut(*counter).visit = Some(*visit);
                self.change(*visit, |v| {
                    v.state = State::Called;
                    v.counter = Some(*counter);
                    v.called_at = Some(at);
                    v.was_called = true;
                });
            }
            Event::Recalled {
                visit,
                counter,
                number,
            } => {
                self.step(at, Step::Recall, *visit, *counter);
                self.record_call(at, *visit, *counter, *number, true);
                let _ = self.counter_mut(*counter);
                self.change(*visit, |v| v.called_at = Some(at));
            }
            Event::Started { visit, counter } => {
                self.step(at, Step::Start, *visit, *counter);
                let _ = self.counter_mut(*counter);
                self.change(*visit, |v| {
                    v.state = State::Serving;
                    v.started_at = Some(at);
                });
            }
            Event::Missed { visit, counter } => {
                self.leaves_counter(at, Step::Miss, *visit, *counter, |v| {
                    v.state = State::Missed;
                    v.missed_at = Some(at);
                });
            }
            Event::Finished { visit, counter } => {
                self.leaves_counter(at, Step::Finish, *visit, *counter, |v| {
                    v.state = State::Finished;
                    v.finished_at = Some(at);
                });
            }
            Event::Parked { visit, counter } => {
                self.leaves_counter(at, Step::Park, *visit, *counter, |v| {
                    v.state = State::Parked;
                });
            }
            Event::Transferred {
                visit,
                counter,
                reserved_for,
            } => {
                self.leaves_counter(at, Step::Transfer, *visit, *counter, |v| {
                    v.state = State::Waiting;
                    v.reserved_for = *reserved_for;
                    v.counter = None;
                });
            }
            _ => {}
        }
    }

    fn apply_closed(&mut self) {
        self.closed = true;
        self.counters.clear();
        self.undoable.clear();
        self.help.clear();
    }

    /// Remembers the state before a step at a counter.
    fn step(&mut self, at: Timestamp, step: Step, visit: VisitId, counter: CounterId) {
        let Some(before) = self.visits.get(&visit).cloned() else {
            return;
        };
        let counter_before = self.counter(counter);
        self.remember(Undoable {
            seq: self.seq,
            at,
            step,
            visit: before,
            counter,
            counter_before,
        });
    }

    /// The visit leaves the counter, which then pauses if that was asked for.
    fn leaves_counter(
        &mut self,
        at: Timestamp,
        step: Step,
        visit: VisitId,
        counter: CounterId,
        change: impl FnOnce(&mut Visit),
    ) {
        self.step(at, step, visit, counter);
        let state = self.counter_mut(counter);
        state.visit = None;
        state.idle_since = Some(at);
        if state.pause_after {
            state.paused = true;
            state.paused_at = Some(at);
            state.resumed_at = None;
            state.pause_after = false;
        }
        self.change(visit, change);
    }

    fn count_row(&mut self, visit: VisitId) {
        let appointment = self.visit(visit).is_some_and(Visit::is_appointment);
        self.appointments_in_a_row = if appointment {
            self.appointments_in_a_row.saturating_add(1)
        } else {
            0
        };
    }

    fn record_call(
        &mut self,
        at: Timestamp,
        visit: VisitId,
        counter: CounterId,
        number: TicketNumber,
        recall: bool,
    ) {
        let seq = self.seq;
        let called = self.visit(visit);
        let (rank, standby) = (
            called.and_then(|v| v.rank),
            called.is_some_and(Visit::is_standby),
        );
        self.calls.push(CallRecord {
            seq,
            at,
            visit,
            number,
            counter,
            rank: rank.filter(|_| !recall),
            standby,
            recall,
            undone: false,
        });
    }

    /// The counter, marked as touched by this entry.
    fn counter_mut(&mut self, counter: CounterId) -> &mut CounterState {
        let state = self.counters.entry(counter).or_default();
        state.last_seq = self.seq;
        state
    }

    fn change(&mut self, visit: VisitId, change: impl FnOnce(&mut Visit)) {
        if let Some(visit) = self.visits.get_mut(&visit) {
            let visit = Arc::make_mut(visit);
            change(visit);
            visit.last_seq = self.seq;
        }
    }

    fn create(
        &mut self,
        id: VisitId,
        state: State,
        channel: Channel,
        concerns: &[Concern],
        planned_s: u32,
    ) -> &mut Visit {
        let mut visit = Visit::new(id, state, channel, concerns.to_vec(), planned_s, self.seq);
        visit.created_at = self.last_at;
        let slot = self.visits.entry(id).insert_entry(Arc::new(visit));
        Arc::make_mut(slot.into_mut())
    }
}
