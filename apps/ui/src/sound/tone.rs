//! The sounds themselves: soft tones, computed.

use std::f32::consts::TAU;

/// Samples a second, one channel.
pub const RATE: u32 = 48_000;

/// A tone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tone {
    /// Height.
    pub hertz: f32,
    /// Seconds after the beginning of the sound.
    pub start_s: f32,
    /// Length in seconds; it fades all the time.
    pub length_s: f32,
}

/// The samples of a sound at full loudness, each within -1 and 1 unless more than two
/// tones overlap.
#[must_use]
pub fn samples(tones: &[Tone]) -> Vec<f32> {
    let rate = RATE as f32;
    let end = tones
        .iter()
        .map(|tone| tone.start_s + tone.length_s)
        .fold(0.0, f32::max);
    let mut samples = vec![0.0; (end * rate) as usize];
    for tone in tones {
        let first = (tone.start_s * rate) as usize;
        let count = (tone.length_s * rate) as usize;
        for (index, sample) in samples[first..].iter_mut().take(count).enumerate() {
            let t = index as f32 / rate;
            *sample += 0.45 * envelope(t, tone.length_s) * voice(tone.hertz, t);
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
    fn a_sound_lasts_as_long_as_its_last_tone_and_has_no_click() {
        let tone = |hertz, start_s| Tone {
            hertz,
            start_s,
            length_s: 0.5,
        };
        let samples = samples(&[tone(659.26, 0.0), tone(523.25, 0.25)]);
        assert_eq!(samples.len(), (RATE as usize * 3) / 4);
        let loudest = samples.iter().fold(0.0_f32, |max, s| max.max(s.abs()));
        assert!((0.3..1.0).contains(&loudest), "{loudest}");
        assert!(samples[0].abs() < 0.01);
        assert!(samples[samples.len() - 1].abs() < 0.01);
        let jumps = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        let jump = jumps.fold(0.0, f32::max);
        assert!(jump < 0.2, "a click of {jump}");
    }
}
