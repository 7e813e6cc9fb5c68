//! What played days came to: waits, numbers, overtime.

use jiff::{SignedDuration, Timestamp};

use super::{Fate, Script, Visitor};
use crate::{forecast::OVERTIME_TOLERATED, plan::DayPlan};

/// Waits are kept by half hour of the day, for charts.
const BUCKET_MIN: i64 = 30;

/// Sums over days.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Days.
    pub days: usize,
    /// Appointments, from the later of check-in and booked time; who came later
    /// than the grace is left out.
    pub appointments: Waits,
    /// Walk-ins who were served, from drawing or opening on.
    pub walk_ins: Waits,
    /// Walk-in numbers drawn.
    pub tickets: usize,
    /// Of these standby numbers.
    pub standby: usize,
    /// Walk-ins who got no number.
    pub refused: usize,
    /// Visitors who went home before they were called.
    pub left: usize,
    /// Visitors who were there, did not leave, and were never served.
    pub unserved: usize,
    /// Days that ended at most [`OVERTIME_TOLERATED`] after closing.
    pub in_time: usize,
    /// End of the last service after closing, by day. Minutes, not below 0.
    pub overtime_min: Vec<f64>,
    /// Time in service. Minutes.
    pub served_min: f64,
    /// Time at the counters inside the opening hours. Minutes.
    pub staffed_min: f64,
}

/// Waits of one class. Minutes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Waits {
    minutes: Vec<f64>,
    /// Start of the wait: minute of the local day.
    since_min: Vec<i64>,
}

impl Outcome {
    /// Adds a day that was played.
    pub fn add(&mut self, plan: &DayPlan, script: &Script, fates: &[Fate]) {
        self.days += 1;
        for (visitor, fate) in script.visitors.iter().zip(fates) {
            self.add_visitor(plan, visitor, fate);
        }
        let last = fates.iter().filter_map(|fate| fate.end).max();
        let late = match (last, plan.closing()) {
            (Some(last), Some(closing)) => last.duration_since(closing),
            _ => SignedDuration::ZERO,
        };
        self.in_time += usize::from(late <= OVERTIME_TOLERATED);
        self.overtime_min.push(minutes(late).max(0.0));
        for counter in &plan.counters {
            for staffed in &counter.hours {
                for open in &plan.open {
                    let from = staffed.span.from.max(open.from);
                    let to = staffed.span.to.min(open.to);
                    self.staffed_min += minutes(to.duration_since(from)).max(0.0);
                }
            }
        }
    }

    fn add_visitor(&mut self, plan: &DayPlan, visitor: &Visitor, fate: &Fate) {
        let Some(arrives) = visitor.arrives else {
            return;
        };
        self.refused += usize::from(fate.refused);
        self.left += usize::from(fate.left);
        self.standby += usize::from(fate.standby);
        self.tickets += usize::from(visitor.booked.is_none() && !fate.refused);
        let Some(start) = fate.start else {
            self.unserved += usize::from(!fate.refused && !fate.left);
            return;
        };
        if let Some(end) = fate.end {
            self.served_min += minutes(end.duration_since(start));
        }
        let since = since(plan, visitor.booked, arrives);
        let waited = minutes(start.duration_since(since)).max(0.0);
        let since_min = since.duration_since(plan.day.from).as_mins();
        let grace = SignedDuration::from_mins(plan.queue.grace_min.into());
        match visitor.booked {
            None => self.walk_ins.add(waited, since_min),
            Some(booked) if arrives <= booked + grace => {
                self.appointments.add(waited, since_min);
            }
            Some(_) => {}
        }
    }

    /// Share of days that ended in time, `0..=1`.
    #[must_use]
    pub fn in_time_share(&self) -> f64 {
        self.in_time as f64 / self.days.max(1) as f64
    }

    /// Mean over all days. Minutes.
    #[must_use]
    pub fn mean_overtime_min(&self) -> f64 {
        self.overtime_min.iter().sum::<f64>() / self.days.max(1) as f64
    }

    /// Time in service over time at the counters; more than 1 with much overtime.
    #[must_use]
    pub fn utilisation(&self) -> f64 {
        self.served_min / self.staffed_min.max(1.0)
    }

    /// A count by day.
    #[must_use]
    pub fn per_day(&self, count: usize) -> f64 {
        count as f64 / self.days.max(1) as f64
    }
}

/// When somebody's wait begins: at opening, the booked time or the arrival,
/// whichever is last.
fn since(plan: &DayPlan, booked: Option<Timestamp>, arrives: Timestamp) -> Timestamp {
    let since = arrives.max(booked.unwrap_or(arrives));
    since.max(plan.opening().unwrap_or(since))
}

fn minutes(duration: SignedDuration) -> f64 {
    duration.as_secs_f64() / 60.0
}

impl Waits {
    fn add(&mut self, minutes: f64, since_min: i64) {
        self.minutes.push(minutes);
        self.since_min.push(since_min);
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.minutes.len()
    }

    /// Mean; 0 if there is none.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.minutes.is_empty() {
            return 0.0;
        }
        self.minutes.iter().sum::<f64>() / self.count() as f64
    }

    /// The smallest wait that this share of all does not exceed (nearest rank);
    /// 0 if there is none. `share` in `0..=1`.
    #[must_use]
    pub fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.minutes.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = libm::ceil(share * sorted.len() as f64) as usize;
        sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
    }

    /// Share of waits not longer than this; 1 if there is none.
    #[must_use]
    pub fn within(&self, minutes: f64) -> f64 {
        let short = self.minutes.iter().filter(|wait| **wait <= minutes);
        if self.minutes.is_empty() {
            return 1.0;
        }
        short.count() as f64 / self.count() as f64
    }

    /// Mean wait by half hour in which the wait began: minute of the local day
    /// at which the half hour begins, and the mean. Ascending; without those in
    /// which nobody began to wait.
    #[must_use]
    pub fn by_half_hour(&self) -> Vec<(i64, f64)> {
        let mut sums = std::collections::BTreeMap::<i64, (f64, f64)>::new();
        for (wait, since_min) in self.minutes.iter().zip(&self.since_min) {
            let bucket = since_min.div_euclid(BUCKET_MIN) * BUCKET_MIN;
            let (sum, count) = sums.entry(bucket).or_default();
            *sum += wait;
            *count += 1.0;
        }
        sums.into_iter()
            .map(|(bucket, (sum, count))| (bucket, sum / count))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(minutes: &[f64]) -> Waits {
        let mut waits = Waits::default();
        for (n, wait) in (0..).zip(minutes) {
            waits.add(*wait, n * 20);
        }
        waits
    }

    #[test]
    fn percentiles_are_waits_that_somebody_had() {
        let waits = waits(&[4.0, 1.0, 3.0, 2.0]);
        assert_eq!(waits.quantile(0.5), 2.0);
        assert_eq!(waits.quantile(0.95), 4.0);
        assert_eq!(waits.quantile(1.0), 4.0);
        assert_eq!(waits.within(2.0), 0.5);
        assert_eq!(waits.mean(), 2.5);
    }

    #[test]
    fn half_hours_begin_on_the_half_hour() {
        let waits = waits(&[4.0, 2.0, 3.0]);
        assert_eq!(waits.by_half_hour(), [(0, 3.0), (30, 3.0)]);
    }

    #[test]
    fn nobody_waits_no_time() {
        let none = Waits::default();
        assert_eq!((none.mean(), none.quantile(0.95)), (0.0, 0.0));
        assert_eq!(none.within(0.0), 1.0);
    }
}
