//! Who is there when.

use super::{
    Findings,
    hours::{overlap, recurring, validities_meet},
};
use crate::{
    calendar::wall,
    settings::{Hours, OfficeSettings, OpeningRule, StaffingRule, Weekday},
};

pub(super) fn check(settings: &OfficeSettings, findings: &mut Findings) {
    for (i, rule) in settings.staffing.iter().enumerate() {
        let path = format!("staffing[{i}]");
        recurring(&rule.days, &rule.hours, validity(rule), &path, findings);
        if settings.counter(rule.counter).is_none() {
            findings.error(
                format!("{path}.counter"),
                format!(
                    "Den Schalter {} gibt es nicht. Legen Sie ihn an, oder ändern Sie die Nummer.",
                    rule.counter
                ),
            );
        }
        let effective = !rule.days.is_empty() && !rule.hours.is_empty();
        if effective && !meets_opening(settings, rule) {
            findings.warning(
                &path,
                "Diese Zeiten liegen ganz außerhalb der Öffnungszeiten und haben keine Wirkung. Bitte ändern Sie sie, oder streichen Sie die Regel.",
            );
        }
        contradictions(settings, i, rule, &path, findings);
    }
    nobody_there(settings, findings);
    nobody_on_special_days(settings, findings);
}

fn validity(rule: &StaffingRule) -> (Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
    (rule.valid_from, rule.valid_to)
}

fn meets_opening(settings: &OfficeSettings, rule: &StaffingRule) -> bool {
    let weekly = settings.opening.iter().any(|o| {
        !o.days.is_disjoint(&rule.days)
            && validities_meet(validity(rule), (o.valid_from, o.valid_to))
            && overlap(&o.hours, &rule.hours)
    });
    weekly
        || settings.special_days.iter().any(|s| {
            rule.days.contains(&Weekday::from(s.date.weekday()))
                && validities_meet(validity(rule), (Some(s.date), Some(s.date)))
                && overlap(&s.hours, &rule.hours)
        })
}

fn contradictions(
    settings: &OfficeSettings,
    i: usize,
    rule: &StaffingRule,
    path: &str,
    findings: &mut Findings,
) {
    for (j, earlier) in settings.staffing[..i].iter().enumerate() {
        if earlier.counter == rule.counter
            && earlier.r#use != rule.r#use
            && !earlier.days.is_disjoint(&rule.days)
            && validities_meet(validity(earlier), validity(rule))
            && overlap(&earlier.hours, &rule.hours)
        {
            findings.warning(
                path,
                format!("Für denselben Schalter gilt zur selben Zeit auch staffing[{j}] mit einem anderen „use“. Dann gilt das engere: „walk_in“ vor „internal“ vor „public“."),
            );
        }
    }
}

/// Opening hours in which, after the rules, no counter is staffed.
fn nobody_there(settings: &OfficeSettings, findings: &mut Findings) {
    if settings
        .counters
        .iter()
        .any(|c| always_staffed(settings, c.id))
    {
        return;
    }
    for (i, opening) in settings.opening.iter().enumerate() {
        for day in &opening.days {
            let uncovered = wall::difference(
                &wall::normalised(opening.hours.clone()),
                &staffed(settings, opening, *day),
            );
            if let Some(gap) = uncovered.first() {
                findings.warning(
                    format!("opening[{i}]"),
                    format!(
                        "Am {} ist von {} bis {} geöffnet, aber kein Schalter besetzt. Bitte ergänzen Sie „staffing“.",
                        german(*day),
                        gap.from.strftime("%H:%M"),
                        gap.to.strftime("%H:%M"),
                    ),
                );
            }
        }
    }
}

fn always_staffed(settings: &OfficeSettings, id: crate::id::CounterId) -> bool {
    settings.staffing.iter().all(|r| r.counter != id)
}

fn staffed(settings: &OfficeSettings, opening: &OpeningRule, day: Weekday) -> Vec<Hours> {
    let range = (opening.valid_from, opening.valid_to);
    let rules = settings.staffing.iter().filter(|r| {
        r.days.contains(&day)
            && settings.counter(r.counter).is_some()
            && validities_meet(validity(r), range)
    });
    wall::normalised(rules.flat_map(|r| r.hours.clone()).collect())
}

fn nobody_on_special_days(settings: &OfficeSettings, findings: &mut Findings) {
    for (i, special) in settings.special_days.iter().enumerate() {
        let Ok(plan) = crate::calendar::plan(settings, 0, special.date) else {
            continue;
        };
        if !plan.open.is_empty() && plan.counters.iter().all(|c| c.hours.is_empty()) {
            findings.warning(
                format!("special_days[{i}]"),
                format!(
                    "Am {} ist geöffnet, aber kein Schalter besetzt. Bitte ergänzen Sie „staffing“ für den {}.",
                    special.date,
                    german(Weekday::from(special.date.weekday())),
                ),
            );
        }
    }
}

fn german(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Montag",
        Weekday::Tuesday => "Dienstag",
        Weekday::Wednesday => "Mittwoch",
        Weekday::Thursday => "Donnerstag",
        Weekday::Friday => "Freitag",
        Weekday::Saturday => "Samstag",
        Weekday::Sunday => "Sonntag",
    }
}
