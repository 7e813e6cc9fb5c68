//! Counters that no booking can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::Capacity;
use crate::{
    id::{CounterId, ServiceId},
    plan::{CounterPlan, DayPlan, Span},
    visit::Channel,
};

/// The place of a group in [`Capacity::groups`].
pub(super) type GroupIndex = u16;

/// Counters with equal skills and equal hours.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// How many counters they are, at least one.
    pub(super) counters: u32,
    hours: Hours,
}

/// For each channel the stretches one booking can lie in, ascending.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Hours {
    online: Vec<Span>,
    staff: Vec<Span>,
    kiosk: Vec<Span>,
}

impl Group {
    /// The stretches one booking of this channel can lie in.
    pub(super) fn hours(&self, channel: Channel) -> &[Span] {
        match channel {
            Channel::Online => &self.hours.online,
            Channel::Staff => &self.hours.staff,
            Channel::Kiosk => &self.hours.kiosk,
        }
    }
}

impl Hours {
    fn of(plan: &DayPlan, counter: &CounterPlan, until: Option<Timestamp>) -> Self {
        let joined = |channel| joined(plan, counter, until, channel);
        Self {
            online: joined(Channel::Online),
            staff: joined(Channel::Staff),
            kiosk: joined(Channel::Kiosk),
        }
    }

    fn is_empty(&self) -> bool {
        self.online.is_empty() && self.staff.is_empty() && self.kiosk.is_empty()
    }
}

/// The hours the channel may take, joined where they touch within one opening
/// interval, so that a clerk's booking may run from public into internal hours
/// and none runs over a break.
fn joined(
    plan: &DayPlan,
    counter: &CounterPlan,
    until: Option<Timestamp>,
    channel: Channel,
) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for open in &plan.open {
        for staffed in &counter.hours {
            if !DayPlan::admits(staffed.r#use, channel) {
                continue;
            }
            let from = staffed.span.from.max(open.from);
            let to = staffed.span.to.min(open.to);
            let to = until.map_or(to, |until| to.min(until));
            if from >= to {
                continue;
            }
            match joined.last_mut() {
                Some(last) if last.from >= open.from && last.to >= from => last.to = to,
                _ => joined.push(Span { from, to }),
            }
        }
    }
    joined
}

/// Groups the counters of the plan.
pub(super) fn capacity(plan: &DayPlan, withdrawn: &BTreeMap<CounterId, Timestamp>) -> Capacity {
    let mut counters: BTreeMap<(&BTreeSet<ServiceId>, Hours), u32> = BTreeMap::new();
    let mut staffed = BTreeSet::new();
    for counter in &plan.counters {
        let until = withdrawn.get(&counter.id).copied();
        if is_staffed(counter, until) {
            let _ = staffed.insert(counter.skills.clone());
        }
        let hours = Hours::of(plan, counter, until);
        if !hours.is_empty() {
            *counters.entry((&counter.skills, hours)).or_default() += 1;
        }
    }

    let mut capable: BTreeMap<ServiceId, Vec<GroupIndex>> = BTreeMap::new();
    let mut groups = Vec::with_capacity(counters.len());
    for (index, ((skills, hours), counters)) in (0..).zip(counters) {
        for service in skills {
            capable.entry(service.clone()).or_default().push(index);
        }
        groups.push(Group { counters, hours });
    }
    Capacity {
        open: plan.open.clone(),
        groups,
        capable,
        staffed,
    }
}

fn is_staffed(counter: &CounterPlan, until: Option<Timestamp>) -> bool {
    let span = |staffed: &crate::plan::Staffed| staffed.span;
    counter
        .hours
        .iter()
        .map(span)
        .any(|hours| hours.from < until.map_or(hours.to, |until| hours.to.min(until)))
}
