//! A waiting visit's place.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Candidate, Decisive};
use crate::{
    day::{
        OfficeDay,
        view::{is_calling, may_call},
    },
    id::VisitId,
    plan::DayPlan,
    queue,
    visit::Visit,
};

/// Where a waiting visit stands, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// The visit.
    pub own: Candidate,
    /// Who would be called before it at a counter that can serve both, in order.
    pub before: Vec<Ahead>,
    /// At most this many are called before it, see
    /// [`OfficeDay::position_bound`](crate::day::OfficeDay::position_bound).
    pub bound: Option<usize>,
    /// Some open, unpaused counter can serve it.
    pub served: bool,
}

/// Somebody who would be called before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ahead {
    /// Who.
    pub visit: Candidate,
    /// Why.
    pub by: Decisive,
}

/// Why a visit stands where it stands at `t`; `None` unless it waits.
#[must_use]
pub fn standing(day: &OfficeDay, plan: &DayPlan, visit: VisitId, t: Timestamp) -> Option<Standing> {
    let visit = day.visit(visit)?;
    let rule = day.rule(plan);
    let own_key = rule.key(visit, t)?;
    let calling = || plan.counters.iter().filter(|c| is_calling(day, c.id));
    let meets = |other: &Visit| calling().any(|c| may_call(c, visit) && may_call(c, other));
    let mut before: Vec<(queue::Key, Ahead)> = day
        .visits()
        .filter_map(|other| Some((rule.key(other, t)?, other)))
        .filter(|(_, other)| meets(other))
        .filter_map(|(key, other)| {
            let by = Decisive::between(&key, &own_key)?;
            let visit = Candidate::of(other, t)?;
            Some((key, Ahead { visit, by }))
        })
        .collect();
    before.sort_by_key(|(key, _)| *key);
    Some(Standing {
        own: Candidate::of(visit, t)?,
        before: before.into_iter().map(|(_, ahead)| ahead).collect(),
        bound: day.position_bound(plan, visit.id, t),
        served: calling().any(|c| may_call(c, visit)),
    })
}
