use aufruf_core::id::CounterId;
use aufruf_core::visit::State;

use crate::context::Context;

/// What a counter is doing; each has a panel of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// No clerk has it open.
    Closed,
    /// It calls nobody.
    Paused,
    /// Free.
    Idle,
    /// Somebody is on the way.
    Called,
    /// Somebody is here.
    Serving,
}

impl Phase {
    /// The phase of a counter in the present view.
    pub(super) fn of(cx: &Context, counter: CounterId) -> Self {
        let Some(counter) = cx.counter(counter).filter(|c| c.open) else {
            return Self::Closed;
        };
        match counter.visit.as_ref().map(|v| v.state) {
            Some(State::Called) => Self::Called,
            Some(State::Serving) => Self::Serving,
            _ if counter.paused => Self::Paused,
            _ => Self::Idle,
        }
    }
}
