//! What an office knows of its visitors from past days, and what is assumed
//! until it knows: service times, no-shows, when people come.
//!
//! Only sums; nothing in here speaks of a person or of a clerk.

mod attendance;
mod learn;
mod offsets;
mod tally;

pub use attendance::Lead;
pub use offsets::Offsets;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::{attendance::Attendance, offsets::OffsetCounts, tally::Tally};
use super::ServiceTime;
use crate::{id::ServiceId, plan::DayPlan, visit::Concern};

/// Coefficient of variation of a service time of which nothing is known. Most
/// services of citizens' offices lie between 0.4 and 0.6.
const USUAL_CV: f64 = 0.5;

/// What past days taught. [`Default`]: nothing yet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Experience {
    /// The last day that was learned from; each day counts once.
    pub through: Option<Date>,
    /// Service times known better than from the planned minutes.
    pub given: BTreeMap<ServiceId, ServiceTime>,
    office: Tally,
    services: BTreeMap<ServiceId, Tally>,
    attendance: Attendance,
    offsets: OffsetCounts,
}

/// Sums of finite numbers: equal to themselves.
impl Eq for Experience {}

impl Experience {
    /// Nothing learned yet, but these service times are known.
    #[must_use]
    pub fn given(given: BTreeMap<ServiceId, ServiceTime>) -> Self {
        Self {
            given,
            ..Self::default()
        }
    }

    /// The service time of one person or piece, as planned or given.
    fn planned(&self, plan: &DayPlan, service: &ServiceId) -> Option<ServiceTime> {
        let given = self.given.get(service).copied();
        given.or_else(|| {
            let minutes = plan.services.get(service)?.minutes;
            Some(ServiceTime {
                mean_s: f64::from(minutes) * 60.0,
                cv: USUAL_CV,
            })
        })
    }

    /// How long a visit with these concerns is served: the first piece full, each
    /// further one by the office's weight; unknown services count nothing.
    #[must_use]
    pub fn service_time(&self, plan: &DayPlan, concerns: &[Concern]) -> ServiceTime {
        self.total(plan, concerns, |planned, service| {
            let tally = self.services.get(service).copied().unwrap_or_default();
            ServiceTime {
                mean_s: planned.mean_s * tally.factor(self.office.factor(1.0)),
                cv: planned.cv * tally.spread(self.office.spread(1.0)),
            }
        })
    }

    /// The same without anything learned.
    fn planned_time(&self, plan: &DayPlan, concerns: &[Concern]) -> ServiceTime {
        self.total(plan, concerns, |planned, _| planned)
    }

    fn total(
        &self,
        plan: &DayPlan,
        concerns: &[Concern],
        learned: impl Fn(ServiceTime, &ServiceId) -> ServiceTime,
    ) -> ServiceTime {
        let further = f64::from(plan.booking.further_percent) / 100.0;
        let (mut mean_s, mut variance, mut weight) = (0.0, 0.0, 1.0);
        for concern in concerns {
            let Some(planned) = self.planned(plan, &concern.service) else {
                continue;
            };
            let one = learned(planned, &concern.service);
            for _ in 0..concern.quantity {
                let part = one.mean_s * weight;
                mean_s += part;
                variance += (part * one.cv) * (part * one.cv);
                weight = further;
            }
        }
        if mean_s < 1.0 {
            return ServiceTime {
                mean_s: 60.0,
                cv: USUAL_CV,
            };
        }
        ServiceTime {
            mean_s,
            cv: libm::sqrt(variance) / mean_s,
        }
    }

    /// Probability that a booked visitor does not come.
    #[must_use]
    pub fn no_show(&self, lead: Lead) -> f64 {
        self.attendance.no_show(lead)
    }

    /// When visitors check in, relative to the booked time.
    #[must_use]
    pub fn offsets(&self) -> Offsets {
        self.offsets.distribution()
    }
}
