//! The clerk's program: who waits, who is expected, what each counter does.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{head, shown, sign, stamp};
use crate::{
    day::{OfficeDay, UNDO_WINDOW, arrival::back_from},
    forecast::{Band, Forecasts, Outlook, told},
    id::CounterId,
    plan::{CounterPlan, DayPlan},
    queue,
    settings::OfficeSettings,
    visit::{State, Visit},
    wire::desk::{
        CounterView, DayOutlook, DeskService, DeskView, HelpView, NextView, TicketsView, UndoView,
        VisitView, Why,
    },
};

/// What every desk of the office shows at `t`; `devices` is left empty.
#[must_use]
pub fn desk(
    day: &OfficeDay,
    settings: &OfficeSettings,
    plan: &DayPlan,
    forecasts: Option<&Forecasts>,
    t: Timestamp,
) -> DeskView {
    let in_state = |state: State| {
        let mut visits: Vec<&Visit> = day.visits().filter(|v| v.state == state).collect();
        visits.sort_by_key(|v| (v.booked.or(v.arrived), v.created_seq));
        let views = visits.into_iter().map(|v| visit_view(day, plan, v, t));
        views.collect::<Vec<VisitView>>()
    };
    let misfits = day.misfits(plan, t);
    let forecasts = shown(day, forecasts);
    DeskView {
        stamp: stamp(day, plan, t),
        office: head(settings),
        services: services(settings),
        counters: plan
            .counters
            .iter()
            .map(|c| counter_view(day, settings, plan, c, t))
            .collect(),
        waiting: waiting(day, plan, forecasts, t),
        expected: in_state(State::Confirmed),
        parked: in_state(State::Parked),
        missed: in_state(State::Missed),
        help: day
            .help()
            .map(|(help, call)| HelpView {
                help,
                kind: call.kind,
                at: call.at,
            })
            .collect(),
        misfits: misfits
            .into_iter()
            .filter_map(|id| day.visit(id))
            .map(|v| visit_view(day, plan, v, t))
            .collect(),
        tickets: TicketsView {
            issued: day.tickets_issued(),
            cap: plan.quota.cap,
            stopped: day.tickets_stopped(),
        },
        outlook: forecasts.map(|forecasts| day_outlook(day, plan, forecasts, t)),
        interrupted: day.interrupted_since(),
        policy: day.policy(plan),
        usual_policy: plan.queue.policy,
        head_start_min: day.plan().map_or(plan, Arc::as_ref).queue.head_start_min,
        devices: Vec::new(),
        closed: day.is_closed(),
    }
}

/// Who waits in the order of the keys, those that nobody can serve first.
fn waiting(
    day: &OfficeDay,
    plan: &DayPlan,
    forecasts: Option<&Forecasts>,
    t: Timestamp,
) -> Vec<VisitView> {
    let rule = day.rule(plan);
    let waits = forecasts.map(|forecasts| &forecasts.outlook.waits);
    let view = |visit: &Visit| VisitView {
        wait: {
            let forecast = waits.and_then(|waits| waits.get(&visit.id).copied());
            told(day, plan, visit, forecast, t).band()
        },
        ..visit_view(day, plan, visit, t)
    };
    let mut waiting: Vec<(queue::Key, VisitView)> = day
        .visits()
        .filter_map(|v| Some((rule.key(v, t)?, view(v))))
        .collect();
    waiting.sort_by_key(|(key, view)| (!view.stranded, *key));
    waiting.into_iter().map(|(_, view)| view).collect()
}

fn day_outlook(day: &OfficeDay, plan: &DayPlan, forecasts: &Forecasts, t: Timestamp) -> DayOutlook {
    let Outlook {
        empty,
        end,
        in_time,
        ..
    } = &forecasts.outlook;
    let after = |seconds: u32| t + SignedDuration::from_secs(seconds.into());
    let open = plan
        .counters
        .iter()
        .filter(|c| is_calling(day, c.id))
        .count();
    let waiting = day.visits().any(|v| v.state == State::Waiting);
    DayOutlook {
        counters_open: u16::try_from(open).unwrap_or(u16::MAX),
        empty_at: waiting.then(|| after(empty.median_s)),
        done_at: after(end.median_s),
        in_time_percent: (in_time * 100.0) as u8,
        tickets_left: forecasts.tickets_left,
        walk_in: forecasts.walk_in.map(Band::from),
        appointment: forecasts.appointment.map(Band::from),
    }
}

/// One visit as clerks see it at `t`.
#[must_use]
pub fn visit_view(day: &OfficeDay, plan: &DayPlan, visit: &Visit, t: Timestamp) -> VisitView {
    let counters: Vec<CounterId> = plan
        .counters
        .iter()
        .filter(|c| is_calling(day, c.id) && may_call(c, visit))
        .map(|c| c.id)
        .collect();
    let waits = visit.state == State::Waiting;
    VisitView {
        id: visit.id,
        number: visit.number,
        state: visit.state,
        channel: visit.channel,
        booked: visit.booked,
        arrived: visit.arrived,
        called_at: visit.called_at,
        started_at: visit.started_at,
        concerns: visit.concerns.clone(),
        planned_min: u16::try_from(visit.planned_s / 60).unwrap_or(u16::MAX),
        why: waits.then(|| why(visit, t)),
        rank_at: visit.rank.filter(|_| waits).map(|rank| rank.at),
        call: visit.was_called.then(|| day.last_call(visit.id)).flatten(),
        stranded: is_stranded(day, plan, visit),
        counters,
        reserved_for: visit.reserved_for,
        counter: visit.counter,
        back_from: back_from(plan, visit).filter(|_| visit.state == State::Missed),
        wait: None,
    }
}

/// Whether the visit waits, counters call, and none of them may call it.
#[must_use]
pub fn is_stranded(day: &OfficeDay, plan: &DayPlan, visit: &Visit) -> bool {
    let mut calling = plan
        .counters
        .iter()
        .filter(|c| is_calling(day, c.id))
        .peekable();
    visit.state == State::Waiting
        && calling.peek().is_some()
        && !calling.any(|counter| may_call(counter, visit))
}

pub(crate) fn is_calling(day: &OfficeDay, counter: CounterId) -> bool {
    let state = day.counter(counter);
    state.open && !state.paused
}

pub(crate) fn may_call(counter: &CounterPlan, visit: &Visit) -> bool {
    counter.can_serve(&visit.concerns) && visit.reserved_for.is_none_or(|only| only == counter.id)
}

/// Why a waiting visit stands where it stands at `t`.
pub(crate) fn why(visit: &Visit, t: Timestamp) -> Why {
    if visit.urgent_at.is_some() {
        Why::Urgent
    } else if visit.reserved_for.is_some() {
        Why::Reserved
    } else if visit.returned_at.is_some() {
        Why::Returned
    } else if visit.is_standby() {
        Why::Standby
    } else if !visit.is_appointment() {
        Why::WalkIn
    } else if visit.ranked_late {
        Why::Late
    } else if visit.due.is_some_and(|due| t < due) && !visit.was_called {
        Why::Early
    } else {
        Why::Due
    }
}

fn counter_view(
    day: &OfficeDay,
    settings: &OfficeSettings,
    plan: &DayPlan,
    counter: &CounterPlan,
    t: Timestamp,
) -> CounterView {
    let state = day.counter(counter.id);
    let next = day
        .next_for(plan, counter.id, t)
        .filter(|_| is_calling(day, counter.id));
    let undo = day.undoable_at(counter.id, t);
    CounterView {
        sign: sign(settings, counter.id),
        open: state.open,
        paused: state.paused,
        pause_after: state.pause_after,
        withdrawn: day.withdrawn().contains_key(&counter.id),
        visit: state
            .visit
            .and_then(|id| day.visit(id))
            .map(|v| visit_view(day, plan, v, t)),
        next: next.and_then(|v| {
            Some(NextView {
                visit: v.id,
                number: v.number?,
                why: why(v, t),
                booked: v.booked,
                arrived: v.arrived?,
            })
        }),
        undo: undo.map(|step| UndoView {
            seq: step.seq,
            step: step.step,
            number: step.visit.number,
            until: step.at + UNDO_WINDOW,
        }),
    }
}

fn services(settings: &OfficeSettings) -> Vec<DeskService> {
    settings
        .services
        .iter()
        .map(|service| DeskService {
            id: service.id.clone(),
            name: service.name.clone(),
            max_quantity: service.max_quantity,
            unit: service.unit.clone(),
            documents: service.documents.clone(),
        })
        .collect()
}
