//! Whether one more walk-in ticket can be drawn at the kiosk.
//!
//! A constant number fails: it sends people home on calm days and keeps clerks
//! late on bad ones. Up to the guaranteed number every ticket is issued, beyond
//! the cap none; between the two the forecast decides, for the concerns really
//! chosen: the day has to end in time, and the wait must be bearable.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::{
    command::Command,
    day::OfficeDay,
    forecast::{self, Band, Prospect, Wait},
    id::{ServiceId, VisitId},
    plan::DayPlan,
    rejection::Rejection,
    settings::BeyondWaitCap,
    visit::Concern,
    wire::kiosk::{NoNumbers, Offer},
};

/// Tickets are drawn from this long before an opening interval on: people come
/// early, and a queue at the door has no order.
pub const DOOR_OPENS_BEFORE: SignedDuration = SignedDuration::from_mins(30);

/// The day has to end in time with at least this probability.
pub const END_IN_TIME: f64 = 0.98;

/// Whether the kiosk issues tickets at all at `t`, whatever they are for.
///
/// # Errors
/// The reason why not, in the order in which a citizen can do least about it.
pub fn issues(day: &OfficeDay, plan: &DayPlan, t: Timestamp) -> Result<(), Rejection> {
    let (Some(closing), Some(last_ticket)) = (plan.closing(), plan.last_ticket()) else {
        return Err(Rejection::OfficeClosed);
    };
    if t >= closing {
        return Err(Rejection::OfficeClosed);
    }
    if t >= last_ticket {
        return Err(Rejection::AfterLastTicket);
    }
    if day.tickets_stopped() {
        return Err(Rejection::TicketsStopped);
    }
    let quota = &plan.quota;
    let cap = quota.cap.map(|cap| cap.max(quota.guaranteed));
    if cap.is_some_and(|cap| day.tickets_issued() >= cap) {
        return Err(Rejection::QuotaUsed);
    }
    let coming = plan.open.iter().find(|span| t < span.to);
    match coming {
        Some(span) if t < span.from - DOOR_OPENS_BEFORE => {
            Err(Rejection::NotYetOpen { opens: span.from })
        }
        Some(_) => Ok(()),
        None => Err(Rejection::OfficeClosed),
    }
}

/// Whether the kiosk issues one more ticket for these concerns at `t`; true: as
/// a standby number, which the citizen has accepted.
///
/// # Errors
/// Why not: see [`issues`], [`Rejection::NoTimeLeft`], [`Rejection::WaitTooLong`].
pub fn admit(
    day: &OfficeDay,
    plan: &DayPlan,
    t: Timestamp,
    concerns: &[Concern],
    accepts_standby: bool,
) -> Result<bool, Rejection> {
    issues(day, plan, t)?;
    // While everything stands still, no forecast is a reason to refuse.
    if day.tickets_issued() < plan.quota.guaranteed || day.interrupted_since().is_some() {
        return Ok(false);
    }
    let prospect = forecast::prospect(day, plan, t, concerns, END_IN_TIME);
    let no_time_left = || {
        let service = day.experience().service_time(plan, concerns);
        Rejection::NoTimeLeft {
            minutes: whole_minutes(service.mean_s as u32),
        }
    };
    // Some counter of today knows the concerns; without a wait it probably
    // leaves before it comes to them.
    let in_time = ends_in_time(&prospect);
    let Some(wait) = prospect.wait.filter(|_| in_time) else {
        return Err(no_time_left());
    };
    if is_bearable(plan, wait, t) {
        return Ok(false);
    }
    let standby = plan.quota.beyond_wait_cap == BeyondWaitCap::Standby;
    let in_gaps = || forecast::standby_prospect(day, plan, t, concerns, END_IN_TIME);
    if standby && !ends_in_time(&in_gaps()) {
        return Err(no_time_left());
    }
    if standby && accepts_standby {
        return Ok(true);
    }
    Err(Rejection::WaitTooLong {
        minutes: whole_minutes(p80_open_s(plan, wait, t)),
        standby,
    })
}

/// Whether a wait that begins at `t` is within the wait cap.
pub(crate) fn is_bearable(plan: &DayPlan, wait: Wait, t: Timestamp) -> bool {
    let cap_s = u32::from(plan.quota.wait_cap_min) * 60;
    cap_s == 0 || p80_open_s(plan, wait, t) <= cap_s
}

/// The 80th percentile of a wait from opening on: who comes before has chosen
/// to wait until then.
fn p80_open_s(plan: &DayPlan, wait: Wait, t: Timestamp) -> u32 {
    let opening = plan.opening();
    let closed = opening.map_or(0, |opens| opens.duration_since(t).as_secs());
    wait.p80_s
        .saturating_sub(u32::try_from(closed).unwrap_or(0))
}

/// What the kiosk can offer for these concerns at `t`; free appointments are
/// left out: the caller adds them.
///
/// # Errors
/// Why there is nothing to offer: the office is closed; wrong concerns.
pub fn offer(
    day: &OfficeDay,
    plan: &Arc<DayPlan>,
    now: Timestamp,
    concerns: &[Concern],
) -> Result<Offer, Rejection> {
    let t = day.time(now);
    let wait = || {
        if day.interrupted_since().is_some() {
            return None;
        }
        let prospect = forecast::prospect(day, plan, t, concerns, END_IN_TIME);
        prospect.wait.map(Band::from)
    };
    let draw = Command::DrawTicket {
        visit: VisitId(uuid::Uuid::nil()),
        concerns: concerns.to_vec(),
        beyond_quota: false,
        standby: false,
    };
    match day.decide(&draw, plan, now) {
        Ok(_) => Ok(Offer::Ticket { wait: wait() }),
        Err(Rejection::WaitTooLong { standby, .. }) => Ok(Offer::Full {
            wait: wait(),
            appointment: None,
            standby,
        }),
        Err(Rejection::NoTimeLeft { minutes }) => Ok(Offer::NoTime {
            minutes,
            shorter: shorter(day, plan, t, minutes),
            appointment: None,
        }),
        Err(rejection) => match NoNumbers::of(&rejection) {
            Some(reason) => Ok(Offer::NoNumbers {
                reason,
                appointment: None,
            }),
            None => Err(rejection),
        },
    }
}

/// Services tried at most when a shorter one is looked for.
const SHORTER_TRIED: usize = 3;

/// A service for which the time is still long enough.
fn shorter(day: &OfficeDay, plan: &DayPlan, t: Timestamp, minutes: u16) -> Option<ServiceId> {
    let services = plan.services.iter();
    let mut shorter: Vec<(u16, &ServiceId)> = services
        .filter(|(_, service)| service.walk_in && service.minutes < minutes)
        .map(|(id, service)| (service.minutes, id))
        .collect();
    shorter.sort_unstable();
    let fits = |id: &&ServiceId| {
        let concern = Concern {
            service: (*id).clone(),
            quantity: 1,
        };
        admit(day, plan, t, &[concern], true).is_ok()
    };
    let mut tried = shorter.into_iter().take(SHORTER_TRIED);
    tried.find(|(_, id)| fits(id)).map(|(_, id)| id.clone())
}

/// The day ends in time often enough, or this ticket changes nothing about it.
/// Where it ends in time in no replication anyhow, nothing could lower that any
/// more: there it must not end later either.
pub(crate) fn ends_in_time(prospect: &Prospect) -> bool {
    prospect.in_time >= END_IN_TIME || !prospect.harms
}

fn whole_minutes(seconds: u32) -> u16 {
    u16::try_from(seconds.div_ceil(60)).unwrap_or(u16::MAX)
}
