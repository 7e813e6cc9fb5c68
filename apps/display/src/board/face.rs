//! Which of its faces the monitor shows.

use std::time::Instant;

use jiff::Timestamp;

use super::{Board, PATIENCE, VISIBLE};

/// What the whole monitor is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Nothing is known yet.
    Starting,
    /// The connection is lost for so long that nothing shown is reliable.
    Disturbed,
    /// The office is closed and nobody is being served any more.
    Closed {
        /// When it opens again today.
        opens: Option<Timestamp>,
    },
    /// Everything stands still.
    Interrupted,
    /// Open, and nobody was called yet.
    Empty,
    /// Calls.
    Calls,
}

impl Board {
    /// The face at `now`. A call that was announced less than a minute ago is
    /// never hidden by a state of the office.
    #[must_use]
    pub fn face(&self, now: Instant) -> Face {
        if self.lost.is_some_and(|lost| lost + PATIENCE <= now) {
            return Face::Disturbed;
        }
        let Some(view) = &self.view else {
            return Face::Starting;
        };
        let is_new = |shown: &super::Shown| shown.announced && shown.since + VISIBLE > now;
        let calling = !self.waiting.is_empty() || self.shown().any(is_new);
        if calling {
            return Face::Calls;
        }
        if view.interrupted {
            return Face::Interrupted;
        }
        let serving = view.calls.iter().any(|call| call.current && !call.undone);
        if !view.open && !serving {
            return Face::Closed { opens: view.opens };
        }
        let nothing = self.large.is_none() && self.rows.iter().all(Option::is_none);
        if nothing { Face::Empty } else { Face::Calls }
    }
}
