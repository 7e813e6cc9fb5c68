//! One replication: from the first arrival to the last service.

use super::{Customer, Room, line::Line};
use crate::{
    queue::{self, Place, QueueState},
    settings::Policy,
};

/// A service begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// Index of the customer.
    pub customer: usize,
    /// Index of the server.
    pub server: usize,
    /// When, in seconds from the origin.
    pub at_s: i64,
}

/// What a replication came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The last second at which a service ends; 0 if there is none.
    pub end_s: i64,
    /// The first second from 0 on at which nobody waits.
    pub empty_s: i64,
}

/// The state of a replication. Reusing one spares its buffers.
#[derive(Debug, Default)]
pub struct Play {
    line: Line,
    servers: Vec<Doing>,
    calls: Vec<Call>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Doing {
    /// End of the present service or break; idle since then once it has passed.
    free_s: i64,
    idle: bool,
    breaks_taken: usize,
}

/// A call, as lateness looks at it.
#[derive(Debug, Clone, Copy)]
struct Call {
    at_s: i64,
    rank: queue::Rank,
    standby: bool,
}

impl Play {
    /// Plays once.
    ///
    /// `arrivals`: second and index of each customer that comes, ascending.
    /// `free`: when each server is free for the first time; `i64::MAX`: never.
    /// `service`: how long a customer is served at a server, in seconds.
    /// `see` is told each start in the order of time.
    pub fn run(
        &mut self,
        room: &Room,
        arrivals: &[(i64, u32)],
        free: &[i64],
        mut service: impl FnMut(usize, usize) -> i64,
        mut see: impl FnMut(Start),
    ) -> Outcome {
        self.begin(room, free);
        let mut queue = room.queue;
        let mut end_s = 0;
        let mut empty_s = None;
        let mut coming = arrivals.iter().peekable();
        let mut now_s = i64::MIN;
        loop {
            while let Some((at_s, customer)) = coming.next_if(|(at_s, _)| *at_s <= now_s) {
                let place = self.place_at(room, *customer, *at_s);
                self.line.join(room, *customer, place, now_s);
            }
            self.line.advance(now_s);
            self.settle(room, now_s);
            while let Some((server, customer, place)) = self.next_start(room, &queue, now_s) {
                let index = customer as usize;
                count_row(&mut queue, &place);
                self.calls.push(Call {
                    at_s: now_s,
                    rank: place.rank,
                    standby: place.standby,
                });
                let done_s = now_s + service(index, server).max(0);
                end_s = end_s.max(done_s);
                self.servers[server].free_s = done_s;
                self.servers[server].idle = false;
                see(Start {
                    customer: index,
                    server,
                    at_s: now_s,
                });
            }
            if now_s >= 0 && empty_s.is_none() && self.line.is_empty() {
                empty_s = Some(now_s);
            }
            let next_arrival = coming.peek().map(|(at_s, _)| *at_s);
            if next_arrival.is_none() && self.line.is_empty() {
                break;
            }
            let Some(next_s) = self.next_instant(room, next_arrival) else {
                break;
            };
            // Services of no length would otherwise repeat an instant.
            now_s = next_s.max(now_s);
        }
        Outcome {
            end_s,
            empty_s: empty_s.unwrap_or(end_s),
        }
    }

    fn begin(&mut self, room: &Room, free: &[i64]) {
        self.line.reset(room);
        self.calls.clear();
        self.servers.clear();
        self.servers.extend(free.iter().map(|free_s| Doing {
            free_s: *free_s,
            idle: false,
            breaks_taken: 0,
        }));
    }

    /// Frees the servers that are done by now and sends those on a break whose
    /// break has come.
    fn settle(&mut self, room: &Room, now_s: i64) {
        for (doing, server) in self.servers.iter_mut().zip(&room.servers) {
            if !doing.idle && doing.free_s <= now_s {
                doing.idle = true;
            }
            let due = server.breaks.get(doing.breaks_taken);
            if let Some(due) = due.filter(|due| doing.idle && due.from_s <= now_s) {
                doing.idle = false;
                doing.breaks_taken += 1;
                doing.free_s = doing.free_s.max(due.from_s).saturating_add(due.length_s);
                if doing.free_s <= now_s {
                    doing.idle = true;
                }
            }
        }
    }

    /// The first idle server, in the order in which they call, that finds
    /// somebody, and whom.
    fn next_start(
        &mut self,
        room: &Room,
        queue: &QueueState,
        now_s: i64,
    ) -> Option<(usize, u32, Place)> {
        if self.line.is_empty() {
            return None;
        }
        let mut asked = 0_u64;
        loop {
            let servers = self.servers.iter().enumerate();
            let (server, _) = servers
                .filter(|(index, doing)| doing.idle && asked >> index & 1 == 0)
                .min_by_key(|(index, doing)| (room.servers[*index].skills, doing.free_s, *index))?;
            asked |= 1 << server;
            if let Some((customer, place)) = self.line.take_next(room, queue, server, now_s) {
                return Some((server, customer, place));
            }
        }
    }

    /// The next second at which anything changes.
    fn next_instant(&self, room: &Room, arrival: Option<i64>) -> Option<i64> {
        let servers = self.servers.iter().zip(&room.servers);
        let done = servers.filter_map(|(doing, server)| {
            if !doing.idle {
                return Some(doing.free_s);
            }
            let due = server.breaks.get(doing.breaks_taken)?;
            Some(due.from_s)
        });
        // Becoming due is no instant of its own: an idle server has called the
        // early ones already.
        done.chain(arrival).min().filter(|at_s| *at_s < i64::MAX)
    }

    /// The place that an arrival at this second gets.
    fn place_at(&self, room: &Room, customer: u32, at_s: i64) -> Place {
        let Customer {
            place, lateness, ..
        } = &room.customers[customer as usize];
        let Some(lateness) = lateness.filter(|lateness| at_s > lateness.grace_end_s) else {
            return *place;
        };
        let mine = (0, place.rank.at);
        let since = self.calls.iter().rev();
        let overtaken = lateness.overtaken
            || since
                .take_while(|call| call.at_s >= lateness.grace_end_s)
                .any(|call| call.standby || (call.rank.class, call.rank.at) > mine);
        if !overtaken {
            return *place;
        }
        Place {
            rank: queue::order(
                room.queue.policy,
                &room.rules,
                Some(place.rank.at),
                room.instant(at_s),
                true,
                place.rank.order,
            ),
            ..*place
        }
    }
}

fn count_row(queue: &mut QueueState, called: &Place) {
    if !matches!(queue.policy, Policy::Wrr { .. }) {
        return;
    }
    queue.appointments_in_a_row = if called.appointment {
        queue.appointments_in_a_row.saturating_add(1)
    } else {
        0
    };
}
