//! The laws of the queue, on played days.

mod calls;
mod guarantees;
mod wholes;

use aufruf_core::{
    event::{Entry, Event},
    id::{CounterId, VisitId},
    settings::Policy,
};
use jiff::Timestamp;

use crate::{
    oracle::{Oracle, Place},
    simulation::Played,
};

/// How many cases a law is tried with; `AUFRUF_LAW_CASES` asks for another number.
pub(crate) fn cases(usual: u32) -> u32 {
    let asked = std::env::var("AUFRUF_LAW_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// A call in turn or out of turn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    pub(crate) visit: VisitId,
    pub(crate) counter: CounterId,
    pub(crate) at: Timestamp,
    /// The place that the called visit had, as the oracle sees it.
    pub(crate) place: Place,
    pub(crate) out_of_turn: bool,
}

/// Tells the oracle's view just before each call.
pub(crate) fn each_call(played: &Played, mut see: impl FnMut(&Oracle, Call)) {
    let mut oracle = Oracle::new(&played.journal.plan);
    for entry in &played.journal.entries {
        if let Some(call) = call(&oracle, entry) {
            see(&oracle, call);
        }
        oracle.see(entry);
    }
}

/// All calls in their order.
pub(crate) fn calls(played: &Played) -> Vec<Call> {
    let mut all = Vec::new();
    each_call(played, |_, call| all.push(call));
    all
}

fn call(oracle: &Oracle, entry: &Entry) -> Option<Call> {
    let Event::Called {
        visit,
        counter,
        reason,
        ..
    } = &entry.event
    else {
        return None;
    };
    Some(Call {
        visit: *visit,
        counter: *counter,
        at: entry.at,
        place: oracle.place(*visit).unwrap(),
        out_of_turn: reason.is_some(),
    })
}

/// The default, more often than the others.
pub(crate) fn policies() -> impl proptest::strategy::Strategy<Value = Policy> {
    use proptest::prelude::*;
    prop_oneof![1 => Just(Policy::Rank), 1 => prop::sample::select(&crate::timetable::POLICIES)]
}
