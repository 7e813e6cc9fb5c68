//! Everything that happens in one office on one local date: one aggregate.
//!
//! [`OfficeDay::decide`] turns a command into events without changing anything;
//! [`OfficeDay::apply`] folds one entry of the journal and is total: every
//! event ever written can be applied. Time inside a day never runs backwards:
//! a command is decided at the greater of the caller's clock and the time of
//! the last entry.

mod apply;
mod arrival;
mod booking;
mod change;
mod concerns;
mod counter;
mod decide;
mod ending;
mod policy;
mod serving;
mod undo;
pub mod view;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp, civil::Date};

use self::decide::has_run_out;
use crate::{
    command::HelpKind,
    forecast::Experience,
    id::{CounterId, OfficeId, VisitId},
    plan::DayPlan,
    queue::{self, Interruption, QueueState, Rank, Rule},
    settings::Policy,
    ticket::TicketNumber,
    visit::{State, Visit},
};

/// How long a step can be taken back (design: 10 s of server time).
pub const UNDO_WINDOW: SignedDuration = SignedDuration::from_secs(10);

/// How long every call stays in the views (design: 120 s).
pub const CALLS_KEPT: SignedDuration = SignedDuration::from_secs(120);

/// The state of one office on one date: the fold of its journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeDay {
    office: OfficeId,
    date: Date,
    seq: u64,
    last_at: Option<Timestamp>,
    plan: Option<Arc<DayPlan>>,
    experience: Arc<Experience>,
    visits: BTreeMap<VisitId, Arc<Visit>>,
    counters: BTreeMap<CounterId, CounterState>,
    withdrawn: BTreeMap<CounterId, Timestamp>,
    staff_changed: bool,
    numbers: BTreeSet<u16>,
    tickets_issued: u16,
    tickets_stopped: bool,
    orders_issued: u64,
    calls: Vec<CallRecord>,
    help: BTreeMap<u64, HelpCall>,
    interruptions: Vec<Interruption>,
    policy: Option<Policy>,
    appointments_in_a_row: u8,
    undoable: VecDeque<undo::Undoable>,
    closed: bool,
}

/// A counter on this day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CounterState {
    /// A clerk sits there.
    pub open: bool,
    /// No calls until resumed.
    pub paused: bool,
    /// Start of the last pause, also after its end; `None` before the first.
    pub paused_at: Option<Timestamp>,
    /// End of the last pause; `None` before the first and during one.
    pub resumed_at: Option<Timestamp>,
    /// Pauses as soon as the present visit leaves.
    pub pause_after: bool,
    /// Called or being served there.
    pub visit: Option<VisitId>,
    /// Since when it could call: opened, back from a pause, or left by a visit.
    pub idle_since: Option<Timestamp>,
    /// Seq of the last event that touched it.
    pub last_seq: u64,
}

/// One call or recall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRecord {
    /// Seq of its event.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub visit: VisitId,
    /// By which number.
    pub number: TicketNumber,
    /// Where to.
    pub counter: CounterId,
    /// The rank that the visit had.
    pub rank: Option<Rank>,
    /// It had no promise and ranked behind all others.
    pub standby: bool,
    /// Called again to the same counter.
    pub recall: bool,
    /// Taken back.
    pub undone: bool,
}

/// A call for help at the kiosk that nobody has taken yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HelpCall {
    /// Why.
    pub kind: HelpKind,
    /// Since when.
    pub at: Timestamp,
}

impl OfficeDay {
    /// A day on which nothing has happened yet.
    #[must_use]
    pub fn new(office: OfficeId, date: Date) -> Self {
        Self {
            office,
            date,
            seq: 0,
            last_at: None,
            plan: None,
            experience: Arc::default(),
            visits: BTreeMap::new(),
            counters: BTreeMap::new(),
            withdrawn: BTreeMap::new(),
            staff_changed: false,
            numbers: BTreeSet::new(),
            tickets_issued: 0,
            tickets_stopped: false,
            orders_issued: 0,
            calls: Vec::new(),
            help: BTreeMap::new(),
            interruptions: Vec::new(),
            policy: None,
            appointments_in_a_row: 0,
            undoable: VecDeque::new(),
            closed: false,
        }
    }

    /// The office.
    #[must_use]
    pub fn office(&self) -> &OfficeId {
        &self.office
    }

    /// The local date.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Seq of the last entry; 0 before the first.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The time at which a command is decided: never before the last entry.
    #[must_use]
    pub fn time(&self, now: Timestamp) -> Timestamp {
        self.last_at.map_or(now, |last| last.max(now))
    }

    /// The plan that the last decisions rested on.
    #[must_use]
    pub fn plan(&self) -> Option<&Arc<DayPlan>> {
        self.plan.as_ref()
    }

    /// What the forecasts of the day rest on.
    #[must_use]
    pub fn experience(&self) -> &Experience {
        &self.experience
    }

    /// One visit.
    #[must_use]
    pub fn visit(&self, id: VisitId) -> Option<&Visit> {
        self.visits.get(&id).map(Arc::as_ref)
    }

    /// All visits of the day, by id.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.visits.values().map(Arc::as_ref)
    }

    /// The visit that was given this number, if any.
    #[must_use]
    pub fn find_number(&self, number: TicketNumber) -> Option<&Visit> {
        self.visits().find(|visit| visit.number == Some(number))
    }

    /// A counter; closed if nobody has opened it.
    #[must_use]
    pub fn counter(&self, id: CounterId) -> CounterState {
        self.counters.get(&id).cloned().unwrap_or_default()
    }

    /// The calls and recalls of the day, oldest first, undone ones included.
    #[must_use]
    pub fn calls(&self) -> &[CallRecord] {
        &self.calls
    }

    /// Seq of the last call of a visit that was not taken back; repeated ones
    /// do not count.
    pub(crate) fn last_call(&self, visit: VisitId) -> Option<u64> {
        let mut newest = self.calls.iter().rev();
        let call = newest.find(|call| call.visit == visit && !call.undone && !call.recall)?;
        Some(call.seq)
    }

    /// Whether any counter was opened or closed today.
    pub(crate) fn any_counter_touched(&self) -> bool {
        !self.counters.is_empty()
    }

    /// Calls for help that nobody has taken, by seq.
    pub fn help(&self) -> impl Iterator<Item = (u64, HelpCall)> {
        self.help.iter().map(|(seq, call)| (*seq, *call))
    }

    /// Walk-in tickets drawn so far.
    #[must_use]
    pub fn tickets_issued(&self) -> u16 {
        self.tickets_issued
    }

    /// Clerks have stopped walk-in tickets.
    #[must_use]
    pub fn tickets_stopped(&self) -> bool {
        self.tickets_stopped
    }

    /// Since when everything stands still, if it does.
    #[must_use]
    pub fn interrupted_since(&self) -> Option<Timestamp> {
        self.interruptions
            .last()
            .and_then(|(from, to)| to.is_none().then_some(*from))
    }

    /// How long the clocks of waiting and lateness ran in `from..to`: the time
    /// less all interruptions. Not below zero unless `to` is before `from`.
    #[must_use]
    pub fn running_time(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        to.duration_since(from) - queue::stood(&self.interruptions, from, to)
    }

    /// Counters whose capacity is gone, and since when.
    #[must_use]
    pub fn withdrawn(&self) -> &BTreeMap<CounterId, Timestamp> {
        &self.withdrawn
    }

    /// The day only answers reads.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// The policy in force: the settings', or another for the rest of the day.
    ///
    /// Newer settings count once they are adopted, with the ranks that they
    /// give; `plan` is asked only before the first adoption.
    #[must_use]
    pub fn policy(&self, plan: &DayPlan) -> Policy {
        let adopted = self.plan.as_deref().unwrap_or(plan);
        self.policy.unwrap_or(adopted.queue.policy)
    }

    /// What the order of the queue depends on.
    #[must_use]
    pub fn queue_state(&self, plan: &DayPlan) -> QueueState {
        QueueState {
            policy: self.policy(plan),
            appointments_in_a_row: self.appointments_in_a_row,
        }
    }

    /// The rule by which visits are called.
    #[must_use]
    pub fn rule(&self, plan: &DayPlan) -> Rule<'_> {
        Rule {
            state: self.queue_state(plan),
            interruptions: &self.interruptions,
        }
    }

    /// At most this many are called before a waiting visit at counters that can
    /// serve it: all with a smaller rank who are in the house, also those who
    /// may yet come back into the queue with it (at a counter, set aside,
    /// missed), and all who are booked up to its rank and not here yet.
    ///
    /// `None` where nothing holds: it does not wait, has no promise or is too
    /// early at `t`, or the policy's order is not one of ranks. Void for those
    /// who come to be urgent, are called out of turn or booked later on, and
    /// after a change of the policy.
    #[must_use]
    pub fn position_bound(&self, plan: &DayPlan, visit: VisitId, t: Timestamp) -> Option<usize> {
        let by_rank = match self.policy(plan) {
            Policy::Rank | Policy::Strict | Policy::Due | Policy::Fifo => true,
            Policy::Apq { .. } | Policy::Wrr { .. } => false,
        };
        let own = self.visit(visit).filter(|v| by_rank && !v.is_standby())?;
        let is_due = self.rule(plan).key(own, t)?.tier == 0;
        let rank = own.rank.filter(|_| is_due)?;
        let before = self.visits().filter(|other| match other.state {
            State::Waiting | State::Called | State::Serving | State::Parked | State::Missed => {
                let smaller = other.rank.is_some_and(|r| r < rank) && !other.is_standby();
                other.id != visit && (smaller || other.urgent_at.is_some())
            }
            State::Held | State::Pending | State::Confirmed => {
                let before = |booked| (0, booked) <= (rank.class, rank.at);
                !has_run_out(other, t) && other.booked.is_some_and(before)
            }
            State::Finished
            | State::Cancelled
            | State::Expired
            | State::Absent
            | State::Left
            | State::Closed
            | State::MovedOut => false,
        });
        Some(before.count())
    }

    /// Of several idle counters that call at once, the one with the smallest of
    /// these goes first: it knows the fewest services, then is idle the longest.
    #[must_use]
    pub fn turn(&self, plan: &DayPlan, counter: CounterId) -> (usize, Timestamp, CounterId) {
        let skills = plan.counter(counter).map_or(usize::MAX, |c| c.skills.len());
        let idle_since = self.counter(counter).idle_since;
        (skills, idle_since.unwrap_or(Timestamp::MAX), counter)
    }

    /// Who would be called next to this counter at `t`, whether or not it is
    /// free. `None` if nobody waits that it can serve.
    #[must_use]
    pub fn next_for(&self, plan: &DayPlan, counter: CounterId, t: Timestamp) -> Option<&Visit> {
        let skills = plan.counter(counter)?;
        self.rule(plan).next(self.visits(), t, |visit| {
            skills.can_serve(&visit.concerns)
                && visit.reserved_for.is_none_or(|only| only == counter)
        })
    }
}
