//! What is looked for on a screen, and how much a reader may err.

use super::picture::Area;
use super::reading::{Lines, Word};

/// Letters of a phrase for each one that may be read wrongly.
const LETTERS_PER_SLIP: usize = 8;

/// Words that a screen should show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A ticket number: its letter and its digits, which must all be right.
    Number(char, String),
    /// Words in one line. Their digits must all be right, their letters nearly.
    Phrase(String),
}

impl From<&str> for Wanted {
    fn from(text: &str) -> Self {
        let number = text.split_once(' ').and_then(|(letter, digits)| {
            let mut letters = letter.chars();
            let (first, None) = (letters.next()?, letters.next()) else {
                return None;
            };
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            (first.is_ascii_uppercase() && plain).then(|| Self::Number(first, digits.to_owned()))
        });
        number.unwrap_or_else(|| Self::Phrase(text.to_owned()))
    }
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(letter, digits) => write!(f, "{letter} {digits}"),
            Self::Phrase(text) => write!(f, "“{text}”"),
        }
    }
}

impl Wanted {
    /// Where it stands, each place once.
    pub(super) fn find(&self, lines: &Lines) -> Vec<Area> {
        match self {
            Self::Number(letter, digits) => number(lines, *letter, digits),
            Self::Phrase(text) => phrase(lines, text),
        }
    }
}

/// Runs of up to `longest` words that stand side by side.
fn runs(line: &[Word], longest: usize) -> impl Iterator<Item = &[Word]> {
    (0..line.len()).flat_map(move |start| {
        (1..=longest.min(line.len() - start)).map(move |count| &line[start..start + count])
    })
}

fn area_of(words: &[Word]) -> Option<Area> {
    words.iter().map(|word| word.area).reduce(Area::around)
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect()
}

fn number(lines: &Lines, letter: char, digits: &str) -> Vec<Area> {
    let is_it = |words: &[Word]| {
        let read = joined(words);
        let read = read.trim_matches(|c: char| !c.is_alphanumeric());
        // Four digits with a check digit are told apart without their letter,
        // which a reader loses now and then.
        if words.len() == 1 && digits.len() == 4 && read == digits {
            return true;
        }
        let figures = read.trim_start_matches(|c: char| c.is_alphabetic() && c != 'O' && c != 'l');
        let head = read[..read.len() - figures.len()]
            .to_uppercase()
            .replace("VV", "W");
        let head_fits = !head.is_empty() && head.chars().all(|c| c == letter);
        head_fits && figures.chars().map(as_digit).collect::<String>() == digits
    };
    lines
        .iter()
        .flat_map(|line| runs(line, 2))
        .filter(|words| is_it(words))
        .filter_map(area_of)
        .collect()
}

/// Every number with one letter and four digits: "A 4827".
pub(super) fn numbers(lines: &Lines) -> Vec<String> {
    let number = |words: &[Word]| {
        let read = joined(words);
        let read = read.trim_matches(|c: char| !c.is_alphanumeric());
        let letter = read.chars().next().filter(char::is_ascii_uppercase)?;
        let digits: String = read.chars().skip(1).map(as_digit).collect();
        let is_number = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| format!("{letter} {digits}"))
    };
    lines
        .iter()
        .flat_map(|line| runs(line, 2))
        .filter_map(number)
        .collect()
}

/// What letters that look like digits are among digits.
fn as_digit(read: char) -> char {
    match read {
        'O' | 'o' => '0',
        'l' | 'I' | 'ı' | '|' => '1',
        other => other,
    }
}

fn phrase(lines: &Lines, text: &str) -> Vec<Area> {
    let wanted = plain(text);
    let words_max = text.split_whitespace().count() + 2;
    let slips_max = wanted.chars().count() / LETTERS_PER_SLIP;
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let wanted_digits = digits(&wanted);
    let mut found = Vec::new();
    for line in lines {
        let best = runs(line, words_max)
            .filter_map(|words| {
                let read = plain(&joined(words));
                let far = read.chars().count().abs_diff(wanted.chars().count()) > slips_max;
                if far || digits(&read) != wanted_digits {
                    return None;
                }
                let slips = strsim::levenshtein(&read, &wanted);
                (slips <= slips_max).then_some((slips, words))
            })
            .min_by_key(|(slips, _)| *slips);
        found.extend(best.and_then(|(_, words)| area_of(words)));
    }
    found
}

/// Small letters and digits only, without accents: what readers agree on.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
    {
        match letter {
            'ä' | 'á' | 'à' => plain.push('a'),
            'ö' | 'ó' => plain.push('o'),
            'ü' | 'ú' => plain.push('u'),
            'ß' => plain.push_str("ss"),
            'ı' | 'í' | 'ï' => plain.push('i'),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Lines {
        let word = |(at, text): (usize, &str)| Word {
            text: text.to_owned(),
            area: Area {
                left: u32::try_from(at).unwrap() * 10,
                top: 0,
                width: 8,
                height: 8,
            },
        };
        texts
            .iter()
            .map(|line| line.split(' ').enumerate().map(word).collect())
            .collect()
    }

    fn is_on(wanted: &str, texts: &[&str]) -> bool {
        !Wanted::from(wanted).find(&lines(texts)).is_empty()
    }

    #[test]
    fn numbers_are_found_as_readers_misread_them() {
        for read in ["A 4827", "A4827", "Aufruf A4827 2", "4827", "(A 4827)"] {
            assert!(is_on("A 4827", &[read]), "{read}");
        }
        for read in ["W17", "W 17", "Ww17", "VV17", "W l7", "w 17 3"] {
            assert!(is_on("W 17", &[read]), "{read}");
        }
        assert!(is_on("A 1074", &["A1O74"]));
    }

    #[test]
    fn other_numbers_are_not_taken_for_it() {
        for read in ["A 4828", "A48271", "A 482", "48270", "W4827"] {
            assert!(!is_on("A 4827", &[read]), "{read}");
        }
        for read in ["W 17", "W 11", "1", "A1", "Schalter 1"] {
            assert!(!is_on("W 1", &[read]), "{read}");
        }
    }

    #[test]
    fn phrases_bear_slips_in_letters_only() {
        assert!(is_on(
            "Ist Ihr Termin um 9:50 Uhr?",
            &["lst Ihr Termin um 9:50 Uhr"]
        ));
        assert!(!is_on(
            "Ist Ihr Termin um 9:50 Uhr?",
            &["Ist Ihr Termin um 9:30 Uhr?"]
        ));
        assert!(is_on("Größer", &["Vorlesen Kontrast Groößer", "Größer"]));
        assert!(!is_on("Ja", &["Jahr"]));
        assert!(is_on("Sie sind eingecheckt", &["© Sie sind eingecheckt"]));
        assert!(!is_on(
            "Sie sind eingecheckt",
            &["Sie sind schon eingecheckt"]
        ));
    }

    #[test]
    fn numbers_are_read_without_knowing_them() {
        let read = lines(&["Bitte vorlesen: A4827", "A 1O74 F9", "W 17", "48 A 482"]);
        assert_eq!(numbers(&read), ["A 4827", "A 1074"]);
    }

    #[test]
    fn the_place_is_that_of_the_words_meant() {
        let found = Wanted::from("Mitarbeiter rufen").find(&lines(&["Zurück Mitarbeiter rufen"]));
        assert_eq!(
            found,
            [Area {
                left: 10,
                top: 0,
                width: 18,
                height: 8
            }]
        );
    }
}
