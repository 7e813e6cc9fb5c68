//! Offices for tests.

use std::fmt::Write as _;

/// The example office as it is shipped.
pub const EXAMPLE: &str = include_str!("../../assets/example-office.toml");

/// An office with this many equal counters and one service of 15 minutes, open
/// from 8 to 18 every day of the week; at most `cap` walk-in tickets a day, all
/// of them guaranteed: no forecast has a say.
#[must_use]
pub fn equal_counters(counters: u16, cap: Option<u16>) -> String {
    let quota = match cap {
        Some(cap) => format!("guaranteed = {cap}\ncap = {cap}"),
        None => "guaranteed = 60000".to_owned(),
    };
    let mut text = r#"
opening = [{ days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], hours = [{ from = "08:00", to = "18:00" }] }]
counters = [
"#
    .to_owned();
    for id in 1..=counters {
        let _ = writeln!(text, "  {{ id = {id}, services = [\"pass\"] }},");
    }
    let _ = write!(
        text,
        r#"]

[municipality]
id = "grossstadt"
name = "Stadt Großstadt"

[office]
id = "halle"
name = "Bürgerhalle Großstadt"
floor = "Erdgeschoss"
step_free = "Der Eingang ist stufenlos."
phone = "030 23125 100"
email = "halle@grossstadt.example"
way_to_waiting = "geradeaus"
payment = "Sie können bar oder mit Karte zahlen."
example = true

[office.address]
street = "Am Markt 1"
postal_code = "12345"
city = "Großstadt"

[[services]]
id = "pass"
name = "Reisepass"
minutes = 15
max_quantity = 2
unsure = true

[booking]
lead_time_min = 0

[quota]
{quota}

[legal]
imprint = "Beispiel"
privacy = "Beispiel"
privacy_version = "2026-11-01"
accessibility = "Beispiel"
"#
    );
    text
}
