//! What the whole waiting hall is told: how long each class waits, and how many
//! tickets the day still carries.

use std::cell::LazyCell;

use jiff::{SignedDuration, Timestamp};

use super::{
    IN_TIME_REPLICATIONS, Outlook, Prospect, Wait, outlook,
    outlook::{for_the_end, one_wait},
    scene::{Asking, Scene},
};
use crate::{
    day::OfficeDay,
    plan::DayPlan,
    quota,
    settings::BeyondWaitCap,
    visit::{Concern, Visit},
};

/// More tickets than this are never counted ahead.
const MOST_TICKETS: u16 = 64;

/// Everything that the programs show of the future.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecasts {
    /// Each waiting visit and the rest of the day.
    pub outlook: Outlook,
    /// Somebody who draws a ticket now for a usual concern.
    pub walk_in: Option<Wait>,
    /// Somebody whose booked time is now.
    pub appointment: Option<Wait>,
    /// "Noch etwa n Nummern": usual tickets that can still be drawn now.
    pub tickets_left: u16,
}

/// Works out everything that is shown at `t`.
#[must_use]
pub fn forecasts(day: &OfficeDay, plan: &DayPlan, t: Timestamp) -> Forecasts {
    let usual = usual_concern(day, plan);
    let class = |appointment| {
        let asking = Asking {
            appointment,
            ..Asking::walk_in(&usual)
        };
        let scene = Scene::at(day, plan, t, &[asking]);
        let forecast = one_wait(&scene, scene.waiting.len().checked_sub(1)?)?;
        Some(at_least(forecast, longest_wait(day, plan, appointment, t)))
    };
    let known = !usual.is_empty();
    Forecasts {
        outlook: outlook(day, plan, t),
        walk_in: known.then(|| class(false)).flatten(),
        appointment: known.then(|| class(true)).flatten(),
        tickets_left: if known {
            tickets_left(day, plan, t, &usual)
        } else {
            0
        },
    }
}

/// The concern that stands for those nobody has chosen yet: served by most
/// counters, and among these of middling length. Empty if nothing is offered
/// to walk-ins.
fn usual_concern(day: &OfficeDay, plan: &DayPlan) -> Vec<Concern> {
    let mut offered: Vec<(usize, u64, Concern)> = plan
        .services
        .iter()
        .filter(|(_, service)| service.walk_in)
        .map(|(id, _)| {
            let concern = Concern {
                service: id.clone(),
                quantity: 1,
            };
            let counters = plan.counters.iter().filter(|c| c.skills.contains(id));
            let mean = day
                .experience()
                .service_time(plan, std::slice::from_ref(&concern));
            (counters.count(), mean.mean_s as u64, concern)
        })
        .collect();
    let most = offered.iter().map(|(counters, ..)| *counters).max();
    offered.retain(|(counters, ..)| Some(*counters) == most && *counters > 0);
    offered.sort_unstable();
    let middle = offered.len() / 2;
    offered
        .into_iter()
        .nth(middle)
        .map(|(.., concern)| concern)
        .into_iter()
        .collect()
}

/// How long the one of this class who is next has waited already.
fn longest_wait(
    day: &OfficeDay,
    plan: &DayPlan,
    appointment: bool,
    t: Timestamp,
) -> SignedDuration {
    let of_class = day
        .visits()
        .filter(|v| v.is_appointment() == appointment && !v.is_standby());
    let next = day.rule(plan).next(of_class, t, |_| true);
    let since = |visit: &Visit| {
        let arrived = visit.arrived?;
        Some(arrived.max(visit.booked.unwrap_or(arrived)))
    };
    // Who came before opening has chosen to wait until then.
    let since = next.and_then(since);
    let since = since.map(|since| plan.opening().map_or(since, |opens| opens.max(since)));
    since.map_or(SignedDuration::ZERO, |since| day.running_time(since, t))
}

/// Nobody believes a band below what they see others wait.
fn at_least(forecast: Wait, waited: SignedDuration) -> Wait {
    let waited_s = u32::try_from(waited.as_secs()).unwrap_or(0);
    Wait {
        median_s: forecast.median_s.max(waited_s),
        p80_s: forecast.p80_s.max(waited_s),
        mean_s: forecast.mean_s.max(waited_s),
    }
}

/// How many usual tickets can be drawn now, one after the other, before the day
/// would not end in time (or, where the office refuses it, the wait would be too
/// long); within guaranteed number, cap and last-ticket time.
fn tickets_left(day: &OfficeDay, plan: &DayPlan, t: Timestamp, usual: &[Concern]) -> u16 {
    if crate::quota::issues(day, plan, t).is_err() {
        return 0;
    }
    let rules = &plan.quota;
    let issued = day.tickets_issued();
    let promised = rules.guaranteed.saturating_sub(issued);
    let cap = rules.cap.map_or(u16::MAX, |cap| cap.max(rules.guaranteed));
    let most = cap.saturating_sub(issued).min(MOST_TICKETS.max(promised));
    let ask = Asking::walk_in(usual);
    let run = |tickets: u16| {
        let scene = Scene::at(day, plan, t, &vec![ask; usize::from(tickets)]);
        for_the_end(&scene, IN_TIME_REPLICATIONS)
    };
    let nobody = LazyCell::new(|| run(0));
    let refuses = rules.beyond_wait_cap == BeyondWaitCap::Refuse;
    let fits = |tickets: u16| {
        let last = Prospect::of(&run(tickets), &nobody, quota::END_IN_TIME, plan, t);
        let bearable = |wait| quota::is_bearable(plan, wait, t);
        quota::ends_in_time(&last) && (!refuses || last.wait.is_some_and(bearable))
    };
    let (mut fitting, mut too_many) = (0, most.saturating_add(1));
    while too_many - fitting > 1 {
        let middle = fitting + (too_many - fitting) / 2;
        if fits(middle) {
            fitting = middle;
        } else {
            too_many = middle;
        }
    }
    fitting.max(promised.min(most))
}
