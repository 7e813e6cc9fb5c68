//! Forecasts beside what really happened, and beside simpler ones.

mod baseline;
mod bounds;
mod score;

use std::{fmt, sync::Arc, thread};

use aufruf_core::{
    day::OfficeDay,
    forecast::{Experience, by_means},
    plan::DayPlan,
    rehearsal::{
        Options, RecordedDay, RecordedKind, RecordedOffice, Rehearsal, rehearse, visit_of,
    },
    settings::Policy,
};
use jiff::Timestamp;

use self::{
    baseline::Baselines,
    score::{Error, Interval},
};
use crate::days::Days;

/// D of the office.
const HEAD_START_MIN: u16 = 60;

/// How good the forecasts of walk-ins were on some days. Minutes.
#[derive(Debug, Default, Clone)]
pub struct Scores {
    name: String,
    days: usize,
    waits: f64,
    walk_ins: f64,
    simple: [Error; 4],
    by_means: Error,
    /// Knowing only what was planned.
    ours: Ours,
    /// With what the days before have taught.
    learned: Ours,
}

/// How good our own forecasts were.
#[derive(Debug, Default, Clone)]
struct Ours {
    median: Error,
    mean: Error,
    interval: Interval,
}

/// The names of [`Scores::simple`], in its order.
const SIMPLE: [&str; 4] = ["QL", "LES", "HOL", "ZMS"];

/// Plays these days twice: knowing what was planned, and learning from each day
/// for the next.
#[must_use]
pub fn run(office: &RecordedOffice, days: &Days) -> Scores {
    let mut scores = Scores {
        name: days.name.clone(),
        days: days.days.len(),
        ..Scores::default()
    };
    let mean_s = mean_service_s(office, &days.days);
    scores.learned = thread::scope(|scope| {
        let learned = scope.spawn(|| with_learning(office, &days.days));
        let experience = Arc::new(office.experience());
        for day in &days.days {
            let plan = plan(office, day);
            let played = play(office, &plan, &experience, day);
            scores.ours.judge(day, &played);
            compare(&plan, day, &played, mean_s, &mut scores);
        }
        learned.join().expect("playing does not panic")
    });
    scores
}

fn with_learning(office: &RecordedOffice, days: &[RecordedDay]) -> Ours {
    let mut ours = Ours::default();
    let mut experience = Arc::new(office.experience());
    for day in days {
        let played = play(office, &plan(office, day), &experience, day);
        ours.judge(day, &played);
        Arc::make_mut(&mut experience).learn(&played.day, &played.entries);
    }
    ours
}

fn plan(office: &RecordedOffice, day: &RecordedDay) -> Arc<DayPlan> {
    office.shared_plan(day.day, Policy::Rank, HEAD_START_MIN)
}

fn play(
    office: &RecordedOffice,
    plan: &Arc<DayPlan>,
    experience: &Arc<Experience>,
    day: &RecordedDay,
) -> Rehearsal {
    let options = Options {
        forecast: true,
        quota: false,
    };
    rehearse(plan, experience, &office.script(day), options)
}

/// Planned mean of all who came.
fn mean_service_s(office: &RecordedOffice, days: &[RecordedDay]) -> f64 {
    let experience = office.experience();
    let (mut n, mut sum) = (0.0, 0.0);
    for day in days {
        let plan = plan(office, day);
        for visitor in office.script(day).visitors {
            n += 1.0;
            sum += experience.service_time(&plan, &visitor.concerns).mean_s;
        }
    }
    sum / f64::max(n, 1.0)
}

/// Walk-ins that were served: index, moment of the forecast, wait from then on in
/// minutes.
fn waits<'a>(
    day: &'a RecordedDay,
    played: &'a Rehearsal,
) -> impl Iterator<Item = (usize, Timestamp, f64)> + 'a {
    let opening = RecordedOffice::opening(day.day);
    let fates = day.visitors.iter().zip(&played.fates).enumerate();
    fates.filter_map(move |(index, (visitor, fate))| {
        if visitor.kind != RecordedKind::WalkIn {
            return None;
        }
        let asked = opening + jiff::SignedDuration::from_secs(visitor.arrives_s?.max(0));
        Some((
            index,
            asked,
            fate.start?.duration_since(asked).as_secs_f64() / 60.0,
        ))
    })
}

impl Ours {
    fn judge(&mut self, day: &RecordedDay, played: &Rehearsal) {
        for (index, _, waited) in waits(day, played) {
            let Some(forecast) = played.fates[index].forecast else {
                continue;
            };
            self.median.add(f64::from(forecast.median_s) / 60.0, waited);
            self.mean.add(f64::from(forecast.mean_s) / 60.0, waited);
            self.interval.add(f64::from(forecast.p80_s) / 60.0, waited);
        }
    }
}

/// Reads the journal again and asks the simpler forecasts at the same moments.
fn compare(
    plan: &Arc<DayPlan>,
    day: &RecordedDay,
    played: &Rehearsal,
    mean_s: f64,
    scores: &mut Scores,
) {
    let mut asked: Vec<_> = waits(day, played).collect();
    asked.sort_by_key(|(_, at, _)| *at);
    let mut asked = asked.into_iter().peekable();
    let mut fold = OfficeDay::new(plan.office.clone(), plan.date);
    let mut baselines = Baselines::new(plan, mean_s);
    for entry in &played.entries {
        let (now, calls) = (entry.at, baseline::follows_forecasts(&entry.event));
        // Forecasts are made when everybody of an instant has come and nobody
        // has been called.
        while let Some((index, at, waited)) =
            asked.next_if(|(_, at, _)| *at < now || (*at == now && calls))
        {
            let visit = visit_of(index);
            scores.walk_ins += 1.0;
            scores.waits += waited;
            let simple = baselines.forecasts(&fold, at, visit);
            for (error, forecast_s) in scores.simple.iter_mut().zip(simple) {
                error.add(forecast_s / 60.0, waited);
            }
            let means = by_means(&fold, plan, at);
            if let Some(wait) = means.get(&visit).copied().flatten() {
                scores.by_means.add(f64::from(wait.median_s) / 60.0, waited);
            }
        }
        fold.apply(entry);
        baselines.see(&fold, entry);
    }
}

impl Scores {
    /// Minutes.
    fn mean_wait(&self) -> f64 {
        self.waits / f64::max(self.walk_ins, 1.0)
    }

    /// Every bound that is broken, in words.
    #[must_use]
    pub fn broken(&self) -> Vec<String> {
        let bounds = bounds::of(&self.name, self.mean_wait());
        let better = self.ours.median.absolute() < self.simple[0].absolute();
        let queue = (!better).then(|| "no better than the queue length".to_owned());
        let broken = [&self.ours, &self.learned].into_iter().flat_map(|ours| {
            let interval = ours.interval;
            bounds.broken(
                ours.median.absolute(),
                interval.pinball(),
                interval.coverage(),
            )
        });
        let broken = broken.chain(queue);
        broken
            .map(|what| format!("{}: {what}", self.name))
            .collect()
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mean = self.mean_wait();
        write!(
            f,
            "| {} | {} | {} | {mean:.2} |",
            self.name, self.days, self.walk_ins
        )?;
        for error in self.simple.iter().chain([&self.by_means]) {
            write!(f, " {:.2} |", error.absolute())?;
        }
        for ours in [&self.ours, &self.learned] {
            write!(
                f,
                " **{:.3}** | {:.3} | {:.3} | {:+.2} | {:.3} | {:+.2} |",
                ours.median.absolute(),
                ours.interval.pinball(),
                ours.interval.coverage(),
                ours.median.bias(),
                ours.median.not_above(),
                ours.mean.bias()
            )?;
        }
        Ok(())
    }
}

/// The table of several kinds of days, and which bounds are broken.
#[must_use]
pub fn table(scores: &[Scores]) -> String {
    let simple = SIMPLE.join(" | ");
    let ours = "pinball .8 | covered | bias | up to it | bias of the mean";
    let mut text = format!(
        "Walk-ins, minutes; mean absolute error of each forecast, \"learned\": with what the days \
         before have taught.\n\n\
         | days | n | walk-ins | mean wait | {simple} | DET | MC | {ours} | MC learned | {ours} |\n\
         |---{}|\n",
        "|--:".repeat(20)
    );
    for row in scores {
        text.push_str(&format!("{row}\n"));
    }
    text.push_str(
        "\nCovered: waits up to the 80th percentile, where that is not 0. Bias: of the median, which \
         lies below the mean because many waits are none and a few are long; \"up to it\" is the \
         share of waits up to the median, where that is not 0.\n",
    );
    for broken in scores.iter().flat_map(Scores::broken) {
        text.push_str(&format!("\nBROKEN: {broken}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use aufruf_core::rehearsal::Load;

    use super::*;

    /// `cargo xtask bench --forecast` asks ten times as many days, and the bounds.
    #[test]
    fn on_twenty_days_the_forecast_is_much_better_than_the_queue_length() {
        let office = crate::days::office().unwrap();
        let days = Days {
            name: "busy".to_owned(),
            days: crate::days::generated(&office, Load::Busy, 20),
        };
        let scores = run(&office, &days);
        for ours in [&scores.ours, &scores.learned] {
            let error = ours.median.absolute();
            assert!(error < 0.8 * scores.simple[0].absolute(), "{scores}");
            let covered = ours.interval.coverage();
            assert!((0.7..0.9).contains(&covered), "{scores}");
            assert!((0.4..0.65).contains(&ours.median.not_above()), "{scores}");
        }
        assert!(
            scores.by_means.absolute() < scores.simple[0].absolute(),
            "{scores}"
        );
    }
}
