//! The days that are measured.

use std::sync::Arc;

use aufruf_core::{
    command::Command,
    day::OfficeDay,
    event::Entry,
    id::VisitId,
    plan::DayPlan,
    rehearsal::{
        Load, Options, RecordedCounter, RecordedDay, RecordedKind, RecordedOffice, RecordedVisitor,
        generate, rehearse,
    },
    settings::Policy,
    visit::Concern,
};
use jiff::Timestamp;

/// A day of this many visits and more is the largest that is measured.
const LARGE_DAY: u32 = 1_300;

/// A day at one instant, with its plan.
pub struct Moment {
    /// The state.
    pub day: OfficeDay,
    /// Its plan.
    pub plan: Arc<DayPlan>,
    /// When.
    pub at: Timestamp,
}

impl Moment {
    /// The same moment once more.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            day: self.day.clone(),
            plan: Arc::clone(&self.plan),
            at: self.at,
        }
    }

    /// Decides a command and folds what it leads to.
    ///
    /// # Panics
    /// If it is rejected.
    pub fn run(&mut self, command: &Command) {
        let events = self.day.decide(command, &self.plan, self.at);
        for event in events.expect("the measured commands are valid") {
            self.day.apply(&Entry {
                seq: self.day.seq() + 1,
                at: self.at,
                event,
            });
        }
    }
}

/// The journal of a day.
pub struct Journal {
    /// Its plan.
    pub plan: Arc<DayPlan>,
    /// Its entries.
    pub entries: Vec<Entry>,
}

impl Journal {
    /// The state after its first `count` entries.
    #[must_use]
    pub fn fold(&self, count: usize) -> OfficeDay {
        let mut day = OfficeDay::new(self.plan.office.clone(), self.plan.date);
        self.entries[..count]
            .iter()
            .for_each(|entry| day.apply(entry));
        day
    }

    /// The moment after its first `count` entries.
    #[must_use]
    pub fn moment(&self, count: usize) -> Moment {
        Moment {
            day: self.fold(count),
            plan: Arc::clone(&self.plan),
            at: self.entries[count - 1].at,
        }
    }
}

/// 200 walk-ins wait for four counters of three levels, all of them busy.
#[must_use]
pub fn full_hall(office: &RecordedOffice) -> Moment {
    let visitors = (0..204).map(|n| walk_in(n, i64::from(n), (n % 25) as u16, 900));
    let journal = play(office, visitors.collect());
    let opening = journal.plan.opening().expect("the office opens");
    let until = opening + jiff::SignedDuration::from_secs(203);
    let count = journal.entries.partition_point(|entry| entry.at <= until);
    journal.moment(count)
}

/// A day of 500 visits, half of them booked.
#[must_use]
pub fn busy_day(office: &RecordedOffice) -> Journal {
    play(office, visitors(office, 500))
}

/// The middle of a generated busy day, with nothing guaranteed: the forecast
/// decides about every ticket.
///
/// # Panics
/// Not with an office that opens.
#[must_use]
pub fn usual_moment(office: &RecordedOffice) -> Moment {
    let day = generate(office, Load::Busy, 4711);
    let mut plan = office.plan(day.day, Policy::Rank, 60);
    plan.quota.guaranteed = 0;
    let plan = Arc::new(plan);
    let experience = Arc::new(office.experience());
    let played = rehearse(&plan, &experience, &office.script(&day), Options::default());
    let opening = plan.opening().expect("the office opens");
    let until = opening + jiff::SignedDuration::from_hours(3);
    let journal = Journal {
        plan,
        entries: played.entries,
    };
    let count = journal.entries.partition_point(|entry| entry.at <= until);
    journal.moment(count)
}

/// Somebody asks for a number at the kiosk.
#[must_use]
pub fn kiosk_ticket(moment: &Moment) -> Command {
    let services = moment.plan.services.keys().take(1);
    let concerns = services.map(|service| Concern {
        service: service.clone(),
        quantity: 1,
    });
    Command::DrawTicket {
        visit: VisitId(uuid::Uuid::max()),
        concerns: concerns.collect(),
        beyond_quota: false,
        standby: false,
    }
}

/// A day that nobody has booked yet, a day before.
#[must_use]
pub fn empty_day(office: &RecordedOffice) -> Moment {
    let journal = play(office, Vec::new());
    let mut moment = journal.moment(1);
    moment.at = moment.plan.day.from - jiff::SignedDuration::from_hours(24);
    moment.day = OfficeDay::new(moment.plan.office.clone(), moment.plan.date);
    moment
}

/// A day of more than 5 000 events.
#[must_use]
pub fn large_day(office: &RecordedOffice) -> Journal {
    play(office, visitors(office, LARGE_DAY))
}

fn visitors(office: &RecordedOffice, count: u32) -> Vec<RecordedVisitor> {
    let step = |n: u32| i64::from(n) * (office.close_s - 1800) / i64::from(count);
    let visitors = (0..count).map(|n| {
        let mut visitor = walk_in(n, step(n), (n % 7) as u16, 50);
        if n % 2 == 0 {
            visitor.kind = RecordedKind::Appointment;
            visitor.booked_s = Some(step(n) / 300 * 300);
        }
        visitor
    });
    visitors.collect()
}

fn walk_in(id: u32, arrives_s: i64, service: u16, actual_service_s: u32) -> RecordedVisitor {
    RecordedVisitor {
        id,
        kind: RecordedKind::WalkIn,
        booked_s: None,
        arrives_s: Some(arrives_s),
        services: vec![service],
        actual_service_s,
    }
}

/// Plays visitors in the office with one counter more.
fn play(office: &RecordedOffice, visitors: Vec<RecordedVisitor>) -> Journal {
    let mut office = office.clone();
    let last = office.counters.last().expect("an office has counters");
    let one_more = RecordedCounter {
        id: last.id + 1,
        ..last.clone()
    };
    office.counters.push(one_more);
    let day = RecordedDay { day: 1, visitors };
    let plan = office.shared_plan(day.day, Policy::Rank, 60);
    let experience = Arc::new(office.experience());
    let played = rehearse(&plan, &experience, &office.script(&day), Options::default());
    Journal {
        plan,
        entries: played.entries,
    }
}
