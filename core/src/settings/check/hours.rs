//! Opening hours, special days and closures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Findings;
use crate::{
    calendar,
    settings::{Hours, OfficeSettings, Weekday},
};

/// A closure that comes back every year ends before it begins again.
const YEARLY_DAYS_MAX: i32 = 365;

pub(super) fn opening(settings: &OfficeSettings, findings: &mut Findings) {
    for (i, rule) in settings.opening.iter().enumerate() {
        let path = format!("opening[{i}]");
        recurring(
            &rule.days,
            &rule.hours,
            (rule.valid_from, rule.valid_to),
            &path,
            findings,
        );
        for (j, earlier) in settings.opening[..i].iter().enumerate() {
            let same_days = !rule.days.is_disjoint(&earlier.days);
            let same_time = validities_meet(
                (rule.valid_from, rule.valid_to),
                (earlier.valid_from, earlier.valid_to),
            );
            if same_days && same_time && overlap(&rule.hours, &earlier.hours) {
                findings.error(
                    &path,
                    format!("Die Zeiten überschneiden sich mit opening[{j}]. Bitte legen Sie sie zusammen, oder ändern Sie eine."),
                );
            }
        }
    }
    let weekly = settings
        .opening
        .iter()
        .any(|r| !r.days.is_empty() && !r.hours.is_empty());
    let special = settings.special_days.iter().any(|s| !s.hours.is_empty());
    if !weekly && !special {
        findings.warning(
            "opening",
            "Das Büro hat keine Öffnungszeiten. Es gibt dann keine Termine und keine Wartemarken.",
        );
    }
}

pub(super) fn special_days(settings: &OfficeSettings, findings: &mut Findings) {
    let mut seen: BTreeMap<Date, usize> = BTreeMap::new();
    for (i, special) in settings.special_days.iter().enumerate() {
        let (path, date) = (format!("special_days[{i}]"), special.date);
        intervals(&special.hours, &format!("{path}.hours"), findings);
        if let Some(first) = seen.insert(date, i) {
            findings.error(
                format!("{path}.date"),
                format!("Den {date} gibt es schon in special_days[{first}]. Bitte legen Sie die Zeiten zusammen."),
            );
        }
        if special.hours.is_empty() {
            findings.warning(
                format!("{path}.hours"),
                "Dieser Tag hat keine Zeiten, das Büro ist dann geschlossen. Mit „closures“ können Sie den Grund dazu schreiben.",
            );
        } else if calendar::is_open_day(settings, date) == Ok(false) {
            findings.warning(
                &path,
                format!("Am {date} ist das Büro wegen einer Schließung zu. Die Zeiten hier gelten dann nicht."),
            );
        }
    }
}

pub(super) fn closures(settings: &OfficeSettings, findings: &mut Findings) {
    for (i, closure) in settings.closures.iter().enumerate() {
        let path = format!("closures[{i}]");
        findings.text(format!("{path}.reason"), &closure.reason);
        if let Some(hours) = closure.hours {
            interval(hours, &format!("{path}.hours"), findings);
        }
        if closure.from > closure.to {
            findings.error(
                format!("{path}.to"),
                "Der letzte Tag liegt vor dem ersten. Bitte tauschen Sie die beiden.",
            );
        } else if closure.yearly && (closure.to - closure.from).get_days() >= YEARLY_DAYS_MAX {
            findings.error(
                format!("{path}.to"),
                "Eine jährliche Schließung muss kürzer als ein Jahr sein.",
            );
        }
    }
}

/// Days, hours and validity of a rule that comes back every week.
pub(super) fn recurring(
    days: &BTreeSet<Weekday>,
    hours: &[Hours],
    validity: (Option<Date>, Option<Date>),
    path: &str,
    findings: &mut Findings,
) {
    intervals(hours, &format!("{path}.hours"), findings);
    for (name, empty) in [("days", days.is_empty()), ("hours", hours.is_empty())] {
        if empty {
            findings.warning(
                format!("{path}.{name}"),
                "Diese Liste ist leer, die Regel gilt deshalb nie. Bitte füllen Sie sie, oder streichen Sie die Regel.",
            );
        }
    }
    if let (Some(from), Some(to)) = validity
        && from > to
    {
        findings.error(
            format!("{path}.valid_to"),
            "Der letzte Tag liegt vor dem ersten, die Regel gilt deshalb nie. Bitte tauschen Sie die beiden.",
        );
    }
}

fn intervals(hours: &[Hours], path: &str, findings: &mut Findings) {
    for (j, one) in hours.iter().enumerate() {
        interval(*one, &format!("{path}[{j}]"), findings);
        if let Some(k) = hours[..j]
            .iter()
            .position(|other| overlap(&[*one], &[*other]))
        {
            findings.error(
                format!("{path}[{j}]"),
                format!("Die Zeit überschneidet sich mit {path}[{k}]. Bitte legen Sie die beiden zusammen."),
            );
        }
    }
}

fn interval(hours: Hours, path: &str, findings: &mut Findings) {
    if hours.from >= hours.to {
        findings.error(
            path,
            "Das Ende liegt nicht nach dem Anfang. Bitte prüfen Sie „from“ und „to“.",
        );
    }
    for time in [hours.from, hours.to] {
        if time.second() != 0 || time.subsec_nanosecond() != 0 {
            findings.error(
                path,
                "Zeiten gehen auf ganze Minuten, zum Beispiel „08:30“.",
            );
        }
    }
}

pub(super) fn overlap(a: &[Hours], b: &[Hours]) -> bool {
    a.iter()
        .any(|x| b.iter().any(|y| x.from < y.to && y.from < x.to))
}

/// Whether two ranges with open ends share a date.
pub(super) fn validities_meet(
    a: (Option<Date>, Option<Date>),
    b: (Option<Date>, Option<Date>),
) -> bool {
    let before = |to: Option<Date>, from: Option<Date>| match (to, from) {
        (Some(to), Some(from)) => to < from,
        _ => false,
    };
    !before(a.1, b.0) && !before(b.1, a.0)
}
