//! The free starts of a day, from one sweep.

use jiff::{SignedDuration, Timestamp};

use super::{
    Booking, Capacity,
    stretch::{Need, have_room},
};
use crate::{
    plan::Span,
    visit::{Channel, Concern},
};

/// What is looked for.
pub(super) struct Wish<'a> {
    pub(super) concerns: &'a [Concern],
    pub(super) channel: Channel,
    pub(super) length_s: u32,
    pub(super) grid_s: u32,
    /// In which the start lies.
    pub(super) window: Span,
}

/// The starts at which the wish can be granted, ascending.
pub(super) fn starts(capacity: &Capacity, booked: &[Booking], wish: &Wish<'_>) -> Vec<Timestamp> {
    let skilled = capacity.skilled(wish.concerns);
    let needs: Vec<Need> = on_grid(&capacity.open, wish)
        .map(|span| Need {
            span,
            groups: capacity.open_groups(&skilled, wish.channel, span),
        })
        .filter(|need| !need.groups.is_empty())
        .collect();
    let (Some(first), Some(last)) = (needs.first(), needs.last()) else {
        return Vec::new();
    };
    let around = Span {
        from: first.span.from,
        to: last.span.to,
    };
    let stretches = capacity.stretches(booked, &around);
    needs
        .iter()
        .filter(|need| have_room(&stretches, need))
        .map(|need| need.span.from)
        .collect()
}

/// The spans that start on the grid of an opening interval, in the window.
fn on_grid(open: &[Span], wish: &Wish<'_>) -> impl Iterator<Item = Span> {
    let grid = i64::from(wish.grid_s.max(1));
    let length = SignedDuration::from_secs(i64::from(wish.length_s));
    let window = wish.window;
    open.iter().flat_map(move |open| {
        let open = *open;
        let skipped = window.from.as_second() - open.from.as_second();
        // One less, so that fractions of a second cannot skip a start.
        let first = (skipped / grid - 1).max(0);
        (first..)
            .map_while(move |n| {
                let from = open
                    .from
                    .checked_add(SignedDuration::from_secs(n * grid))
                    .ok()?;
                let to = from.checked_add(length).ok()?;
                (to <= open.to && from < window.to).then_some(Span { from, to })
            })
            .filter(move |span| span.from >= window.from)
    })
}
