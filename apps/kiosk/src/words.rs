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

#[cfg(test)]
mod tests {
    use super::*;

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
