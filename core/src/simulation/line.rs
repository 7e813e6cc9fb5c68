//! Who waits in one replication, and who of them is next.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{Room, bits::Bits, is_static};
use crate::queue::{Key, Place, QueueState};

/// A waiting customer that is not at its position of the static order.
#[derive(Debug, Clone, Copy)]
struct Stray {
    customer: u32,
    place: Place,
}

/// The waiting line of one replication. Buffers are reused.
///
/// Under a policy of static keys the customers are sets of positions, and the
/// next one is the first bit; the few whose place changed on arrival are kept
/// aside and compared by their keys. Other policies compare all keys.
#[derive(Debug, Default)]
pub(super) struct Line {
    due: Bits,
    early: Bits,
    /// When the early ones become due, by position.
    becoming_due: BinaryHeap<Reverse<(i64, u32)>>,
    strays: Vec<Stray>,
}

impl Line {
    pub(super) fn reset(&mut self, room: &Room) {
        self.due.reset(room.customers.len());
        self.early.reset(room.customers.len());
        self.becoming_due.clear();
        self.strays.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.strays.is_empty() && self.due.is_empty() && self.early.is_empty()
    }

    /// A customer arrives; `place` differs from its own if it came late.
    pub(super) fn join(&mut self, room: &Room, customer: u32, place: Place, now_s: i64) {
        let own = &room.customers[customer as usize].place;
        if !is_static(room.queue.policy) || place != *own {
            self.strays.push(Stray { customer, place });
            return;
        }
        let position = room.position[customer as usize];
        let due_s = room.due_s(own);
        if due_s <= now_s {
            self.due.insert(position);
        } else {
            self.early.insert(position);
            self.becoming_due.push(Reverse((due_s, position)));
        }
    }

    /// Moves up those who have become due by now.
    pub(super) fn advance(&mut self, now_s: i64) {
        while let Some(Reverse((due_s, position))) = self.becoming_due.peek().copied() {
            if due_s > now_s {
                return;
            }
            let _ = self.becoming_due.pop();
            if self.early.remove(position) {
                self.due.insert(position);
            }
        }
    }

    /// Takes the next customer for a server out of the line, with its place.
    pub(super) fn take_next(
        &mut self,
        room: &Room,
        queue: &QueueState,
        server: usize,
        now_s: i64,
    ) -> Option<(u32, Place)> {
        let capable = &room.capable[server];
        let settled = self
            .due
            .first_in(capable)
            .or_else(|| self.early.first_in(capable))
            .map(|position| room.at_position[position as usize])
            .map(|customer| (customer, room.customers[customer as usize].place));
        let stray = self.first_stray(room, queue, server, now_s);
        let Some((index, key)) = stray else {
            return settled.inspect(|(customer, _)| self.leave(room, *customer));
        };
        let before = |(_, place): &(u32, Place)| place.key(queue, room.instant(now_s)) < key;
        if let Some((customer, place)) = settled.filter(before) {
            self.leave(room, customer);
            return Some((customer, place));
        }
        let stray = self.strays.swap_remove(index);
        Some((stray.customer, stray.place))
    }

    /// The stray of the smallest key that this server can serve.
    fn first_stray(
        &self,
        room: &Room,
        queue: &QueueState,
        server: usize,
        now_s: i64,
    ) -> Option<(usize, Key)> {
        let able = |stray: &Stray| room.customers[stray.customer as usize].servers >> server & 1;
        let strays = self.strays.iter().enumerate();
        strays
            .filter(|(_, stray)| able(stray) == 1)
            .map(|(index, stray)| (index, stray.place.key(queue, room.instant(now_s))))
            .min_by_key(|(_, key)| *key)
    }

    fn leave(&mut self, room: &Room, customer: u32) {
        let position = room.position[customer as usize];
        if !self.due.remove(position) {
            let _ = self.early.remove(position);
        }
    }
}
