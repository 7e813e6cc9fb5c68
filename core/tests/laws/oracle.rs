//! The rule of the queue once more, written from its description and from what
//! the journal says happened, without a line of the production rule: no ranks,
//! tiers or keys of the core are read here.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use aufruf_core::{
    event::{Entry, Event},
    id::{CounterId, VisitId},
    plan::DayPlan,
    settings::Policy,
    visit::Concern,
};
use jiff::{SignedDuration, Timestamp};

/// The place of a visit: class, r, seq.
pub(crate) type Place = (u8, Timestamp, u64);

/// Tier, not urgent, standby, class, accumulated priority, r, seq: the smallest
/// is next.
pub(crate) type Key = (u8, bool, bool, u8, Reverse<i64>, Timestamp, u64);

/// What the oracle remembers of a visit.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) booked: Option<Timestamp>,
    pub(crate) arrived: Option<Timestamp>,
    pub(crate) waits: bool,
    pub(crate) concerns: Vec<Concern>,
    reserved_for: Option<CounterId>,
    standby: bool,
    late: bool,
    seq: u64,
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy)]
enum Mark {
    Returned(Timestamp),
    Urgent(Timestamp),
}

#[derive(Debug, Clone, Copy)]
struct Call {
    entry: u64,
    at: Timestamp,
    visit: VisitId,
    place: Place,
    standby: bool,
}

pub(crate) struct Oracle {
    plan: Arc<DayPlan>,
    /// Instead of the settings'.
    policy: Option<Policy>,
    pub(crate) facts: BTreeMap<VisitId, Fact>,
    calls: Vec<Call>,
    interruptions: Vec<(Timestamp, Option<Timestamp>)>,
    issued: u64,
}

impl Oracle {
    pub(crate) fn new(plan: &Arc<DayPlan>) -> Self {
        Self {
            plan: Arc::clone(plan),
            policy: None,
            facts: BTreeMap::new(),
            calls: Vec::new(),
            interruptions: Vec::new(),
            issued: 0,
        }
    }

    pub(crate) fn see(&mut self, entry: &Entry) {
        let at = entry.at;
        match &entry.event {
            Event::PlanAdopted { plan } => self.plan = Arc::clone(plan),
            Event::Booked {
                visit,
                from,
                concerns,
                ..
            } => self.comes_to_be(*visit, Some(*from), concerns),
            Event::CheckedIn { visit, .. } => {
                let booked = self.facts[visit].booked.unwrap();
                let late = self.is_late(booked, at);
                self.issue(*visit, |fact| {
                    fact.arrived = Some(at);
                    fact.late = late;
                });
            }
            Event::TicketDrawn {
                visit,
                concerns,
                standby,
                ..
            } => {
                self.comes_to_be(*visit, None, concerns);
                self.issue(*visit, |fact| {
                    fact.arrived = Some(at);
                    fact.standby = *standby;
                });
            }
            Event::Returned { visit, .. } => {
                self.issue(*visit, |fact| fact.marks.push(Mark::Returned(at)));
            }
            Event::MarkedUrgent { visit, .. } => self.fact(*visit).marks.push(Mark::Urgent(at)),
            Event::Called { visit, .. } => {
                let place = self.place(*visit).unwrap();
                self.calls.push(Call {
                    entry: entry.seq,
                    at,
                    visit: *visit,
                    place,
                    standby: self.is_standby(*visit),
                });
                self.fact(*visit).waits = false;
            }
            Event::Undone { seq, visit, .. } => {
                self.calls.retain(|call| call.entry != *seq);
                self.fact(visit.unwrap()).waits = true;
            }
            Event::Unparked {
                visit,
                reserved_for,
            }
            | Event::Transferred {
                visit,
                reserved_for,
                ..
            } => {
                let fact = self.fact(*visit);
                fact.waits = true;
                fact.reserved_for = *reserved_for;
            }
            Event::Left { visit } => self.fact(*visit).waits = false,
            Event::PolicyChanged { policy, .. } => self.policy = *policy,
            Event::Interrupted { .. } => self.interruptions.push((at, None)),
            Event::InterruptionEnded => self.interruptions.last_mut().unwrap().1 = Some(at),
            _ => {}
        }
    }

    fn comes_to_be(&mut self, visit: VisitId, booked: Option<Timestamp>, concerns: &[Concern]) {
        let fact = Fact {
            booked,
            arrived: None,
            waits: false,
            concerns: concerns.to_vec(),
            reserved_for: None,
            standby: false,
            late: false,
            seq: 0,
            marks: Vec::new(),
        };
        let _ = self.facts.insert(visit, fact);
    }

    /// The visit joins the queue with the next number of issue.
    fn issue(&mut self, visit: VisitId, change: impl FnOnce(&mut Fact)) {
        self.issued += 1;
        let seq = self.issued;
        let fact = self.fact(visit);
        fact.seq = seq;
        fact.waits = true;
        change(fact);
    }

    fn fact(&mut self, visit: VisitId) -> &mut Fact {
        self.facts.get_mut(&visit).unwrap()
    }

    /// Late costs only if it mattered, and an interruption is nobody's lateness.
    fn is_late(&self, booked: Timestamp, arrived: Timestamp) -> bool {
        let grace_s = i64::from(self.plan.queue.grace_min) * 60;
        // Second by second, as one would count it by hand.
        let mut grace_end = booked;
        let mut late_s = 0;
        let mut now = booked;
        while now < arrived && late_s <= grace_s {
            if !self.stands_still(now) {
                late_s += 1;
            }
            if late_s <= grace_s {
                now += SignedDuration::from_secs(1);
                grace_end = now;
            }
        }
        let above = |call: &Call| {
            call.at >= grace_end && (call.standby || (call.place.0, call.place.1) > (0, booked))
        };
        late_s > grace_s && self.calls.iter().any(above)
    }

    fn policy(&self) -> Policy {
        self.policy.unwrap_or(self.plan.queue.policy)
    }

    fn is_urgent(&self, visit: VisitId) -> bool {
        let mut marks = self.facts[&visit].marks.iter();
        marks.any(|mark| matches!(mark, Mark::Urgent(_)))
    }

    /// Behind everybody else; nobody urgent is.
    pub(crate) fn is_standby(&self, visit: VisitId) -> bool {
        self.facts[&visit].standby && !self.is_urgent(visit)
    }

    /// Seconds from `from` to `to` in which the office did not stand still.
    fn running_s(&self, from: Timestamp, to: Timestamp) -> i64 {
        let stood = self.interruptions.iter().map(|(begin, end)| {
            let end = end.map_or(to, |end| end.min(to));
            (end.as_second() - from.max(*begin).as_second()).max(0)
        });
        to.as_second() - from.as_second() - stood.sum::<i64>()
    }

    fn stands_still(&self, t: Timestamp) -> bool {
        self.interruptions
            .iter()
            .any(|(from, to)| *from <= t && to.is_none_or(|to| t < to))
    }

    /// Class, r and seq; `None` before the arrival.
    pub(crate) fn place(&self, visit: VisitId) -> Option<Place> {
        let fact = &self.facts[&visit];
        let arrived = fact.arrived?;
        let head_start = SignedDuration::from_mins(i64::from(self.plan.queue.head_start_min));
        let (mut class, mut r) = match (fact.booked.filter(|_| !fact.late), self.policy()) {
            (Some(booked), _) => (0, booked),
            (None, Policy::Rank) => (0, arrived + head_start),
            (None, Policy::Fifo | Policy::Apq { .. }) => (0, arrived),
            (None, Policy::Due) => (1, arrived),
            (None, Policy::Strict | Policy::Wrr { .. }) => {
                (u8::from(fact.booked.is_none()), arrived)
            }
        };
        for mark in &fact.marks {
            match mark {
                Mark::Returned(at) => r = r.max(*at),
                Mark::Urgent(at) => (class, r) = (0, r.min(*at)),
            }
        }
        Some((class, r, fact.seq))
    }

    /// Not to be called while anybody due can be.
    pub(crate) fn is_early(&self, visit: VisitId, t: Timestamp) -> bool {
        let fact = &self.facts[&visit];
        let early = SignedDuration::from_secs(i64::from(self.plan.queue.early_s));
        let called = self.calls.iter().any(|call| call.visit == visit);
        let before = fact.booked.is_some_and(|booked| t < booked - early);
        before && !called && !self.is_urgent(visit) && self.policy() != Policy::Strict
    }

    pub(crate) fn key(&self, visit: VisitId, t: Timestamp) -> Key {
        let (class, r, seq) = self.place(visit).unwrap();
        let fact = &self.facts[&visit];
        let early = self.is_early(visit, t);
        let mut in_turn = class;
        let mut priority = 0;
        // After older appointments and before everybody else, if class and r can
        // say that; else before everybody.
        let mut first = false;
        match self.policy() {
            Policy::Rank | Policy::Strict | Policy::Due => {}
            Policy::Wrr { appointments } => {
                if self.row() >= usize::from(appointments) {
                    in_turn = 1 - class;
                    first = true;
                }
            }
            Policy::Fifo => first = true,
            Policy::Apq { per_mille } => {
                let weight = if fact.booked.is_some() {
                    i64::from(per_mille)
                } else {
                    1000
                };
                priority = weight * self.running_s(r, t);
                first = true;
            }
        }
        (
            u8::from(early),
            !(first && self.is_urgent(visit)),
            self.is_standby(visit) && !early,
            in_turn,
            Reverse(priority),
            r,
            seq,
        )
    }

    /// Appointments called since the last walk-in.
    fn row(&self) -> usize {
        let last = self.calls.iter().rev();
        last.take_while(|call| self.facts[&call.visit].booked.is_some())
            .count()
    }

    /// Who waits and may be served there.
    pub(crate) fn serviceable(&self, counter: CounterId) -> impl Iterator<Item = VisitId> {
        let skills = &self.plan.counter(counter).unwrap().skills;
        let able = move |fact: &Fact| {
            let known = fact
                .concerns
                .iter()
                .all(|concern| skills.contains(&concern.service));
            fact.waits && known && fact.reserved_for.is_none_or(|only| only == counter)
        };
        self.facts
            .iter()
            .filter(move |(_, fact)| able(fact))
            .map(|(id, _)| *id)
    }

    /// Who is next there.
    pub(crate) fn next(&self, counter: CounterId, t: Timestamp) -> Option<VisitId> {
        self.serviceable(counter)
            .min_by_key(|visit| self.key(*visit, t))
    }
}
