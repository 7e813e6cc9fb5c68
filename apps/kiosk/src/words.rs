//! The words of the kiosk.

use aufruf_ui::Words;
use jiff::Timestamp;

/// The words in German.
const GERMAN: &str = include_str!("../../../assets/i18n/de/kiosk.ftl");

/// The German words.
#[must_use]
pub fn german() -> Words {
    Words::german(GERMAN).expect("a test reads this file")
}

/// The greeting of this time of day.
#[must_use]
pub fn greeting(words: &Words, at: Timestamp) -> String {
    words.t(match words.local(at).hour() {
        0..11 => "greeting-morning",
        11..18 => "greeting-day",
        _ => "greeting-evening",
    })
}

/// A number stays on one line with what follows it: "10 Meter", "02377 915-0",
/// "15. Juni", "9:50 Uhr".
#[must_use]
pub fn unbroken(text: &str) -> String {
    let mut after_number = false;
    text.chars()
        .map(|letter| {
            let joins = letter == ' ' && after_number;
            after_number = letter.is_ascii_digit() || (letter == '.' && after_number);
            if joins { '\u{a0}' } else { letter }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_not_torn_from_what_they_count() {
        assert_eq!(unbroken("links, 10 Meter"), "links, 10\u{a0}Meter");
        assert_eq!(unbroken("02377 915-0"), "02377\u{a0}915-0");
        assert_eq!(
            unbroken("Montag, 15. Juni, um 9:50 Uhr. Bis dann"),
            "Montag, 15.\u{a0}Juni, um 9:50\u{a0}Uhr. Bis dann"
        );
    }

    fn words() -> Words {
        let mut words = german();
        words.set_zone("Europe/Berlin");
        words
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn times_are_told_in_german() {
        let at = at("2026-06-15T07:05:00Z");
        assert_eq!(words().moment(at), "Montag, 15. Juni, um 9:05 Uhr");
    }

    #[test]
    fn the_greeting_follows_the_time_of_day() {
        let said = |text: &str| greeting(&words(), at(text));
        assert_eq!(said("2026-06-15T08:59:00Z"), "Guten Morgen.");
        assert_eq!(said("2026-06-15T09:00:00Z"), "Guten Tag.");
        assert_eq!(said("2026-06-15T16:00:00Z"), "Guten Abend.");
    }

    #[test]
    fn nobody_is_asked_to_anmelden() {
        let words = GERMAN.lines().filter(|line| !line.starts_with('#'));
        let wrong = words.filter(|line| line.to_lowercase().contains("anmeld"));
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
