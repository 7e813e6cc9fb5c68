//! Free times: whether the booked visits of a day can all be served.
//!
//! A booking needs one capable counter for its whole, contiguous span, inside
//! one staffed stretch and one opening interval. It is never tied to a counter:
//! a set of bookings is accepted if *some* assignment to capable counters
//! exists, so the order in which citizens book costs no capacity.
//!
//! # How
//!
//! Counters with equal skills and equal hours form a group. Bookings that
//! overlap in time, directly or through others, form a stretch; stretches do
//! not influence each other. Within a stretch the groups that no booking tells
//! apart count as one class. A sweep over the starts remembers every reachable
//! occupation (which class is busy until when), and a second one, backwards,
//! keeps those from which the rest of the stretch can still be served.
//!
//! # Invariants
//!
//! * A "yes" is always proven by an assignment.
//! * With one class the sweep has one occupation, and the answer is "peak
//!   overlap ≤ counters", for any number of counters. With several it is exact
//!   up to [`MAX_CLASSES`] and [`MAX_OCCUPATIONS`]; beyond, the answer is "no".
//! * [`Capacity::free_starts`] and [`Capacity::admits`] ask the same sweep, so
//!   a time that is offered is accepted unless somebody took it meanwhile.

mod free;
mod group;
mod misfit;
mod stretch;
mod sweep;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::{
    id::{CounterId, ServiceId},
    plan::{DayPlan, Span},
    visit::{Channel, Concern},
};
use group::{Group, GroupIndex};
use stretch::{Need, Stretch};

pub use sweep::{MAX_CLASSES, MAX_OCCUPATIONS};

/// One booking that takes capacity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// The booked time, from the start to the planned end.
    pub span: Span,
    /// What is to be served together; decides which counters are capable.
    pub concerns: Vec<Concern>,
    /// How it was booked; decides which staffed hours it may take.
    pub channel: Channel,
}

/// Those items that belong to a stretch which shares an instant with `near`, by
/// their spans: no other can matter to a booking there.
pub(crate) fn around<T: Copy>(mut items: Vec<(Span, T)>, near: &Span) -> Vec<T> {
    items.retain(|(span, _)| span.from < span.to);
    items.sort_by_key(|(span, _)| *span);
    let stretches = stretch::connected(&items, |(span, _)| *span);
    let shared = stretches.filter(|(span, _)| span.overlaps(near));
    shared
        .flat_map(|(_, part)| part)
        .map(|(_, item)| *item)
        .collect()
}

/// The counters of one day, as far as bookings can tell them apart.
///
/// A pure function of the plan and of the withdrawn counters: build it once
/// for each version of them.
#[derive(Debug, Clone)]
pub struct Capacity {
    /// The opening intervals, from whose starts the grid is counted.
    open: Vec<Span>,
    groups: Vec<Group>,
    /// For each service the groups that can serve it, ascending.
    capable: BTreeMap<ServiceId, Vec<GroupIndex>>,
    /// The different skills of counters that are staffed at all, for whatever use.
    staffed: BTreeSet<BTreeSet<ServiceId>>,
}

impl Capacity {
    /// Groups the counters of the plan by equal skills and equal hours, the
    /// hours of a withdrawn counter ending at the given instant.
    #[must_use]
    pub fn new(plan: &DayPlan, withdrawn: &BTreeMap<CounterId, Timestamp>) -> Self {
        group::capacity(plan, withdrawn)
    }

    /// Whether `new` can be added to the bookings of the day: it and those
    /// connected with it in time are jointly assignable to capable counters.
    ///
    /// A stretch that is already infeasible, after a change of plan, takes no
    /// new booking; the rest of the day does. An empty span is never admitted.
    /// The grid is not asked for: clerks may book any minute.
    #[must_use]
    pub fn admits(&self, booked: &[Booking], new: &Booking) -> bool {
        let need = self.need(new);
        if need.groups.is_empty() {
            return false;
        }
        let stretches = self.stretches(booked, &new.span);
        stretch::have_room(&stretches, &need)
    }

    /// Whether some counter of the remaining plan serves all the concerns
    /// together at any time of the day.
    ///
    /// For [`Channel::Kiosk`] that is any staffed counter, because walk-ins are
    /// served in all staffed hours; for the other channels one with hours that
    /// such a booking may take.
    #[must_use]
    pub fn can_ever_serve(&self, concerns: &[Concern], channel: Channel) -> bool {
        if channel == Channel::Kiosk {
            return self
                .staffed
                .iter()
                .any(|skills| concerns.iter().all(|c| skills.contains(&c.service)));
        }
        self.skilled(concerns)
            .into_iter()
            .any(|group| !self.groups[usize::from(group)].hours(channel).is_empty())
    }

    /// The starts within `window` at which a booking of these concerns and of
    /// this length would be admitted, ascending.
    ///
    /// `length_s` and `grid_s` are seconds; the grid is counted from the start
    /// of each opening interval. The window bounds the starts, not the ends:
    /// a booking may reach beyond it, but never beyond the hours of its counter.
    #[must_use]
    pub fn free_starts(
        &self,
        booked: &[Booking],
        concerns: &[Concern],
        channel: Channel,
        length_s: u32,
        grid_s: u32,
        window: Span,
    ) -> Vec<Timestamp> {
        let wish = free::Wish {
            concerns,
            channel,
            length_s,
            grid_s,
            window,
        };
        free::starts(self, booked, &wish)
    }

    /// Those of the bookings that no longer fit, as ascending indices.
    ///
    /// `booked` is in order of precedence, the oldest first: each booking is
    /// kept if it fits together with all that were kept before it. Beyond the
    /// bounds of the sweep, whoever is not proven to fit is among them.
    #[must_use]
    pub fn misfits(&self, booked: &[Booking]) -> Vec<usize> {
        misfit::misfits(&self.needs(booked), &self.groups)
    }

    /// The groups whose skills cover all the concerns, ascending.
    fn skilled(&self, concerns: &[Concern]) -> Vec<GroupIndex> {
        let mut groups: Vec<GroupIndex> = (0..).take(self.groups.len()).collect();
        for concern in concerns {
            let capable = self.capable.get(&concern.service);
            groups.retain(|group| capable.is_some_and(|able| able.binary_search(group).is_ok()));
        }
        groups
    }

    /// Of these groups the ones that are open to the channel for the whole span.
    fn open_groups(&self, skilled: &[GroupIndex], channel: Channel, span: Span) -> Vec<GroupIndex> {
        if span.from >= span.to {
            return Vec::new();
        }
        skilled
            .iter()
            .copied()
            .filter(|group| {
                let hours = self.groups[usize::from(*group)].hours(channel);
                hours.iter().any(|open| open.covers(&span))
            })
            .collect()
    }

    fn need(&self, booking: &Booking) -> Need {
        let skilled = self.skilled(&booking.concerns);
        Need {
            span: booking.span,
            groups: self.open_groups(&skilled, booking.channel, booking.span),
        }
    }

    fn needs(&self, booked: &[Booking]) -> Vec<Need> {
        booked.iter().map(|booking| self.need(booking)).collect()
    }

    /// The swept stretches of the bookings that share an instant with `around`.
    fn stretches(&self, booked: &[Booking], around: &Span) -> Vec<Stretch> {
        let mut needs: Vec<(Span, &Booking)> = booked.iter().map(|b| (b.span, b)).collect();
        needs.retain(|(span, _)| span.from < span.to);
        needs.sort_by_key(|(span, _)| *span);
        stretch::connected(&needs, |(span, _)| *span)
            .filter(|(span, _)| span.overlaps(around))
            .map(|(span, part)| {
                let needs: Vec<Need> = part.iter().map(|(_, booking)| self.need(booking)).collect();
                Stretch::new(span, &needs.iter().collect::<Vec<_>>(), &self.groups)
            })
            .collect()
    }
}
