//! What a town may ask: what if fewer counters were open, or other rules held?

use std::cmp::Reverse;

use jiff::SignedDuration;

use crate::{
    id::CounterId,
    plan::{CounterPlan, DayPlan, Span, Staffed, Use},
    settings::{BeyondWaitCap, Policy},
};

/// One change of a day's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// So many counters are staffed. Fewer: those who know most stay. More: as
    /// many who know as much as the best are there from opening to closing.
    OpenCounters(u16),
    /// The office opens so many minutes later; negative: earlier.
    Opening(i16),
    /// It closes so many minutes later; negative: earlier.
    Closing(i16),
    /// Another order, and D in minutes where it has one.
    Order {
        /// The order.
        policy: Policy,
        /// D.
        head_start_min: u16,
    },
    /// Never more walk-in numbers a day than this; `None`: no bound.
    Cap(Option<u16>),
    /// So many numbers are given in any case.
    Guaranteed(u16),
    /// Beyond this wait no usual number is given. Minutes, 0: however long.
    WaitCap(u16),
    /// What is offered beyond it.
    BeyondWaitCap(BeyondWaitCap),
}

impl Change {
    /// Changes the plan.
    pub fn apply(self, plan: &mut DayPlan) {
        match self {
            Self::OpenCounters(count) => staff(plan, usize::from(count)),
            Self::Opening(minutes) => {
                let later = SignedDuration::from_mins(minutes.into());
                reopen(plan, later, SignedDuration::ZERO);
            }
            Self::Closing(minutes) => {
                let later = SignedDuration::from_mins(minutes.into());
                reopen(plan, SignedDuration::ZERO, later);
            }
            Self::Order {
                policy,
                head_start_min,
            } => {
                plan.queue.policy = policy;
                if policy == Policy::Rank {
                    plan.queue.head_start_min = head_start_min;
                }
            }
            Self::Cap(cap) => plan.quota.cap = cap,
            Self::Guaranteed(count) => plan.quota.guaranteed = count,
            Self::WaitCap(minutes) => plan.quota.wait_cap_min = minutes,
            Self::BeyondWaitCap(beyond) => plan.quota.beyond_wait_cap = beyond,
        }
    }
}

fn staff(plan: &mut DayPlan, count: usize) {
    let mut order: Vec<usize> = (0..plan.counters.len()).collect();
    order.sort_by_key(|index| {
        let counter = &plan.counters[*index];
        let attended: i64 = counter
            .hours
            .iter()
            .map(|hours| hours.span.to.duration_since(hours.span.from).as_secs())
            .sum();
        // Who is there at all, then who knows most, then who is there longest.
        let knows = counter.skills.len();
        (attended == 0, Reverse(knows), Reverse(attended), counter.id)
    });
    let all_day: Vec<Staffed> = plan.open.iter().map(|span| public(*span)).collect();
    for (place, index) in order.iter().enumerate() {
        let hours = &mut plan.counters[*index].hours;
        if place >= count {
            hours.clear();
        } else if hours.is_empty() {
            hours.clone_from(&all_day);
        }
    }
    let Some(best) = order
        .first()
        .map(|index| plan.counters[*index].skills.clone())
    else {
        return;
    };
    let last = plan.counters.iter().map(|c| c.id.0).max().unwrap_or(0);
    let missing = count.saturating_sub(plan.counters.len());
    let more = (last.saturating_add(1)..).take(missing);
    plan.counters.extend(more.map(|id| CounterPlan {
        id: CounterId(id),
        skills: best.clone(),
        hours: all_day.clone(),
    }));
}

fn public(span: Span) -> Staffed {
    Staffed {
        span,
        r#use: Use::Public,
    }
}

/// Moves opening and closing; whoever is there at the old ones is there at the
/// new ones.
fn reopen(plan: &mut DayPlan, opens: SignedDuration, closes: SignedDuration) {
    let (Some(opening), Some(closing)) = (plan.opening(), plan.closing()) else {
        return;
    };
    let (new_opening, new_closing) = (opening + opens, closing + closes);
    let moved = |span: Span| Span {
        from: if span.from <= opening {
            new_opening
        } else {
            span.from
        },
        to: if span.to >= closing {
            new_closing
        } else {
            span.to
        },
    };
    let inside = |span: Span| Span {
        from: span.from.max(new_opening),
        to: span.to.min(new_closing),
    };
    for span in &mut plan.open {
        *span = inside(moved(*span));
    }
    plan.open.retain(|span| span.from < span.to);
    for counter in &mut plan.counters {
        for hours in &mut counter.hours {
            hours.span = inside(moved(hours.span));
        }
        counter
            .hours
            .retain(|hours| hours.span.from < hours.span.to);
    }
}
