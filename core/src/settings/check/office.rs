//! The town, the office, the devices and the legal texts.

use super::Findings;
use crate::{calendar, contact::EmailAddress, settings::OfficeSettings};

pub(super) fn check(settings: &OfficeSettings, findings: &mut Findings) {
    place(settings, findings);
    letters(settings, findings);
    devices(settings, findings);
    findings.text("legal.imprint", &settings.legal.imprint);
    findings.text("legal.privacy", &settings.legal.privacy);
    findings.text("legal.accessibility", &settings.legal.accessibility);
}

fn place(settings: &OfficeSettings, findings: &mut Findings) {
    let (town, office) = (&settings.municipality, &settings.office);
    findings.text("municipality.name", &town.name);
    if !calendar::knows_land(&town.land) {
        findings.error(
            "municipality.land",
            format!(
                "Für das Land „{}“ sind keine Feiertage bekannt. Möglich ist „NW“ (Nordrhein-Westfalen).",
                town.land
            ),
        );
    }
    for (path, text) in [
        ("office.name", &office.name),
        ("office.address.street", &office.address.street),
        ("office.address.city", &office.address.city),
        ("office.floor", &office.floor),
        ("office.step_free", &office.step_free),
        ("office.phone", &office.phone),
        ("office.counter_word", &office.counter_word),
        ("office.way_to_waiting", &office.way_to_waiting),
        ("office.payment", &office.payment),
    ] {
        findings.text(path, text);
    }
    if calendar::zone(&office.zone).is_err() {
        findings.error(
            "office.zone",
            format!(
                "Die Zeitzone „{}“ ist nicht bekannt. In Deutschland gilt „Europe/Berlin“.",
                office.zone
            ),
        );
    }
    let code = &office.address.postal_code;
    if code.len() != 5 || !code.bytes().all(|b| b.is_ascii_digit()) {
        findings.error(
            "office.address.postal_code",
            format!("„{code}“ ist keine Postleitzahl. Nötig sind fünf Ziffern."),
        );
    }
    if EmailAddress::parse(&office.email).is_err() {
        findings.error(
            "office.email",
            "Das ist keine gültige E-Mail-Adresse. Bitte tragen Sie eine Adresse wie „buergerbuero@example.org“ ein.",
        );
    }
}

fn letters(settings: &OfficeSettings, findings: &mut Findings) {
    let letters = settings.office.letters;
    for (path, letter) in [
        ("office.letters.appointment", letters.appointment),
        ("office.letters.walk_in", letters.walk_in),
    ] {
        if !letter.is_ascii_uppercase() {
            findings.error(
                path,
                format!("„{letter}“ ist nicht erlaubt. Möglich ist ein Buchstabe von A bis Z."),
            );
        }
    }
    if letters.appointment == letters.walk_in {
        findings.error(
            "office.letters",
            "Termine und Wartemarken haben denselben Buchstaben. Bitte wählen Sie zwei verschiedene.",
        );
    }
}

fn devices(settings: &OfficeSettings, findings: &mut Findings) {
    let (kiosk, display) = (&settings.kiosk, &settings.display);
    findings.range("kiosk.idle_s", kiosk.idle_s, 30..=300, "Sekunden");
    findings.range("kiosk.notice_s", kiosk.notice_s, 20..=120, "Sekunden");
    findings.range("display.screen_inch", display.screen_inch, 15..=120, "Zoll");
    findings.range(
        "display.max_distance_m",
        display.max_distance_m,
        1..=20,
        "Meter",
    );
    findings.range("display.hold_s", display.hold_s, 8..=60, "Sekunden");
}
