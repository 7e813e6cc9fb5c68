//! The words of a program, from Fluent files.
//!
//! ```
//! use aufruf_ui::i18n::Texts;
//! // A program passes include_str!("../../../assets/i18n/de/kiosk.ftl").
//! let texts = Texts::new("de", &["hello = Guten Tag\npage = Seite { $n } von { $of }"])?;
//! assert_eq!(texts.t("hello"), "Guten Tag");
//! assert_eq!(texts.t_with("page", &[("n", 1.into()), ("of", 4.into())]), "Seite 1 von 4");
//! # Ok::<(), aufruf_ui::i18n::Error>(())
//! ```

use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

/// A value put into a text: `"A 4827".into()`, `3.into()`.
pub type Value<'a> = fluent_bundle::FluentValue<'a>;

/// The words of one program in one language.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
    /// Keys already reported as missing; bounded by the keys a program names.
    reported: Mutex<HashSet<String>>,
}

/// Why words cannot be loaded. Files are embedded, so a test finds each of these.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The language is no BCP 47 tag.
    #[error("`{0}` is not a language tag")]
    Language(String),
    /// A file is not valid Fluent; with the parser's words.
    #[error("a Fluent file cannot be read: {0}")]
    Syntax(String),
    /// Two files, or two places of one file, define the same key.
    #[error("a key is defined twice: {0}")]
    Duplicate(String),
}

impl Texts {
    /// Loads the Fluent sources of a language (BCP 47, "de").
    ///
    /// # Errors
    /// A source that does not parse or a key defined twice.
    pub fn new(lang: &str, sources: &[&str]) -> Result<Self, Error> {
        let id: LanguageIdentifier = lang.parse().map_err(|_| Error::Language(lang.to_owned()))?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Without the invisible isolating marks: German is written in one direction,
        // and fonts may draw the marks as boxes.
        bundle.set_use_isolating(false);
        let mut keys = BTreeSet::new();
        for source in sources {
            let resource = FluentResource::try_new((*source).to_owned())
                .map_err(|(_, errors)| Error::Syntax(join(&errors)))?;
            bundle
                .add_resource(resource)
                .map_err(|errors| Error::Duplicate(join(&errors)))?;
            keys.extend(source.lines().filter_map(key_of).map(str::to_owned));
        }
        Ok(Self {
            bundle,
            keys,
            reported: Mutex::default(),
        })
    }

    /// The text of a key; the key itself where it is missing, reported once.
    pub fn t(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of a key with values put in.
    pub fn t_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let arguments: FluentArgs<'_> = values
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        self.format(key, Some(&arguments))
    }

    /// Whether there is a text for a key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// Every key, sorted: tests of a program compare them with the keys it uses.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let pattern = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value());
        let Some(pattern) = pattern else {
            self.report(key, "the key is missing");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors);
        if !errors.is_empty() {
            self.report(key, &join(&errors));
        }
        text.into_owned()
    }

    /// Values are left out of the report: they may be names.
    fn report(&self, key: &str, problem: &str) {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        if reported.insert(key.to_owned()) {
            tracing::error!(key, problem, "a text cannot be shown as written");
        }
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts")
            .field("keys", &self.keys.len())
            .finish_non_exhaustive()
    }
}

/// The key a line of Fluent defines: in this syntax only keys begin at the first column.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end_matches(' ');
    let mut letters = key.chars();
    let first = letters.next()?.is_ascii_alphabetic();
    let rest = letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    (first && rest).then_some(key)
}

fn join<E: std::fmt::Display>(errors: &[E]) -> String {
    let words: Vec<_> = errors.iter().map(ToString::to_string).collect();
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "# A comment = no key\nhello = Guten Tag\n-term = Schalter\nwait =\n    { $n ->\n        [one] eine Person\n       *[other] { $n } Personen\n    }\ncall = { $number } an { -term } { $counter }\n";

    fn texts() -> Texts {
        Texts::new("de", &[SOURCE]).expect("the sample is valid")
    }

    #[test]
    fn values_are_put_in_without_invisible_marks() {
        let values = [("number", "A 4827".into()), ("counter", 2.into())];
        assert_eq!(texts().t_with("call", &values), "A 4827 an Schalter 2");
    }

    #[test]
    fn plural_follows_the_language() {
        assert_eq!(texts().t_with("wait", &[("n", 1.into())]), "eine Person");
        assert_eq!(texts().t_with("wait", &[("n", 7.into())]), "7 Personen");
    }

    #[test]
    fn a_missing_key_is_shown_as_itself() {
        assert_eq!(texts().t("no-such-key"), "no-such-key");
        assert!(!texts().has("no-such-key"));
    }

    #[test]
    fn keys_are_messages_only_and_all_resolve() {
        let texts = texts();
        let keys: Vec<_> = texts.keys().collect();
        assert_eq!(keys, ["call", "hello", "wait"]);
        assert!(keys.iter().all(|key| texts.has(key)));
    }

    #[test]
    fn a_broken_file_and_a_double_key_are_errors() {
        assert!(matches!(
            Texts::new("de", &["hello Guten Tag"]),
            Err(Error::Syntax(_))
        ));
        assert!(matches!(
            Texts::new("de", &["a = 1", "a = 2"]),
            Err(Error::Duplicate(_))
        ));
        assert!(matches!(
            Texts::new("", &["a = 1", "a = 2"]),
            Err(Error::Language(_) | Error::Duplicate(_))
        ));
        assert!(matches!(
            Texts::new("not a tag", &[]),
            Err(Error::Language(_))
        ));
    }
}
