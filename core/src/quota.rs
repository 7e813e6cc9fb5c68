//! Whether one more walk-in ticket can be drawn at the kiosk.
//!
//! Between the guaranteed number and the cap a waiting-time forecast will
//! decide for the concerns really chosen; [`admit`] is its place. Until then
//! every ticket up to the cap is granted.

use jiff::{SignedDuration, Timestamp};

use crate::{plan::DayPlan, rejection::Rejection};

/// Tickets are drawn from this long before an opening interval on: people come
/// early, and a queue at the door has no order.
pub const DOOR_OPENS_BEFORE: SignedDuration = SignedDuration::from_mins(30);

/// Whether the kiosk may issue one more ticket at `t`.
///
/// # Errors
/// The reason why not, in the order in which a citizen can do least about it.
pub fn admit(plan: &DayPlan, issued: u16, stopped: bool, t: Timestamp) -> Result<(), Rejection> {
    let (Some(closing), Some(last_ticket)) = (plan.closing(), plan.last_ticket()) else {
        return Err(Rejection::OfficeClosed);
    };
    if t >= closing {
        return Err(Rejection::OfficeClosed);
    }
    if t >= last_ticket {
        return Err(Rejection::AfterLastTicket);
    }
    if stopped {
        return Err(Rejection::TicketsStopped);
    }
    if plan
        .quota
        .cap
        .is_some_and(|cap| issued >= cap.max(plan.quota.guaranteed))
    {
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
