//! Plays whole days with the rules themselves: visitors come, counters call
//! whenever they are free, services last as long as they last.

use std::{cmp::Reverse, collections::BinaryHeap, sync::Arc};

use aufruf_core::{
    command::Command,
    id::{CounterId, VisitId},
    plan::DayPlan,
};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::{
    journal::Journal,
    office::{concern, opening, second, visit},
};

/// One visitor who comes; all times in seconds after opening.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    /// `None`: without an appointment.
    pub(crate) booked_s: Option<i64>,
    pub(crate) arrives_s: i64,
    pub(crate) service: usize,
    pub(crate) lasts_s: i64,
}

/// What became of a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Served {
    pub(crate) visitor: usize,
    pub(crate) start_s: i64,
    pub(crate) counter: CounterId,
}

pub(crate) struct Played {
    pub(crate) journal: Journal,
    pub(crate) served: Vec<Served>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Happening {
    Finish(CounterId),
    Arrive(usize),
    Due,
}

/// Plays the visitors until everybody is served. `shift_s` is added to all times.
pub(crate) fn play(plan: &Arc<DayPlan>, visitors: &[Visitor], shift_s: i64) -> Played {
    let mut journal = Journal::new(Arc::clone(plan));
    let early = second(shift_s - 100_000);
    let mut agenda = BinaryHeap::new();
    for (index, visitor) in visitors.iter().enumerate() {
        agenda.push(Reverse((visitor.arrives_s, Happening::Arrive(index))));
        if let Some(booked_s) = visitor.booked_s {
            let due_s = booked_s - i64::from(plan.queue.early_s);
            agenda.push(Reverse((due_s.max(visitor.arrives_s), Happening::Due)));
            let command = Command::Book {
                visit: visit(index as u128),
                from: second(shift_s + booked_s),
                concerns: vec![concern(visitor.service)],
                bits: index as u64,
            };
            let _ = journal.must(&command, early);
        }
    }
    for counter in &plan.counters {
        let _ = journal.must(
            &Command::OpenCounter {
                counter: counter.id,
            },
            early,
        );
    }
    let mut idle: Vec<(usize, i64, CounterId)> = plan
        .counters
        .iter()
        .map(|c| (c.skills.len(), i64::MIN, c.id))
        .collect();
    let mut served = Vec::new();
    while let Some(Reverse((now_s, happening))) = agenda.pop() {
        let now = second(shift_s + now_s);
        happen(&mut journal, visitors, happening, now);
        if let Happening::Finish(counter) = happening {
            let skills = plan.counter(counter).map_or(0, |c| c.skills.len());
            idle.push((skills, now_s, counter));
        }
        // Everything of one second happens before anybody is called.
        if agenda
            .peek()
            .is_some_and(|Reverse((next_s, _))| *next_s == now_s)
        {
            continue;
        }
        idle.sort_unstable();
        idle.retain(|(_, _, counter)| match call(&mut journal, *counter, now) {
            Some(id) => {
                let visitor = usize::try_from(id.0.as_u128()).unwrap();
                served.push(Served {
                    visitor,
                    start_s: now_s,
                    counter: *counter,
                });
                agenda.push(Reverse((
                    now_s + visitors[visitor].lasts_s,
                    Happening::Finish(*counter),
                )));
                false
            }
            None => true,
        });
    }
    Played { journal, served }
}

fn happen(journal: &mut Journal, visitors: &[Visitor], happening: Happening, now: Timestamp) {
    match happening {
        Happening::Arrive(index) => {
            let id = visit(index as u128);
            let command = match visitors[index].booked_s {
                Some(_) => Command::CheckIn { visit: id },
                None => Command::DrawTicket {
                    visit: id,
                    concerns: vec![concern(visitors[index].service)],
                    beyond_quota: true,
                    standby: false,
                },
            };
            let _ = journal.must(&command, now);
        }
        Happening::Finish(counter) => {
            let _ = journal.must(&Command::Finish { counter }, now);
        }
        Happening::Due => {}
    }
}

fn call(journal: &mut Journal, counter: CounterId, now: Timestamp) -> Option<VisitId> {
    let next = journal.day.next_for(&journal.plan, counter, now)?.id;
    let _ = journal.must(
        &Command::CallNext {
            counter,
            promised: Some(next),
        },
        now,
    );
    let _ = journal.must(&Command::Start { counter }, now);
    Some(next)
}

/// Up to thirty visitors on a busy day. Appointments are fifteen minutes apart
/// and no longer, so that all of them can be booked.
pub(crate) fn visitors(services: usize) -> impl Strategy<Value = Vec<Visitor>> {
    let offset = prop_oneof![6 => -1200_i64..=900, 1 => 901_i64..4000];
    let appointment = (0_usize..services, offset, 1_i64..2400);
    let walk_in = (0_i64..12_000, 0_usize..services, 1_i64..2400);
    (
        prop::collection::vec(appointment, 0..12),
        prop::collection::vec(walk_in, 0..18),
    )
        .prop_map(|(appointments, walk_ins)| {
            let booked =
                appointments
                    .into_iter()
                    .zip(0..)
                    .map(|((service, offset, lasts_s), n)| {
                        let (booked_s, service) = (n * 900, service.min(1));
                        Visitor {
                            booked_s: Some(booked_s),
                            arrives_s: booked_s + offset,
                            service,
                            lasts_s,
                        }
                    });
            let drawn = walk_ins
                .into_iter()
                .map(|(arrives_s, service, lasts_s)| Visitor {
                    booked_s: None,
                    arrives_s,
                    service,
                    lasts_s,
                });
            booked.chain(drawn).collect()
        })
}

/// Seconds after opening.
pub(crate) fn seconds(t: Timestamp) -> i64 {
    t.as_second() - opening().as_second()
}

/// The same, with nobody later than the grace.
pub(crate) fn punctual(services: usize) -> impl Strategy<Value = Vec<Visitor>> {
    visitors(services).prop_map(|mut all| {
        for visitor in &mut all {
            let latest = visitor.booked_s.map_or(i64::MAX, |booked_s| booked_s + 900);
            visitor.arrives_s = visitor.arrives_s.min(latest);
        }
        all
    })
}
