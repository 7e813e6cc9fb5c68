//! The terminal: what can be done there now.

use jiff::Timestamp;

use super::{head, shown, stamp};
use crate::{
    day::OfficeDay,
    forecast::{Band, Forecasts},
    plan::DayPlan,
    quota,
    rejection::Rejection,
    settings::OfficeSettings,
    wire::kiosk::{KioskService, KioskView, WalkIn},
};

/// What the kiosk shows at `t`; the link to the booking pages is left out: the
/// caller knows their address.
#[must_use]
pub fn kiosk(
    day: &OfficeDay,
    settings: &OfficeSettings,
    plan: &DayPlan,
    forecasts: Option<&Forecasts>,
    t: Timestamp,
) -> KioskView {
    let forecasts = shown(day, forecasts);
    KioskView {
        stamp: stamp(day, plan, t),
        office: head(settings),
        settings: settings.kiosk.clone(),
        way_to_waiting: settings.office.way_to_waiting.clone(),
        phone: settings.office.phone.clone(),
        booking_link: None,
        hours: plan.open.clone(),
        check_in: !day.is_closed() && plan.closing().is_some_and(|closing| t < closing),
        walk_in: walk_in(day, plan, t),
        wait: forecasts.and_then(|f| f.walk_in).map(Band::from),
        services: services(settings),
        max_concerns: plan.booking.max_concerns,
        interrupted: day.interrupted_since().is_some(),
    }
}

fn walk_in(day: &OfficeDay, plan: &DayPlan, t: Timestamp) -> WalkIn {
    if day.is_closed() {
        return WalkIn::Closed;
    }
    match quota::issues(day, plan, t) {
        Ok(()) => WalkIn::Open,
        Err(Rejection::NotYetOpen { opens }) => WalkIn::NotYet { opens },
        Err(Rejection::QuotaUsed) => WalkIn::QuotaUsed,
        Err(Rejection::AfterLastTicket) => WalkIn::TooLate,
        Err(Rejection::TicketsStopped) => WalkIn::Stopped,
        Err(_) => WalkIn::Closed,
    }
}

fn services(settings: &OfficeSettings) -> Vec<KioskService> {
    let offered = settings.services.iter().filter(|service| service.walk_in);
    offered
        .map(|service| KioskService {
            id: service.id.clone(),
            name: service.name.clone(),
            max_quantity: service.max_quantity,
            unit: service.unit.clone(),
            unsure: service.unsure,
        })
        .collect()
}
