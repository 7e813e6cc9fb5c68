//! The words of a program, and times as they are said in the zone of its office.

use aufruf_core::calendar;
use aufruf_core::forecast::Band;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::i18n::{Error, Texts, Value};

/// Words in one language, and the zone in which times are told; UTC at first.
#[derive(Debug)]
pub struct Words {
    texts: Texts,
    zone: TimeZone,
}

impl Words {
    /// The German words of one Fluent source.
    ///
    /// # Errors
    /// Those of [`Texts::new`].
    pub fn german(source: &str) -> Result<Self, Error> {
        Ok(Self {
            texts: Texts::new("de", &[source])?,
            zone: TimeZone::UTC,
        })
    }

    /// Tells times in this zone from now on (IANA name); keeps the old one if unknown.
    pub fn set_zone(&mut self, name: &str) {
        match calendar::zone(name) {
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

    /// A wait: the text of `key` with `from` and `to` in minutes, or that of
    /// `key-short` with `to` alone if it may be over at once.
    #[must_use]
    pub fn wait(&self, key: &str, wait: Band) -> String {
        let (from, to) = (("from", wait.from_min.into()), ("to", wait.to_min.into()));
        if wait.from_min == 0 {
            return self.t_with(&format!("{key}-short"), &[to]);
        }
        self.t_with(key, &[from, to])
    }

    /// "9:41".
    #[must_use]
    pub fn clock(&self, at: Timestamp) -> String {
        let time = self.local(at);
        format!("{}:{:02}", time.hour(), time.minute())
    }

    /// "Montag, 15. Juni, um 9:50 Uhr": the key `moment` with `date` and `clock`.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        let date = self.date(self.local(at).date());
        let values = [("date", date.into()), ("clock", self.clock(at).into())];
        self.t_with("moment", &values)
    }

    /// "Montag, 15. Juni": the key `date` with `weekday` (1: Monday), `day` and `month`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let values = [
            ("weekday", date.weekday().to_monday_one_offset().into()),
            ("day", date.day().into()),
            ("month", date.month().into()),
        ];
        self.t_with("date", &values)
    }

    /// Date and time of day in the office.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "moment = { $date }, { $clock }\ndate = { $weekday } { $day }.{ $month }.";

    fn words() -> Words {
        let mut words = Words::german(SOURCE).unwrap();
        words.set_zone("Europe/Berlin");
        words
    }

    #[test]
    fn times_are_told_in_the_zone_of_the_office() {
        let at = "2026-06-15T07:05:00Z".parse().unwrap();
        assert_eq!(words().clock(at), "9:05");
        assert_eq!(words().moment(at), "1 15.6., 9:05");
    }

    #[test]
    fn the_clock_is_that_of_the_office_also_on_the_day_it_is_set_back() {
        let shown = |at: &str| words().clock(at.parse().unwrap());
        assert_eq!(shown("2026-10-25T00:59:59Z"), "2:59");
        assert_eq!(shown("2026-10-25T01:00:00Z"), "2:00");
    }

    #[test]
    fn an_unknown_zone_changes_nothing() {
        let mut words = words();
        words.set_zone("Europe/Wickede");
        let at = "2026-06-15T07:05:00Z".parse().unwrap();
        assert_eq!(words.clock(at), "9:05");
    }
}
