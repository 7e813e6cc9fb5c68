//! The words of the kiosk, and times as they are said.

use aufruf_ui::i18n::{Texts, Value};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The words in German.
const GERMAN: &str = include_str!("../../../assets/i18n/de/kiosk.ftl");

/// Words, and the zone in which times are told.
#[derive(Debug)]
pub struct Words {
    texts: Texts,
    zone: TimeZone,
}

impl Words {
    /// The German words.
    #[must_use]
    pub fn german() -> Self {
        Self {
            texts: Texts::new("de", &[GERMAN]).expect("a test reads this file"),
            zone: TimeZone::UTC,
        }
    }

    /// Tells times in this zone from now on (IANA name); keeps the old one if unknown.
    pub fn set_zone(&mut self, name: &str) {
        match aufruf_core::calendar::zone(name) {
            Ok(zone) => self.zone = zone,
            Err(error) => tracing::error!("{error}"),
        }
    }

    /// The text of a key.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.texts.t(key)
    }

    /// The text of a key with values.
    #[must_use]
    pub fn t_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.texts.t_with(key, values)
    }

    /// Whether there is a text.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.texts.has(key)
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys()
    }

    /// "9:41".
    #[must_use]
    pub fn clock(&self, at: Timestamp) -> String {
        let time = self.local(at);
        format!("{}:{:02}", time.hour(), time.minute())
    }

    /// "Montag, 15. Juni, um 9:50 Uhr".
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        let clock = self.clock(at);
        self.t_with(
            "moment",
            &[("date", self.date(at).into()), ("clock", clock.into())],
        )
    }

    /// "Montag, 15. Juni".
    #[must_use]
    pub fn date(&self, at: Timestamp) -> String {
        let date = self.local(at).date();
        let values = [
            ("weekday", date.weekday().to_monday_one_offset().into()),
            ("day", date.day().into()),
            ("month", date.month().into()),
        ];
        self.t_with("date", &values)
    }

    /// The greeting of this time of day.
    #[must_use]
    pub fn greeting(&self, at: Timestamp) -> String {
        self.t(match self.local(at).hour() {
            0..11 => "greeting-morning",
            11..18 => "greeting-day",
            _ => "greeting-evening",
        })
    }

    fn local(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let mut words = Words::german();
        words.set_zone("Europe/Berlin");
        words
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn times_are_told_in_the_zone_of_the_office() {
        let at = at("2026-06-15T07:05:00Z");
        assert_eq!(words().clock(at), "9:05");
        assert_eq!(words().moment(at), "Montag, 15. Juni, um 9:05 Uhr");
    }

    #[test]
    fn the_greeting_follows_the_time_of_day() {
        assert_eq!(
            words().greeting(at("2026-06-15T08:59:00Z")),
            "Guten Morgen."
        );
        assert_eq!(words().greeting(at("2026-06-15T09:00:00Z")), "Guten Tag.");
        assert_eq!(words().greeting(at("2026-06-15T16:00:00Z")), "Guten Abend.");
    }

    #[test]
    fn an_unknown_zone_changes_nothing() {
        let mut words = words();
        words.set_zone("Europe/Wickede");
        assert_eq!(words.clock(at("2026-06-15T07:05:00Z")), "9:05");
    }

    #[test]
    fn nobody_is_asked_to_anmelden() {
        let words = GERMAN.lines().filter(|line| !line.starts_with('#'));
        let wrong = words.filter(|line| line.to_lowercase().contains("anmeld"));
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
