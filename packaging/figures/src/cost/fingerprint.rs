//! One number for all forecasts of a day: equal on every run and in every build.

use std::sync::Arc;

use aufruf_core::{
    forecast::{Forecasts, Wait, forecasts},
    rehearsal::{Load, Options, RecordedOffice, generate, rehearse},
    settings::Policy,
};

use super::scene::Journal;

/// The fingerprint of [`of_a_day`]. Changes with what a forecast assumes, and
/// with nothing else.
pub const EXPECTED: u64 = 0x5463_8386_ffdf_461c;

/// Every so many entries all forecasts are worked out.
const EVERY: usize = 16;

/// Plays a generated day and hashes what is forecast on it.
#[must_use]
pub fn of_a_day(office: &RecordedOffice) -> u64 {
    let day = generate(office, Load::Busy, 4711);
    let plan = office.shared_plan(day.day, Policy::Rank, 60);
    let experience = Arc::new(office.experience());
    let played = rehearse(&plan, &experience, &office.script(&day), Options::default());
    let journal = Journal {
        plan,
        entries: played.entries,
    };
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    for count in (1..journal.entries.len()).step_by(EVERY) {
        let moment = journal.moment(count);
        hash.forecasts(&forecasts(&moment.day, &moment.plan, moment.at));
    }
    hash.0
}

/// FNV-1a, 64 bit.
struct Hash(u64);

impl Hash {
    fn number(&mut self, number: u64) {
        for byte in number.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn wait(&mut self, wait: Option<Wait>) {
        let (median_s, p80_s) = wait.map_or((u32::MAX, 0), |w| (w.median_s, w.p80_s));
        self.number(u64::from(median_s) << 32 | u64::from(p80_s));
    }

    fn forecasts(&mut self, forecasts: &Forecasts) {
        let outlook = &forecasts.outlook;
        for (visit, wait) in &outlook.waits {
            self.number(visit.0.as_u128() as u64);
            self.wait(*wait);
        }
        for wait in [
            Some(outlook.empty),
            Some(outlook.end),
            forecasts.walk_in,
            forecasts.appointment,
        ] {
            self.wait(wait);
        }
        self.number(outlook.in_time.to_bits());
        self.number(forecasts.tickets_left.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `cargo xtask bench --cost` asks the same of a release build.
    #[test]
    fn every_build_forecasts_the_same_bits() {
        let office = crate::days::office().expect("the office of this build");
        assert_eq!(of_a_day(&office), EXPECTED);
    }
}
