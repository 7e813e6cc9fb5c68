//! Passwords: which are accepted, and how they are kept and compared.
//!
//! Length is what counts; there are no rules of composition (requirement F15).
//! What everybody tries first is refused by pattern, not by a list.

mod weak;

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::{sync::Semaphore, task};

pub use weak::check;

/// Memory of one hashing. KiB (requirement F21: at least 19 MiB).
const MEMORY_KIB: u32 = 19_456;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Hashings at the same time: each takes a core and its memory.
const PARALLEL: usize = 2;
/// Log-ins that may wait for a hashing; beyond that the server is too busy.
const WAITING: usize = 64;

/// Why a password could not be hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many log-ins at once.
    #[error("too many log-ins wait already")]
    Busy,
    /// The stored hash is damaged, or the hashing itself failed.
    #[error("Argon2: {0}")]
    Hashing(String),
}

/// Hashes and compares passwords, at most two at a time.
#[derive(Debug)]
pub struct Passwords {
    running: Arc<Semaphore>,
    waiting: Semaphore,
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

impl Passwords {
    /// No hashing runs.
    #[must_use]
    pub fn new() -> Self {
        Self {
            running: Arc::new(Semaphore::new(PARALLEL)),
            waiting: Semaphore::new(WAITING),
        }
    }

    /// Hashes a password with a new salt, as a PHC string.
    ///
    /// # Errors
    /// [`PasswordError`].
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.run(move || hash(&password)).await?
    }

    /// Whether the password is the one behind the hash. Without a hash (no
    /// such user, no password yet) it takes as long and is false, so that the
    /// time tells nobody who works here (requirement F31).
    ///
    /// # Errors
    /// [`PasswordError`].
    pub async fn verify(
        &self,
        password: String,
        stored: Option<String>,
    ) -> Result<bool, PasswordError> {
        self.run(move || verify(&password, stored.as_deref()))
            .await?
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let _place = self
            .waiting
            .try_acquire()
            .map_err(|_| PasswordError::Busy)?;
        let permit = Arc::clone(&self.running).acquire_owned().await;
        let permit = permit.expect("the semaphore is never closed");
        // The permit goes along: a caller that gives up does not make room
        // before the hashing has really ended.
        let work = task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        work.await
            .map_err(|error| PasswordError::Hashing(error.to_string()))
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).expect("the constants are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str) -> Result<String, PasswordError> {
    let hash: Result<PasswordHash, _> = argon2().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|error| PasswordError::Hashing(error.to_string()))
}

fn verify(password: &str, stored: Option<&str>) -> Result<bool, PasswordError> {
    let Some(stored) = stored else {
        let _ = hash(password)?;
        return Ok(false);
    };
    let stored =
        PasswordHash::new(stored).map_err(|error| PasswordError::Hashing(error.to_string()))?;
    Ok(argon2()
        .verify_password(password.as_bytes(), &stored)
        .is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches_and_hashes_differ() {
        let passwords = Passwords::new();
        let first = passwords
            .hash("gelbes Fahrrad am Ufer".to_owned())
            .await
            .unwrap();
        let second = passwords
            .hash("gelbes Fahrrad am Ufer".to_owned())
            .await
            .unwrap();
        assert!(
            first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{first}"
        );
        assert_ne!(first, second);
        let right = "gelbes Fahrrad am Ufer".to_owned();
        assert!(
            passwords
                .verify(right.clone(), Some(first.clone()))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify("gelbes Fahrrad".to_owned(), Some(first))
                .await
                .unwrap()
        );
        assert!(!passwords.verify(right, None).await.unwrap());
    }

    #[tokio::test]
    async fn an_unknown_user_takes_as_long_as_a_wrong_password() {
        let passwords = Passwords::new();
        let stored = passwords
            .hash("gelbes Fahrrad am Ufer".to_owned())
            .await
            .unwrap();
        let mut times = [std::time::Duration::MAX; 2];
        for _ in 0..5 {
            for (time, stored) in times.iter_mut().zip([Some(stored.clone()), None]) {
                let start = std::time::Instant::now();
                let _ = passwords
                    .verify("falsch und lang".to_owned(), stored)
                    .await
                    .unwrap();
                *time = start.elapsed().min(*time);
            }
        }
        let (known, unknown) = (times[0].as_secs_f64(), times[1].as_secs_f64());
        assert!((0.5..2.0).contains(&(known / unknown)), "{times:?}");
    }
}
