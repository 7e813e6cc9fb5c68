//! The sounds themselves: two soft tones, computed.

use std::f32::consts::TAU;

use crate::board::Sound;

/// Samples a second, one channel.
pub(super) const RATE: u32 = 48_000;

/// A tone: height in hertz, start and length in seconds.
struct Tone(f32, f32, f32);

/// A call falls from e″ to c″; a recall rises, twice and quicker, so that both
/// can be told apart without seeing the monitor (requirement C09).
const CALL: &[Tone] = &[Tone(659.26, 0.0, 0.9), Tone(523.25, 0.45, 1.3)];
const RECALL: &[Tone] = &[
    Tone(523.25, 0.0, 0.6),
    Tone(783.99, 0.25, 0.8),
    Tone(523.25, 0.9, 0.6),
    Tone(783.99, 1.15, 1.0),
];

/// The samples of a sound at full loudness, each within -1 and 1.
pub(super) fn samples(sound: Sound) -> Vec<f32> {
    let tones = match sound {
        Sound::Call => CALL,
        Sound::Recall => RECALL,
    };
    let rate = RATE as f32;
    let end = tones
        .iter()
        .map(|Tone(_, start, length)| start + length)
        .fold(0.0, f32::max);
    let mut samples = vec![0.0; (end * rate) as usize];
    for Tone(hertz, start, length) in tones {
        let first = (start * rate) as usize;
        let count = (length * rate) as usize;
        for (index, sample) in samples[first..].iter_mut().take(count).enumerate() {
            let t = index as f32 / rate;
            *sample += 0.45 * envelope(t, *length) * voice(*hertz, t);
        }
    }
    samples
}

/// A fundamental with two faint overtones: soft, yet audible over talk.
fn voice(hertz: f32, t: f32) -> f32 {
    let wave = |times: f32| (TAU * hertz * times * t).sin();
    (wave(1.0) + 0.25 * wave(2.0) + 0.08 * wave(3.0)) / 1.33
}

/// In within 12 ms and out to nothing: no click at either end.
fn envelope(t: f32, length: f32) -> f32 {
    let rise = (t / 0.012).min(1.0);
    let fall = 1.0 - t / length;
    rise * fall * fall
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sounds_are_short_never_clip_and_end_in_silence() {
        for sound in [Sound::Call, Sound::Recall] {
            let samples = samples(sound);
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
        assert_ne!(samples(Sound::Call), samples(Sound::Recall));
    }
}
