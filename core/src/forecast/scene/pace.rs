//! How fast the office works today: one factor of all service times of a day,
//! of which the services so far tell more and more.

use jiff::Timestamp;

use crate::{
    day::OfficeDay,
    forecast::{
        Experience,
        draws::{DaySeed, Draw, Stream},
        normal,
    },
    plan::DayPlan,
    visit::{State, Visit},
};

/// Days differ by so much before anything is seen of them: the standard
/// deviation of the logarithm of the factor. On two hundred recorded days the
/// means of bookings and of walk-ins vary together by .051 and .063.
const DAY_SD: f64 = 0.06;

/// No service counts as further from what was expected, in standard deviations:
/// beyond is a forgotten "finish".
const FURTHEST: f64 = 3.0;

/// No kind of service tells more than one whose logarithm varies by this.
const LEAST_SCALE: f64 = 0.1;

/// The draws of the pace have a name of their own, which no visit has.
const DRAWS: u128 = 0;

/// Lognormal, as seen from now: today's services are observations of it, each
/// as uncertain as a single service is (normal prior and normal errors of the
/// logarithms). From the fold of the day alone, never stored.
#[derive(Debug, Clone, Copy)]
pub(in crate::forecast) struct Pace {
    location: f64,
    scale: f64,
}

impl Pace {
    pub(in crate::forecast) fn of(
        day: &OfficeDay,
        plan: &DayPlan,
        experience: &Experience,
        t: Timestamp,
    ) -> Self {
        let mut information = 1.0 / (DAY_SD * DAY_SD);
        // A mean of 1: half the variance below 0.
        let mut sum = -0.5;
        for visit in day.visits() {
            let Some(served) = served(day, visit, t) else {
                continue;
            };
            let service = experience.service_time(plan, &visit.concerns);
            let (z, scale) = match served {
                Served::ToTheEnd(lasted_s) => service.normal_at(lasted_s),
                // Those under way are the long ones: leaving them out would make
                // every office look fast.
                Served::SoFar(lasted_s) => {
                    let (z, scale) = service.normal_at(lasted_s);
                    (normal::mean_above(z.clamp(-FURTHEST, FURTHEST)), scale)
                }
            };
            let scale = scale.max(LEAST_SCALE);
            information += 1.0 / (scale * scale);
            sum += z.clamp(-FURTHEST, FURTHEST) / scale;
        }
        Self {
            location: sum / information,
            scale: 1.0 / libm::sqrt(information),
        }
    }

    /// On average.
    pub(in crate::forecast) fn mean(self) -> f64 {
        libm::exp(self.location + self.scale * self.scale / 2.0)
    }

    /// One factor for each replication, from the standard normal value of each draw.
    pub(in crate::forecast) fn factors(self, seed: DaySeed, normals: &[f64]) -> Vec<f64> {
        let n = u16::try_from(normals.len()).unwrap_or(u16::MAX);
        let draws = seed.draws(DRAWS, Stream::Pace, n).into_iter();
        let factor = |draw: Draw| libm::exp(self.location + self.scale * normals[draw.index()]);
        draws.map(factor).collect()
    }
}

/// How long a visit has held a counter, in seconds without interruptions.
enum Served {
    ToTheEnd(f64),
    SoFar(f64),
}

fn served(day: &OfficeDay, visit: &Visit, t: Timestamp) -> Option<Served> {
    let called = visit.called_at?;
    let until = |to| day.running_time(called, to).as_secs_f64();
    match visit.state {
        State::Finished => Some(Served::ToTheEnd(until(visit.finished_at?))),
        State::Serving => Some(Served::SoFar(until(t))),
        _ => None,
    }
}
