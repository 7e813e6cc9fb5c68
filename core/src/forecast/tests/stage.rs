//! A small office for tests: days are played by hand, minute by minute.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil::date};

use crate::{
    command::Command,
    day::OfficeDay,
    event::Entry,
    id::{CounterId, OfficeId, ServiceId, VisitId},
    plan::{CounterPlan, DayPlan, ServicePlan, Span, Staffed, Use},
    rejection::Rejection,
    settings::{BookingRules, Letters, QueueRules, Quota},
    visit::Concern,
};

/// So many minutes after opening, which is at eight.
pub(crate) fn minute(minutes: i64) -> Timestamp {
    let eight: Timestamp = "2027-03-02T08:00:00+01:00".parse().unwrap();
    eight + SignedDuration::from_mins(minutes)
}

pub(crate) fn id(n: u128) -> VisitId {
    VisitId(uuid::Uuid::from_u128(n))
}

/// One concern: `short` (10 minutes), `long` (40 minutes) or `rare` (20 minutes).
pub(crate) fn concern(service: &str) -> Vec<Concern> {
    vec![Concern {
        service: ServiceId::new(service).unwrap(),
        quantity: 1,
    }]
}

/// A counter with these skills, separated by blanks, staffed over these minutes.
pub(crate) fn counter(id: u16, skills: &str, hours: &[(i64, i64)]) -> CounterPlan {
    let skills = skills.split_whitespace();
    CounterPlan {
        id: CounterId(id),
        skills: skills.map(|name| ServiceId::new(name).unwrap()).collect(),
        hours: hours.iter().map(|(from, to)| staffed(*from, *to)).collect(),
    }
}

fn staffed(from: i64, to: i64) -> Staffed {
    Staffed {
        span: Span {
            from: minute(from),
            to: minute(to),
        },
        r#use: Use::Public,
    }
}

/// A day of such an office, open for eight hours.
pub(crate) struct Stage {
    pub(crate) day: OfficeDay,
    pub(crate) plan: Arc<DayPlan>,
    pub(crate) entries: Vec<Entry>,
}

impl Stage {
    /// All counters are open from the start.
    pub(crate) fn open(counters: Vec<CounterPlan>) -> Self {
        let mut stage = Self::closed(counters);
        for counter in stage.plan.clone().counters.iter().map(|c| c.id) {
            stage.run(0, Command::OpenCounter { counter });
        }
        stage
    }

    /// Nobody has opened a counter yet.
    pub(crate) fn closed(counters: Vec<CounterPlan>) -> Self {
        let service = |name: &str, minutes| {
            let plan = ServicePlan {
                minutes,
                max_quantity: 3,
                bookable: true,
                walk_in: true,
            };
            (ServiceId::new(name).unwrap(), plan)
        };
        let plan = DayPlan {
            version: 1,
            office: OfficeId::new("rathaus").unwrap(),
            date: date(2027, 3, 2),
            zone: "Europe/Berlin".to_owned(),
            day: Span {
                from: minute(-480),
                to: minute(960),
            },
            open: vec![Span {
                from: minute(0),
                to: minute(480),
            }],
            counters,
            services: [
                service("short", 10),
                service("long", 40),
                service("rare", 20),
            ]
            .into(),
            booking: BookingRules {
                lead_time_min: 0,
                pending_end_before_min: 0,
                ..BookingRules::default()
            },
            queue: QueueRules::default(),
            quota: Quota::default(),
            letters: Letters::default(),
        };
        Self {
            day: OfficeDay::new(plan.office.clone(), plan.date),
            plan: Arc::new(plan),
            entries: Vec::new(),
        }
    }

    /// One counter that serves everything all day.
    pub(crate) fn one_counter() -> Self {
        Self::open(vec![counter(1, "short long rare", &[(0, 480)])])
    }

    pub(crate) fn quota(&mut self, change: impl FnOnce(&mut Quota)) {
        change(&mut Arc::make_mut(&mut self.plan).quota);
    }

    #[track_caller]
    pub(crate) fn run(&mut self, at: i64, command: Command) {
        self.run_at(minute(at), &command).unwrap();
    }

    pub(crate) fn run_at(&mut self, now: Timestamp, command: &Command) -> Result<(), Rejection> {
        let at = self.day.time(now);
        for event in self.day.decide(command, &self.plan, now)? {
            let entry = Entry {
                seq: self.day.seq() + 1,
                at,
                event,
            };
            self.day.apply(&entry);
            self.entries.push(entry);
        }
        Ok(())
    }

    /// A walk-in comes and is given a number by a clerk.
    #[track_caller]
    pub(crate) fn walk_in(&mut self, at: i64, visit: u128, service: &str) {
        let command = Command::DrawTicket {
            visit: id(visit),
            concerns: concern(service),
            beyond_quota: true,
            standby: false,
        };
        self.run(at, command);
    }

    /// A citizen asks for a number at the kiosk.
    pub(crate) fn draws(&self, at: i64, service: &str, standby: bool) -> Result<(), Rejection> {
        let command = Command::DrawTicket {
            visit: id(u128::MAX),
            concerns: concern(service),
            beyond_quota: false,
            standby,
        };
        let events = self.day.decide(&command, &self.plan, minute(at));
        events.map(|_| ())
    }

    #[track_caller]
    pub(crate) fn books(&mut self, visit: u128, from: i64, service: &str) {
        let command = Command::Book {
            visit: id(visit),
            from: minute(from),
            concerns: concern(service),
            bits: visit as u64,
        };
        self.run(-30, command);
    }

    #[track_caller]
    pub(crate) fn call(&mut self, at: i64, counter: u16) {
        let command = Command::CallNext {
            counter: CounterId(counter),
            promised: None,
        };
        self.run(at, command);
    }

    #[track_caller]
    pub(crate) fn start(&mut self, at: i64, counter: u16) {
        let counter = CounterId(counter);
        self.run(at, Command::Start { counter });
    }

    #[track_caller]
    pub(crate) fn finish(&mut self, at: i64, counter: u16) {
        let counter = CounterId(counter);
        self.run(at, Command::Finish { counter });
    }
}
