//! What many days came to.

use std::fmt;

use aufruf_core::{
    forecast::OVERTIME_TOLERATED,
    plan::DayPlan,
    rehearsal::{Fate, RecordedKind, RecordedVisitor},
};
use jiff::Timestamp;

/// Waits in minutes, by class; a late appointment counts in neither.
#[derive(Debug, Default)]
pub(super) struct Summary {
    appointments: Vec<f64>,
    walk_ins: Vec<f64>,
    refused: usize,
    standby: usize,
    days: usize,
    in_time: usize,
}

/// Later than this is late, seconds.
const GRACE_S: i64 = 900;

impl Summary {
    /// Counts a visitor that came.
    pub(super) fn add(&mut self, visitor: &RecordedVisitor, fate: &Fate, opening: Timestamp) {
        self.refused += usize::from(fate.refused);
        self.standby += usize::from(fate.standby);
        let (Some(start), Some(arrives_s)) = (fate.start, visitor.arrives_s) else {
            return;
        };
        let start_s = start.duration_since(opening).as_secs();
        let from_s = arrives_s.max(0);
        match (visitor.kind, visitor.booked_s) {
            (RecordedKind::WalkIn, _) => self.walk_ins.push(minutes(start_s - from_s)),
            (RecordedKind::Appointment, Some(booked_s)) if arrives_s <= booked_s + GRACE_S => {
                self.appointments
                    .push(minutes((start_s - from_s.max(booked_s)).max(0)));
            }
            (RecordedKind::Appointment, _) => {}
        }
    }

    /// Looks at the end of a day.
    pub(super) fn end_of_day(&mut self, plan: &DayPlan, fates: &[Fate]) {
        self.days += 1;
        let last = fates.iter().filter_map(|fate| fate.end).max();
        let limit = plan.closing().map(|closing| closing + OVERTIME_TOLERATED);
        self.in_time += usize::from(last <= limit);
    }
}

fn minutes(seconds: i64) -> f64 {
    seconds as f64 / 60.0
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "waits in minutes        mean    P95    max  visits")?;
        for (name, waits) in [
            ("appointments", &self.appointments),
            ("walk-ins", &self.walk_ins),
        ] {
            let mut sorted = waits.clone();
            sorted.sort_by(f64::total_cmp);
            let mean = sorted.iter().sum::<f64>() / sorted.len().max(1) as f64;
            let p95 = sorted.get(sorted.len() * 95 / 100).copied().unwrap_or(0.0);
            let max = sorted.last().copied().unwrap_or(0.0);
            writeln!(
                f,
                "{name:<20} {mean:>7.2} {p95:>6.1} {max:>6.0} {:>7}",
                sorted.len()
            )?;
        }
        writeln!(
            f,
            "{} of {} days in time, {} standby numbers, {} refused",
            self.in_time, self.days, self.standby, self.refused
        )
    }
}
