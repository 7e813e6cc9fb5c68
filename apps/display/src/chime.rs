//! The chime of a call. Without the feature `sound` there is none; without a
//! loudspeaker the program goes on silently and says so to the desk.

#[cfg(feature = "sound")]
mod sink;
#[cfg(any(feature = "sound", test))]
mod tones;

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
    mpsc::SyncSender,
};

use crate::board::Sound;

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

/// Plays chimes on a thread of its own.
#[derive(Debug)]
pub(crate) struct Chime {
    sounds: Option<SyncSender<Sound>>,
    health: Health,
}

impl Chime {
    /// Opens the default loudspeaker, at once and again whenever it is missing.
    /// `volume_percent` `0..=100`.
    #[cfg(feature = "sound")]
    #[must_use]
    pub(crate) fn start(volume_percent: u8) -> Self {
        let health = Health::default();
        Self {
            sounds: sink::start(volume_percent, health.clone()),
            health,
        }
    }

    /// No chime: this build has no sound.
    #[cfg(not(feature = "sound"))]
    #[must_use]
    pub(crate) fn start(_volume_percent: u8) -> Self {
        Self::silent()
    }

    /// No chime.
    #[cfg(any(not(feature = "sound"), test))]
    #[must_use]
    pub(crate) fn silent() -> Self {
        Self {
            sounds: None,
            health: Health::default(),
        }
    }

    /// Plays; never waits, and drops the sound if the player hangs.
    pub(crate) fn play(&self, sound: Sound) {
        if let Some(sounds) = &self.sounds {
            let _ = sounds.try_send(sound);
        }
    }

    /// Whether the loudspeaker works, as a device says of itself: `Some(None)`
    /// if there is none by intent, `None` while that is not known yet.
    #[must_use]
    pub(crate) fn works(&self) -> Option<Option<bool>> {
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
