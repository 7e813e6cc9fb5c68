//! Another order: by a lead for the rest of the day, or by newer settings.

use std::sync::Arc;

use jiff::Timestamp;

use super::OfficeDay;
use crate::{
    event::{Entry, Event},
    id::VisitId,
    plan::DayPlan,
    queue::{self, Rank},
    rejection::Rejection,
    settings::Policy,
    visit::Visit,
};

impl OfficeDay {
    /// `None`: back to the order of the settings.
    pub(super) fn set_policy(
        &self,
        plan: &DayPlan,
        policy: Option<Policy>,
    ) -> Result<Vec<Event>, Rejection> {
        let already = match policy {
            Some(policy) => self.policy(plan) == policy,
            None => self.policy.is_none(),
        };
        if already {
            return Err(Rejection::AlreadySo);
        }
        let ranks = self.ranks(plan, policy.unwrap_or(plan.queue.policy));
        Ok(vec![Event::PolicyChanged { policy, ranks }])
    }

    /// What has to be journaled before a decision by this plan: the plan, if
    /// the day rests on another one, and the new ranks, if it orders otherwise.
    pub(super) fn adoption(&self, plan: &Arc<DayPlan>) -> Vec<Event> {
        let known = self.plan.as_ref();
        if known.is_some_and(|known| known.version == plan.version) {
            return Vec::new();
        }
        let adopted = Event::PlanAdopted {
            plan: Arc::clone(plan),
        };
        let policy = self.policy.unwrap_or(plan.queue.policy);
        let reranked = known
            .filter(|known| self.orders_otherwise(known, policy, plan))
            .map(|_| Event::PolicyChanged {
                policy: self.policy,
                ranks: self.ranks(plan, policy),
            });
        [adopted].into_iter().chain(reranked).collect()
    }

    /// The day as it is once `events` are journaled at `t`.
    pub(super) fn after(&self, events: &[Event], t: Timestamp) -> Self {
        let mut after = self.clone();
        for event in events {
            after.apply(&Entry {
                seq: after.seq + 1,
                at: t,
                event: event.clone(),
            });
        }
        after
    }

    /// Whether ranks under the plan so far mean something else under `policy`
    /// with the new plan.
    fn orders_otherwise(&self, old: &DayPlan, policy: Policy, new: &DayPlan) -> bool {
        let head_start = old.queue.head_start_min != new.queue.head_start_min;
        policy != self.policy(old) || (policy == Policy::Rank && head_start)
    }

    fn ranks(&self, plan: &DayPlan, policy: Policy) -> Vec<(VisitId, Rank)> {
        self.visits()
            .filter(|visit| !visit.state.is_final())
            .filter_map(|visit| Some((visit.id, rekey(plan, policy, visit)?)))
            .collect()
    }
}

/// The place that a visit would have had under another policy, with its marks.
fn rekey(plan: &DayPlan, policy: Policy, visit: &Visit) -> Option<Rank> {
    let (rank, arrived) = (visit.rank?, visit.arrived?);
    let late = visit.ranked_late;
    let mut new = queue::order(policy, &plan.queue, visit.booked, arrived, late, rank.order);
    // The marks count in the order in which they were given: whoever was urgent
    // and then missed the call has lost that place.
    let returned_last = visit.returned_at > visit.urgent_at;
    if let Some(returned) = visit.returned_at.filter(|_| !returned_last) {
        new.at = new.at.max(returned);
    }
    if let Some(urgent) = visit.urgent_at {
        new = Rank {
            class: 0,
            at: new.at.min(urgent),
            ..new
        };
    }
    if let Some(returned) = visit.returned_at.filter(|_| returned_last) {
        new.at = new.at.max(returned);
    }
    Some(new)
}
