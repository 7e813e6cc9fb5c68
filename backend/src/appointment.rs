//! What a citizen is told about an appointment, the same on pages and in mails.

use aufruf_core::{
    settings::OfficeSettings,
    visit::{Concern, Visit},
};
use jiff::{Timestamp, tz::TimeZone};

use crate::i18n::Words;

/// An appointment in words.
pub struct Facts {
    /// "A 4827"; empty before the confirmation.
    pub number: String,
    /// "Dienstag, 12. Mai 2026, 09:20 Uhr".
    pub moment: String,
    /// The same for programs: with offset.
    pub datetime: String,
    /// "25 Minuten".
    pub duration: String,
    /// What for.
    pub concerns: Vec<ConcernFacts>,
    /// Name of the office, street, town, floor.
    pub place: Vec<String>,
    /// The step-free way in.
    pub step_free: String,
    /// How fees can be paid.
    pub payment: String,
    /// Phone number of the office.
    pub phone: String,
}

/// A concern in words.
pub struct ConcernFacts {
    /// Name of the service.
    pub name: String,
    /// Name and quantity.
    pub line: String,
    /// What to bring.
    pub documents: Vec<String>,
    /// What it costs, as a sentence; empty if the office says nothing.
    pub fee: String,
}

/// "Personalausweis beantragen (2 Personen)"; the name alone for one.
#[must_use]
pub fn concern_line(t: Words, settings: &OfficeSettings, concern: &Concern) -> String {
    let Some(service) = settings.service(&concern.service) else {
        return concern.service.to_string();
    };
    if concern.quantity == 1 {
        return service.name.clone();
    }
    let quantity = concern.quantity.to_string();
    t.with(
        "concern-line",
        [
            ("service", service.name.as_str().into()),
            ("quantity", quantity.as_str().into()),
            ("unit", service.unit.as_str().into()),
        ],
    )
}

/// The concerns in words, in the order in which they were chosen.
#[must_use]
pub fn concern_facts(
    t: Words,
    settings: &OfficeSettings,
    concerns: &[Concern],
) -> Vec<ConcernFacts> {
    let facts = |concern: &Concern| {
        let service = settings.service(&concern.service);
        ConcernFacts {
            name: service.map_or_else(|| concern.service.to_string(), |s| s.name.clone()),
            line: concern_line(t, settings, concern),
            documents: service.map(|s| s.documents.clone()).unwrap_or_default(),
            fee: match service {
                Some(service) if !service.fee.is_empty() => t.a("fee-line", "fee", &service.fee),
                _ => String::new(),
            },
        }
    };
    concerns.iter().map(facts).collect()
}

/// Name of the office, street, town and floor, a line each.
#[must_use]
pub fn place(settings: &OfficeSettings) -> Vec<String> {
    let office = &settings.office;
    let address = &office.address;
    vec![
        office.name.clone(),
        address.street.clone(),
        format!("{} {}", address.postal_code, address.city),
        office.floor.clone(),
    ]
}

impl Facts {
    /// The facts of a booked visit.
    #[must_use]
    pub fn of(t: Words, settings: &OfficeSettings, zone: &TimeZone, visit: &Visit) -> Self {
        let from = visit
            .booked
            .or(visit.arrived)
            .unwrap_or(Timestamp::UNIX_EPOCH);
        let office = &settings.office;
        Self {
            number: visit
                .number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            moment: t.moment(from, zone),
            datetime: from
                .to_zoned(zone.clone())
                .strftime("%Y-%m-%dT%H:%M%:z")
                .to_string(),
            duration: t.duration(visit.planned_s),
            concerns: concern_facts(t, settings, &visit.concerns),
            place: place(settings),
            step_free: office.step_free.clone(),
            payment: office.payment.clone(),
            phone: office.phone.clone(),
        }
    }
}
