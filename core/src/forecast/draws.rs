//! The random part, which is not random: every visit has its own stream, made
//! from office, date and visit.

use jiff::civil::Date;
use rand_pcg::{
    Pcg64Mcg,
    rand_core::{Rng, SeedableRng},
};

use crate::id::OfficeId;

/// The seed of all forecasts of one office day.
#[derive(Debug, Clone, Copy)]
pub(super) struct DaySeed(u64);

/// What is drawn for a visit; each has a stream of its own, so that drawing
/// one more of a kind never shifts another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    /// How long it is served.
    Service = 1,
    /// Whether it comes at all.
    Attendance = 2,
    /// When it comes.
    Arrival = 3,
}

impl DaySeed {
    pub(super) fn new(office: &OfficeId, date: Date) -> Self {
        // FNV-1a, 64 bit.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let date = [
            date.year().to_le_bytes(),
            [date.month().cast_unsigned(), date.day().cast_unsigned()],
        ];
        for byte in office.as_str().bytes().chain(date.into_iter().flatten()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self(hash)
    }

    /// A permutation of `0..n` for one visit: replication r gets the stratum at
    /// r. Each stratum is met once, which spares replications.
    pub(super) fn strata(self, visit: u128, stream: Stream, n: u16) -> Vec<u16> {
        let halves = (visit >> 64) as u64 ^ (visit as u64).rotate_left(29);
        let seed = (self.0 ^ halves).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ stream as u64;
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let mut strata: Vec<u16> = (0..n).collect();
        for last in (1..n).rev() {
            let bits = u64::from(random.next_u32());
            let other = (bits * (u64::from(last) + 1)) >> 32;
            strata.swap(usize::from(last), other as usize);
        }
        strata
    }
}

/// The middle of a stratum as a probability.
pub(super) fn middle(stratum: u16, n: u16) -> f64 {
    (f64::from(stratum) + 0.5) / f64::from(n)
}
