//! Reading an office's settings from a TOML file, and saying in German what
//! is wrong in which line.

use std::{fmt, ops::Range};

use aufruf_core::settings::{
    OfficeSettings,
    check::{self, Severity},
};
use toml_edit::{Document, Item};

/// Mistakes that are looked for beyond the first; a file with more is no
/// settings file.
const MISTAKES_MAX: usize = 100;

/// One thing that is wrong or looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// From 1.
    pub line: usize,
    /// Whether the settings can be used all the same.
    pub severity: Severity,
    /// What is wrong, in German.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "Fehler",
            Severity::Warning => "Hinweis",
        };
        write!(f, "Zeile {}: {severity}: {}", self.line, self.message)
    }
}

/// What a file says.
#[derive(Debug)]
pub struct Reading {
    /// The settings, if they can be used.
    pub settings: Option<OfficeSettings>,
    /// What was found, by line.
    pub findings: Vec<Finding>,
}

/// Reads the text of a settings file and checks it.
#[must_use]
pub fn read(text: &str) -> Reading {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let message = format!("Das ist kein gültiges TOML: {}", error.message());
            let finding = wrong(text, error.span(), message);
            return Reading {
                settings: None,
                findings: vec![finding],
            };
        }
    };
    let (settings, mut findings) = parse(text);
    if let Some(settings) = &settings {
        findings.extend(check::check(settings).into_iter().map(|problem| Finding {
            line: line(
                text,
                span(&document, &problem.path).map_or(0, |span| span.start),
            ),
            severity: problem.severity,
            message: format!("{}: {}", problem.path, problem.message),
        }));
    }
    findings.sort_by_key(|finding| finding.line);
    let usable = findings
        .iter()
        .all(|finding| finding.severity != Severity::Error);
    Reading {
        settings: settings.filter(|_| usable),
        findings,
    }
}

/// Reads the values. The reader stops at its first mistake, so each one is
/// blanked out and the rest is read again.
fn parse(text: &str) -> (Option<OfficeSettings>, Vec<Finding>) {
    let mut rest = text.to_owned();
    let mut findings: Vec<Finding> = Vec::new();
    while findings.len() < MISTAKES_MAX {
        let error = match toml::from_str::<OfficeSettings>(&rest) {
            Ok(settings) => return (Some(settings), findings),
            Err(error) => error,
        };
        findings.push(wrong(text, error.span(), german(error.message())));
        let unknown = error.message().starts_with("unknown field");
        let Some(span) = error.span().filter(|_| unknown) else {
            break;
        };
        blank(&mut rest, span);
    }
    (None, findings)
}

fn wrong(text: &str, span: Option<Range<usize>>, message: String) -> Finding {
    Finding {
        line: line(text, span.map_or(0, |span| span.start)),
        severity: Severity::Error,
        message,
    }
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

/// Takes the entry that begins at the span out of the text, line breaks kept:
/// a whole table if its header is meant, else one key and its value.
fn blank(text: &mut String, span: Range<usize>) {
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let is_header = text[start..].trim_start().starts_with('[');
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let next_entry = end > start && (line.trim_start().starts_with('['));
        let value_ended = end > start && Document::parse(text[start..end].to_owned()).is_ok();
        if (is_header && next_entry) || (!is_header && value_ended) {
            break;
        }
        end += line.len();
    }
    let blanked: String = text[start..end]
        .chars()
        .map(|c| if c == '\n' { c } else { ' ' })
        .collect();
    text.replace_range(start..end, &blanked);
}

/// Where in the text a path like `services[3].minutes` stands; what is not
/// written there stands where its parent does.
fn span(document: &Document<&str>, path: &str) -> Option<Range<usize>> {
    let mut item: &Item = document.as_item();
    let mut found = item.span();
    for step in path.split(['.', '[']) {
        let next = match step.strip_suffix(']').map(str::parse::<usize>) {
            Some(Ok(index)) => item.get(index),
            Some(Err(_)) => None,
            None => {
                if let Some(key) = item.as_table_like().and_then(|t| t.get_key_value(step)) {
                    found = key.0.span().or(found);
                }
                item.get(step)
            }
        };
        let Some(next) = next else {
            return found;
        };
        // The key of a plain value begins its line; a table's header does.
        if !next.is_value() || next.is_inline_table() {
            found = next.span().or(found);
        }
        item = next;
    }
    found
}

/// The line of a byte, from 1.
fn line(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../assets/example-office.toml");

    fn lines(findings: &[Finding], text: &str) -> Vec<String> {
        let line = |finding: &Finding| text.lines().nth(finding.line - 1).unwrap().to_owned();
        findings.iter().map(line).collect()
    }

    #[test]
    fn the_example_has_no_mistakes() {
        let reading = read(EXAMPLE);
        assert!(reading.settings.is_some(), "{:?}", reading.findings);
    }

    #[test]
    fn every_unknown_key_is_found_in_its_line() {
        let text = EXAMPLE
            .replacen("[[services]]", "[[services]]\nfarbe = [\n 1,\n 2]", 1)
            .replacen("[legal]", "[legal]\nneues = 'x'", 1)
            + "\n[unbekannt]\na = 1\n";
        let reading = read(&text);
        assert!(reading.settings.is_none());
        let found = lines(&reading.findings, &text);
        assert_eq!(
            found,
            ["farbe = [", "neues = 'x'", "[unbekannt]"],
            "{:?}",
            reading.findings
        );
        assert!(reading.findings[0].message.contains("„farbe“"));
    }

    #[test]
    fn what_contradicts_the_rules_is_found_in_its_line() {
        let wrong = EXAMPLE
            .lines()
            .find(|line| line.starts_with("minutes = "))
            .unwrap();
        let text = EXAMPLE.replacen(wrong, "minutes = 999", 1);
        let reading = read(&text);
        assert!(reading.settings.is_none());
        assert_eq!(
            lines(&reading.findings, &text)[0],
            "minutes = 999",
            "{:?}",
            reading.findings
        );
        assert!(reading.findings[0].to_string().contains("Fehler"));
    }

    #[test]
    fn broken_toml_and_missing_keys_are_told() {
        let reading = read("[office\n");
        assert_eq!(reading.findings[0].line, 1);
        let reading = read("[municipality]\nid = 'x'\n");
        assert!(
            reading.findings[0].message.contains("„name“ fehlt"),
            "{:?}",
            reading.findings
        );
    }
}
