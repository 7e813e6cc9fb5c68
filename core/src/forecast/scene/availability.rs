//! When a counter is free for the first time, and when it pauses.

use jiff::{SignedDuration, Timestamp};

use super::seconds;
use crate::{
    day::{CounterState, OfficeDay},
    forecast::ServiceTime,
    id::VisitId,
    plan::{CounterPlan, DayPlan, Span},
    simulation::{Break, Server},
};

/// A pause that is not in the plan is assumed to last this long.
const UNPLANNED_PAUSE: SignedDuration = SignedDuration::from_mins(10);

/// A pause that began this long before a planned break is that break.
const BREAK_TAKEN_EARLY: SignedDuration = SignedDuration::from_mins(30);

/// A pause of at least this share of a planned break was that break; what is
/// shorter was a coffee.
const BREAK_TAKEN_SHARE: f64 = 0.5;

/// A counter that has not opened this long after its hours began does not open
/// before its next hours.
const OPENS_LATE: SignedDuration = SignedDuration::from_mins(15);

/// Who is overdue comes any moment now.
const ANY_MOMENT: SignedDuration = SignedDuration::from_mins(1);

/// When a server is free for the first time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::forecast) enum Free {
    /// Not any more today.
    Never,
    /// At this second.
    At(i64),
    /// After the present visit, which has lasted `served_s`.
    After {
        /// At the usual pace.
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
    t: Timestamp,
) -> (Free, Server) {
    let state = day.counter(counter.id);
    let stretches = stretches(counter);
    let busy_since = state.visit.and_then(|visit| called_at(day, visit));
    let mut server = Server {
        skills: counter.skills.len(),
        breaks: breaks(plan, &state, &stretches, busy_since, t),
    };
    let opening = plan.opening().map_or(0, |opens| seconds(t, opens).max(0));
    let free = if day.withdrawn().contains_key(&counter.id) {
        Free::Never
    } else if !state.open {
        let free = not_open(day, &state, &stretches, t);
        // Who comes after a break does not take it once more.
        if let Free::At(opens) = free {
            server.breaks.retain(|gap| opens <= gap.from_s);
        }
        free
    } else if let Some(visit) = state.visit.and_then(|id| day.visit(id)) {
        let since = busy_since.unwrap_or(t);
        Free::After {
            service: day.experience().service_time(plan, &visit.concerns),
            served_s: day.running_time(since, t).as_secs_f64().max(0.0),
            draws: visit.id.0.as_u128(),
        }
    } else if state.paused {
        Free::At(seconds(t, back_at(&state, &stretches, t)).max(opening))
    } else {
        Free::At(opening)
    };
    (free, server)
}

/// When the visit was called to the counter where it is: recalls are part of
/// the time that it takes there.
fn called_at(day: &OfficeDay, visit: VisitId) -> Option<Timestamp> {
    let mut calls = day.calls().iter().rev();
    let call = calls.find(|call| call.visit == visit && !call.recall && !call.undone)?;
    Some(call.at)
}

/// Nobody sits there: from its next hours on; any moment if they have just
/// begun, or if they have begun and no counter has been opened today.
fn not_open(day: &OfficeDay, state: &CounterState, stretches: &[Span], t: Timestamp) -> Free {
    let nobody_yet = !day.any_counter_touched();
    // Never opened: it may only be late. Closed again: it has gone.
    let untouched = state.last_seq == 0;
    let comes = |span: &&Span| {
        let late = untouched && t < span.from + OPENS_LATE;
        t < span.from || (t < span.to && (nobody_yet || late))
    };
    let coming = stretches.iter().find(comes);
    coming.map_or(Free::Never, |span| {
        let earliest = if nobody_yet { t } else { t + ANY_MOMENT };
        let opens = if t < span.from { span.from } else { earliest };
        Free::At(seconds(t, opens))
    })
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

/// Whether the last pause was this break: it began about then, and lasts or
/// was long enough.
fn was_taken(state: &CounterState, gap: &Span) -> bool {
    let early = gap.from - BREAK_TAKEN_EARLY;
    let Some(paused) = state.paused_at.filter(|paused| early <= *paused) else {
        return false;
    };
    let length = gap.to.duration_since(gap.from).as_secs_f64();
    state.resumed_at.is_none_or(|resumed| {
        resumed.duration_since(paused).as_secs_f64() >= BREAK_TAKEN_SHARE * length
    })
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
    (since + length).max(t + ANY_MOMENT)
}
