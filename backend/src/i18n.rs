//! The words of pages and mails, from `assets/i18n/<language>/*.ftl`, and how
//! dates and times are said.
//!
//! A key that is missing is a bug: it is logged and shown as itself, and a test
//! compares the keys that templates use with those that exist.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

/// The texts of German pages.
pub const PAGES_DE: &str = include_str!("../../assets/i18n/de/pages.ftl");
/// The texts of German mails, and of what pages and mails share.
pub const MAIL_DE: &str = include_str!("../../assets/i18n/de/mail.ftl");
/// The texts of the list of a day on paper.
pub const DAY_LIST_DE: &str = include_str!("../../assets/i18n/de/day-list.ftl");

/// The explanations of calls.
pub const EXPLAIN_DE: &str = include_str!("../../assets/i18n/de/explain.ftl");

/// The comparison of days under different rules.
pub const WHAT_IF_DE: &str = include_str!("../../assets/i18n/de/what-if.ftl");

static GERMAN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec!["de".parse().expect("a language tag")]);
    // The marks around arguments break copied texts and plain mails.
    bundle.set_use_isolating(false);
    for source in [PAGES_DE, MAIL_DE, DAY_LIST_DE, EXPLAIN_DE, WHAT_IF_DE] {
        let resource = FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("the texts do not parse: {errors:?}"));
        if let Err(errors) = bundle.add_resource(resource) {
            panic!("a text is there twice: {errors:?}");
        }
    }
    bundle
});

/// A number in a text; templates hand them over as references.
pub trait Count {
    /// The number.
    fn count(&self) -> i64;
}

macro_rules! count {
    ($($integer:ty)*) => {$(
        impl Count for $integer {
            fn count(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )*};
}
count!(i8 u8 u16 u32 u64 i32 i64 usize);

impl<T: Count> Count for &T {
    fn count(&self) -> i64 {
        (*self).count()
    }
}

/// The words of one language. Copy: it only names the language.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words;

impl Words {
    /// BCP 47 tag of the language, for `lang`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        "de"
    }

    /// The text of a key.
    #[must_use]
    pub fn w(self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of a key with a number called `n`.
    #[must_use]
    pub fn n(self, key: &str, n: impl Count) -> String {
        self.with(key, [("n", FluentValue::from(n.count()))])
    }

    /// The text of a key with one text.
    #[must_use]
    pub fn a(self, key: &str, name: &str, value: &str) -> String {
        self.with(key, [(name, FluentValue::from(value))])
    }

    /// The text of a key with two texts.
    #[must_use]
    pub fn a2(self, key: &str, one: (&str, &str), two: (&str, &str)) -> String {
        let args = [one, two].map(|(name, value)| (name, FluentValue::from(value)));
        self.with(key, args)
    }

    /// The text of a key with named arguments.
    #[must_use]
    pub fn with<'a, const N: usize>(
        self,
        key: &str,
        arguments: [(&'a str, FluentValue<'a>); N],
    ) -> String {
        let arguments: FluentArgs<'a> = arguments.into_iter().collect();
        self.format(key, Some(&arguments))
    }

    fn format(self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = GERMAN.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, "a text is missing");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = GERMAN.format_pattern(pattern, arguments, &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a text lacks an argument");
        }
        text.into_owned()
    }

    /// "Dienstag".
    #[must_use]
    pub fn weekday(self, date: Date) -> String {
        self.n("weekday", date.weekday().to_monday_one_offset())
    }

    /// "Dienstag, 12. Mai 2026".
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let month = self.n("month", date.month());
        let weekday = self.weekday(date);
        format!("{weekday}, {}. {month} {}", date.day(), date.year())
    }

    /// "12. Mai".
    #[must_use]
    pub fn day_month(self, date: Date) -> String {
        format!("{}. {}", date.day(), self.n("month", date.month()))
    }

    /// "12.05.2026", for subjects.
    #[must_use]
    pub fn date_short(self, date: Date) -> String {
        format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
    }

    /// "09:20".
    #[must_use]
    pub fn clock(self, time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// "Dienstag, 12. Mai 2026, 09:20 Uhr" (requirement I01).
    #[must_use]
    pub fn moment(self, at: Timestamp, zone: &TimeZone) -> String {
        let local = at.to_zoned(zone.clone());
        let date = self.date(local.date());
        let clock = self.clock(local.time());
        self.a2("moment", ("date", &date), ("clock", &clock))
    }

    /// "09:20 Uhr".
    #[must_use]
    pub fn hour(self, at: Timestamp, zone: &TimeZone) -> String {
        let local = at.to_zoned(zone.clone());
        self.a("hour", "clock", &self.clock(local.time()))
    }

    /// "25 Minuten", "1 Stunde 10 Minuten".
    #[must_use]
    pub fn duration(self, seconds: u32) -> String {
        let minutes = seconds.div_ceil(60);
        match (minutes / 60, minutes % 60) {
            (0, m) => self.n("minutes", m),
            (h, 0) => self.n("hours", h),
            (h, m) => format!("{} {}", self.n("hours", h), self.n("minutes", m)),
        }
    }
}

/// The zone with this IANA name; Berlin's if the name is unknown, which the
/// check of the settings does not let through.
#[must_use]
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name)
        .or_else(|_| TimeZone::get("Europe/Berlin"))
        .unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_moment_is_said_in_full() {
        let at: Timestamp = "2026-05-12T07:20:00Z".parse().unwrap();
        let zone = zone("Europe/Berlin");
        assert_eq!(Words.moment(at, &zone), "Dienstag, 12. Mai 2026, 09:20 Uhr");
        assert_eq!(Words.hour(at, &zone), "09:20 Uhr");
        assert_eq!(
            Words.date_short(jiff::civil::date(2026, 5, 12)),
            "12.05.2026"
        );
    }

    #[test]
    fn durations_are_said_in_words() {
        assert_eq!(Words.duration(300), "5 Minuten");
        assert_eq!(Words.duration(60), "1 Minute");
        assert_eq!(Words.duration(3600), "1 Stunde");
        assert_eq!(Words.duration(7500), "2 Stunden 5 Minuten");
    }

    fn keys(source: &str) -> BTreeSet<String> {
        source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key.to_owned())
            .collect()
    }

    /// Every quoted text in templates and sources that looks like a key.
    fn quoted(folder: &std::path::Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                quoted(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            found.extend(text.split('"').map(ToOwned::to_owned));
        }
    }

    #[test]
    fn no_text_is_missing_and_none_is_left_over() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = BTreeSet::new();
        quoted(&root.join("templates"), &mut found);
        quoted(&root.join("src"), &mut found);
        let known: BTreeSet<String> = [PAGES_DE, MAIL_DE, EXPLAIN_DE, WHAT_IF_DE]
            .into_iter()
            .flat_map(keys)
            .collect();
        let unused: Vec<_> = known.difference(&found).collect();
        assert!(unused.is_empty(), "texts that nobody uses: {unused:?}");
        let template_keys = used_in_templates(&root.join("templates"));
        let missing: Vec<_> = template_keys.difference(&known).collect();
        assert!(missing.is_empty(), "texts that do not exist: {missing:?}");
    }

    /// The first argument of each `t.w(`, `t.n(`, `t.a(` and `t.a2(`.
    fn used_in_templates(folder: &std::path::Path) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                used.append(&mut used_in_templates(&path));
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for call in ["t.w(\"", "t.n(\"", "t.a(\"", "t.a2(\""] {
                for rest in text.split(call).skip(1) {
                    let _ = used.insert(rest.split('"').next().unwrap().to_owned());
                }
            }
        }
        used
    }

    #[test]
    fn sentences_are_short() {
        let mut lengths: Vec<usize> = [PAGES_DE, MAIL_DE]
            .iter()
            .flat_map(|source| source.split(['.', '?', '!', '\n']))
            .map(|sentence| sentence.split_whitespace().count())
            .filter(|words| *words > 2)
            .collect();
        lengths.sort_unstable();
        assert!(lengths[lengths.len() / 2] <= 15, "requirement A19");
    }
}
