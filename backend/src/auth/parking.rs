//! Things that wait for a moment under a secret name and are taken once.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

use super::key::{Hash, Key, hash};

/// How long a thing waits. Seconds.
pub const LIFE_S: i64 = 60;

/// Most things that wait at a time; the oldest is dropped.
const MOST: usize = 256;

/// Things that wait under secret names, for one minute each.
#[derive(Debug)]
pub struct Parking<T>(Mutex<HashMap<Hash, (Timestamp, T)>>);

impl<T> Parking<T> {
    /// Nothing waits.
    #[must_use]
    pub fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    /// Leaves a thing; the key takes it back, until the returned instant.
    pub fn leave(&self, thing: T, now: Timestamp) -> (Key, Timestamp) {
        let key = Key::generate();
        let until = now + SignedDuration::from_secs(LIFE_S);
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        things.retain(|_, (until, _)| *until > now);
        if things.len() >= MOST {
            let oldest = things.iter().min_by_key(|(_, (until, _))| *until);
            if let Some(key) = oldest.map(|(key, _)| *key) {
                drop(things.remove(&key));
            }
        }
        drop(things.insert(key.hash(), (until, thing)));
        (key, until)
    }

    /// Takes the thing with this key, once and in time.
    pub fn take(&self, key: &str, now: Timestamp) -> Option<T> {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (until, thing) = things.remove(&hash(key))?;
        (now < until).then_some(thing)
    }
}

impl<T> Default for Parking<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_taken_once_and_only_in_time() {
        let parking = Parking::new();
        let now = Timestamp::UNIX_EPOCH;
        let (key, until) = parking.leave("list", now);
        assert_eq!(parking.take("guess", now), None);
        assert_eq!(parking.take(key.as_str(), now), Some("list"));
        assert_eq!(parking.take(key.as_str(), now), None);
        let (key, _) = parking.leave("list", now);
        assert_eq!(parking.take(key.as_str(), until), None);
    }

    #[test]
    fn the_number_of_waiting_things_is_bounded() {
        let parking = Parking::new();
        for i in 0..=MOST {
            let _ = parking.leave(i, Timestamp::UNIX_EPOCH);
        }
        assert_eq!(parking.0.lock().unwrap().len(), MOST);
    }
}
