//! What the three programs show of a day. Whole small views, never differences.

mod desk;
mod display;
mod kiosk;

pub use desk::{desk, is_stranded, visit_view};
pub(crate) use desk::{is_calling, may_call, why};
pub use display::display;
pub use kiosk::kiosk;

use jiff::Timestamp;

use super::OfficeDay;
use crate::{
    forecast::Forecasts,
    id::CounterId,
    plan::DayPlan,
    settings::OfficeSettings,
    wire::{CounterSign, OfficeHead, Stamp},
};

fn stamp(day: &OfficeDay, plan: &DayPlan, t: Timestamp) -> Stamp {
    Stamp {
        date: day.date(),
        seq: day.seq(),
        version: plan.version,
        as_of: t,
    }
}

/// The forecasts that are shown: none while everything stands still.
fn shown<'a>(day: &OfficeDay, forecasts: Option<&'a Forecasts>) -> Option<&'a Forecasts> {
    forecasts.filter(|_| day.interrupted_since().is_none())
}

fn head(settings: &OfficeSettings) -> OfficeHead {
    let office = &settings.office;
    OfficeHead {
        id: office.id.clone(),
        name: office.name.clone(),
        zone: office.zone.clone(),
        counter_word: office.counter_word.clone(),
        letters: office.letters,
        example: office.example,
    }
}

fn sign(settings: &OfficeSettings, id: CounterId) -> CounterSign {
    CounterSign {
        id,
        direction: settings.counter(id).and_then(|counter| counter.direction),
    }
}
