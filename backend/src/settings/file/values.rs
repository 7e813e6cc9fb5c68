//! Reading the values of a settings file and telling every one that is wrong.
//!
//! The reader stops at its first mistake. So each mistake is put out of its
//! way, and the rest is read again: an entry that is wrong is blanked out, one
//! that is missing is made up.

use std::ops::Range;

use aufruf_core::settings::OfficeSettings;
use toml_edit::{Document, Item, Table};

use super::{Finding, line, wrong};

/// Readings of one file; one with more mistakes is no settings file.
const READINGS_MAX: usize = 300;

/// Ends a line that is not the office's.
const MADE_UP: &str = " #\u{e000}";

/// What a missing entry may be, until the reader takes one.
const VALUES: [&str; 8] = [
    "\"x\"",
    "1",
    "true",
    "[]",
    "\"2026-01-01\"",
    "\"08:00\"",
    "\"UTC\"",
    "\"a@example.org\"",
];

/// The settings, if nothing is wrong with them; else what is.
pub(super) fn read(text: &str) -> (Option<OfficeSettings>, Vec<Finding>) {
    let mut rest = text.to_owned();
    let mut findings: Vec<Finding> = Vec::new();
    let mut blanked: Vec<String> = Vec::new();
    for _ in 0..READINGS_MAX {
        let error = match toml::from_str::<OfficeSettings>(&rest) {
            Ok(settings) if findings.is_empty() => return (Some(settings), findings),
            Ok(_) => break,
            Err(error) => error,
        };
        let message = error.message();
        let span = error.span().unwrap_or(0..0);
        if is_made_up(&rest, span.start) {
            if !try_next(&mut rest, span.start) {
                break;
            }
            continue;
        }
        let missing = message
            .strip_prefix("missing field `")
            .and_then(|rest| rest.split('`').next());
        let is_known = missing.is_some_and(|key| take(&mut blanked, key));
        if !is_known {
            findings.push(Finding {
                line: line_of_the_office(&rest, span.start),
                ..wrong(text, None, german(message))
            });
        }
        let went_on = match missing {
            Some(key) => make_up(&mut rest, span.start, key),
            None => blank(&mut rest, &span, &mut blanked),
        };
        if !went_on {
            break;
        }
    }
    (None, findings)
}

/// The line of a byte in the file as it was written.
fn line_of_the_office(rest: &str, byte: usize) -> usize {
    line(rest, byte) - rest[..byte].matches(MADE_UP).count()
}

fn take(blanked: &mut Vec<String>, key: &str) -> bool {
    let found = blanked.iter().position(|blanked| blanked == key);
    found.map(|at| blanked.swap_remove(at)).is_some()
}

/// The line around a byte, without its end.
fn line_around(text: &str, byte: usize) -> Range<usize> {
    let start = text[..byte].rfind('\n').map_or(0, |end| end + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |end| byte + end);
    start..end
}

fn is_made_up(text: &str, byte: usize) -> bool {
    text[line_around(text, byte)].ends_with(MADE_UP)
}

/// Makes an entry up below the header of its table, or at the top.
fn make_up(text: &mut String, table: usize, key: &str) -> bool {
    let around = line_around(text, table);
    let is_header = text[around.clone()].trim_start().starts_with('[');
    let entry = format!("{key} = {}{MADE_UP}\n", VALUES[0]);
    if is_header && around.end < text.len() {
        text.insert_str(around.end + 1, &entry);
        return true;
    }
    // A table inside a line, or one that is missing as a whole.
    if table == 0 {
        text.insert_str(0, &entry);
    }
    table == 0
}

/// Replaces a made-up value by the next one; false if there is none.
fn try_next(text: &mut String, byte: usize) -> bool {
    let around = line_around(text, byte);
    let entry = text[around.clone()].to_owned();
    let Some((key, value)) = entry.split_once(" = ") else {
        return false;
    };
    let value = value.trim_end_matches(MADE_UP);
    let tried = VALUES.iter().position(|one| *one == value);
    let Some(next) = tried.and_then(|at| VALUES.get(at + 1)) else {
        return false;
    };
    text.replace_range(around, &format!("{key} = {next}{MADE_UP}"));
    true
}

/// Takes the entry around a mistake out of the text, line breaks kept: a whole
/// table if its header is meant, else one key and its value.
fn blank(text: &mut String, span: &Range<usize>, blanked: &mut Vec<String>) -> bool {
    let around = line_around(text, span.start);
    let range = if text[around.clone()].trim_start().starts_with('[') {
        let next = text[around.end..].find("\n[");
        around.start..next.map_or(text.len(), |next| around.end + next)
    } else {
        let Ok(document) = Document::parse(text.as_str()) else {
            return false;
        };
        let Some((key, range)) = entry(document.as_table(), span.start) else {
            return false;
        };
        blanked.push(key);
        range
    };
    let blank: String = text[range.clone()]
        .chars()
        .map(|c| if c == '\n' { c } else { ' ' })
        .collect();
    text.replace_range(range, &blank);
    true
}

/// The key and the place of the entry, not of a part of its value, in which
/// this byte stands.
fn entry(table: &Table, byte: usize) -> Option<(String, Range<usize>)> {
    for (name, item) in table {
        let found = match item {
            Item::Table(inner) => entry(inner, byte),
            Item::ArrayOfTables(tables) => tables.iter().find_map(|inner| entry(inner, byte)),
            Item::Value(value) => {
                let key = table.key(name).and_then(toml_edit::Key::span);
                let range = key
                    .zip(value.span())
                    .map(|(key, value)| key.start..value.end);
                range
                    .filter(|range| range.contains(&byte))
                    .map(|range| (name.to_owned(), range))
            }
            Item::None => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The reader speaks English; its most frequent sentences are translated.
fn german(message: &str) -> String {
    let name = || message.split('`').nth(1).unwrap_or("?");
    if message.starts_with("unknown field") {
        format!("Den Schlüssel „{}“ gibt es hier nicht.", name())
    } else if message.starts_with("missing field") {
        format!("Der Schlüssel „{}“ fehlt.", name())
    } else if message.starts_with("unknown variant") {
        let allowed = message
            .split_once("expected ")
            .map_or("", |(_, allowed)| allowed);
        format!(
            "Der Wert „{}“ ist nicht möglich. Möglich: {allowed}.",
            name()
        )
    } else {
        format!("Der Wert passt hier nicht ({message}).")
    }
}
