//! Offices and days as files: what a simulation reads.
//!
//! Times are seconds after opening. Ground truth (`speed`, `actual_service_s`)
//! is for playing only; no forecast may look at it.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{SignedDuration, Timestamp, civil::date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Script, Visitor};
use crate::{
    forecast::{Experience, ServiceTime},
    id::{CounterId, OfficeId, ServiceId},
    plan::{CounterPlan, DayPlan, ServicePlan, Span, Staffed, Use},
    settings::{BookingRules, Letters, Policy, QueueRules, Quota},
    visit::Concern,
};

/// Most pieces of one service in a visit.
const MOST_PIECES: u8 = 9;

/// An office of simulated days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedOffice {
    /// Opening; the zero of all times.
    pub open_s: i64,
    /// Closing.
    pub close_s: i64,
    /// The counters.
    pub counters: Vec<RecordedCounter>,
    /// The catalogue.
    pub services: Vec<RecordedService>,
    /// Weight of every concern after the first.
    pub further_concern_factor: f64,
    /// Share of bookings that nobody comes for.
    pub no_show_probability: f64,
    /// When booked visitors come.
    pub check_in_offset: RecordedOffset,
    /// G: how late a check-in may be without any cost.
    pub grace_s: u32,
    /// e: how long before its time an appointment counts as due.
    pub early_s: u16,
}

/// A counter: it serves every service of at most its level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedCounter {
    /// From 0.
    pub id: u16,
    /// From 0.
    pub skill_level: u8,
    /// A service lasts this many times its duration here. Ground truth.
    pub speed: f64,
    /// The break is taken at the first free moment at or after this.
    pub break_start_s: i64,
    /// How long the break is.
    pub break_len_s: i64,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedService {
    /// From 0.
    pub id: u16,
    /// Its name.
    pub name: String,
    /// Planned duration.
    pub planned_mean_s: u32,
    /// Standard deviation over mean.
    pub cv: f64,
    /// The least level of a counter that serves it.
    pub min_skill_level: u8,
}

/// When booked visitors check in: most around a time, some late.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedOffset {
    /// Share of those around the mean.
    pub on_time_share: f64,
    /// Mean of theirs, relative to the booked time.
    pub mean_s: f64,
    /// Standard deviation of theirs.
    pub sd_s: f64,
    /// The others are late by an exponential time of this mean.
    pub late_mean_s: f64,
}

/// A day: everybody who booked or came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedDay {
    /// Its name.
    pub day: u64,
    /// Everybody.
    pub visitors: Vec<RecordedVisitor>,
}

/// One visitor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedVisitor {
    /// Unique on its day.
    pub id: u32,
    /// With or without an appointment.
    pub kind: RecordedKind,
    /// The booked time.
    pub booked_s: Option<i64>,
    /// Check-in or drawing; `None`: does not come.
    pub arrives_s: Option<i64>,
    /// What for, by id.
    pub services: Vec<u16>,
    /// Duration at speed 1. Ground truth.
    pub actual_service_s: u32,
}

/// The class of a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordedKind {
    /// Booked.
    Appointment,
    /// Without an appointment.
    WalkIn,
}

impl RecordedOffice {
    /// Opening of a recorded day: eight in the morning, on a date of its own.
    #[must_use]
    pub fn opening(day: u64) -> Timestamp {
        let days = i32::try_from(day % 3_000).unwrap_or(0);
        let date = date(2030, 1, 1)
            .checked_add(jiff::Span::new().days(days))
            .expect("within the range of the calendar");
        let zone = TimeZone::get("Europe/Berlin").expect("the zone is built in");
        date.at(8, 0, 0, 0)
            .to_zoned(zone)
            .expect("eight o'clock exists every day")
            .timestamp()
    }

    /// The plan of a recorded day. Walk-ins are under no cap.
    #[must_use]
    pub fn plan(&self, day: u64, policy: Policy, head_start_min: u16) -> DayPlan {
        let opening = Self::opening(day);
        let at = |second: i64| opening + SignedDuration::from_secs(second);
        let span = |from, to| Span {
            from: at(from),
            to: at(to),
        };
        let counters = self.counters.iter().map(|counter| {
            let back = counter.break_start_s + counter.break_len_s;
            let hours = [(self.open_s, counter.break_start_s), (back, self.close_s)];
            CounterPlan {
                id: CounterId(counter.id + 1),
                skills: self.skills(counter.skill_level),
                hours: hours
                    .map(|(from, to)| Staffed {
                        span: span(from, to),
                        r#use: Use::Public,
                    })
                    .to_vec(),
            }
        });
        let services = self.services.iter().map(|service| {
            let plan = ServicePlan {
                minutes: u16::try_from(service.planned_mean_s.div_ceil(60)).unwrap_or(u16::MAX),
                max_quantity: MOST_PIECES,
                bookable: true,
                walk_in: true,
            };
            (service_id(service.id), plan)
        });
        DayPlan {
            version: 1,
            office: OfficeId::new("recorded").expect("a slug"),
            date: opening.to_zoned(TimeZone::UTC).date(),
            zone: "Europe/Berlin".to_owned(),
            day: span(-8 * 3600, 16 * 3600),
            open: vec![span(self.open_s, self.close_s)],
            counters: counters.collect(),
            services: services.collect(),
            booking: BookingRules {
                further_percent: libm::round(self.further_concern_factor * 100.0) as u8,
                ..BookingRules::default()
            },
            queue: QueueRules {
                policy,
                head_start_min,
                early_s: self.early_s,
                grace_min: u8::try_from(self.grace_s / 60).unwrap_or(u8::MAX),
                ..QueueRules::default()
            },
            quota: Quota::default(),
            letters: Letters::default(),
        }
    }

    fn skills(&self, level: u8) -> std::collections::BTreeSet<ServiceId> {
        let known = self.services.iter().filter(|s| s.min_skill_level <= level);
        known.map(|service| service_id(service.id)).collect()
    }

    /// What the office knows beforehand: planned means and their spread.
    #[must_use]
    pub fn experience(&self) -> Experience {
        let given = self.services.iter().map(|service| {
            let time = ServiceTime {
                mean_s: f64::from(service.planned_mean_s),
                cv: service.cv,
            };
            (service_id(service.id), time)
        });
        Experience::given(given.collect::<BTreeMap<_, _>>())
    }

    /// A day as a script, its visitors in their order.
    #[must_use]
    pub fn script(&self, day: &RecordedDay) -> Script {
        let opening = Self::opening(day.day);
        let at = |second: i64| opening + SignedDuration::from_secs(second);
        let visitors = day.visitors.iter().map(|visitor| Visitor {
            booked: visitor.booked_s.map(at),
            booked_at: None,
            arrives: visitor.arrives_s.map(at),
            concerns: concerns(&visitor.services),
            service_s: visitor.actual_service_s,
            patience_s: None,
            accepts_standby: true,
            by_clerk: false,
        });
        let pace = self.counters.iter();
        Script {
            visitors: visitors.collect(),
            away: Vec::new(),
            clock: Vec::new(),
            pace: pace.map(|c| (CounterId(c.id + 1), c.speed)).collect(),
        }
    }

    /// The plan of a day, ready to be shared.
    #[must_use]
    pub fn shared_plan(&self, day: u64, policy: Policy, head_start_min: u16) -> Arc<DayPlan> {
        Arc::new(self.plan(day, policy, head_start_min))
    }
}

fn service_id(id: u16) -> ServiceId {
    ServiceId::new(&format!("s{id}")).expect("a slug")
}

/// Equal services are pieces of one concern.
fn concerns(services: &[u16]) -> Vec<Concern> {
    let mut concerns: Vec<Concern> = Vec::new();
    for service in services.iter().map(|id| service_id(*id)) {
        match concerns.iter_mut().find(|c| c.service == service) {
            Some(concern) => concern.quantity += 1,
            None => concerns.push(Concern {
                service,
                quantity: 1,
            }),
        }
    }
    concerns
}
