//! A set of small numbers whose smallest member within a mask is found fast.

const WORD: usize = u64::BITS as usize;

/// A set of numbers below a bound, with a summary of its words.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    summary: Vec<u64>,
}

impl Bits {
    /// Empties the set and sets its bound.
    pub(super) fn reset(&mut self, bound: usize) {
        let words = bound.div_ceil(WORD);
        self.words.clear();
        self.words.resize(words, 0);
        self.summary.clear();
        self.summary.resize(words.div_ceil(WORD), 0);
    }

    pub(super) fn insert(&mut self, n: u32) {
        let (word, bit) = split(n as usize);
        self.words[word] |= 1 << bit;
        let (word, bit) = split(word);
        self.summary[word] |= 1 << bit;
    }

    /// Whether it was there.
    pub(super) fn remove(&mut self, n: u32) -> bool {
        let (word, bit) = split(n as usize);
        let was = self.words[word] >> bit & 1 == 1;
        self.words[word] &= !(1 << bit);
        if self.words[word] == 0 {
            let (above, bit) = split(word);
            self.summary[above] &= !(1 << bit);
        }
        was
    }

    pub(super) fn is_empty(&self) -> bool {
        self.summary.iter().all(|word| *word == 0)
    }

    /// The smallest member that is also in the mask.
    pub(super) fn first_in(&self, mask: &[u64]) -> Option<u32> {
        for (above, summary) in self.summary.iter().enumerate() {
            let mut left = *summary;
            while left != 0 {
                let word = above * WORD + left.trailing_zeros() as usize;
                let hit = self.words[word] & mask[word];
                if hit != 0 {
                    let n = word * WORD + hit.trailing_zeros() as usize;
                    return u32::try_from(n).ok();
                }
                left &= left - 1;
            }
        }
        None
    }
}

/// The mask of the places at which the answer is yes.
pub(super) fn mask(members: impl ExactSizeIterator<Item = bool>) -> Vec<u64> {
    let mut words = vec![0; members.len().div_ceil(WORD)];
    for (n, member) in members.enumerate() {
        let (word, bit) = split(n);
        words[word] |= u64::from(member) << bit;
    }
    words
}

fn split(n: usize) -> (usize, usize) {
    (n / WORD, n % WORD)
}
