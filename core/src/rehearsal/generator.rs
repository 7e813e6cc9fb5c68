//! Days that never were: made up from an office and a seed.

use super::{
    random::Random,
    recorded::{RecordedDay, RecordedKind, RecordedOffice, RecordedVisitor},
};
use crate::forecast::ServiceTime;

/// How much is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// About 44 booked and 30 walk-ins: three counters are busy two thirds of
    /// the time.
    Normal,
    /// About 48 booked and 40 walk-ins.
    Busy,
    /// 44 booked and 75 who would like a number: more than the day carries.
    Saturated,
}

impl Load {
    /// Bookings and walk-ins on average.
    fn means(self) -> (f64, f64) {
        match self {
            Self::Normal => (44.0, 30.0),
            Self::Busy => (48.0, 39.5),
            Self::Saturated => (44.0, 75.0),
        }
    }
}

/// Walk-ins by half hour after opening, relative: most come at opening, fewer
/// after lunch.
const WALK_IN_PROFILE: [f64; 16] = [
    38.0, 19.0, 27.0, 26.0, 25.0, 24.0, 23.0, 24.0, 13.0, 15.0, 10.0, 10.0, 16.0, 15.0, 21.0, 0.0,
];

/// Bookings by hour after opening, relative: fewer around lunch.
const BOOKED_PROFILE: [f64; 8] = [65.0, 62.0, 64.0, 48.0, 34.0, 64.0, 62.0, 47.0];

/// Bookings start on multiples of this.
const GRID_S: i64 = 900;

/// Most services are asked for rarely: the weight of the n-th in the catalogue
/// is taken from what citizens' offices count (identity documents, collecting
/// documents and registrations are two thirds of everything).
const WEIGHTS_BOOKED: [f64; 25] = [
    22.8, 14.6, 5.8, 3.4, 1.0, 2.4, 10.7, 7.2, 1.2, 1.3, 1.4, 3.8, 0.7, 2.9, 0.6, 7.8, 1.1, 1.2,
    1.8, 0.8, 1.6, 1.1, 0.9, 1.2, 2.6,
];
const WEIGHTS_WALK_IN: [f64; 25] = [
    8.4, 4.4, 2.0, 19.1, 3.9, 3.9, 5.3, 5.0, 2.3, 8.3, 2.5, 6.5, 0.5, 6.2, 2.0, 2.8, 3.5, 1.6, 1.3,
    0.8, 0.2, 0.9, 2.2, 4.2, 2.1,
];

/// Shares of visits with one, two, … six concerns.
const CONCERNS: [f64; 6] = [78.0, 15.0, 5.0, 1.3, 0.4, 0.3];

/// A day of this office; equal seeds give equal days.
#[must_use]
pub fn generate(office: &RecordedOffice, load: Load, seed: u64) -> RecordedDay {
    let mut random = Random::seeded(seed);
    let (booked, walk_ins) = load.means();
    let mut visitors = Vec::new();
    for _ in 0..random.poisson(booked) {
        visitors.push(appointment(office, &mut random));
    }
    for _ in 0..random.poisson(walk_ins) {
        visitors.push(walk_in(office, &mut random));
    }
    visitors.sort_by_key(|v| (v.arrives_s.or(v.booked_s), v.booked_s));
    for (id, visitor) in (0..).zip(&mut visitors) {
        visitor.id = id;
    }
    RecordedDay {
        day: seed,
        visitors,
    }
}

fn appointment(office: &RecordedOffice, random: &mut Random) -> RecordedVisitor {
    let hour = random.weighted(&BOOKED_PROFILE) as i64;
    let booked_s = office.open_s + hour * 3600 + random.below(3600 / GRID_S as u64) as i64 * GRID_S;
    let offset = &office.check_in_offset;
    let offset_s = if random.uniform() < offset.on_time_share {
        offset.mean_s + offset.sd_s * random.normal()
    } else {
        random.exponential(offset.late_mean_s)
    };
    let comes = random.uniform() >= office.no_show_probability;
    let (services, actual_service_s) = work(office, &WEIGHTS_BOOKED, random);
    RecordedVisitor {
        id: 0,
        kind: RecordedKind::Appointment,
        booked_s: Some(booked_s),
        arrives_s: comes.then_some(booked_s + offset_s as i64),
        services,
        actual_service_s,
    }
}

fn walk_in(office: &RecordedOffice, random: &mut Random) -> RecordedVisitor {
    let half_hour = random.weighted(&WALK_IN_PROFILE) as i64;
    let arrives_s = office.open_s + half_hour * 1800 + random.below(1800) as i64;
    let (services, actual_service_s) = work(office, &WEIGHTS_WALK_IN, random);
    RecordedVisitor {
        id: 0,
        kind: RecordedKind::WalkIn,
        booked_s: None,
        arrives_s: Some(arrives_s),
        services,
        actual_service_s,
    }
}

/// What somebody comes for, and how long it will take.
fn work(office: &RecordedOffice, weights: &[f64], random: &mut Random) -> (Vec<u16>, u32) {
    let count = 1 + random.weighted(&CONCERNS);
    let known = weights.len().min(office.services.len());
    let mut services = Vec::with_capacity(count);
    let (mut lasts_s, mut weight) = (0.0, 1.0);
    for _ in 0..count {
        let service = &office.services[random.weighted(&weights[..known])];
        let time = ServiceTime {
            mean_s: f64::from(service.planned_mean_s),
            cv: service.cv,
        };
        lasts_s += weight * time.quantile_s(random.uniform());
        weight = office.further_concern_factor;
        services.push(service.id);
    }
    (services, libm::round(lasts_s).max(30.0) as u32)
}
