//! A waiting room played forward: customers come, free servers take whom the
//! queue rule names next.
//!
//! Event-driven, in whole seconds from an origin. Nothing is random here: the
//! caller brings the arrivals and the service times, so the same engine serves
//! the forecast (many replications of one day) and the comparison with closed
//! formulas of queueing theory.

mod bits;
mod line;
mod play;

pub use play::{Outcome, Play, Start};

use jiff::{SignedDuration, Timestamp};

use crate::{
    queue::{Key, Place, QueueState},
    settings::{Policy, QueueRules},
};

/// More servers than this are not simulated; an office has a dozen at most.
pub const MAX_SERVERS: usize = 64;

/// A counter, seen from the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// How many services it knows: of several idle ones the one with the
    /// fewest goes first.
    pub skills: usize,
    /// Breaks still to come, ascending. Each is taken at the first moment at or
    /// after its time at which the server is free.
    pub breaks: Vec<Break>,
}

/// A break of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// Not before this second.
    pub from_s: i64,
    /// How long.
    pub length_s: i64,
}

/// Somebody who waits or will come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Customer {
    /// The place in the queue, if the check-in is in time.
    pub place: Place,
    /// Bit i: server i can serve it.
    pub servers: u64,
    /// How a late check-in changes the place; `None` where nothing can change.
    pub lateness: Option<Lateness>,
}

/// What decides the place of an appointment that checks in late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lateness {
    /// Coming up to this second costs nothing.
    pub grace_end_s: i64,
    /// Somebody ranked above it has already been called since then.
    pub overtaken: bool,
}

/// The rule of a waiting room, its servers, and its customers in the order of
/// their keys.
#[derive(Debug, Clone)]
pub struct Room {
    /// Second 0.
    pub origin: Timestamp,
    rules: QueueRules,
    queue: QueueState,
    servers: Vec<Server>,
    customers: Vec<Customer>,
    /// Customer at each position of the order of static keys, and the reverse.
    at_position: Vec<u32>,
    position: Vec<u32>,
    /// Per server: who can be served there, by position.
    capable: Vec<Vec<u64>>,
}

impl Room {
    /// A room at `origin`, under the rule as it is there then.
    ///
    /// # Panics
    /// With more than [`MAX_SERVERS`] servers or `u32::MAX` customers.
    #[must_use]
    pub fn new(
        origin: Timestamp,
        rules: &QueueRules,
        queue: QueueState,
        servers: Vec<Server>,
        customers: Vec<Customer>,
    ) -> Self {
        assert!(servers.len() <= MAX_SERVERS, "too many servers");
        let count = u32::try_from(customers.len()).expect("fewer customers than u32::MAX");
        let mut at_position: Vec<u32> = (0..count).collect();
        at_position.sort_by_key(|c| static_key(&customers[*c as usize].place, &queue, origin));
        let mut position = vec![0; customers.len()];
        for (place, customer) in (0..count).zip(&at_position) {
            position[*customer as usize] = place;
        }
        let capable = (0..servers.len())
            .map(|server| {
                let able = |c: &u32| customers[*c as usize].servers >> server & 1 == 1;
                bits::mask(at_position.iter().map(able))
            })
            .collect();
        Self {
            origin,
            rules: rules.clone(),
            queue,
            servers,
            customers,
            at_position,
            position,
            capable,
        }
    }

    /// The customers, as they were given.
    #[must_use]
    pub fn customers(&self) -> &[Customer] {
        &self.customers
    }

    /// The servers, as they were given.
    #[must_use]
    pub fn servers(&self) -> &[Server] {
        &self.servers
    }

    fn instant(&self, second: i64) -> Timestamp {
        self.origin + SignedDuration::from_secs(second)
    }

    /// The second from which on the place is not "too early" any more.
    fn due_s(&self, place: &Place) -> i64 {
        match place.due {
            Some(due) if self.queue.policy != Policy::Strict => {
                due.as_second() - self.origin.as_second()
                    + i64::from(due.subsec_nanosecond() > self.origin.subsec_nanosecond())
            }
            _ => i64::MIN,
        }
    }
}

/// What orders two places of one tier as long as the policy's keys stand still.
fn static_key(place: &Place, queue: &QueueState, origin: Timestamp) -> Key {
    Place {
        due: None,
        ..*place
    }
    .key(queue, origin)
}

/// Whether the keys of a policy change only by becoming due.
fn is_static(policy: Policy) -> bool {
    match policy {
        Policy::Rank | Policy::Strict | Policy::Due | Policy::Fifo => true,
        Policy::Apq { .. } | Policy::Wrr { .. } => false,
    }
}
