//! What everybody tries first: repetitions, sequences, and a common word or
//! the user's own name with a few digits.

use aufruf_core::wire::WeakPassword;

/// Fewest characters.
const MIN: usize = 12;
/// Most characters.
const MAX: usize = 128;
/// A password has at least this many different characters.
const DIFFERENT: usize = 5;
/// This many letters must be left once common words are taken out.
const LEFT: usize = 5;

/// Words on which guessable passwords are built. Short on purpose: length
/// protects, this only catches the laziest choices.
const WORDS: [&str; 22] = [
    "passwort",
    "password",
    "kennwort",
    "geheim",
    "willkommen",
    "welcome",
    "hallo",
    "admin",
    "rathaus",
    "buergerbuero",
    "bürgerbüro",
    "gemeinde",
    "verwaltung",
    "aufruf",
    "termin",
    "schalter",
    "sommer",
    "winter",
    "fruehling",
    "frühling",
    "herbst",
    "iloveyou",
];

/// Rows of the German and the English keyboard, and the two sequences.
const ROWS: [&str; 8] = [
    "1234567890",
    "qwertzuiopü",
    "asdfghjklöä",
    "yxcvbnm",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
];

/// Whether a password may be used. `own` are words that belong to the user:
/// the log-in name, the town, the office.
///
/// # Errors
/// [`WeakPassword`].
pub fn check(password: &str, own: &[&str]) -> Result<(), WeakPassword> {
    let plain: Vec<char> = password.chars().flat_map(char::to_lowercase).collect();
    match password.chars().count() {
        length if length < MIN => Err(WeakPassword::TooShort),
        length if length > MAX => Err(WeakPassword::TooLong),
        _ if is_monotonous(&plain) || is_repeated(&plain) || is_sequence(&plain) => {
            Err(WeakPassword::Common)
        }
        _ if is_built_on_a_common_word(&plain, own) => Err(WeakPassword::Common),
        _ => Ok(()),
    }
}

fn is_monotonous(plain: &[char]) -> bool {
    let different: std::collections::BTreeSet<_> = plain.iter().collect();
    different.len() < DIFFERENT
}

/// "hallohallohallo", "1a2b1a2b1a2b": a unit that would be too short itself.
fn is_repeated(plain: &[char]) -> bool {
    let short = (plain.len() / 2).min(MIN - 1);
    (1..=short).any(|unit| (unit..plain.len()).all(|i| plain[i] == plain[i - unit]))
}

/// "qwertzuiop12", "abcdefgh4321": nearly every character follows its neighbour.
fn is_sequence(plain: &[char]) -> bool {
    let follow = |a: char, b: char| {
        a == b
            || ROWS.iter().any(|row| {
                let place = |c| row.chars().position(|r| r == c);
                matches!((place(a), place(b)), (Some(a), Some(b)) if a.abs_diff(b) == 1)
            })
    };
    let steps = plain
        .windows(2)
        .filter(|pair| follow(pair[0], pair[1]))
        .count();
    steps * 4 >= (plain.len() - 1) * 3
}

fn is_built_on_a_common_word(plain: &[char], own: &[&str]) -> bool {
    // "Passw0rt!" is "passwort" to anybody who guesses.
    let mut letters: String = plain
        .iter()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            other => *other,
        })
        .collect();
    let own = own
        .iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()));
    let own = own
        .filter(|word| word.chars().count() >= 3)
        .map(str::to_lowercase);
    let mut words: Vec<String> = WORDS
        .iter()
        .map(|word| (*word).to_owned())
        .chain(own)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut found = false;
    for word in &words {
        if letters.contains(word.as_str()) {
            found = true;
            letters = letters.replace(word.as_str(), " ");
        }
    }
    found && letters.chars().filter(|c| c.is_alphabetic()).count() < LEFT
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 3] = [
        "sabine.klein",
        "Gemeinde Musterstadt",
        "Bürgerbüro Musterstadt",
    ];

    #[test]
    fn long_phrases_and_random_texts_are_accepted_without_rules_of_composition() {
        for good in [
            "gelbes fahrrad am ufer",
            "kx7-Vr2m-9tqw",
            "correcthorsebatterystaple",
            "Unser Hund heißt Bello und mag Käse",
            "Der Sommer in Rom war schön",
            "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧",
            &"lang und immer wieder anders, 1 2 3 ".repeat(3)[..100],
        ] {
            assert_eq!(check(good, &OWN), Ok(()), "{good}");
        }
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for bad in [
            "aaaaaaaaaaaa",
            "abababababab",
            "hallohallohallo",
            "123456789012",
            "210987654321",
            "qwertzuiopü1",
            "abcdefghijkl",
            "Passwort1234",
            "P4ssw0rt!2026",
            "Sommer2026!!!",
            "Musterstadt2026",
            "sabine.klein1",
            "Klein-Sabine-99",
            "Rathaus123456",
            "111222333444",
        ] {
            assert_eq!(check(bad, &OWN), Err(WeakPassword::Common), "{bad}");
        }
    }

    #[test]
    fn the_length_is_counted_in_characters() {
        assert_eq!(check("öäüßéèêëñçå", &OWN), Err(WeakPassword::TooShort));
        assert_eq!(check("öäüßéèêëñçåø", &OWN), Ok(()));
        let long = |n: usize| -> String { ('!'..='~').cycle().step_by(37).take(n).collect() };
        assert_eq!(check(&long(MAX), &OWN), Ok(()));
        assert_eq!(check(&long(MAX + 1), &OWN), Err(WeakPassword::TooLong));
    }
}
