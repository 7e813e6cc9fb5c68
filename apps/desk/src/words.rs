//! The words on the screens, and what only the desk says with them.

use std::ops::{Deref, DerefMut};

use aufruf_core::settings::Policy;
use aufruf_ui::i18n::Value;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

const GERMAN: &str = include_str!("../../../assets/i18n/de/desk.ftl");

/// The words of the desk, and the zone in which times are told.
#[derive(Debug)]
pub struct Words(aufruf_ui::Words);

impl Deref for Words {
    type Target = aufruf_ui::Words;

    fn deref(&self) -> &aufruf_ui::Words {
        &self.0
    }
}

impl DerefMut for Words {
    fn deref_mut(&mut self) -> &mut aufruf_ui::Words {
        &mut self.0
    }
}

impl Words {
    /// The German words.
    #[must_use]
    pub fn german() -> Self {
        Self(aufruf_ui::Words::german(GERMAN).expect("a test reads this file"))
    }

    /// The text of a key with one value.
    #[must_use]
    pub fn t1<'a>(&self, key: &str, name: &str, value: impl Into<Value<'a>>) -> String {
        self.t_with(key, &[(name, value.into())])
    }

    /// "Mo 15.6."
    #[must_use]
    pub fn short_date(&self, date: Date) -> String {
        let values = [
            ("weekday", date.weekday().to_monday_one_offset().into()),
            ("day", date.day().into()),
            ("month", date.month().into()),
        ];
        self.t_with("short-date", &values)
    }

    /// The local date of an instant.
    #[must_use]
    pub fn day_of(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The name of an order of calling.
    #[must_use]
    pub fn policy(&self, policy: Policy) -> String {
        self.t(match policy {
            Policy::Rank => "policy-rank",
            Policy::Strict => "policy-strict",
            Policy::Due => "policy-due",
            Policy::Fifo => "policy-fifo",
            Policy::Apq { .. } => "policy-apq",
            Policy::Wrr { .. } => "policy-wrr",
        })
    }
}

/// The date this many days later; the last one there is if none is.
#[must_use]
pub fn days_later(date: Date, days: i32) -> Date {
    date.checked_add(days.days()).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_zone_of_the_office() {
        let mut words = Words::german();
        words.set_zone("Europe/Berlin");
        words.set_zone("Europe/Wickede");
        let at: Timestamp = "2026-06-15T07:05:00Z".parse().unwrap();
        assert_eq!(words.clock(at), "9:05");
        assert_eq!(words.moment(at), "Montag, 15. Juni, um 9:05 Uhr");
        assert_eq!(words.short_date(words.day_of(at)), "Mo 15.6.");
    }

    /// "Anmelden" is what citizens do with a residence: the program logs in otherwise.
    #[test]
    fn nobody_is_asked_to_anmelden() {
        let words = GERMAN.lines().filter(|line| !line.starts_with('#'));
        let wrong = words.filter(|line| line.to_lowercase().contains("anmeld"));
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
