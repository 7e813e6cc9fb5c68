//! The rules once more, as plainly as can be: minute by minute, and every
//! counter tried for every booking.

use super::*;

/// A day with its withdrawn counters.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub(super) plan: DayPlan,
    pub(super) withdrawn: BTreeMap<CounterId, Timestamp>,
}

impl Day {
    pub(super) fn capacity(&self) -> Capacity {
        Capacity::new(&self.plan, &self.withdrawn)
    }

    /// Whether the counter can take the booking, were there no other.
    fn can_take(&self, counter: &CounterPlan, booking: &Booking) -> bool {
        let able = booking
            .concerns
            .iter()
            .all(|c| counter.skills.contains(&c.service));
        let intervals = self.plan.open.iter();
        able && intervals.filter(|open| open.covers(&booking.span)).count() == 1
            && minutes(booking.span).all(|t| self.is_open(counter, booking.channel, t))
    }

    fn is_open(&self, counter: &CounterPlan, channel: Channel, t: Timestamp) -> bool {
        let there = self.withdrawn.get(&counter.id).is_none_or(|ill| t < *ill);
        there
            && counter.hours.iter().any(|hours| {
                hours.span.contains(t)
                    && match hours.r#use {
                        Use::Public => true,
                        Use::Internal => channel == Channel::Staff,
                        Use::WalkIn => false,
                    }
            })
    }

    /// Whether all the bookings can be served, by trying everything.
    pub(super) fn is_feasible(&self, bookings: &[Booking]) -> bool {
        self.completes(&mut Vec::new(), bookings)
    }

    fn completes<'a>(
        &self,
        placed: &mut Vec<(CounterId, &'a Booking)>,
        rest: &'a [Booking],
    ) -> bool {
        let Some((next, rest)) = rest.split_first() else {
            return true;
        };
        for counter in &self.plan.counters {
            let is_free = placed
                .iter()
                .all(|(id, other)| *id != counter.id || !other.span.overlaps(&next.span));
            if is_free && self.can_take(counter, next) {
                placed.push((counter.id, next));
                let done = self.completes(placed, rest);
                let _ = placed.pop();
                if done {
                    return true;
                }
            }
        }
        false
    }

    /// Whether `new` and all that is connected with it can be served together.
    pub(super) fn admits(&self, booked: &[Booking], new: &Booking) -> bool {
        let mut connected = vec![new.clone()];
        let mut others = booked.to_vec();
        loop {
            let (near, far): (Vec<_>, Vec<_>) = others
                .into_iter()
                .partition(|b| connected.iter().any(|c| c.span.overlaps(&b.span)));
            if near.is_empty() {
                return self.is_feasible(&connected);
            }
            connected.extend(near);
            others = far;
        }
    }

    pub(super) fn misfits(&self, booked: &[Booking]) -> Vec<usize> {
        let mut kept: Vec<Booking> = Vec::new();
        let mut misfits = Vec::new();
        for (index, booking) in booked.iter().enumerate() {
            kept.push(booking.clone());
            if !self.is_feasible(&kept) {
                let _ = kept.pop();
                misfits.push(index);
            }
        }
        misfits
    }

    /// Whether some minute of the day has a counter for it.
    pub(super) fn can_ever_serve(&self, concerns: &[Concern], channel: Channel) -> bool {
        self.plan.counters.iter().any(|counter| {
            concerns.iter().all(|c| counter.skills.contains(&c.service))
                && minutes(self.plan.day).any(|t| self.is_open(counter, channel, t))
        })
    }
}

fn minutes(span: Span) -> impl Iterator<Item = Timestamp> {
    (0..)
        .map(move |n| span.from + SignedDuration::from_mins(n))
        .take_while(move |t| *t < span.to)
}
