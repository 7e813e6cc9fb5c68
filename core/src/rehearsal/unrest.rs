//! What crosses a made-up day: visitors who leave, clerks who step away, a
//! server whose clock is put right.

use jiff::{SignedDuration, Timestamp};

use super::{Away, ClockStep, Script, random::Random};
use crate::plan::DayPlan;

/// Share of walk-ins who go home if it takes too long. An assumption, like all
/// numbers here: who leaves tells nobody.
const IMPATIENT: f64 = 0.1;

/// How long they wait at least, and on average beyond that. Seconds.
const PATIENCE_S: (f64, f64) = (300.0, 1800.0);

/// How often a clerk steps away in a day, on average.
const ABSENCES: f64 = 2.0;

/// For how long. Seconds.
const ABSENCE_S: (u64, u64) = (120, 900);

/// Steps of the clock in a day, at most.
const CLOCK_STEPS: u64 = 3;

/// How far a step goes either way. Seconds.
const CLOCK_STEP_S: f64 = 90.0;

/// Adds what crosses a day; equal seeds give equal days. What the script has
/// already stays.
pub fn unsettle(plan: &DayPlan, script: &mut Script, seed: u64) {
    let (Some(opening), Some(closing)) = (plan.opening(), plan.closing()) else {
        return;
    };
    // Apart from the stream that made the day's visitors.
    let mut random = Random::seeded(!seed);
    for visitor in &mut script.visitors {
        if visitor.booked.is_none() && random.uniform() < IMPATIENT {
            let (least_s, mean_s) = PATIENCE_S;
            let patience_s = least_s + random.exponential(mean_s);
            let _ = visitor.patience_s.get_or_insert(patience_s as u32);
        }
    }
    let length_s = closing.duration_since(opening).as_secs().unsigned_abs();
    let moment = |random: &mut Random| {
        let after_s = i64::try_from(random.below(length_s)).unwrap_or(0);
        opening + SignedDuration::from_secs(after_s)
    };
    for counter in plan.counters.iter().filter(|c| !c.hours.is_empty()) {
        for _ in 0..random.poisson(ABSENCES) {
            script.away.push(Away {
                counter: counter.id,
                from: moment(&mut random),
                length_s: (ABSENCE_S.0 + random.below(ABSENCE_S.1 - ABSENCE_S.0)) as u32,
            });
        }
    }
    for _ in 0..random.below(CLOCK_STEPS + 1) {
        let from: Timestamp = moment(&mut random);
        let by_s = libm::round(CLOCK_STEP_S * (2.0 * random.uniform() - 1.0)) as i32;
        script.clock.push(ClockStep { from, by_s });
    }
}
