//! Reading an office's settings from a TOML file, and saying in German what
//! is wrong in which line.

mod values;

use std::{fmt, ops::Range};

use aufruf_core::settings::{
    OfficeSettings,
    check::{self, Severity},
};
use toml_edit::{Document, Item};

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
    let (settings, mut findings) = values::read(text);
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

fn wrong(text: &str, span: Option<Range<usize>>, message: String) -> Finding {
    Finding {
        line: line(text, span.map_or(0, |span| span.start)),
        severity: Severity::Error,
        message,
    }
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
    fn every_wrong_and_every_missing_value_is_told_at_once() {
        let text = EXAMPLE
            .replacen("name = \"Gemeinde Musterstadt\"", "name = 7", 1)
            .replacen("zone = \"Europe/Berlin\"\n", "", 1)
            .replacen("phone = \"030 23125 100\"\n", "", 1)
            .replacen("email = \"buergerbuero@musterstadt.example\"\n", "", 1)
            .replacen("minutes = 15", "minutes = \"fünf\"", 1)
            .replacen("horizon_days = 28", "horizon_days = -1", 1)
            .replacen(
                "[legal]\nprivacy_version = \"2026-11-01\"\n",
                "[legal]\n",
                1,
            )
            + "\n[[services]]\nname = \"Fischereischein\"\n";
        let reading = read(&text);
        assert!(reading.settings.is_none());
        let told: Vec<String> = reading
            .findings
            .iter()
            .zip(lines(&reading.findings, &text))
            .map(|(finding, line)| format!("{line} | {}", finding.message))
            .collect();
        let expected = [
            ("name = 7", "passt hier nicht"),
            ("[office]", "„phone“ fehlt"),
            ("[office]", "„email“ fehlt"),
            ("minutes = \"fünf\"", "passt hier nicht"),
            ("horizon_days = -1", "passt hier nicht"),
            ("[legal]", "„privacy_version“ fehlt"),
            ("[[services]]", "„id“ fehlt"),
            ("[[services]]", "„minutes“ fehlt"),
        ];
        for (line, message) in expected {
            let is_told = |one: &String| one.starts_with(line) && one.contains(message);
            assert!(
                told.iter().any(is_told),
                "{line}: {message} is not in {told:#?}"
            );
        }
        assert_eq!(told.len(), expected.len(), "{told:#?}");
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
