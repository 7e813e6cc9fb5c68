//! Bookings connected in time, and the counters as these bookings see them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    group::{Group, GroupIndex},
    sweep::{MAX_CLASSES, Sweep, Task},
};
use crate::plan::Span;

/// What one booking needs: any one counter of these groups for this time.
#[derive(Debug, Clone)]
pub(super) struct Need {
    pub(super) span: Span,
    /// Ascending; empty if no counter can take it.
    pub(super) groups: Vec<GroupIndex>,
}

/// A class of groups within one stretch, `0..MAX_CLASSES`.
pub(super) type Class = u8;

/// A maximal set of bookings connected in time, swept.
pub(super) struct Stretch {
    /// From the first start to the last end.
    span: Span,
    /// The class of each group that a booking of the stretch may take.
    classes: BTreeMap<GroupIndex, Class>,
    /// `None` if the stretch is infeasible, or too large to tell.
    sweep: Option<Sweep>,
}

impl Stretch {
    /// Sweeps these needs, which are connected and ascending by start.
    pub(super) fn new(span: Span, needs: &[&Need], groups: &[Group]) -> Self {
        let (classes, seats) = classes(needs, groups);
        let sweep = if seats.len() > MAX_CLASSES {
            None
        } else {
            let tasks: Vec<Task> = needs
                .iter()
                .map(|need| Task {
                    span: need.span,
                    classes: need.groups.iter().fold(0, |mask, g| mask | 1 << classes[g]),
                })
                .collect();
            Sweep::new(&tasks, seats)
        };
        Self {
            span,
            classes,
            sweep,
        }
    }

    /// Whether all its bookings are jointly assignable.
    pub(super) fn is_feasible(&self) -> bool {
        self.sweep.is_some()
    }

    /// Whether a counter of this class can be kept free for the span while
    /// everybody else is served.
    ///
    /// A class stands for each of its groups: the bookings of the stretch do
    /// not tell them apart, so the counters of a valid assignment can be
    /// exchanged until the free one belongs to the group that is wanted. No
    /// class means that no booking of the stretch can take the group at all.
    fn has_room(&self, class: Option<Class>, span: &Span) -> bool {
        let Some(sweep) = &self.sweep else {
            return false;
        };
        class.is_none_or(|class| sweep.has_room(class, span))
    }
}

/// Whether one of the groups of the need has a counter to spare in every
/// stretch that the need would connect.
pub(super) fn have_room(stretches: &[Stretch], need: &Need) -> bool {
    let touched: Vec<&Stretch> = stretches
        .iter()
        .filter(|stretch| stretch.span.overlaps(&need.span))
        .collect();
    // Groups that no stretch tells apart have the same answer.
    let ways: BTreeSet<Vec<Option<Class>>> = need
        .groups
        .iter()
        .map(|group| {
            touched
                .iter()
                .map(|s| s.classes.get(group).copied())
                .collect()
        })
        .collect();
    ways.iter().any(|way| {
        touched
            .iter()
            .zip(way)
            .all(|(stretch, class)| stretch.has_room(*class, &need.span))
    })
}

/// Cuts what is sorted by start into its maximal connected parts. Touching is
/// not connected: the end of a span is not inside.
pub(super) fn connected<T>(
    sorted: &[T],
    span: impl Fn(&T) -> Span,
) -> impl Iterator<Item = (Span, &[T])> {
    let mut rest = sorted;
    std::iter::from_fn(move || {
        let mut whole = span(rest.first()?);
        let mut len = 1;
        while let Some(next) = rest.get(len).map(&span)
            && next.from < whole.to
        {
            whole.to = whole.to.max(next.to);
            len += 1;
        }
        let (part, others) = rest.split_at(len);
        rest = others;
        Some((whole, part))
    })
}

/// The groups that may be taken, those that the needs do not tell apart in one
/// class, and the number of counters of each class.
fn classes(needs: &[&Need], groups: &[Group]) -> (BTreeMap<GroupIndex, Class>, Vec<u32>) {
    let mut takers: BTreeMap<GroupIndex, Vec<usize>> = BTreeMap::new();
    for (taker, need) in needs.iter().enumerate() {
        for group in &need.groups {
            takers.entry(*group).or_default().push(taker);
        }
    }
    let mut seats: Vec<u32> = Vec::new();
    let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let mut classes = BTreeMap::new();
    for (group, takers) in takers {
        let class = *known.entry(takers).or_insert(seats.len());
        if class == seats.len() {
            seats.push(0);
        }
        seats[class] += groups[usize::from(group)].counters;
        // More classes than fit are never swept, so their names do not matter.
        let _ = classes.insert(group, Class::try_from(class).unwrap_or(Class::MAX));
    }
    (classes, seats)
}
