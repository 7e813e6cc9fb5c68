//! Which concerns a visit may have, and how long it then is.

use std::collections::BTreeSet;

use crate::{plan::DayPlan, rejection::Rejection, visit::Concern};

/// Most of one service that a clerk may enter; keeps typing slips out.
const MAX_QUANTITY_BY_STAFF: u8 = 99;

/// Most different concerns that a clerk may enter.
const MAX_CONCERNS_BY_STAFF: u8 = 20;

/// By which way concerns were chosen: it decides the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// On the public pages.
    Booking,
    /// At the kiosk.
    WalkIn,
    /// By a clerk, who may exceed number, quantity and duration.
    Staff,
}

/// The planned duration in seconds of concerns chosen by this way.
pub(super) fn planned_s(plan: &DayPlan, concerns: &[Concern], way: Way) -> Result<u32, Rejection> {
    let max_concerns = match way {
        Way::Booking | Way::WalkIn => plan.booking.max_concerns,
        Way::Staff => MAX_CONCERNS_BY_STAFF,
    };
    if concerns.is_empty() {
        return Err(Rejection::NoConcern);
    }
    if concerns.len() > usize::from(max_concerns) {
        return Err(Rejection::TooManyConcerns { max: max_concerns });
    }
    let mut seen = BTreeSet::new();
    for concern in concerns {
        if !seen.insert(&concern.service) {
            return Err(Rejection::ConcernTwice {
                service: concern.service.clone(),
            });
        }
        check_one(plan, concern, way)?;
    }
    let planned_s = plan.duration_s(concerns).ok_or(Rejection::NoConcern)?;
    let max_min = plan.booking.max_duration_min;
    if way == Way::Booking && planned_s > u32::from(max_min) * 60 {
        return Err(Rejection::TooLong { max_min });
    }
    Ok(planned_s)
}

fn check_one(plan: &DayPlan, concern: &Concern, way: Way) -> Result<(), Rejection> {
    let service = concern.service.clone();
    let Some(known) = plan.services.get(&service) else {
        return Err(Rejection::UnknownService { service });
    };
    let (offered, max) = match way {
        Way::Booking => (known.bookable, known.max_quantity),
        Way::WalkIn => (known.walk_in, known.max_quantity),
        Way::Staff => (true, MAX_QUANTITY_BY_STAFF),
    };
    if !offered {
        return Err(Rejection::NotOffered { service });
    }
    if !(1..=max).contains(&concern.quantity) {
        return Err(Rejection::QuantityOutOfRange { service, max });
    }
    Ok(())
}
