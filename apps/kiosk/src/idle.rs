//! Nobody touches anything: ask, wait, start over (requirement B12).

use std::time::{Duration, Instant};

use aufruf_core::settings::KioskSettings;
use aufruf_ui::sound::{Tone, Tones};

/// The tone of the notice: g′, short and soft, for who looks elsewhere.
pub const TONES: Tones = &[Tone {
    hertz: 392.0,
    start_s: 0.0,
    length_s: 0.8,
}];

/// How loud it is: for the one before the terminal, not for the hall. Percent.
pub const VOLUME_PERCENT: u8 = 40;

/// Since when nobody has touched anything.
#[derive(Debug, Clone, Copy)]
pub struct Idle {
    since: Instant,
}

/// What that means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Someone is here.
    Active,
    /// "Brauchen Sie mehr Zeit?", for so many more seconds.
    Notice {
        /// Seconds until the reset, at least 1.
        left_s: u64,
    },
    /// Start over.
    Over,
}

impl Idle {
    /// Touched just now.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self { since: now }
    }

    /// Someone touched the screen or a key.
    pub fn touch(&mut self, now: Instant) {
        self.since = self.since.max(now);
    }

    /// What the settings say at `now`. At least 20 s of notice, whatever they say.
    #[must_use]
    pub fn phase(&self, now: Instant, settings: &KioskSettings) -> Phase {
        let idle = Duration::from_secs(u64::from(settings.idle_s));
        let notice = Duration::from_secs(u64::from(settings.notice_s.max(20)));
        let passed = now.saturating_duration_since(self.since);
        if passed < idle {
            return Phase::Active;
        }
        match (idle + notice).checked_sub(passed) {
            Some(left) if !left.is_zero() => Phase::Notice {
                left_s: u64::try_from(left.as_millis().div_ceil(1000)).unwrap_or(u64::MAX),
            },
            _ => Phase::Over,
        }
    }
}

/// Whether the notice begins with this change, and with it its tone.
#[must_use]
pub fn sounds(before: Phase, now: Phase) -> bool {
    let noticed = |phase| matches!(phase, Phase::Notice { .. });
    noticed(now) && !noticed(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notice_sounds_once_and_shortly() {
        let notice = |left_s| Phase::Notice { left_s };
        assert!(sounds(Phase::Active, notice(20)));
        assert!(!sounds(notice(20), notice(19)));
        assert!(!sounds(notice(1), Phase::Over));
        assert!(!sounds(Phase::Active, Phase::Active));
        let samples = aufruf_ui::sound::samples(TONES);
        let seconds = samples.len() as f32 / aufruf_ui::sound::RATE as f32;
        assert!((0.3..3.0).contains(&seconds), "{seconds} s");
    }

    fn settings() -> KioskSettings {
        KioskSettings {
            idle_s: 60,
            notice_s: 20,
            ..KioskSettings::default()
        }
    }

    #[test]
    fn after_60_s_a_notice_of_20_s_then_the_end() {
        let start = Instant::now();
        let idle = Idle::new(start);
        let at = |ms| idle.phase(start + Duration::from_millis(ms), &settings());
        assert_eq!(at(0), Phase::Active);
        assert_eq!(at(59_999), Phase::Active);
        assert_eq!(at(60_000), Phase::Notice { left_s: 20 });
        assert_eq!(at(60_001), Phase::Notice { left_s: 20 });
        assert_eq!(at(79_999), Phase::Notice { left_s: 1 });
        assert_eq!(at(80_000), Phase::Over);
        assert_eq!(at(8_000_000), Phase::Over);
    }

    #[test]
    fn a_touch_during_the_notice_gives_the_whole_time_again() {
        let start = Instant::now();
        let mut idle = Idle::new(start);
        idle.touch(start + Duration::from_secs(75));
        let at = |s| idle.phase(start + Duration::from_secs(s), &settings());
        assert_eq!(at(75 + 59), Phase::Active);
        assert_eq!(at(75 + 60), Phase::Notice { left_s: 20 });
    }

    #[test]
    fn an_older_touch_takes_no_time_away() {
        let start = Instant::now() + Duration::from_secs(100);
        let mut idle = Idle::new(start);
        idle.touch(start - Duration::from_secs(50));
        assert_eq!(
            idle.phase(start + Duration::from_secs(59), &settings()),
            Phase::Active
        );
    }

    #[test]
    fn the_notice_is_never_shorter_than_20_s() {
        let start = Instant::now();
        let short = KioskSettings {
            notice_s: 0,
            ..settings()
        };
        let phase = Idle::new(start).phase(start + Duration::from_secs(61), &short);
        assert_eq!(phase, Phase::Notice { left_s: 19 });
    }
}
