//! What was looked up a moment ago: keys and sessions are asked for with each
//! request, and change a few times a year.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

use super::key::Hash;

/// How long an answer is believed. A revocation by another process is noticed
/// after this time at the latest, well within the five seconds of H13.
const BELIEVED: SignedDuration = SignedDuration::from_secs(1);

/// Most answers that are kept.
const MOST: usize = 10_000;

/// Answers of the last second, by the hash of the secret.
#[derive(Debug)]
pub struct Recent<T>(Mutex<HashMap<Hash, (Timestamp, T)>>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Recent<T> {
    /// The answer, if it is fresh.
    pub fn get(&self, secret: &Hash, now: Timestamp) -> Option<T> {
        let answers = self.lock();
        let (at, answer) = answers.get(secret)?;
        let age = now.duration_since(*at);
        let is_fresh = !age.is_negative() && age < BELIEVED;
        is_fresh.then(|| answer.clone())
    }

    /// Keeps an answer that was looked up at `now`.
    pub fn put(&self, secret: Hash, answer: T, now: Timestamp) {
        let mut answers = self.lock();
        if answers.len() >= MOST {
            answers.retain(|_, (at, _)| now.duration_since(*at) < BELIEVED);
        }
        if answers.len() < MOST {
            drop(answers.insert(secret, (now, answer)));
        }
    }

    /// Nothing is believed any more: this process has changed something.
    pub fn forget_all(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Hash, (Timestamp, T)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_believed_for_a_second_and_never_after_a_step_back() {
        let recent = Recent::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        recent.put([1; 32], "kiosk", now);
        assert_eq!(recent.get(&[1; 32], now), Some("kiosk"));
        assert_eq!(recent.get(&[2; 32], now), None);
        assert_eq!(recent.get(&[1; 32], now + BELIEVED), None);
        assert_eq!(
            recent.get(&[1; 32], now - SignedDuration::from_secs(1)),
            None
        );
        recent.forget_all();
        assert_eq!(recent.get(&[1; 32], now), None);
    }

    #[test]
    fn the_number_of_answers_is_bounded() {
        let recent = Recent::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let secret = |n: usize| super::super::key::hash(&n.to_string());
        for n in 0..MOST + 5 {
            recent.put(secret(n), n, now);
        }
        assert_eq!(recent.lock().len(), MOST);
        recent.put(secret(MOST + 9), 0, now + BELIEVED);
        assert_eq!(recent.lock().len(), 1);
    }
}
