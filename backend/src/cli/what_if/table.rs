//! The comparison in words and numbers.

use std::fmt::Write;

use aufruf_core::rehearsal::{Outcome, Waits};

use super::{Comparison, Days, WhatIf};
use crate::i18n::Words;

/// A row: its text, and its number from an outcome; `None`: nobody knows.
type Row = (&'static str, fn(&Outcome) -> f64);

const ROWS: &[Row] = &[
    ("what-if-appointments", |o| {
        o.per_day(o.appointments.count())
    }),
    ("what-if-appointments-mean", |o| o.appointments.mean()),
    ("what-if-appointments-p95", |o| p95(&o.appointments)),
    ("what-if-appointments-soon", |o| {
        100.0 * o.appointments.within(SOON_MIN)
    }),
    ("what-if-walk-ins", |o| o.per_day(o.tickets)),
    ("what-if-standby", |o| o.per_day(o.standby)),
    (REFUSED, |o| o.per_day(o.refused)),
    ("what-if-walk-ins-mean", |o| o.walk_ins.mean()),
    ("what-if-walk-ins-p95", |o| p95(&o.walk_ins)),
    ("what-if-walk-ins-max", |o| o.walk_ins.quantile(1.0)),
    ("what-if-left", |o| o.per_day(o.left)),
    ("what-if-unserved", |o| o.per_day(o.unserved)),
    ("what-if-in-time", |o| 100.0 * o.in_time_share()),
    ("what-if-overtime-mean", Outcome::mean_overtime_min),
    ("what-if-overtime-max", |o| {
        o.overtime_min.iter().copied().fold(0.0, f64::max)
    }),
    ("what-if-utilisation", |o| 100.0 * o.utilisation()),
];

/// Journals do not know it.
const REFUSED: &str = "what-if-refused";

/// A wait that nobody calls long. Minutes.
const SOON_MIN: f64 = 10.0;

fn p95(waits: &Waits) -> f64 {
    waits.quantile(0.95)
}

/// The whole text.
pub(super) fn render(compared: &Comparison, days: &Days, what_if: &WhatIf) -> String {
    let words = Words;
    let changes: Vec<&str> = what_if
        .changes
        .iter()
        .map(|(text, _)| text.as_str())
        .collect();
    let mut text = words.n("what-if-days", days.cases.len());
    text.push('\n');
    if days.skipped > 0 {
        text.push_str(&words.n("what-if-skipped", days.skipped));
        text.push('\n');
    }
    text.push_str(&words.a("what-if-changed", "changes", &changes.join(", ")));
    text.push_str("\n\n");

    let happened = (compared.happened.days > 0).then_some(&compared.happened);
    let columns: Vec<(&str, &Outcome)> = happened
        .map(|outcome| ("what-if-column-happened", outcome))
        .into_iter()
        .chain([
            ("what-if-column-before", &compared.before),
            ("what-if-column-after", &compared.after),
        ])
        .collect();
    let labels: Vec<String> = ROWS.iter().map(|(key, _)| words.w(key)).collect();
    let width = labels.iter().map(|label| label.chars().count()).max();
    let width = width.unwrap_or(0);
    let _ = write!(text, "{:width$}", "");
    for (key, _) in &columns {
        let _ = write!(text, "  {:>12}", words.w(key));
    }
    text.push('\n');
    for ((key, value), label) in ROWS.iter().zip(&labels) {
        let _ = write!(text, "{label:width$}");
        for (column, outcome) in &columns {
            let known = *key != REFUSED || *column != "what-if-column-happened";
            let cell = if known {
                decimal(value(outcome))
            } else {
                "–".to_owned()
            };
            let _ = write!(text, "  {cell:>12}");
        }
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&words.w("what-if-note"));
    if happened.is_some() {
        text.push(' ');
        text.push_str(&words.w("what-if-note-recorded"));
    }
    text.push('\n');
    text
}

/// One decimal, as it is written in German.
fn decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}
