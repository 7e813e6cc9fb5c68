//! The counters at which the clerks of a batch sit. They are read, checked and
//! changed in the transaction of the batch, never from memory: the lock of the
//! head orders them on all replicas.

use std::collections::{BTreeMap, HashSet};

use aufruf_core::id::{CounterId, OfficeId};
use jiff::Timestamp;

use crate::{
    days::{DaysError, Seat},
    secrets::Hash,
    store::{DayTransaction, Seating, StoreError},
};

/// Who sits where while a batch is decided, and what it changes.
#[derive(Default)]
pub(super) struct Seats {
    now: Seating,
    changes: BTreeMap<CounterId, Option<Hash>>,
}

impl Seats {
    /// Reads what these need; asks nothing if nobody needs a counter.
    pub(super) async fn read<'a>(
        tx: &DayTransaction,
        office: &OfficeId,
        wanted: impl Iterator<Item = &'a Seat>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let wanted: HashSet<_> = wanted.map(|seat| (seat.counter, seat.session)).collect();
        let wanted: Vec<_> = wanted.into_iter().collect();
        Ok(Self {
            now: tx.seating(office, &wanted, now).await?,
            changes: BTreeMap::new(),
        })
    }

    /// Whether the command may be given from there.
    pub(super) fn check(&self, seat: &Seat) -> Result<(), DaysError> {
        if !self.now.valid.contains(&seat.session) {
            return Err(DaysError::SessionOver);
        }
        let holder = self.now.holders.get(&seat.counter);
        let is_taken = holder.is_some_and(|h| *h != seat.session && self.now.valid.contains(h));
        if is_taken && !seat.take_over {
            return Err(DaysError::CounterTaken(seat.counter));
        }
        Ok(())
    }

    /// The command stands: the counter is the session's, or free after it.
    pub(super) fn settle(&mut self, seat: &Seat) {
        let counter = seat.counter;
        let before = self.now.holders.get(&counter).copied();
        let after = (!seat.leaves).then_some(seat.session);
        if before == after {
            return;
        }
        let _ = match after {
            Some(session) => self.now.holders.insert(counter, session),
            None => self.now.holders.remove(&counter),
        };
        let _ = self.changes.insert(counter, after);
    }

    pub(super) fn is_unchanged(&self) -> bool {
        self.changes.is_empty()
    }

    /// Writes what has changed.
    pub(super) async fn write(
        self,
        tx: &DayTransaction,
        office: &OfficeId,
    ) -> Result<(), StoreError> {
        tx.seat(office, self.changes).await
    }
}
