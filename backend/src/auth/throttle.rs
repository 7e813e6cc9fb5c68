//! Slows guessing down: after some failures a pause, longer each time, never
//! for good (requirements F16, G05). Kept in memory, bounded, by server time.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

/// When guessing is slowed down, and how much.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Attempts before a pause.
    pub attempts: u32,
    /// First pause. Seconds. Doubled each time.
    pub pause_s: u32,
    /// Longest pause. Seconds.
    pub longest_s: u32,
    /// Everything is forgotten after this time without an attempt. Seconds.
    pub forget_s: u32,
}

/// Log-ins to one account, also to one that does not exist: an attacker gets
/// about a dozen guesses an hour, a clerk waits five minutes at the most.
pub const ACCOUNT: Rule = Rule {
    attempts: 5,
    pause_s: 30,
    longest_s: 300,
    forget_s: 3600,
};

/// Log-ins from one desk, over all accounts.
pub const SOURCE: Rule = Rule {
    attempts: 20,
    pause_s: 30,
    longest_s: 300,
    forget_s: 3600,
};

/// Wrong codes and numbers at one kiosk: five, then half a minute (G05); so
/// never more than ten in a minute.
pub const KIOSK: Rule = Rule {
    attempts: 5,
    pause_s: 30,
    longest_s: 30,
    forget_s: 600,
};

/// Pairing codes from one network address (requirement H11: five tries).
pub const PAIRING: Rule = Rule {
    attempts: 5,
    pause_s: 60,
    longest_s: 600,
    forget_s: 3600,
};

/// Most keys that are remembered.
const MOST: usize = 10_000;

/// An attempt that comes too soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts, again in {retry_after_s} s")]
pub struct TooMany {
    /// Seconds to wait, at least 1.
    pub retry_after_s: u32,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    attempts: u32,
    pauses: u32,
    until: Option<Timestamp>,
    last: Timestamp,
}

/// Counts the attempts of each key.
#[derive(Debug)]
pub struct Throttle<K> {
    rule: Rule,
    entries: Mutex<HashMap<K, Entry>>,
}

impl<K: Eq + Hash + Clone> Throttle<K> {
    /// Nobody has tried anything.
    #[must_use]
    pub fn new(rule: Rule) -> Self {
        Self {
            rule,
            entries: Mutex::new(HashMap::new()),
        }
    }

    /// Whether the key has to wait; counts nothing.
    ///
    /// # Errors
    /// [`TooMany`] during a pause.
    pub fn check(&self, key: &K, now: Timestamp) -> Result<(), TooMany> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.get(key).map_or(Ok(()), |entry| entry.check(now))
    }

    /// Counts an attempt before it is made, so that parallel ones count too.
    ///
    /// # Errors
    /// [`TooMany`] during a pause; then nothing is counted.
    pub fn attempt(&self, key: K, now: Timestamp) -> Result<(), TooMany> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        self.make_room(&mut entries, now);
        let fresh = Entry {
            attempts: 0,
            pauses: 0,
            until: None,
            last: now,
        };
        let entry = entries.entry(key).or_insert(fresh);
        if entry.is_forgotten(&self.rule, now) {
            *entry = fresh;
        }
        entry.check(now)?;
        entry.attempts += 1;
        entry.last = now;
        if entry.attempts >= self.rule.attempts {
            let doubled = self.rule.pause_s.saturating_mul(1 << entry.pauses.min(16));
            let pause = i64::from(doubled.min(self.rule.longest_s));
            entry.until = Some(now + SignedDuration::from_secs(pause));
            entry.pauses += 1;
            entry.attempts = 0;
        }
        Ok(())
    }

    /// The attempt was right: everything about the key is forgotten.
    pub fn succeeded(&self, key: &K) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = entries.remove(key);
    }

    fn make_room(&self, entries: &mut HashMap<K, Entry>, now: Timestamp) {
        if entries.len() < MOST {
            return;
        }
        entries.retain(|_, entry| !entry.is_forgotten(&self.rule, now));
        if entries.len() >= MOST {
            let oldest = entries.iter().min_by_key(|(_, entry)| entry.last);
            if let Some(key) = oldest.map(|(key, _)| key.clone()) {
                let _ = entries.remove(&key);
            }
        }
    }
}

impl Entry {
    fn check(&self, now: Timestamp) -> Result<(), TooMany> {
        match self.until {
            Some(until) if now < until => {
                let left = now.duration_until(until);
                let left_s = left.as_secs() + i64::from(left.subsec_nanos() > 0);
                let retry_after_s = u32::try_from(left_s).unwrap_or(u32::MAX);
                Err(TooMany { retry_after_s })
            }
            _ => Ok(()),
        }
    }

    fn is_forgotten(&self, rule: &Rule, now: Timestamp) -> bool {
        self.last + SignedDuration::from_secs(i64::from(rule.forget_s)) <= now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn pause(throttle: &Throttle<u8>, second: i64) -> Option<u32> {
        throttle
            .attempt(1, at(second))
            .err()
            .map(|e| e.retry_after_s)
    }

    #[test]
    fn five_wrong_codes_cost_half_a_minute_again_and_again() {
        let throttle = Throttle::new(KIOSK);
        for round in 0..4 {
            let start = round * 31;
            for _ in 0..5 {
                assert_eq!(pause(&throttle, start), None);
            }
            assert_eq!(pause(&throttle, start), Some(30));
            assert_eq!(pause(&throttle, start + 29), Some(1));
        }
        assert_eq!(throttle.check(&2, at(0)), Ok(()), "others do not wait");
    }

    #[test]
    fn guessing_a_password_gets_slower_but_is_never_locked_out() {
        let throttle = Throttle::new(ACCOUNT);
        let mut now = 0;
        let mut pauses = Vec::new();
        while pauses.len() < 7 {
            match pause(&throttle, now) {
                None => {}
                Some(wait) => {
                    pauses.push(wait);
                    now += i64::from(wait);
                }
            }
        }
        assert_eq!(pauses, [30, 60, 120, 240, 300, 300, 300]);
        throttle.succeeded(&1);
        assert_eq!(pause(&throttle, now), None);
    }

    #[test]
    fn a_quiet_hour_forgets_and_the_memory_is_bounded() {
        let throttle = Throttle::new(ACCOUNT);
        for _ in 0..5 {
            assert_eq!(pause(&throttle, 0), None);
        }
        assert_eq!(pause(&throttle, 3600), None);
        let many = Throttle::new(SOURCE);
        for key in 0..MOST + 10 {
            many.attempt(key, at(0)).unwrap();
        }
        assert_eq!(many.entries.lock().unwrap().len(), MOST);
    }
}
