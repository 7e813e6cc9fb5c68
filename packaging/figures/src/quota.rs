//! The quota on days on which more people come than can be served.

use std::{fmt, sync::Arc, thread};

use aufruf_core::{
    forecast::{Experience, OVERTIME_TOLERATED},
    rehearsal::{
        Load, Options, RecordedDay, RecordedKind, RecordedOffice, Rehearsal, generate, rehearse,
    },
    settings::{BeyondWaitCap, Policy, Quota},
};

/// D of the office.
const HEAD_START_MIN: u16 = 60;

/// Who is missing on days with two counters: the one of middling skills.
const MISSING: usize = 1;

/// What is done with walk-ins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// None of them comes.
    Nobody,
    Quota(BeyondWaitCap),
}

/// What a rule came to. Times in minutes.
#[derive(Debug, Clone)]
pub struct Row {
    counters: usize,
    rule: Rule,
    days: usize,
    tickets: f64,
    in_time: f64,
    walk_ins: Vec<f64>,
    appointments: Vec<f64>,
}

/// Days with too many walk-ins: appointments as on the days given, or generated.
#[must_use]
pub fn saturated(office: &RecordedOffice, given: &[RecordedDay], count: u64) -> Vec<RecordedDay> {
    let days = (0..count).map(|seed| generate(office, Load::Saturated, 20_000 + seed));
    if given.is_empty() {
        return days.collect();
    }
    let merged = days.zip(given).map(|(mut day, given)| {
        day.visitors.retain(|v| v.kind == RecordedKind::WalkIn);
        let booked = given.visitors.iter();
        day.visitors.extend(
            booked
                .filter(|v| v.kind == RecordedKind::Appointment)
                .cloned(),
        );
        day.visitors
            .sort_by_key(|v| (v.arrives_s.or(v.booked_s), v.booked_s));
        for (id, visitor) in (0..).zip(&mut day.visitors) {
            visitor.id = id;
        }
        day
    });
    merged.collect()
}

/// Plays the days with three and with two counters under each rule; each day
/// teaches the next.
#[must_use]
pub fn run(office: &RecordedOffice, days: &[RecordedDay]) -> Vec<Row> {
    let mut short = office.clone();
    let _ = short.counters.remove(MISSING);
    thread::scope(|scope| {
        let two = scope.spawn(|| rows(&short, days));
        let mut all = rows(office, days);
        all.extend(two.join().expect("playing does not panic"));
        all
    })
}

fn rows(office: &RecordedOffice, days: &[RecordedDay]) -> Vec<Row> {
    let rules = [
        Rule::Nobody,
        Rule::Quota(BeyondWaitCap::Refuse),
        Rule::Quota(BeyondWaitCap::Standby),
    ];
    rules.map(|rule| row(office, days, rule)).into()
}

fn row(office: &RecordedOffice, days: &[RecordedDay], rule: Rule) -> Row {
    let mut row = Row {
        counters: office.counters.len(),
        rule,
        days: days.len(),
        tickets: 0.0,
        in_time: 0.0,
        walk_ins: Vec::new(),
        appointments: Vec::new(),
    };
    let mut experience = Arc::new(office.experience());
    for day in days {
        let played = row.play(office, &experience, day);
        Arc::make_mut(&mut experience).learn(&played.day, &played.entries);
    }
    row.walk_ins.sort_by(f64::total_cmp);
    row.appointments.sort_by(f64::total_cmp);
    row
}

impl Row {
    fn play(
        &mut self,
        office: &RecordedOffice,
        experience: &Arc<Experience>,
        day: &RecordedDay,
    ) -> Rehearsal {
        let mut day = day.clone();
        let mut plan = office.plan(day.day, Policy::Rank, HEAD_START_MIN);
        match self.rule {
            Rule::Nobody => day.visitors.retain(|v| v.kind == RecordedKind::Appointment),
            Rule::Quota(beyond_wait_cap) => {
                plan.quota = Quota {
                    guaranteed: 0,
                    cap: None,
                    beyond_wait_cap,
                    ..plan.quota
                }
            }
        }
        let options = Options {
            forecast: false,
            quota: true,
        };
        let plan = Arc::new(plan);
        let played = rehearse(&plan, experience, &office.script(&day), options);
        let closing = plan.closing().expect("the office opens");
        let opening = RecordedOffice::opening(day.day);
        let last = played.fates.iter().filter_map(|fate| fate.end).max();
        let in_time = last.is_none_or(|last| last <= closing + OVERTIME_TOLERATED);
        self.in_time += f64::from(u8::from(in_time));
        for (visitor, fate) in day.visitors.iter().zip(&played.fates) {
            let (Some(arrives_s), Some(start)) = (visitor.arrives_s, fate.start) else {
                continue;
            };
            let start_s = start.duration_since(opening).as_secs();
            let since_s = visitor.booked_s.unwrap_or(0).max(arrives_s);
            let waited = (start_s - since_s).max(0) as f64 / 60.0;
            match visitor.booked_s {
                None => {
                    self.tickets += 1.0;
                    self.walk_ins.push(waited);
                }
                Some(booked_s) if arrives_s <= booked_s + i64::from(office.grace_s) => {
                    self.appointments.push(waited);
                }
                Some(_) => {}
            }
        }
        played
    }
}

impl Row {
    /// Every bound that is broken, in words: at least so many days in time, and
    /// the 95th percentile of appointments not above so many minutes.
    #[must_use]
    pub fn broken(&self) -> Vec<String> {
        let (in_time, appointments) = match (self.counters, self.rule) {
            (_, Rule::Nobody) => return Vec::new(),
            (3, Rule::Quota(BeyondWaitCap::Refuse)) => (0.93, 14.5),
            (3, Rule::Quota(BeyondWaitCap::Standby)) => (0.93, 13.9),
            (_, Rule::Quota(BeyondWaitCap::Refuse)) => (0.92, 26.8),
            (_, Rule::Quota(BeyondWaitCap::Standby)) => (0.87, 25.8),
        };
        let mut broken = Vec::new();
        let share = self.in_time / self.days as f64;
        if share < in_time {
            broken.push(format!("{share:.3} of days in time < {in_time}"));
        }
        let p95 = percentile_95(&self.appointments);
        if p95 > appointments {
            broken.push(format!("appointments wait {p95:.1} min > {appointments}"));
        }
        broken
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn percentile_95(sorted: &[f64]) -> f64 {
    let rank = (sorted.len() * 95).div_ceil(100);
    sorted
        .get(rank.wrapping_sub(1))
        .copied()
        .unwrap_or(f64::NAN)
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = match self.rule {
            Rule::Nobody => "no walk-ins",
            Rule::Quota(BeyondWaitCap::Refuse) => "refuse",
            Rule::Quota(BeyondWaitCap::Standby) => "standby",
        };
        let days = self.days as f64;
        write!(
            f,
            "| {} | {rule} | {:.1} | {:.3} | {:.1} / {:.0} | {:.1} / {:.1} |",
            self.counters,
            self.tickets / days,
            self.in_time / days,
            mean(&self.walk_ins),
            percentile_95(&self.walk_ins),
            mean(&self.appointments),
            percentile_95(&self.appointments)
        )
    }
}

/// The table.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let mut text = "| counters | above the wait cap | tickets a day | days in time | W mean / P95 \
                    | A mean / P95 |\n|--:|---|--:|--:|--:|--:|\n"
        .to_owned();
    for row in rows {
        text.push_str(&format!("{row}\n"));
    }
    for row in rows {
        for broken in row.broken() {
            text.push_str(&format!("\nBROKEN: {} counters: {broken}\n", row.counters));
        }
    }
    text
}
