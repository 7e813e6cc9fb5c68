//! A small office for the property tests: nested skills, a lunch break.

use std::{collections::BTreeSet, sync::Arc};

use aufruf_core::{
    id::{CounterId, OfficeId, ServiceId, VisitId},
    plan::{CounterPlan, DayPlan, ServicePlan, Span, Staffed, Use},
    settings::{BookingRules, Letters, Policy, QueueRules, Quota},
    visit::Concern,
};
use jiff::{SignedDuration, Timestamp, civil::date};

/// Services `s0`, `s1`, `s2`: counter 1 serves the first, 2 the first two, 3 all.
pub(crate) const SERVICES: [(&str, u16); 3] = [("s0", 10), ("s1", 15), ("s2", 40)];

/// Eight in the morning of the day, local time.
pub(crate) fn opening() -> Timestamp {
    "2027-03-02T07:00:00Z".parse().unwrap()
}

pub(crate) fn at(minute: i64) -> Timestamp {
    opening() + SignedDuration::from_mins(minute)
}

pub(crate) fn second(second: i64) -> Timestamp {
    opening() + SignedDuration::from_secs(second)
}

pub(crate) fn visit(n: u128) -> VisitId {
    VisitId(uuid::Uuid::from_u128(n))
}

pub(crate) fn concern(service: usize) -> Concern {
    Concern {
        service: ServiceId::new(SERVICES[service].0).unwrap(),
        quantity: 1,
    }
}

/// Open 8 to 12 and 13 to 16, no lead time, `skills[i]` services at counter `i + 1`.
pub(crate) fn plan(policy: Policy, head_start_min: u16, skills: &[usize]) -> Arc<DayPlan> {
    let open = vec![
        Span {
            from: at(0),
            to: at(240),
        },
        Span {
            from: at(300),
            to: at(480),
        },
    ];
    let hours: Vec<Staffed> = open
        .iter()
        .map(|span| Staffed {
            span: *span,
            r#use: Use::Public,
        })
        .collect();
    let counters = skills
        .iter()
        .zip(1..)
        .map(|(known, id)| CounterPlan {
            id: CounterId(id),
            skills: (0..*known)
                .map(|s| concern(s).service)
                .collect::<BTreeSet<_>>(),
            hours: hours.clone(),
        })
        .collect();
    let service = |minutes| ServicePlan {
        minutes,
        max_quantity: 3,
        bookable: true,
        walk_in: true,
    };
    Arc::new(DayPlan {
        version: 1,
        office: OfficeId::new("test").unwrap(),
        date: date(2027, 3, 2),
        zone: "Europe/Berlin".to_owned(),
        day: Span {
            from: at(-480),
            to: at(960),
        },
        open,
        counters,
        services: (0..SERVICES.len())
            .map(|s| (concern(s).service, service(SERVICES[s].1)))
            .collect(),
        booking: BookingRules {
            lead_time_min: 0,
            pending_end_before_min: 0,
            ..BookingRules::default()
        },
        queue: QueueRules {
            policy,
            head_start_min,
            ..QueueRules::default()
        },
        quota: Quota {
            cap: None,
            ..Quota::default()
        },
        letters: Letters::default(),
    })
}

pub(crate) fn nested() -> Arc<DayPlan> {
    plan(Policy::Rank, 60, &[1, 2, 3])
}
