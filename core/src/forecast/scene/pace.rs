//! How fast the office works today.

use crate::{
    day::OfficeDay,
    forecast::{Experience, ServiceTime},
    plan::DayPlan,
    visit::{State, Visit},
};

/// As many services at the usual pace as today's weigh against.
const PRIOR: f64 = 20.0;

/// Duration of today's finished services over what was expected of them, shrunk
/// towards 1. From the fold of the day alone, never stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace(f64);

impl Pace {
    pub(super) fn of(day: &OfficeDay, plan: &DayPlan, experience: &Experience) -> Self {
        let (mut n, mut lasted_s, mut expected_s) = (0.0, 0.0, 0.0);
        for visit in day.visits().filter(|v| v.state == State::Finished) {
            let Some(served_s) = served_s(day, visit) else {
                continue;
            };
            n += 1.0;
            lasted_s += served_s;
            expected_s += experience.service_time(plan, &visit.concerns).mean_s;
        }
        if n < 1.0 {
            return Self(1.0);
        }
        let usual_s = PRIOR * expected_s / n;
        Self((usual_s + lasted_s) / (usual_s + expected_s))
    }

    pub(super) fn times(self, service: ServiceTime) -> ServiceTime {
        ServiceTime {
            mean_s: service.mean_s * self.0,
            ..service
        }
    }
}

/// From the call to the end, without interruptions.
fn served_s(day: &OfficeDay, visit: &Visit) -> Option<f64> {
    let served = day.running_time(visit.called_at?, visit.finished_at?);
    Some(served.as_secs_f64())
}
