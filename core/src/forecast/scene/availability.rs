//! When a counter is free for the first time, and when it pauses.

use jiff::{SignedDuration, Timestamp};

use super::seconds;
use crate::{
    day::{CounterState, OfficeDay},
    forecast::{Experience, ServiceTime},
    plan::{CounterPlan, DayPlan, Span},
    simulation::{Break, Server},
};

/// A pause that is not in the plan is assumed to last this long.
const UNPLANNED_PAUSE: SignedDuration = SignedDuration::from_mins(10);

/// A pause that began this long before a planned break is that break.
const BREAK_TAKEN_EARLY: SignedDuration = SignedDuration::from_mins(30);

/// When a server is free for the first time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::forecast) enum Free {
    /// Not any more today.
    Never,
    /// At this second.
    At(i64),
    /// After the present visit, which has lasted `served_s`.
    After {
        service: ServiceTime,
        served_s: f64,
        /// Names the draws of the visit.
        draws: u128,
    },
}

/// What is to be expected of a counter from `t` on.
pub(super) fn availability(
    day: &OfficeDay,
    plan: &DayPlan,
    counter: &CounterPlan,
    experience: &Experience,
    t: Timestamp,
) -> (Free, Server) {
    let state = day.counter(counter.id);
    let stretches = stretches(counter);
    let busy_since = state
        .visit
        .and_then(|id| day.visit(id))
        .and_then(|visit| visit.called_at);
    let server = Server {
        skills: counter.skills.len(),
        breaks: breaks(plan, &state, &stretches, busy_since, t),
    };
    let opening = plan.opening().map_or(0, |opens| seconds(t, opens).max(0));
    let free = if day.withdrawn().contains_key(&counter.id) {
        Free::Never
    } else if !state.open {
        not_open(day, &stretches, t)
    } else if let Some(visit) = state.visit.and_then(|id| day.visit(id)) {
        let since = busy_since.unwrap_or(t);
        Free::After {
            service: experience.service_time(plan, &visit.concerns),
            served_s: t.duration_since(since).as_secs_f64().max(0.0),
            draws: visit.id.0.as_u128(),
        }
    } else if state.paused {
        Free::At(seconds(t, back_at(&state, &stretches, t)).max(opening))
    } else {
        Free::At(opening)
    };
    (free, server)
}

/// Nobody sits there: from its next hours on, or at once if no counter has been
/// opened today and its hours have begun.
fn not_open(day: &OfficeDay, stretches: &[Span], t: Timestamp) -> Free {
    let nobody_yet = !day.any_counter_touched();
    let coming = stretches
        .iter()
        .find(|span| t < span.from || (nobody_yet && t < span.to));
    coming.map_or(Free::Never, |span| Free::At(seconds(t, span.from).max(0)))
}

/// The hours of a counter, whatever they are for.
fn stretches(counter: &CounterPlan) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::new();
    for hours in &counter.hours {
        match merged.last_mut() {
            Some(last) if last.to == hours.span.from => last.to = hours.span.to,
            _ => merged.push(hours.span),
        }
    }
    merged
}

/// The gaps between the stretches.
fn gaps(stretches: &[Span]) -> impl Iterator<Item = Span> + '_ {
    stretches.windows(2).map(|pair| Span {
        from: pair[0].to,
        to: pair[1].from,
    })
}

/// Whether the last pause was this break.
fn was_taken(state: &CounterState, gap: &Span) -> bool {
    let early = gap.from - BREAK_TAKEN_EARLY;
    state.paused_at.is_some_and(|paused| early <= paused)
}

/// Planned breaks still to come, and the end of the counter's hours if it is
/// before closing. After closing everybody goes on until nobody waits.
fn breaks(
    plan: &DayPlan,
    state: &CounterState,
    stretches: &[Span],
    busy_since: Option<Timestamp>,
    t: Timestamp,
) -> Vec<Break> {
    let still_to_come = |gap: &Span| {
        let held_up = busy_since.is_some_and(|since| since < gap.from);
        t < gap.from || (held_up && state.open)
    };
    let mut breaks: Vec<Break> = gaps(stretches)
        .filter(|gap| still_to_come(gap) && !was_taken(state, gap))
        .map(|gap| Break {
            from_s: seconds(t, gap.from),
            length_s: seconds(gap.from, gap.to),
        })
        .collect();
    let leaves = stretches.last().map(|span| span.to);
    if let Some(leaves) = leaves.filter(|leaves| plan.closing().is_some_and(|c| *leaves < c)) {
        breaks.push(Break {
            from_s: seconds(t, leaves),
            length_s: i64::MAX,
        });
    }
    breaks
}

/// When a paused counter will be back.
fn back_at(state: &CounterState, stretches: &[Span], t: Timestamp) -> Timestamp {
    let since = state.paused_at.unwrap_or(t);
    let planned = gaps(stretches)
        .filter(|gap| gap.from <= t + BREAK_TAKEN_EARLY)
        .last()
        .filter(|gap| was_taken(state, gap));
    let length = planned.map_or(UNPLANNED_PAUSE, |gap| gap.to.duration_since(gap.from));
    // Overdue: any moment now.
    (since + length).max(t + SignedDuration::from_mins(1))
}
