//! What many days came to, in a few lines.

use std::fmt::Write;

use aufruf_core::rehearsal::Outcome;

/// Waits in minutes by class, and how the days ended.
pub(super) fn of(outcome: &Outcome) -> String {
    let mut text = "waits in minutes        mean    P95    max  visits\n".to_owned();
    for (name, waits) in [
        ("appointments", &outcome.appointments),
        ("walk-ins", &outcome.walk_ins),
    ] {
        let (mean, p95) = (waits.mean(), waits.quantile(0.95));
        let (max, count) = (waits.quantile(1.0), waits.count());
        let _ = writeln!(
            text,
            "{name:<20} {mean:>7.2} {p95:>6.1} {max:>6.0} {count:>7}"
        );
    }
    let _ = writeln!(
        text,
        "{} of {} days in time, {} standby numbers, {} refused, {} left",
        outcome.in_time, outcome.days, outcome.standby, outcome.refused, outcome.left
    );
    text
}
