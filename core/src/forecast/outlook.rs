//! The replications, and what they say.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{
    FEWEST_REPLICATIONS, MOST_REPLICATIONS, QUOTA_REPLICATIONS, REPLICATIONS, SERVICES_PLAYED,
    draws::{Stream, middle},
    normal,
    scene::{Asking, Free, Guest, Scene, seconds},
};
use crate::{day::OfficeDay, id::VisitId, plan::DayPlan, simulation::Play, visit::Concern};

/// The day counts as ended in time up to this long after closing.
pub const OVERTIME_TOLERATED: SignedDuration = SignedDuration::from_mins(10);

/// How long somebody still waits, from the time of the forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// As likely shorter as longer. Seconds.
    pub median_s: u32,
    /// Not longer than this in four cases of five. Seconds.
    pub p80_s: u32,
}

/// What is to be expected of the day from one instant on.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Each waiting visit; `None`: no counter of today can serve it.
    pub waits: BTreeMap<VisitId, Option<Wait>>,
    /// Until nobody waits for the first time.
    pub empty: Wait,
    /// Until the last of today's known visitors is served.
    pub end: Wait,
    /// Share of replications in which that is at most
    /// [`OVERTIME_TOLERATED`] after closing.
    pub in_time: f64,
}

/// What a ticket for certain concerns would be like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prospect {
    /// Its wait; `None`: no counter of today can serve it.
    pub wait: Option<Wait>,
    /// Probability that the day ends in time with this ticket.
    pub in_time: f64,
    /// The same without it.
    pub in_time_without: f64,
}

/// How long one visit still waits at `t`, from up to [`REPLICATIONS`]
/// replications; `None` if it does not wait, or no counter can serve it.
#[must_use]
pub fn wait_of(day: &OfficeDay, plan: &DayPlan, t: Timestamp, visit: VisitId) -> Option<Wait> {
    let scene = Scene::at(day, plan, t, &[]);
    let index = scene
        .waiting
        .iter()
        .position(|guest| guest.visit == Some(visit))?;
    let run = replicate(&scene, replications(&scene, REPLICATIONS));
    wait(&run.waits[index])
}

/// How long each waiting visit still waits at `t` in seconds, from one single
/// pass in which everything lasts as long as on average: cheap, and worse than
/// [`outlook`]. `None`: no counter of today can serve it.
#[must_use]
pub fn by_means(day: &OfficeDay, plan: &DayPlan, t: Timestamp) -> BTreeMap<VisitId, Option<u32>> {
    let scene = Scene::at(day, plan, t, &[]);
    let here = u32::try_from(scene.waiting.len()).unwrap_or(u32::MAX);
    let mut arrivals: Vec<(i64, u32)> = (0..here).map(|customer| (0, customer)).collect();
    let coming = scene.expected.iter().zip(here..);
    // At the booked time; who is overdue is still expected at any moment.
    arrivals.extend(coming.map(|(expected, customer)| (expected.booked_s.max(1), customer)));
    arrivals[scene.waiting.len()..].sort_unstable();
    let free = scene.free.iter().map(|free| match free {
        Free::Never => i64::MAX,
        Free::At(second) => *second,
        Free::After {
            service, served_s, ..
        } => (service.mean_s - served_s).max(0.0) as i64,
    });
    let expected = scene.expected.iter().map(|expected| &expected.guest);
    let guests: Vec<&Guest> = scene.waiting.iter().chain(expected).collect();
    let mut waits = vec![None; scene.waiting.len()];
    let _ = Play::default().run(
        &scene.room,
        &arrivals,
        &free.collect::<Vec<_>>(),
        |customer, _| guests[customer].service.mean_s as i64,
        |start| {
            if let Some(wait) = waits.get_mut(start.customer) {
                *wait = Some(whole(start.at_s));
            }
        },
    );
    let visits = scene.waiting.iter().filter_map(|guest| guest.visit);
    visits.zip(waits).collect()
}

/// The outlook at `t`, from up to [`MOST_REPLICATIONS`] replications.
#[must_use]
pub fn outlook(day: &OfficeDay, plan: &DayPlan, t: Timestamp) -> Outlook {
    let scene = Scene::at(day, plan, t, &[]);
    let run = replicate(&scene, replications(&scene, MOST_REPLICATIONS));
    let waits = scene.waiting.iter().zip(&run.waits);
    Outlook {
        waits: waits
            .filter_map(|(guest, waits)| Some((guest.visit?, wait(waits))))
            .collect(),
        empty: wait(&run.empty).unwrap_or(NO_WAIT),
        end: wait(&run.end).unwrap_or(NO_WAIT),
        in_time: run.in_time(plan, t),
    }
}

/// What one more ticket for these concerns would be like at `t`, from up to
/// [`QUOTA_REPLICATIONS`] replications with and without it.
#[must_use]
pub fn prospect(day: &OfficeDay, plan: &DayPlan, t: Timestamp, concerns: &[Concern]) -> Prospect {
    let asking = Asking {
        concerns,
        appointment: false,
        standby: false,
    };
    one_more(day, plan, t, asking)
}

/// The same for a standby number: served when nobody else is, so it may make
/// the day longer where a usual ticket would not.
#[must_use]
pub fn standby_prospect(
    day: &OfficeDay,
    plan: &DayPlan,
    t: Timestamp,
    concerns: &[Concern],
) -> Prospect {
    let asking = Asking {
        concerns,
        appointment: false,
        standby: true,
    };
    one_more(day, plan, t, asking)
}

fn one_more(day: &OfficeDay, plan: &DayPlan, t: Timestamp, asking: Asking<'_>) -> Prospect {
    let with = Scene::at(day, plan, t, &[asking]);
    let without = Scene::at(day, plan, t, &[]);
    let n = replications(&with, QUOTA_REPLICATIONS);
    let run = replicate(&with, n);
    Prospect {
        wait: run.waits.last().and_then(|waits| wait(waits)),
        in_time: run.in_time(plan, t),
        in_time_without: replicate(&without, n).in_time(plan, t),
    }
}

/// As many as the bound on played services allows, at most `most`.
pub(super) fn replications(scene: &Scene, most: u16) -> u16 {
    let customers = scene.waiting.len() + scene.expected.len();
    let affordable = SERVICES_PLAYED / customers.max(1);
    u16::try_from(affordable)
        .unwrap_or(most)
        .clamp(FEWEST_REPLICATIONS, most)
}

const NO_WAIT: Wait = Wait {
    median_s: 0,
    p80_s: 0,
};

/// Not served in a replication.
const NEVER: u32 = u32::MAX;

/// The raw result: one value per replication.
pub(super) struct Run {
    /// By waiting customer.
    pub(super) waits: Vec<Vec<u32>>,
    pub(super) empty: Vec<u32>,
    pub(super) end: Vec<u32>,
}

impl Run {
    pub(super) fn in_time(&self, plan: &DayPlan, t: Timestamp) -> f64 {
        let Some(closing) = plan.closing() else {
            return 1.0;
        };
        let limit_s = seconds(t, closing + OVERTIME_TOLERATED);
        let in_time = self.end.iter().filter(|end| i64::from(**end) <= limit_s);
        in_time.count() as f64 / self.end.len() as f64
    }
}

/// Median and 80th percentile; `None` if most replications never serve it.
pub(super) fn wait(waits: &[u32]) -> Option<Wait> {
    let mut sorted = waits.to_vec();
    let n = sorted.len();
    let (below, p80, _) = sorted.select_nth_unstable((n * 4).div_ceil(5) - 1);
    let p80_s = *p80;
    let (_, median, _) = below.select_nth_unstable(n / 2);
    let median_s = *median;
    (median_s != NEVER).then_some(Wait {
        median_s,
        p80_s: if p80_s == NEVER { median_s } else { p80_s },
    })
}

/// Plays the scene `n` times.
pub(super) fn replicate(scene: &Scene, n: u16) -> Run {
    let strata: Vec<f64> = (0..n).map(|s| normal::quantile(middle(s, n))).collect();
    let services = services(scene, &strata, n);
    let residuals = residuals(scene, n);
    let attendance = Attendance::of(scene, n);
    let count = scene.waiting.len() + scene.expected.len();
    let mut run = Run {
        waits: vec![Vec::with_capacity(usize::from(n)); scene.waiting.len()],
        empty: Vec::with_capacity(usize::from(n)),
        end: Vec::with_capacity(usize::from(n)),
    };
    let here = u32::try_from(scene.waiting.len()).unwrap_or(u32::MAX);
    let mut arrivals: Vec<(i64, u32)> = Vec::with_capacity(count);
    let mut play = Play::default();
    for r in 0..usize::from(n) {
        arrivals.clear();
        arrivals.extend((0..here).map(|customer| (0, customer)));
        attendance.arrivals(scene, r, &mut arrivals);
        let free = &residuals[r * scene.free.len()..][..scene.free.len()];
        let lasts = &services[r * count..][..count];
        for waits in &mut run.waits {
            waits.push(NEVER);
        }
        let outcome = play.run(
            &scene.room,
            &arrivals,
            free,
            |customer, _| i64::from(lasts[customer]),
            |start| {
                if let Some(waits) = run.waits.get_mut(start.customer) {
                    waits[r] = whole(start.at_s);
                }
            },
        );
        run.empty.push(whole(outcome.empty_s));
        run.end.push(whole(outcome.end_s));
    }
    run
}

fn whole(seconds: i64) -> u32 {
    u32::try_from(seconds.max(0)).unwrap_or(NEVER)
}

/// Service times in seconds: of each customer, replication after replication.
fn services(scene: &Scene, strata: &[f64], n: u16) -> Vec<u32> {
    let expected = scene.expected.iter().map(|expected| &expected.guest);
    let guests: Vec<&Guest> = scene.waiting.iter().chain(expected).collect();
    let mut lasts = vec![0; guests.len() * usize::from(n)];
    // Many visits share their concerns: each distribution is worked out once.
    let mut known: BTreeMap<(u64, u64), Vec<u32>> = BTreeMap::new();
    for (customer, guest) in guests.iter().enumerate() {
        let service = guest.service;
        let name = (service.mean_s.to_bits(), service.cv.to_bits());
        let of_strata = known.entry(name).or_insert_with(|| {
            let seconds = strata.iter().map(|z| service.at_normal(*z));
            seconds.map(|s| s.clamp(1.0, 86_400.0) as u32).collect()
        });
        let strata = scene.seed.strata(guest.draws, Stream::Service, n);
        for (r, stratum) in strata.into_iter().enumerate() {
            lasts[r * guests.len() + customer] = of_strata[usize::from(stratum)];
        }
    }
    lasts
}

/// When each server is free for the first time, replication after replication.
fn residuals(scene: &Scene, n: u16) -> Vec<i64> {
    let servers = scene.free.len();
    let mut free_s = vec![i64::MAX; servers * usize::from(n)];
    for (server, free) in scene.free.iter().enumerate() {
        let draws = match free {
            Free::After { draws, .. } => scene.seed.strata(*draws, Stream::Service, n),
            Free::Never | Free::At(_) => Vec::new(),
        };
        for r in 0..usize::from(n) {
            free_s[r * servers + server] = match free {
                Free::Never => i64::MAX,
                Free::At(second) => *second,
                Free::After {
                    service, served_s, ..
                } => service.residual_s(*served_s, middle(draws[r], n)) as i64,
            };
        }
    }
    free_s
}

/// Who of the expected comes in which replication, and when.
struct Attendance {
    /// Second of arrival by expected visitor; `None`: does not come.
    comes_s: Vec<Vec<Option<i64>>>,
}

impl Attendance {
    /// By Bayes: the longer somebody is overdue, the less likely they come.
    fn of(scene: &Scene, n: u16) -> Self {
        let offsets = &scene.offsets;
        let comes_s = scene.expected.iter().map(|expected| {
            let now = -expected.booked_s as f64;
            let passed = offsets.cdf(now);
            let still = (1.0 - expected.no_show) * (1.0 - passed);
            let absent = expected.no_show / (expected.no_show + still).max(f64::MIN_POSITIVE);
            let draws = expected.guest.draws;
            let shows = scene.seed.strata(draws, Stream::Attendance, n);
            let comes = scene.seed.strata(draws, Stream::Arrival, n);
            let one = |(show, come): (u16, u16)| {
                if middle(show, n) < absent {
                    return None;
                }
                let p = passed + (1.0 - passed) * middle(come, n);
                let offset_s = offsets.quantile_s(p) as i64;
                Some((expected.booked_s + offset_s).max(1))
            };
            shows.into_iter().zip(comes).map(one).collect()
        });
        Self {
            comes_s: comes_s.collect(),
        }
    }

    /// Appends those who come in replication `r`, by time.
    fn arrivals(&self, scene: &Scene, r: usize, arrivals: &mut Vec<(i64, u32)>) {
        let here = arrivals.len();
        let first = u32::try_from(scene.waiting.len()).unwrap_or(u32::MAX);
        let coming = self.comes_s.iter().zip(first..);
        arrivals.extend(coming.filter_map(|(comes_s, customer)| Some((comes_s[r]?, customer))));
        arrivals[here..].sort_unstable();
    }
}
