//! The monitor: numbers and counters, nothing else.

use jiff::Timestamp;

use super::{head, shown, sign, stamp};
use crate::{
    day::{CALLS_KEPT, CallRecord, OfficeDay},
    forecast::{Band, Forecasts},
    plan::DayPlan,
    settings::OfficeSettings,
    visit::State,
    wire::display::{CallView, DisplayView},
};

/// Calls that stay in the list however old they are.
const NEWEST_KEPT: usize = 6;

/// What the display shows at `t`.
#[must_use]
pub fn display(
    day: &OfficeDay,
    settings: &OfficeSettings,
    plan: &DayPlan,
    forecasts: Option<&Forecasts>,
    t: Timestamp,
) -> DisplayView {
    let forecasts = shown(day, forecasts);
    DisplayView {
        stamp: stamp(day, plan, t),
        office: head(settings),
        settings: settings.display.clone(),
        calls: shown_calls(day, t)
            .map(|call| call_view(day, settings, call))
            .collect(),
        open: plan.open.iter().any(|span| span.contains(t)),
        opens: plan
            .open
            .iter()
            .map(|span| span.from)
            .find(|from| *from > t),
        interrupted: day.interrupted_since().is_some(),
        walk_in_wait: forecasts.and_then(|f| f.walk_in).map(Band::from),
        appointment_wait: forecasts.and_then(|f| f.appointment).map(Band::from),
    }
}

/// All calls of the last 120 s, and the newest ones that were not taken back.
fn shown_calls(day: &OfficeDay, t: Timestamp) -> impl Iterator<Item = &CallRecord> {
    let newest = day
        .calls()
        .iter()
        .rev()
        .filter(|call| !call.undone)
        .nth(NEWEST_KEPT - 1);
    let kept_from = newest.map_or(0, |call| call.seq);
    day.calls().iter().filter(move |call| {
        t.duration_since(call.at) <= CALLS_KEPT || (call.seq >= kept_from && !call.undone)
    })
}

fn call_view(day: &OfficeDay, settings: &OfficeSettings, call: &CallRecord) -> CallView {
    let current = day.visit(call.visit).is_some_and(|visit| {
        matches!(visit.state, State::Called | State::Serving) && visit.counter == Some(call.counter)
    });
    CallView {
        id: call.seq,
        at: call.at,
        number: call.number,
        counter: sign(settings, call.counter),
        recall: call.recall,
        undone: call.undone,
        current: current && !call.undone,
    }
}
