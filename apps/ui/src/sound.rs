//! Short sounds, computed and played on the loudspeaker. Without the feature `sound`
//! there are none; without a loudspeaker the program goes on silently and can say so.

#[cfg(feature = "sound")]
mod sink;
mod tone;

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
    mpsc::SyncSender,
};

pub use tone::{RATE, Tone, samples};

/// A sound: its tones, which may overlap.
pub type Tones = &'static [Tone];

/// How the loudspeaker is, shared with the thread that plays; 0: not known yet.
#[derive(Debug, Clone, Default)]
struct Health(Arc<AtomicU8>);

impl Health {
    const WORKS: u8 = 1;
    const MISSING: u8 = 2;

    #[cfg(feature = "sound")]
    fn set(&self, works: bool) {
        self.0.store(
            if works { Self::WORKS } else { Self::MISSING },
            Ordering::Relaxed,
        );
    }
}

/// Plays sounds on a thread of its own.
#[derive(Debug)]
pub struct Loudspeaker {
    sounds: Option<SyncSender<Tones>>,
    health: Health,
}

impl Loudspeaker {
    /// Opens the default loudspeaker, at once and again whenever it is missing.
    /// `volume_percent` `0..=100`.
    #[cfg(feature = "sound")]
    #[must_use]
    pub fn start(volume_percent: u8) -> Self {
        let health = Health::default();
        Self {
            sounds: sink::start(volume_percent, health.clone()),
            health,
        }
    }

    /// No sound: it was not built in.
    #[cfg(not(feature = "sound"))]
    #[must_use]
    pub fn start(_volume_percent: u8) -> Self {
        Self::silent()
    }

    /// No sound.
    #[must_use]
    pub fn silent() -> Self {
        Self {
            sounds: None,
            health: Health::default(),
        }
    }

    /// Plays; never waits, and drops the sound if the player hangs.
    pub fn play(&self, tones: Tones) {
        if let Some(sounds) = &self.sounds {
            let _ = sounds.try_send(tones);
        }
    }

    /// Whether the loudspeaker works, as a device says of itself: `Some(None)`
    /// if there is none by intent, `None` while that is not known yet.
    #[must_use]
    pub fn works(&self) -> Option<Option<bool>> {
        if self.sounds.is_none() {
            return Some(None);
        }
        match self.health.0.load(Ordering::Relaxed) {
            Health::WORKS => Some(Some(true)),
            Health::MISSING => Some(Some(false)),
            _ => None,
        }
    }
}
