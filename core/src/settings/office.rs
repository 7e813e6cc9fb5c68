//! The town, the office, its catalogue, counters and hours.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    id::{CounterId, MunicipalityId, OfficeId, ServiceId},
    plan::Use,
};

/// The town.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// Short name in lower case.
    pub id: MunicipalityId,
    /// "Gemeinde Musterstadt".
    pub name: String,
    /// Land whose public holidays apply, ISO 3166-2 without `DE-`; `NW` is known.
    #[serde(default = "nw")]
    pub land: String,
}

fn nw() -> String {
    "NW".to_owned()
}

/// The office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Short name in lower case; part of links.
    pub id: OfficeId,
    /// "Bürgerbüro Musterstadt".
    pub name: String,
    /// IANA time zone. Default `Europe/Berlin`.
    #[serde(default = "berlin")]
    pub zone: String,
    /// Where it is.
    pub address: Address,
    /// "Erdgeschoss, Raum 3".
    pub floor: String,
    /// The step-free way in, as a sentence.
    pub step_free: String,
    /// Phone number as it is printed.
    pub phone: String,
    /// Address that answers citizens.
    pub email: String,
    /// What a counter is called. Default "Schalter".
    #[serde(default = "schalter")]
    pub counter_word: String,
    /// How to get from the kiosk to the waiting area: "links, 10 Meter".
    pub way_to_waiting: String,
    /// How fees can be paid, as a sentence.
    pub payment: String,
    /// Letters of the ticket numbers.
    #[serde(default)]
    pub letters: Letters,
    /// Marks made-up data: pages and screens say so.
    #[serde(default)]
    pub example: bool,
}

fn berlin() -> String {
    "Europe/Berlin".to_owned()
}

fn schalter() -> String {
    "Schalter".to_owned()
}

/// Letters before the digits; unique within a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letters {
    /// Appointments.
    pub appointment: char,
    /// Walk-ins.
    pub walk_in: char,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            appointment: 'A',
            walk_in: 'W',
        }
    }
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and house number.
    pub street: String,
    /// Five digits.
    pub postal_code: String,
    /// Town.
    pub city: String,
}

/// An entry of the catalogue (Dienstleistung).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Short name in lower case.
    pub id: ServiceId,
    /// Name in plain words.
    pub name: String,
    /// LeiKa keys (14 digits from 99), if any.
    #[serde(default)]
    pub leika: Vec<String>,
    /// Planned minutes for one person or piece, `5..=240`.
    pub minutes: u16,
    /// Most persons or pieces in one visit, `1..=20`. Default 1.
    #[serde(default = "one")]
    pub max_quantity: u8,
    /// What is counted: "Personen", "Dokumente". Default "Personen".
    #[serde(default = "persons")]
    pub unit: String,
    /// What to bring, one entry a line.
    #[serde(default)]
    pub documents: Vec<String>,
    /// What it costs, as a sentence with its date: "26 Euro. Stand: Juni 2026.",
    /// "kostenlos. Stand: Juni 2026."; empty: nothing is said about it.
    #[serde(default)]
    pub fee: String,
    /// May be booked on the public pages. Default true.
    #[serde(default = "yes")]
    pub bookable: bool,
    /// May be chosen at the kiosk. Default true.
    #[serde(default = "yes")]
    pub walk_in: bool,
    /// The entry that "something else, or I do not know" chooses at the kiosk.
    #[serde(default)]
    pub unsure: bool,
}

fn one() -> u8 {
    1
}

fn persons() -> String {
    "Personen".to_owned()
}

fn yes() -> bool {
    true
}

/// Where a counter lies, seen from the display.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Straight on.
    Ahead,
    /// Behind the readers.
    Back,
}

/// A counter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// The number on the door.
    pub id: CounterId,
    /// The services it can serve.
    pub services: BTreeSet<ServiceId>,
    /// The arrow on the display; none if unknown.
    #[serde(default)]
    pub direction: Option<Direction>,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Local wall time from and to, `from < to`, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// First minute inside.
    pub from: Time,
    /// First minute after it.
    pub to: Time,
}

/// Weekly opening hours; several rules of one weekday make breaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningRule {
    /// The days.
    pub days: BTreeSet<Weekday>,
    /// The intervals of each of these days.
    pub hours: Vec<Hours>,
    /// First date on which the rule holds.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last date on which the rule holds.
    #[serde(default)]
    pub valid_to: Option<Date>,
}

/// A date with hours of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialDay {
    /// The date.
    pub date: Date,
    /// Its hours, instead of the weekly ones; also on a public holiday.
    pub hours: Vec<Hours>,
}

/// A closure: whole days, or hours of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Only these hours of each day; none: the whole day.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// Why, for citizens: "Personalversammlung".
    pub reason: String,
    /// Every year on the same month and day.
    #[serde(default)]
    pub yearly: bool,
}

/// When a counter is staffed, and for whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffingRule {
    /// The counter.
    pub counter: CounterId,
    /// The days.
    pub days: BTreeSet<Weekday>,
    /// The hours; what lies outside the opening hours does not count.
    pub hours: Vec<Hours>,
    /// For whom. Default `public`.
    #[serde(default = "public")]
    pub r#use: Use,
    /// First date on which the rule holds.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last date on which the rule holds.
    #[serde(default)]
    pub valid_to: Option<Date>,
}

fn public() -> Use {
    Use::Public
}

/// The terminal in the entrance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct KioskSettings {
    /// Where the reader of QR codes is, seen from the screen; none: the camera
    /// picture itself shows it.
    pub reader: Option<Direction>,
    /// Idle time before the question "Brauchen Sie mehr Zeit?". Seconds,
    /// `30..=300`. Default 60 (requirement B12).
    pub idle_s: u16,
    /// How long that question stands before the reset. Seconds, `20..=120`. Default 20.
    pub notice_s: u16,
}

impl Default for KioskSettings {
    fn default() -> Self {
        Self {
            reader: None,
            idle_s: 60,
            notice_s: 20,
        }
    }
}

/// The monitor in the waiting area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DisplaySettings {
    /// Screen diagonal. Inches, `15..=120`. Default 55.
    pub screen_inch: u16,
    /// Distance of the farthest seat. Metres, `1..=20`. Default 5 (requirement C03).
    pub max_distance_m: u16,
    /// How long the newest call owns the large field. Seconds, `8..=60`. Default 8.
    pub hold_s: u16,
}

impl Default for DisplaySettings {
    fn default() -> Self {
        Self {
            screen_inch: 55,
            max_distance_m: 5,
            hold_s: 8,
        }
    }
}

/// Legal notices of the pages. Paragraphs are separated by empty lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Legal {
    /// Impressum.
    pub imprint: String,
    /// Privacy notice (Art. 13 DSGVO).
    pub privacy: String,
    /// Date of the privacy notice.
    pub privacy_version: Date,
    /// Accessibility statement (BITVNRW), with the Ombudsstelle.
    pub accessibility: String,
}
