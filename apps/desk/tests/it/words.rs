//! Every text that the program asks for is written, and every written one is asked for.

use std::collections::BTreeSet;
use std::path::Path;

use aufruf_desk::words::Words;

/// Every text between quotation marks in the sources below a folder.
fn literals(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            literals(&path, found);
        } else {
            let source = std::fs::read_to_string(&path).expect("a source");
            found.extend(source.split('"').map(str::to_owned));
        }
    }
}

#[test]
fn words_and_program_fit_together() {
    let mut used = BTreeSet::new();
    literals(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut used,
    );
    let words = Words::german();
    let written: BTreeSet<&str> = words.keys().collect();
    let idle: Vec<_> = written.iter().filter(|key| !used.contains(**key)).collect();
    assert!(idle.is_empty(), "nobody says {idle:?}");
    let prefixes: BTreeSet<&str> = written
        .iter()
        .filter_map(|key| key.split_once('-'))
        .map(|(first, _)| first)
        .collect();
    let looks_like_a_key = |text: &&String| {
        text.split_once('-')
            .is_some_and(|(first, rest)| prefixes.contains(first) && !rest.is_empty())
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    // Names of fields, which are no words.
    let fields = [
        "login-user",
        "find-field",
        "picker-filter",
        "contact-name",
        "contact-phone",
        "contact-email",
        "move-confirm",
        "times-first",
    ];
    let missing: Vec<_> = used
        .iter()
        .filter(looks_like_a_key)
        .filter(|key| !written.contains(key.as_str()) && !fields.contains(&key.as_str()))
        .collect();
    assert!(missing.is_empty(), "not written: {missing:?}");
}
