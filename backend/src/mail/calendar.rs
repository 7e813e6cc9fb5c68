//! `termin.ics` (RFC 5545): times in UTC, one UID over all moves, no attendee.

use aufruf_core::{settings::OfficeSettings, visit::Visit};
use icalendar::{Calendar, Component, EventLike, EventStatus};
use jiff::{SignedDuration, Timestamp};

use crate::{appointment::Facts, i18n::Words};

/// An appointment as a calendar event.
pub struct Event<'a> {
    /// The appointment.
    pub visit: &'a Visit,
    /// The same in words.
    pub facts: &'a Facts,
    /// Settings of the office.
    pub settings: &'a OfficeSettings,
    /// Host name of the pages, for the UID.
    pub host: &'a str,
    /// Now.
    pub now: Timestamp,
    /// Takes the event out of the calendar.
    pub is_cancelled: bool,
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

impl Event<'_> {
    /// The whole file, lines ended by CRLF.
    #[must_use]
    pub fn render(&self, t: Words) -> String {
        let office = &self.settings.office;
        let mut event = icalendar::Event::with_uid(&format!("{}@{}", self.visit.id, self.host));
        let _ = event.add_property("DTSTAMP", utc(self.now));
        if let Some(from) = self.visit.booked {
            let to = from + SignedDuration::from_secs(self.visit.planned_s.into());
            let _ = event
                .add_property("DTSTART", utc(from))
                .add_property("DTEND", utc(to));
        }
        // A cancellation counts as a change, too.
        let sequence = self.visit.sequence + u32::from(self.is_cancelled);
        let status = match self.is_cancelled {
            true => EventStatus::Cancelled,
            false => EventStatus::Confirmed,
        };
        let description = t.a2(
            "calendar-description",
            ("number", &self.facts.number),
            ("phone", &office.phone),
        );
        let _ = event
            .sequence(sequence)
            .status(status)
            // Calendars are often shared: no concern (requirement E15).
            .summary(&t.a("calendar-summary", "office", &office.name))
            .location(&self.facts.place.join(", "))
            .description(&description);
        let mut calendar = Calendar::empty();
        let method = if self.is_cancelled {
            "CANCEL"
        } else {
            "PUBLISH"
        };
        let _ = calendar
            .append_property(("VERSION", "2.0"))
            .append_property(("PRODID", "-//Aufruf//Termine//DE"))
            .append_property(("CALSCALE", "GREGORIAN"))
            .append_property(("METHOD", method))
            .push(event.done());
        calendar.to_string()
    }
}
