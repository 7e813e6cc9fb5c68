//! Finds what is wrong with settings or contradicts itself, and says how to
//! repair it.
//!
//! Settings with an [`Severity::Error`] must not be stored. A
//! [`Severity::Warning`] is allowed, but probably not what was meant.

mod catalogue;
mod hours;
mod office;
mod rules;
mod staffing;

use std::{fmt::Display, ops::RangeInclusive};

use super::OfficeSettings;

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The settings cannot be used.
    Error,
    /// The settings can be used, but look like a mistake.
    Warning,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: `services[3].minutes`, counted from 0 like the arrays of the file.
    pub path: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and how to repair it, in German, for an administrator.
    pub message: String,
}

/// Looks for everything at once; empty means that nothing was found.
#[must_use]
pub fn check(settings: &OfficeSettings) -> Vec<Problem> {
    let mut findings = Findings::default();
    office::check(settings, &mut findings);
    catalogue::services(settings, &mut findings);
    catalogue::counters(settings, &mut findings);
    hours::opening(settings, &mut findings);
    hours::special_days(settings, &mut findings);
    hours::closures(settings, &mut findings);
    staffing::check(settings, &mut findings);
    rules::check(settings, &mut findings);
    findings.0
}

/// What was found so far.
#[derive(Default)]
struct Findings(Vec<Problem>);

impl Findings {
    fn error(&mut self, path: impl Display, message: impl Into<String>) {
        self.push(path, Severity::Error, message);
    }

    fn warning(&mut self, path: impl Display, message: impl Into<String>) {
        self.push(path, Severity::Warning, message);
    }

    fn push(&mut self, path: impl Display, severity: Severity, message: impl Into<String>) {
        self.0.push(Problem {
            path: path.to_string(),
            severity,
            message: message.into(),
        });
    }

    /// `unit` follows the numbers: "Minuten"; empty for a plain count.
    fn range<T>(&mut self, path: impl Display, value: T, allowed: RangeInclusive<T>, unit: &str)
    where
        T: PartialOrd + Display,
    {
        if allowed.contains(&value) {
            return;
        }
        let (low, high) = (allowed.start(), allowed.end());
        let possible = format!("{low} bis {high} {unit}");
        let possible = possible.trim_end();
        self.error(
            path,
            format!("{value} ist nicht erlaubt. Möglich sind {possible}."),
        );
    }

    fn text(&mut self, path: impl Display, value: &str) {
        if value.trim().is_empty() {
            self.error(path, "Hier fehlt ein Text. Bitte tragen Sie ihn ein.");
        }
    }
}

#[cfg(test)]
mod tests;
