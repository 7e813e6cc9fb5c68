//! The cheap forecast: one single pass in which everything lasts as long as on
//! average. Worse than the replications; for when those would take too long.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    Wait,
    scene::{Free, Guest, Scene},
};
use crate::{day::OfficeDay, id::VisitId, plan::DayPlan, simulation::Play};

/// Who is more likely not to come than to come is left out.
const COMES_BELOW: f64 = 0.5;

/// How long each waiting visit still waits at `t`, from one pass: median, 80th
/// percentile and mean are the same. `None`: no counter of today can serve it.
#[must_use]
pub fn by_means(day: &OfficeDay, plan: &DayPlan, t: Timestamp) -> BTreeMap<VisitId, Option<Wait>> {
    let scene = Scene::at(day, plan, t, &[]);
    let visits = scene.waiting.iter().map(|guest| guest.visit);
    let waits = visits.zip(waits(&scene));
    waits
        .filter_map(|(visit, wait)| Some((visit?, wait)))
        .collect()
}

/// The same of every waiting customer of a scene.
pub(super) fn waits(scene: &Scene) -> Vec<Option<Wait>> {
    let here = u32::try_from(scene.waiting.len()).unwrap_or(u32::MAX);
    let mut arrivals: Vec<(i64, u32)> = (0..here).map(|customer| (0, customer)).collect();
    let coming = scene.expected.iter().zip(here..);
    let coming = coming.filter(|(expected, _)| expected.absent <= COMES_BELOW);
    // At the booked time; who is overdue is still expected at any moment.
    arrivals.extend(coming.map(|(expected, customer)| (expected.booked_s.max(1), customer)));
    arrivals[scene.waiting.len()..].sort_unstable();
    let pace = scene.pace.mean();
    let free = scene.free.iter().map(|free| match free {
        Free::Never => i64::MAX,
        Free::At(second) => *second,
        Free::After {
            service, served_s, ..
        } => libm::round((service.mean_s * pace - served_s).max(0.0)) as i64,
    });
    let expected = scene.expected.iter().map(|expected| &expected.guest);
    let guests: Vec<&Guest> = scene.waiting.iter().chain(expected).collect();
    let mut waits = vec![None; scene.waiting.len()];
    let _ = Play::default().run(
        &scene.room,
        &arrivals,
        &free.collect::<Vec<_>>(),
        |customer, _| libm::round(guests[customer].service.mean_s * pace) as i64,
        |start| {
            if let Some(wait) = waits.get_mut(start.customer) {
                let seconds = u32::try_from(start.at_s.max(0)).unwrap_or(u32::MAX);
                *wait = Some(Wait {
                    median_s: seconds,
                    p80_s: seconds,
                    mean_s: seconds,
                });
            }
        },
    );
    waits
}
