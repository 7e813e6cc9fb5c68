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
pub struct Recent<T>(Mutex<Answers<T>>);

#[derive(Debug)]
struct Answers<T> {
    by_secret: HashMap<Hash, (Timestamp, T)>,
    /// How often everything was forgotten.
    epoch: u64,
}

/// A question that is being put to the database. Its answer is worth nothing
/// if this process has changed something meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Question(u64);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Mutex::new(Answers {
            by_secret: HashMap::new(),
            epoch: 0,
        }))
    }
}

impl<T: Clone> Recent<T> {
    /// Before the database is asked.
    pub fn ask(&self) -> Question {
        Question(self.lock().epoch)
    }

    /// The answer, if it is fresh.
    pub fn get(&self, secret: &Hash, now: Timestamp) -> Option<T> {
        let answers = self.lock();
        let (at, answer) = answers.by_secret.get(secret)?;
        let age = now.duration_since(*at);
        let is_fresh = !age.is_negative() && age < BELIEVED;
        is_fresh.then(|| answer.clone())
    }

    /// Keeps the answer to a question that was asked at `now`.
    pub fn put(&self, question: Question, secret: Hash, answer: T, now: Timestamp) {
        let mut answers = self.lock();
        if answers.epoch != question.0 {
            return;
        }
        let answers = &mut answers.by_secret;
        if answers.len() >= MOST {
            answers.retain(|_, (at, _)| now.duration_since(*at) < BELIEVED);
        }
        if answers.len() < MOST {
            drop(answers.insert(secret, (now, answer)));
        }
    }

    /// Nothing is believed any more: this process has changed something.
    pub fn forget_all(&self) {
        let mut answers = self.lock();
        answers.by_secret.clear();
        answers.epoch += 1;
    }

    fn lock(&self) -> MutexGuard<'_, Answers<T>> {
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
        let question = recent.ask();
        recent.put(question, [1; 32], "kiosk", now);
        assert_eq!(recent.get(&[1; 32], now), Some("kiosk"));
        assert_eq!(recent.get(&[2; 32], now), None);
        assert_eq!(recent.get(&[1; 32], now + BELIEVED), None);
        assert_eq!(
            recent.get(&[1; 32], now - SignedDuration::from_secs(1)),
            None
        );
        recent.forget_all();
        assert_eq!(recent.get(&[1; 32], now), None);
        // Asked before a log-out, answered after it.
        recent.put(question, [1; 32], "kiosk", now);
        assert_eq!(recent.get(&[1; 32], now), None);
    }

    #[test]
    fn the_number_of_answers_is_bounded() {
        let recent = Recent::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let secret = |n: usize| super::super::key::hash(&n.to_string());
        for n in 0..MOST + 5 {
            recent.put(recent.ask(), secret(n), n, now);
        }
        assert_eq!(recent.lock().by_secret.len(), MOST);
        recent.put(recent.ask(), secret(MOST + 9), 0, now + BELIEVED);
        assert_eq!(recent.lock().by_secret.len(), 1);
    }
}
