//! The chime of a call, two soft tones.

use aufruf_ui::sound::{Tone, Tones};

use crate::board::Sound;

const fn tone(hertz: f32, start_s: f32, length_s: f32) -> Tone {
    Tone {
        hertz,
        start_s,
        length_s,
    }
}

/// A call falls from e″ to c″; a recall rises, twice and quicker, so that both
/// can be told apart without seeing the monitor (requirement C09).
const CALL: Tones = &[tone(659.26, 0.0, 0.9), tone(523.25, 0.45, 1.3)];
const RECALL: Tones = &[
    tone(523.25, 0.0, 0.6),
    tone(783.99, 0.25, 0.8),
    tone(523.25, 0.9, 0.6),
    tone(783.99, 1.15, 1.0),
];

/// The tones of a sound.
pub(crate) fn tones(sound: Sound) -> Tones {
    match sound {
        Sound::Call => CALL,
        Sound::Recall => RECALL,
    }
}

#[cfg(test)]
mod tests {
    use aufruf_ui::sound::{RATE, samples};

    use super::*;

    #[test]
    fn the_sounds_are_short_never_clip_and_end_in_silence() {
        for sound in [Sound::Call, Sound::Recall] {
            let samples = samples(tones(sound));
            let seconds = samples.len() as f32 / RATE as f32;
            assert!((1.0..3.0).contains(&seconds), "{seconds} s");
            let loudest = samples.iter().fold(0.0_f32, |max, s| max.max(s.abs()));
            assert!((0.3..1.0).contains(&loudest), "{loudest}");
            assert!(samples[0].abs() < 0.01);
            assert!(samples[samples.len() - 1].abs() < 0.01);
            let jump = samples
                .windows(2)
                .map(|pair| (pair[1] - pair[0]).abs())
                .fold(0.0, f32::max);
            assert!(jump < 0.2, "a click of {jump}");
        }
    }

    #[test]
    fn a_recall_sounds_different() {
        assert_ne!(samples(tones(Sound::Call)), samples(tones(Sound::Recall)));
    }
}
