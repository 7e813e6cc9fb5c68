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

/// What is drawn for a visit, or the day; each has a stream of its own, so that drawing
/// one more of a kind never shifts another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    /// How long it is served.
    Service = 1,
    /// Whether it comes at all.
    Attendance = 2,
    /// When it comes.
    Arrival = 3,
    /// How fast the office works.
    Pace = 4,
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

    /// The draws of one visit for `n` replications, `n` a multiple of [`BLOCK`].
    /// Each block is a permutation of its strata, which spares replications; how
    /// many blocks follow changes none of them.
    pub(super) fn draws(self, visit: u128, stream: Stream, n: u16) -> Vec<Draw> {
        let halves = (visit >> 64) as u64 ^ (visit as u64).rotate_left(29);
        let seed = (self.0 ^ halves).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ stream as u64;
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let mut draws: Vec<Draw> = (0..n).map(Draw).collect();
        for block in draws.chunks_mut(usize::from(BLOCK)) {
            for last in (1..block.len()).rev() {
                let bits = u64::from(random.next_u32());
                let other = (bits * (last as u64 + 1)) >> 32;
                block.swap(last, other as usize);
            }
        }
        draws
    }
}

/// Replications come in blocks of so many: within a block each stratum of the
/// unit interval is met once.
pub(super) const BLOCK: u16 = 100;

/// One uniform draw: a stratum of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Draw(u16);

impl Draw {
    /// All draws of `n` replications, by [`Draw::index`].
    pub(super) fn all(n: u16) -> impl Iterator<Item = Self> {
        (0..n).map(Self)
    }

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Between 0 and 1, neither of them. The first block meets the middle of its
    /// strata, further ones other places in them (van der Corput's sequence), so
    /// that more blocks are also finer strata.
    pub(super) fn uniform(self) -> f64 {
        let block = self.0 / BLOCK + 1;
        let within = f64::from(block.reverse_bits()) / f64::from(1_u32 << u16::BITS);
        (f64::from(self.0 % BLOCK) + within) / f64::from(BLOCK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed() -> DaySeed {
        let office = OfficeId::new("test").unwrap();
        DaySeed::new(&office, jiff::civil::date(2027, 3, 2))
    }

    #[test]
    fn more_replications_change_none_of_the_first() {
        let many = seed().draws(7, Stream::Service, 1000);
        for n in (BLOCK..1000).step_by(usize::from(BLOCK)) {
            let few = seed().draws(7, Stream::Service, n);
            assert_eq!(few, many[..usize::from(n)]);
        }
    }

    #[test]
    fn every_block_meets_every_stratum_once() {
        let draws = seed().draws(7, Stream::Arrival, 300);
        for block in draws.chunks(usize::from(BLOCK)) {
            let strata = block.iter().map(|draw| (draw.uniform() * 100.0) as u16);
            let mut strata: Vec<u16> = strata.collect();
            strata.sort_unstable();
            assert_eq!(strata, (0..BLOCK).collect::<Vec<_>>());
        }
    }

    #[test]
    fn further_blocks_fall_between_the_draws_of_the_first() {
        let mut uniform: Vec<f64> = Draw::all(300).map(Draw::uniform).collect();
        uniform.sort_by(f64::total_cmp);
        uniform.dedup();
        assert_eq!(uniform.len(), 300);
        let mean = uniform.iter().sum::<f64>() / 300.0;
        assert!((mean - 0.5).abs() < 1e-9, "{mean}");
        assert!(uniform[0] > 0.0 && uniform[299] < 1.0);
    }
}
