//! The quota on days on which more people come than can be served.

use std::{fmt, sync::Arc, thread};

use aufruf_core::{
    forecast::Experience,
    rehearsal::{
        Load, Options, Outcome, RecordedDay, RecordedKind, RecordedOffice, Rehearsal, generate,
        rehearse,
    },
    settings::{BeyondWaitCap, Policy, Quota},
};

/// D of the office.
const HEAD_START_MIN: u16 = 60;

/// Whose counter stays closed. The one of most skills never does: some services
/// are done by nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Away {
    Nobody,
    /// The one of fewest skills, who is slower than the plan.
    Fewest,
    /// The one in the middle, who is faster than the plan.
    Middle,
}

/// What is done with walk-ins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// None of them comes.
    Nobody,
    Quota(BeyondWaitCap),
}

/// What a rule came to.
#[derive(Debug, Clone)]
pub struct Row {
    away: Away,
    rule: Rule,
    outcome: Outcome,
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
    thread::scope(|scope| {
        let parts = [Away::Nobody, Away::Fewest, Away::Middle];
        let parts = parts.map(|away| scope.spawn(move || rows(office, away, days)));
        let rows = parts.map(|part| part.join().expect("playing does not panic"));
        rows.into_iter().flatten().collect()
    })
}

fn rows(office: &RecordedOffice, away: Away, days: &[RecordedDay]) -> Vec<Row> {
    let mut office = office.clone();
    match away {
        Away::Nobody => {}
        Away::Fewest => drop(office.counters.remove(0)),
        Away::Middle => drop(office.counters.remove(1)),
    }
    let rules = [
        Rule::Nobody,
        Rule::Quota(BeyondWaitCap::Refuse),
        Rule::Quota(BeyondWaitCap::Standby),
    ];
    rules.map(|rule| row(&office, away, days, rule)).into()
}

fn row(office: &RecordedOffice, away: Away, days: &[RecordedDay], rule: Rule) -> Row {
    let mut row = Row {
        away,
        rule,
        outcome: Outcome::default(),
    };
    let mut experience = Arc::new(office.experience());
    for day in days {
        let played = row.play(office, &experience, day);
        Arc::make_mut(&mut experience).learn(&played.day, &played.entries);
    }
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
        let script = office.script(&day);
        let played = rehearse(&plan, experience, &script, options);
        self.outcome.add(&plan, &script, &played.fates);
        played
    }
}

impl Row {
    /// Every bound that is broken, in words: at least so many days in time, and
    /// the 95th percentile of appointments not above so many minutes. Where the one
    /// in the middle is away, bookings alone wait longer than in the office that the
    /// bounds of two counters are from (97 % of its days end in time without any
    /// walk-in, as without the one of fewest skills): there only the time is bound.
    #[must_use]
    pub fn broken(&self) -> Vec<String> {
        let (in_time, appointments) = match (self.away, self.rule) {
            (_, Rule::Nobody) => return Vec::new(),
            (Away::Nobody, Rule::Quota(BeyondWaitCap::Refuse)) => (0.93, 14.5),
            (Away::Nobody, Rule::Quota(BeyondWaitCap::Standby)) => (0.93, 13.9),
            (Away::Fewest, Rule::Quota(BeyondWaitCap::Refuse)) => (0.92, 26.8),
            (Away::Fewest, Rule::Quota(BeyondWaitCap::Standby)) => (0.87, 25.8),
            (Away::Middle, Rule::Quota(BeyondWaitCap::Refuse)) => (0.92, f64::INFINITY),
            (Away::Middle, Rule::Quota(BeyondWaitCap::Standby)) => (0.87, f64::INFINITY),
        };
        let mut broken = Vec::new();
        // The bounds are known to two decimals.
        let share = (self.outcome.in_time_share() * 100.0).round() / 100.0;
        if share < in_time {
            broken.push(format!("{share:.3} of days in time < {in_time}"));
        }
        let p95 = self.outcome.appointments.quantile(0.95);
        if p95 > appointments {
            broken.push(format!("appointments wait {p95:.1} min > {appointments}"));
        }
        broken
    }
}

impl Away {
    const fn words(self) -> &'static str {
        match self {
            Self::Nobody => "3",
            Self::Fewest => "2, without fewest skills",
            Self::Middle => "2, without middle",
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = match self.rule {
            Rule::Nobody => "no walk-ins",
            Rule::Quota(BeyondWaitCap::Refuse) => "refuse",
            Rule::Quota(BeyondWaitCap::Standby) => "standby",
        };
        let away = self.away.words();
        let Outcome {
            walk_ins,
            appointments,
            ..
        } = &self.outcome;
        write!(
            f,
            "| {away} | {rule} | {:.1} | {:.3} | {:.1} / {:.0} | {:.1} / {:.1} |",
            self.outcome.per_day(walk_ins.count()),
            self.outcome.in_time_share(),
            walk_ins.mean(),
            walk_ins.quantile(0.95),
            appointments.mean(),
            appointments.quantile(0.95)
        )
    }
}

/// The table.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let mut text = "| counters | above the wait cap | tickets a day | days in time | W mean / P95 \
                    | A mean / P95 |\n|---|---|--:|--:|--:|--:|\n"
        .to_owned();
    for row in rows {
        text.push_str(&format!("{row}\n"));
    }
    for row in rows {
        for broken in row.broken() {
            text.push_str(&format!("\nBROKEN: {}: {broken}\n", row.away.words()));
        }
    }
    text
}
