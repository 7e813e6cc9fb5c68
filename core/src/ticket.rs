//! The number that mail, paper and monitor show.

use std::{fmt, sync::LazyLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `A 4827` for an appointment, `W 17` for a walk-in.
///
/// An appointment's number has four digits, the last a Damm check digit (M.
/// Damm, 2004), so that one wrong digit or one swap of neighbours never names
/// another citizen's appointment. A walk-in's counts up from 1 each day.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct TicketNumber {
    /// The letter of the class, a setting of the office (`A`, `W`).
    pub letter: char,
    /// The digits: `1000..=9999` for appointments, from 1 up for walk-ins.
    pub digits: u16,
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.letter, self.digits)
    }
}

/// How many appointment numbers there can be before unwelcome ones are left out.
const STEMS: std::ops::RangeInclusive<u16> = 100..=999;

/// The totally anti-symmetric quasigroup of order 10 from Damm's thesis.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn damm(digits: u16) -> u8 {
    digits.to_string().bytes().fold(0, |interim, b| {
        DAMM[usize::from(interim)][usize::from(b - b'0')]
    })
}

/// Whether the last of the digits is the check digit of the others.
#[must_use]
pub fn is_appointment_number(digits: u16) -> bool {
    (1000..=9999).contains(&digits) && damm(digits) == 0
}

/// Whether a number should not be handed to a citizen: codes that extremists
/// use, and the beast's.
fn is_unwelcome(digits: u16) -> bool {
    let text = digits.to_string();
    ["88", "666", "444"].iter().any(|bad| text.contains(bad)) || (1933..=1945).contains(&digits)
}

/// Every number that an appointment may get on one day, in ascending order.
pub fn appointment_numbers() -> impl Iterator<Item = u16> {
    NUMBERS.iter().copied()
}

/// Worked out once: each booking looks at all of them.
static NUMBERS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let numbers = STEMS.map(|stem| stem * 10 + u16::from(damm(stem)));
    numbers.filter(|digits| !is_unwelcome(*digits)).collect()
});

/// Picks one of the numbers for which `is_used` is false, by the random `bits`.
///
/// `None` when all are used.
#[must_use]
pub fn draw_appointment_number(bits: u64, is_used: impl Fn(u16) -> bool) -> Option<u16> {
    let free: Vec<u16> = appointment_numbers().filter(|n| !is_used(*n)).collect();
    let index = bits.checked_rem(free.len() as u64)?;
    free.get(usize::try_from(index).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_or_swapped_digit_is_never_another_number() {
        for number in appointment_numbers() {
            let text = number.to_string().into_bytes();
            for place in 0..4 {
                for digit in b'0'..=b'9' {
                    let mut typo = text.clone();
                    typo[place] = digit;
                    let typo: u16 = String::from_utf8(typo).unwrap().parse().unwrap();
                    assert!(typo == number || !is_appointment_number(typo));
                }
                if place < 3 && text[place] != text[place + 1] {
                    let mut swap = text.clone();
                    swap.swap(place, place + 1);
                    let swap: u16 = String::from_utf8(swap).unwrap().parse().unwrap();
                    assert!(!is_appointment_number(swap));
                }
            }
        }
    }

    #[test]
    fn every_free_number_can_be_drawn_and_none_twice() {
        let mut used = std::collections::BTreeSet::new();
        while let Some(number) =
            draw_appointment_number(used.len() as u64 * 7919, |n| used.contains(&n))
        {
            assert!(used.insert(number));
        }
        assert_eq!(used.len(), appointment_numbers().count());
        assert!(used.len() > 850);
    }
}
