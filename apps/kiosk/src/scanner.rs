//! A USB scanner types its code like a keyboard, very fast, and presses Enter
//! ("keyboard wedge"). Requirement H07.

use std::time::{Duration, Instant};

use aufruf_core::check_in_code::CheckInCode;

/// Longest pause between two characters of one code.
const GAP: Duration = Duration::from_millis(500);

/// Most characters of one code: the address on a slip is longer than a code.
const LENGTH_MAX: usize = 256;

/// Fewest characters that can be a code.
const LENGTH_MIN: usize = 8;

/// Collects what a scanner types.
#[derive(Debug, Default)]
pub struct Wedge {
    typed: String,
    /// Characters since the last Enter; of those above the most none is kept.
    count: usize,
    last: Option<Instant>,
}

/// What Enter ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// Nothing, or too little to come from a scanner.
    Nothing,
    /// A code of some other kind.
    Foreign,
    /// A check-in code.
    Code(CheckInCode),
}

impl Wedge {
    /// A key that types `text`; control keys type nothing and are ignored. Whether
    /// this is the first of what may become a code.
    pub fn typed(&mut self, text: &str, now: Instant) -> bool {
        if self.is_stale(now) {
            self.clear();
        }
        let first = self.count == 0;
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            self.last = Some(now);
            self.count = self.count.saturating_add(1);
            if self.count <= LENGTH_MAX {
                self.typed.push(letter);
            }
        }
        first
    }

    /// Enter: what was typed is complete.
    pub fn entered(&mut self, now: Instant) -> Scan {
        let stale = self.is_stale(now);
        let typed = std::mem::take(&mut self.typed);
        let count = self.count;
        self.clear();
        if stale || count < LENGTH_MIN {
            return Scan::Nothing;
        }
        match CheckInCode::scanned(&typed) {
            Some(code) if count <= LENGTH_MAX => Scan::Code(code),
            _ => Scan::Foreign,
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn is_stale(&self, now: Instant) -> bool {
        self.last
            .is_some_and(|last| now.saturating_duration_since(last) > GAP)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "2R5K9XPA";

    /// Types `text` with `gap_ms` between the keys, then Enter.
    fn scan(text: &str, gap_ms: u64) -> Scan {
        let (mut wedge, mut now) = (Wedge::default(), Instant::now());
        for letter in text.chars() {
            let _ = wedge.typed(letter.encode_utf8(&mut [0; 4]), now);
            now += Duration::from_millis(gap_ms);
        }
        wedge.entered(now)
    }

    #[test]
    fn a_code_typed_fast_is_a_scan_and_slowly_is_none() {
        let code = CheckInCode::parse(CODE).unwrap();
        for gap_ms in [0, 5, 80, 500] {
            assert_eq!(scan(CODE, gap_ms), Scan::Code(code), "{gap_ms} ms");
        }
        assert_eq!(scan(CODE, 501), Scan::Nothing);
    }

    #[test]
    fn what_a_person_types_before_enter_is_no_scan() {
        for typed in ["", "4827", "1234567"] {
            assert_eq!(scan(typed, 5), Scan::Nothing, "{typed:?}");
        }
    }

    #[test]
    fn other_codes_are_foreign() {
        let long = format!("{}{CODE}", " ".repeat(LENGTH_MAX));
        for typed in [
            "https://example.org/",
            "https://example.org/t/2R5K9XPA",
            "4006381333931",
            "2R5K9XPA!",
            "äöüäöüäöü",
            long.as_str(),
        ] {
            assert_eq!(scan(typed, 5), Scan::Foreign, "{typed:?}");
        }
        let endless = "7".repeat(100_000);
        assert_eq!(scan(&endless, 0), Scan::Foreign);
    }

    #[test]
    fn the_address_on_a_slip_is_a_code_also_on_the_wrong_keyboard() {
        let code = CheckInCode::parse(CODE).unwrap();
        for typed in [
            "https://termine.musterstadt.example/t/musterstadt/2R5K9XPA",
            "httpsÖ--termine.musterstadt.example-t-musterstadt-2R5K9XPA",
        ] {
            assert_eq!(scan(typed, 5), Scan::Code(code), "{typed}");
        }
    }

    #[test]
    fn control_characters_are_ignored() {
        let code = CheckInCode::parse(CODE).unwrap();
        assert_eq!(scan("2R5K\u{1b}\u{8}\t\u{0}9XPA", 5), Scan::Code(code));
    }

    #[test]
    fn an_old_half_code_does_not_spoil_the_next() {
        let (mut wedge, start) = (Wedge::default(), Instant::now());
        assert!(wedge.typed("2R", start));
        assert!(!wedge.typed("5K", start));
        let later = start + Duration::from_secs(2);
        assert!(wedge.typed(CODE, later));
        assert_eq!(
            wedge.entered(later),
            Scan::Code(CheckInCode::parse(CODE).unwrap())
        );
        assert_eq!(wedge.entered(later), Scan::Nothing, "a code is read once");
    }
}
