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
    fn demand(self) -> Demand {
        let (bookings, walk_ins, numbers) = match self {
            Self::Normal => (48.0, 30.4, 40),
            Self::Busy => (62.0, 41.0, 45),
            Self::Saturated => (48.0, 75.0, usize::MAX),
        };
        Demand {
            bookings,
            walk_ins,
            numbers,
        }
    }
}

/// How many would like to come, on average, and how many numbers there are: a
/// day that hands out a fixed number is never much fuller than usual.
struct Demand {
    bookings: f64,
    walk_ins: f64,
    numbers: usize,
}

/// Share of walk-ins who stand at the door when the office opens.
const AT_THE_DOOR: f64 = 0.064;

/// The others by half hour after opening, relative: fewer after lunch.
const WALK_IN_PROFILE: [f64; 16] = [
    19.0, 19.0, 27.0, 26.0, 25.0, 24.0, 23.0, 24.0, 13.0, 15.0, 10.0, 10.0, 16.0, 15.0, 21.0, 0.0,
];

/// Bookings start on multiples of this; the last ones so long before closing.
const GRID_S: i64 = 900;

/// A booking is planned to end so long before closing.
const RESERVE_S: i64 = 600;

/// How many quarters of an hour somebody looks at, at most, for a free one.
const TRIES: usize = 8;

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

/// No service is shorter.
const SHORTEST_S: f64 = 30.0;

/// Shares of visits with one, two, … six concerns.
const CONCERNS_BOOKED: [f64; 6] = [78.0, 15.0, 5.0, 1.3, 0.4, 0.3];
const CONCERNS_WALK_IN: [f64; 6] = [73.6, 16.2, 5.9, 2.3, 1.1, 0.9];

/// All services of a day last longer or shorter together: median and standard
/// deviation of the logarithm of the factor, counted on recorded days.
const PACE: (f64, f64) = (0.985, 0.06);

/// A day of this office; equal seeds give equal days.
#[must_use]
pub fn generate(office: &RecordedOffice, load: Load, seed: u64) -> RecordedDay {
    let mut random = Random::seeded(seed);
    let demand = load.demand();
    let mut visitors = Vec::new();
    let mut book = Book::new(office);
    for _ in 0..random.poisson(demand.bookings) {
        visitors.extend(appointment(office, &mut book, &mut random));
    }
    for _ in 0..random.poisson(demand.walk_ins).min(demand.numbers) {
        visitors.push(walk_in(office, &mut random));
    }
    let pace = PACE.0 * libm::exp(PACE.1 * random.normal());
    for visitor in &mut visitors {
        let lasts_s = f64::from(visitor.actual_service_s) * pace;
        visitor.actual_service_s = libm::round(lasts_s).max(SHORTEST_S) as u32;
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

/// What is still free, by quarter of an hour: places, and whether the counter
/// that alone serves some services is.
struct Book(Vec<(usize, bool)>);

impl Book {
    /// In each quarter of an hour a place for each counter that is there, less one
    /// counter for those who come without; none in the last.
    fn new(office: &RecordedOffice) -> Self {
        let places = |from_s: i64| {
            let there = office.counters.iter().filter(|counter| {
                let back_s = counter.break_start_s + counter.break_len_s;
                !(counter.break_start_s..back_s).contains(&from_s)
            });
            (there.count().saturating_sub(1).max(1), true)
        };
        let quarters = (office.open_s..office.close_s - GRID_S).step_by(GRID_S as usize);
        Self(quarters.map(places).collect())
    }

    /// Takes a place for as long as planned, if there is one in a few quarters
    /// picked at random; its second after opening.
    fn take(
        &mut self,
        office: &RecordedOffice,
        services: &[u16],
        random: &mut Random,
    ) -> Option<i64> {
        let of = |id: &u16| office.services.iter().find(|s| s.id == *id);
        let asked: Vec<_> = services.iter().filter_map(of).collect();
        let level = asked.iter().map(|s| s.min_skill_level).max()?;
        let able = office.counters.iter().filter(|c| c.skill_level >= level);
        let needs_the_one = able.count() == 1;
        let weights = std::iter::once(1.0).chain(std::iter::repeat(office.further_concern_factor));
        let planned = asked.iter().zip(weights);
        let planned_s: f64 = planned
            .map(|(s, weight)| f64::from(s.planned_mean_s) * weight)
            .sum();
        let length = libm::round(planned_s / GRID_S as f64).max(1.0) as usize;
        for _ in 0..TRIES {
            let first = random.below(self.0.len() as u64) as usize;
            let from_s = office.open_s + first as i64 * GRID_S;
            if from_s as f64 + planned_s > (office.close_s - RESERVE_S) as f64 {
                continue;
            }
            let last = (first + length).min(self.0.len());
            let quarters = &mut self.0[first..last];
            let free =
                |(places, the_one): &(usize, bool)| *places > 0 && (*the_one || !needs_the_one);
            if quarters.iter().all(free) {
                for (places, the_one) in quarters {
                    *places -= 1;
                    *the_one &= !needs_the_one;
                }
                return Some(from_s);
            }
        }
        None
    }
}

/// Somebody who would like to book; `None` if nothing is free.
fn appointment(
    office: &RecordedOffice,
    book: &mut Book,
    random: &mut Random,
) -> Option<RecordedVisitor> {
    let (services, actual_service_s) = work(office, &WEIGHTS_BOOKED, &CONCERNS_BOOKED, random);
    let booked_s = book.take(office, &services, random)?;
    let offset = &office.check_in_offset;
    let offset_s = if random.uniform() < offset.on_time_share {
        offset.mean_s + offset.sd_s * random.normal()
    } else {
        random.exponential(offset.late_mean_s)
    };
    let comes = random.uniform() >= office.no_show_probability;
    Some(RecordedVisitor {
        id: 0,
        kind: RecordedKind::Appointment,
        booked_s: Some(booked_s),
        arrives_s: comes.then_some(booked_s + offset_s as i64),
        services,
        actual_service_s,
    })
}

fn walk_in(office: &RecordedOffice, random: &mut Random) -> RecordedVisitor {
    let arrives_s = if random.uniform() < AT_THE_DOOR {
        office.open_s
    } else {
        let half_hour = random.weighted(&WALK_IN_PROFILE) as i64;
        office.open_s + half_hour * 1800 + random.below(1800) as i64
    };
    let (services, actual_service_s) = work(office, &WEIGHTS_WALK_IN, &CONCERNS_WALK_IN, random);
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
fn work(
    office: &RecordedOffice,
    weights: &[f64],
    concerns: &[f64],
    random: &mut Random,
) -> (Vec<u16>, u32) {
    let count = 1 + random.weighted(concerns);
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
    (services, libm::round(lasts_s).max(SHORTEST_S) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookings_are_those_that_booking_pages_would_give_out() {
        let office = include_str!("../../../assets/simulation/office.json");
        let office: RecordedOffice = serde_json::from_str(office).unwrap();
        let level = |visitor: &RecordedVisitor| {
            let levels = visitor
                .services
                .iter()
                .map(|id| office.services[usize::from(*id)].min_skill_level);
            levels.max().unwrap()
        };
        for seed in 0..100 {
            let day = generate(&office, Load::Busy, seed);
            let booked = day.visitors.iter().filter(|v| v.booked_s.is_some());
            let mut quarters = std::collections::BTreeMap::<_, (u32, u32)>::new();
            for visitor in booked {
                let (all, the_one) = quarters.entry(visitor.booked_s).or_default();
                *all += 1;
                *the_one += u32::from(level(visitor) == 2);
            }
            assert!(
                quarters
                    .values()
                    .all(|(all, the_one)| *all <= 2 && *the_one <= 1)
            );
            let all: u32 = quarters.values().map(|(all, _)| *all).sum();
            assert!((30..=56).contains(&all), "{all}");
            assert!(
                quarters
                    .keys()
                    .all(|from_s| *from_s < Some(office.close_s - GRID_S))
            );
        }
    }
}
