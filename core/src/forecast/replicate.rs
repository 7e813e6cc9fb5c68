//! The replications: one scene played many times.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    OVERTIME_TOLERATED, Wait,
    draws::{BLOCK, Draw, Stream},
    normal,
    scene::{Free, Guest, Scene, seconds},
};
use crate::{plan::DayPlan, simulation::Play};

/// Services that one forecast plays at most, so that its cost is bounded.
const SERVICES_PLAYED: usize = 40_000;

/// Replications that [`SERVICES_PLAYED`] allows, at most `most`: whole blocks,
/// 0 if it does not allow one.
pub(super) fn affordable(scene: &Scene, most: u16) -> u16 {
    let customers = scene.waiting.len() + scene.expected.len();
    let n = SERVICES_PLAYED / customers.max(1);
    let n = u16::try_from(n).unwrap_or(most).min(most);
    n / BLOCK * BLOCK
}

/// Not served in a replication.
const NEVER: u32 = u32::MAX;

/// The raw result: one value per replication.
pub(super) struct Run {
    /// By waiting customer.
    pub(super) waits: Vec<Vec<u32>>,
    pub(super) empty: Vec<u32>,
    /// Until the last service ends, those that last already included.
    pub(super) end: Vec<u32>,
    /// How many who came are never served, though some counter of the day could.
    pub(super) unserved: Vec<u32>,
}

impl Run {
    /// Share of replications in which everybody is served in time.
    pub(super) fn in_time(&self, plan: &DayPlan, t: Timestamp) -> f64 {
        let Some(closing) = plan.closing() else {
            return 1.0;
        };
        let limit_s = seconds(t, closing + OVERTIME_TOLERATED);
        let all = self.end.iter().zip(&self.unserved);
        let in_time = all.filter(|(end, unserved)| **unserved == 0 && i64::from(**end) <= limit_s);
        in_time.count() as f64 / self.end.len() as f64
    }

    /// Whether more people go home unserved than in `other`, or the day ends
    /// later on average.
    pub(super) fn is_longer_than(&self, other: &Self) -> bool {
        let sum = |values: &[u32]| values.iter().map(|v| u64::from(*v)).sum::<u64>();
        sum(&self.unserved) > sum(&other.unserved) || sum(&self.end) > sum(&other.end)
    }
}

/// Median, 80th percentile and mean; `None` if more than one replication in five
/// never serves it: then no wait can be told.
pub(super) fn wait(waits: &[u32]) -> Option<Wait> {
    let mut sorted = waits.to_vec();
    let n = sorted.len();
    let (below, p80, _) = sorted.select_nth_unstable((n * 4).div_ceil(5) - 1);
    let p80_s = *p80;
    let (_, median, _) = below.select_nth_unstable(n / 2);
    let median_s = *median;
    let served = waits.iter().filter(|wait| **wait != NEVER);
    let (n, sum) = served.fold((0, 0), |(n, sum), wait| (n + 1, sum + u64::from(*wait)));
    let mean_s = u32::try_from(sum / n.max(1)).unwrap_or(NEVER);
    (p80_s != NEVER).then_some(Wait {
        median_s,
        p80_s,
        mean_s,
    })
}

/// Plays the scene `n` times, a multiple of [`BLOCK`].
pub(super) fn replicate(scene: &Scene, n: u16) -> Run {
    let normals: Vec<f64> = Draw::all(n)
        .map(|d| normal::quantile(d.uniform()))
        .collect();
    let paces = scene.pace.factors(scene.seed, &normals);
    let services = services(scene, &normals, &paces);
    let residuals = residuals(scene, &paces);
    let attendance = Attendance::of(scene, n);
    let count = scene.waiting.len() + scene.expected.len();
    let mut run = Run {
        waits: vec![Vec::with_capacity(usize::from(n)); scene.waiting.len()],
        empty: Vec::with_capacity(usize::from(n)),
        end: Vec::with_capacity(usize::from(n)),
        unserved: Vec::with_capacity(usize::from(n)),
    };
    let here = u32::try_from(scene.waiting.len()).unwrap_or(u32::MAX);
    let servable = scene.servable();
    let busy = scene.free.iter().map(|f| matches!(f, Free::After { .. }));
    let busy: Vec<bool> = busy.collect();
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
        let came = arrivals.iter().filter(|(_, c)| servable[*c as usize]);
        let mut unserved = u32::try_from(came.count()).unwrap_or(u32::MAX);
        let outcome = play.run(
            &scene.room,
            &arrivals,
            free,
            |customer, _| i64::from(lasts[customer]),
            |start| {
                unserved -= 1;
                if let Some(waits) = run.waits.get_mut(start.customer) {
                    waits[r] = whole(start.at_s);
                }
            },
        );
        let lasting = free.iter().zip(&busy).filter(|(_, busy)| **busy);
        let end_s = lasting.fold(outcome.end_s, |end_s, (free_s, _)| end_s.max(*free_s));
        run.empty.push(whole(outcome.empty_s));
        run.end.push(whole(end_s));
        run.unserved.push(unserved);
    }
    run
}

fn whole(seconds: i64) -> u32 {
    u32::try_from(seconds.max(0)).unwrap_or(NEVER)
}

/// Service times in seconds: of each customer, replication after replication, from
/// the standard normal value of each draw.
fn services(scene: &Scene, normals: &[f64], paces: &[f64]) -> Vec<u32> {
    let n = count(paces);
    let expected = scene.expected.iter().map(|expected| &expected.guest);
    let guests: Vec<&Guest> = scene.waiting.iter().chain(expected).collect();
    let mut lasts = vec![0; guests.len() * usize::from(n)];
    // Many visits share their concerns: each distribution is worked out once.
    let mut known: BTreeMap<(u64, u64), Vec<f64>> = BTreeMap::new();
    for (customer, guest) in guests.iter().enumerate() {
        let service = guest.service;
        let name = (service.mean_s.to_bits(), service.cv.to_bits());
        let of_draws = known
            .entry(name)
            .or_insert_with(|| normals.iter().map(|z| service.at_normal(*z)).collect());
        let draws = scene.seed.draws(guest.draws, Stream::Service, n);
        for (r, draw) in draws.into_iter().enumerate() {
            let seconds = of_draws[draw.index()] * paces[r];
            // Half a second more, cut off: rounded.
            lasts[r * guests.len() + customer] = (seconds + 0.5).clamp(1.0, 86_400.0) as u32;
        }
    }
    lasts
}

/// Replications that have a pace each.
fn count(paces: &[f64]) -> u16 {
    u16::try_from(paces.len()).unwrap_or(u16::MAX)
}

/// When each server is free for the first time, replication after replication.
fn residuals(scene: &Scene, paces: &[f64]) -> Vec<i64> {
    let n = count(paces);
    let servers = scene.free.len();
    let mut free_s = vec![i64::MAX; servers * usize::from(n)];
    for (server, free) in scene.free.iter().enumerate() {
        let draws = match free {
            Free::After { draws, .. } => scene.seed.draws(*draws, Stream::Service, n),
            Free::Never | Free::At(_) => Vec::new(),
        };
        for r in 0..usize::from(n) {
            free_s[r * servers + server] = match free {
                Free::Never => i64::MAX,
                Free::At(second) => *second,
                Free::After {
                    service, served_s, ..
                } => {
                    let service = service.times(paces[r]);
                    libm::round(service.residual_s(*served_s, draws[r].uniform())) as i64
                }
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
    fn of(scene: &Scene, n: u16) -> Self {
        let offsets = &scene.offsets;
        let comes_s = scene.expected.iter().map(|expected| {
            let (absent, passed) = (expected.absent, expected.passed);
            let draws = expected.guest.draws;
            let shows = scene.seed.draws(draws, Stream::Attendance, n);
            let comes = scene.seed.draws(draws, Stream::Arrival, n);
            let one = |(show, come): (Draw, Draw)| {
                if show.uniform() < absent {
                    return None;
                }
                let p = passed + (1.0 - passed) * come.uniform();
                let offset_s = libm::round(offsets.quantile_s(p)) as i64;
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
