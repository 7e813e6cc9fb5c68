//! Services and counters.

use std::collections::BTreeSet;

use super::Findings;
use crate::settings::{OfficeSettings, Service};

/// More groups of counters with equal skills and hours make free times inexact.
const GROUPS_MAX: usize = 12;

pub(super) fn services(settings: &OfficeSettings, findings: &mut Findings) {
    if settings.services.is_empty() {
        findings.error(
            "services",
            "Es gibt keine Dienstleistung. Bitte legen Sie mindestens eine an.",
        );
    }
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    for (i, service) in settings.services.iter().enumerate() {
        let path = format!("services[{i}]");
        if !ids.insert(&service.id) {
            findings.error(
                format!("{path}.id"),
                format!(
                    "Die Kennung „{}“ gibt es schon. Jede darf nur einmal vorkommen.",
                    service.id
                ),
            );
        }
        if !names.insert(service.name.trim().to_lowercase()) {
            findings.warning(
                format!("{path}.name"),
                format!("Den Namen „{}“ gibt es schon. Bürgerinnen und Bürger können die beiden nicht unterscheiden.", service.name),
            );
        }
        entry(service, &path, findings);
        reachable(settings, service, &path, findings);
    }
    unsure(settings, findings);
}

fn entry(service: &Service, path: &str, findings: &mut Findings) {
    findings.text(format!("{path}.name"), &service.name);
    findings.text(format!("{path}.unit"), &service.unit);
    findings.range(
        format!("{path}.minutes"),
        service.minutes,
        5..=240,
        "Minuten",
    );
    findings.range(
        format!("{path}.max_quantity"),
        service.max_quantity,
        1..=20,
        "",
    );
    for (j, document) in service.documents.iter().enumerate() {
        findings.text(format!("{path}.documents[{j}]"), document);
    }
    for (j, key) in service.leika.iter().enumerate() {
        if !is_leika(key) {
            findings.error(
                format!("{path}.leika[{j}]"),
                format!("„{key}“ ist kein LeiKa-Schlüssel. Nötig sind 14 Ziffern, die ersten beiden sind 99."),
            );
        }
    }
}

fn is_leika(key: &str) -> bool {
    key.len() == 14 && key.starts_with("99") && key.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a citizen who chooses the service can ever get it.
fn reachable(settings: &OfficeSettings, service: &Service, path: &str, findings: &mut Findings) {
    let offered = service.bookable || service.walk_in;
    let served = settings
        .counters
        .iter()
        .any(|c| c.services.contains(&service.id));
    if offered && !served {
        findings.error(
            path,
            format!(
                "Kein Schalter bearbeitet „{}“. Tragen Sie die Kennung „{}“ bei einem Schalter ein, oder setzen Sie „bookable“ und „walk_in“ auf false.",
                service.name, service.id
            ),
        );
    }
    let longest = settings.booking.max_duration_min;
    if service.bookable && service.minutes > longest {
        findings.warning(
            format!("{path}.minutes"),
            format!(
                "„{}“ dauert länger als der längste Termin ({longest} Minuten) und kann online nicht gebucht werden.",
                service.name
            ),
        );
    }
}

/// "Something else, or I do not know" needs exactly one entry to choose.
fn unsure(settings: &OfficeSettings, findings: &mut Findings) {
    let mut marked = settings
        .services
        .iter()
        .enumerate()
        .filter(|(_, s)| s.unsure);
    let Some((first, service)) = marked.next() else {
        if settings.services.iter().any(|s| s.walk_in) {
            findings.warning(
                "services",
                "Keine Dienstleistung hat „unsure = true“. Wer am Terminal nicht weiß, was er braucht, kann dann keine Wartemarke ziehen.",
            );
        }
        return;
    };
    if !service.walk_in {
        findings.error(
            format!("services[{first}].walk_in"),
            "Diese Dienstleistung hat „unsure = true“ und muss deshalb am Terminal wählbar sein („walk_in = true“).",
        );
    }
    for (i, _) in marked {
        findings.error(
            format!("services[{i}].unsure"),
            format!("Nur eine Dienstleistung darf „unsure = true“ haben. services[{first}] hat es schon."),
        );
    }
}

pub(super) fn counters(settings: &OfficeSettings, findings: &mut Findings) {
    if settings.counters.is_empty() {
        findings.error(
            "counters",
            "Es gibt keinen Schalter. Bitte legen Sie mindestens einen an.",
        );
    }
    let mut ids = BTreeSet::new();
    for (i, counter) in settings.counters.iter().enumerate() {
        let path = format!("counters[{i}]");
        findings.range(format!("{path}.id"), counter.id.0, 1..=999, "");
        if !ids.insert(counter.id) {
            findings.error(
                format!("{path}.id"),
                format!(
                    "Die Nummer {} gibt es schon. Jede darf nur einmal vorkommen.",
                    counter.id
                ),
            );
        }
        if counter.services.is_empty() {
            findings.warning(
                format!("{path}.services"),
                "Dieser Schalter bearbeitet nichts. Tragen Sie die Kennungen seiner Dienstleistungen ein.",
            );
        }
        for unknown in counter
            .services
            .iter()
            .filter(|id| settings.service(id).is_none())
        {
            findings.error(
                format!("{path}.services"),
                format!("Die Dienstleistung „{unknown}“ gibt es nicht. Legen Sie sie an, oder streichen Sie sie hier."),
            );
        }
    }
    groups(settings, findings);
}

fn groups(settings: &OfficeSettings, findings: &mut Findings) {
    let mut groups: Vec<(&BTreeSet<_>, Vec<_>)> = Vec::new();
    for counter in &settings.counters {
        let rules = settings.staffing.iter().filter(|r| r.counter == counter.id);
        let when: Vec<_> = rules
            .map(|r| (&r.days, &r.hours, r.r#use, r.valid_from, r.valid_to))
            .collect();
        let group = (&counter.services, when);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    if groups.len() > GROUPS_MAX {
        findings.warning(
            "counters",
            format!(
                "Es gibt {} Gruppen von Schaltern mit verschiedenen Aufgaben oder Zeiten. Ab {} werden freie Zeiten nur noch vorsichtig berechnet. Gleichen Sie Schalter an.",
                groups.len(),
                GROUPS_MAX + 1
            ),
        );
    }
}
