//! What one day looks like before anybody comes: the settings in force,
//! worked out for one date. Derived by [`crate::calendar::plan`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    id::{CounterId, OfficeId, ServiceId},
    settings::{BookingRules, Letters, QueueRules, Quota},
    visit::{Channel, Concern},
};

/// A half-open stretch of time, `from <= t < to`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Span {
    /// First instant inside.
    pub from: Timestamp,
    /// First instant after it.
    pub to: Timestamp,
}

impl Span {
    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn covers(&self, other: &Span) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether the instant lies inside.
    #[must_use]
    pub fn contains(&self, t: Timestamp) -> bool {
        self.from <= t && t < self.to
    }

    /// Whether the two share an instant.
    #[must_use]
    pub fn overlaps(&self, other: &Span) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// For whom a counter takes bookings during a stretch of its hours.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Appointments of the public pages and of clerks, and walk-ins.
    Public,
    /// Appointments given by clerks only, and walk-ins.
    Internal,
    /// No appointments.
    WalkIn,
}

/// A stretch in which a counter is staffed. Stretches of one counter do not
/// overlap; touching stretches of equal use are already merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staffed {
    /// When.
    pub span: Span,
    /// For whom.
    pub r#use: Use,
}

/// One counter on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterPlan {
    /// The counter.
    pub id: CounterId,
    /// The services it can serve.
    pub skills: BTreeSet<ServiceId>,
    /// When it is staffed, ascending.
    pub hours: Vec<Staffed>,
}

/// What the rules need of one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePlan {
    /// Planned minutes for one person or piece.
    pub minutes: u16,
    /// Most persons or pieces in one visit.
    pub max_quantity: u8,
    /// May be booked on the public pages.
    pub bookable: bool,
    /// May be chosen at the kiosk without an appointment.
    pub walk_in: bool,
}

/// The plan of one office for one date.
///
/// Equal `version` and `date` mean an equal plan: it is a pure function of the
/// settings of that version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayPlan {
    /// Version of the settings it was derived from.
    pub version: u64,
    /// The office.
    pub office: OfficeId,
    /// The local date.
    pub date: Date,
    /// IANA zone of the office.
    pub zone: String,
    /// Midnight to midnight, local time (23 to 25 hours long).
    pub day: Span,
    /// The opening intervals of the office, ascending, not overlapping.
    pub open: Vec<Span>,
    /// The counters of the office, ascending by id; all of them, also unstaffed ones.
    pub counters: Vec<CounterPlan>,
    /// The catalogue.
    pub services: BTreeMap<ServiceId, ServicePlan>,
    /// Rules of booking.
    pub booking: BookingRules,
    /// Rules of the queue.
    pub queue: QueueRules,
    /// Rules of walk-in tickets.
    pub quota: Quota,
    /// Letters of the ticket numbers.
    pub letters: Letters,
}

impl DayPlan {
    /// The planned duration of a set of concerns in seconds, rounded up to the
    /// booking grid; `None` if a service is unknown.
    ///
    /// The longest concern counts fully, every further one by
    /// `further_percent`, because greeting, identification and farewell happen
    /// once (design: "further concerns weighted as the office sets it").
    #[must_use]
    pub fn duration_s(&self, concerns: &[Concern]) -> Option<u32> {
        let mut minutes = concerns
            .iter()
            .map(|c| {
                let service = self.services.get(&c.service)?;
                Some(u32::from(service.minutes) * u32::from(c.quantity))
            })
            .collect::<Option<Vec<u32>>>()?;
        minutes.sort_unstable_by(|a, b| b.cmp(a));
        let (first, rest) = minutes.split_first()?;
        let further: u32 = rest.iter().sum();
        let seconds = first * 60 + further * 60 * u32::from(self.booking.further_percent) / 100;
        let grid = u32::from(self.booking.grid_min.max(1)) * 60;
        Some(seconds.div_ceil(grid).max(1) * grid)
    }

    /// The counter with this id.
    #[must_use]
    pub fn counter(&self, id: CounterId) -> Option<&CounterPlan> {
        self.counters.iter().find(|c| c.id == id)
    }

    /// Until when a booking that is sent off at `t` must be confirmed: it has
    /// `pending_min` minutes, but `pending_end_before_min` before the booked
    /// time it is over.
    #[must_use]
    pub fn confirm_until(&self, t: Timestamp, booked: Option<Timestamp>) -> Timestamp {
        let minutes = |min: u16| jiff::SignedDuration::from_mins(i64::from(min));
        let window = t + minutes(self.booking.pending_min);
        let lead = minutes(self.booking.pending_end_before_min);
        booked.map_or(window, |booked| window.min(booked - lead))
    }

    /// Whether some counter serves all these concerns, staffed or not.
    #[must_use]
    pub fn goes_together(&self, concerns: &[Concern]) -> bool {
        self.counters.iter().any(|c| c.can_serve(concerns))
    }

    /// The concerns in as few groups as a simple search finds, each of which
    /// one counter serves. What no counter serves is in none.
    #[must_use]
    pub fn groups<'a>(&self, concerns: &'a [Concern]) -> Vec<Vec<&'a Concern>> {
        let mut rest: Vec<&Concern> = concerns.iter().collect();
        let mut groups = Vec::new();
        while !rest.is_empty() {
            let served = |counter: &CounterPlan| {
                let is_served = |c: &&&Concern| counter.skills.contains(&c.service);
                rest.iter().filter(is_served).count()
            };
            let best = self.counters.iter().max_by_key(|counter| served(counter));
            let Some(best) = best.filter(|counter| served(counter) > 0) else {
                break;
            };
            let (group, others) = rest
                .into_iter()
                .partition(|c| best.skills.contains(&c.service));
            groups.push(group);
            rest = others;
        }
        groups
    }

    /// Whether one may come for these concerns without an appointment.
    #[must_use]
    pub fn takes_walk_ins(&self, concerns: &[Concern]) -> bool {
        concerns
            .iter()
            .all(|c| self.services.get(&c.service).is_some_and(|s| s.walk_in))
    }

    /// The uses of staffed hours that a booking of this channel may take.
    #[must_use]
    pub fn admits(r#use: Use, channel: Channel) -> bool {
        match r#use {
            Use::Public => true,
            Use::Internal => channel == Channel::Staff,
            Use::WalkIn => false,
        }
    }

    /// End of the last opening interval; `None` on a closed day.
    #[must_use]
    pub fn closing(&self) -> Option<Timestamp> {
        self.open.last().map(|span| span.to)
    }

    /// Start of the first opening interval; `None` on a closed day.
    #[must_use]
    pub fn opening(&self) -> Option<Timestamp> {
        self.open.first().map(|span| span.from)
    }

    /// The last instant at which a walk-in ticket is issued (exclusive).
    #[must_use]
    pub fn last_ticket(&self) -> Option<Timestamp> {
        let lead = jiff::SignedDuration::from_mins(i64::from(self.quota.last_ticket_min));
        self.closing().map(|closing| closing - lead)
    }
}

impl CounterPlan {
    /// Whether the counter can serve every one of the concerns.
    #[must_use]
    pub fn can_serve(&self, concerns: &[Concern]) -> bool {
        concerns.iter().all(|c| self.skills.contains(&c.service))
    }
}
