//! Sentences about visits, counters and devices.

use aufruf_core::command::{HelpKind, Reason};
use aufruf_core::id::CounterId;
use aufruf_core::settings::Policy;
use aufruf_core::visit::{Concern, State};
use aufruf_core::wire::desk::{DeviceView, HelpView, NextView, Step, UndoView, VisitView, Why};
use aufruf_core::wire::device::DeviceKind;
use jiff::{SignedDuration, Timestamp};

use crate::context::Context;
use crate::problem::state_key;

/// Below this probability of closing in time the desk is told when it will be.
const LATE_BELOW_PERCENT: u8 = 80;

/// "Personalausweis beantragen, Reisepass (2)".
#[must_use]
pub fn concerns(cx: &Context, concerns: &[Concern]) -> String {
    let names: Vec<String> = concerns.iter().map(|c| concern(cx, c)).collect();
    names.join(", ")
}

/// The same in two lines of a list at most, as long as names go: of three and more
/// concerns only the first one is named.
#[must_use]
pub fn concerns_short(cx: &Context, all: &[Concern]) -> String {
    match all {
        [first, rest @ ..] if rest.len() > 1 => {
            let values = [
                ("first", concern(cx, first).into()),
                ("n", rest.len().into()),
            ];
            cx.words.t_with("concerns-more", &values)
        }
        _ => concerns(cx, all),
    }
}

/// "Reisepass (2)".
#[must_use]
pub fn concern(cx: &Context, concern: &Concern) -> String {
    let name = cx
        .service(&concern.service)
        .map_or_else(|| concern.service.to_string(), |s| s.name.clone());
    match concern.quantity {
        0 | 1 => name,
        n => {
            let values = [("name", name.into()), ("n", n.into())];
            cx.words.t_with("quantity", &values)
        }
    }
}

/// What to bring for these concerns, each once.
#[must_use]
pub fn documents(cx: &Context, concerns: &[Concern]) -> Vec<String> {
    let mut documents: Vec<String> = Vec::new();
    let known = concerns.iter().filter_map(|c| cx.service(&c.service));
    for document in known.flat_map(|service| &service.documents) {
        if !documents.contains(document) {
            documents.push(document.clone());
        }
    }
    documents
}

/// The second line of a row: "Termin 9:50 · da seit 9:41".
#[must_use]
pub fn since(cx: &Context, visit: &VisitView) -> String {
    let clock = |at| cx.words.clock(at);
    let (booked, arrived) = (visit.booked.map(clock), visit.arrived.map(clock));
    let rest = match (booked, arrived) {
        (Some(booked), Some(arrived)) => {
            let values = [("booked", booked.into()), ("arrived", arrived.into())];
            cx.words.t_with("since-appointment", &values)
        }
        (Some(booked), None) => cx.words.t1("since-expected", "booked", booked),
        (None, Some(arrived)) => cx.words.t1("since-walk-in", "arrived", arrived),
        (None, None) => cx.words.t("since-unknown"),
    };
    match (visit.state, visit.called_at) {
        (State::Missed, Some(called)) => {
            let rest = appointment(cx, visit);
            let values = [("called", clock(called).into()), ("rest", rest.into())];
            cx.words.t_with("since-missed", &values)
        }
        _ => match visit.wait {
            Some(wait) => {
                let values = [
                    ("rest", rest.into()),
                    ("from", wait.from_min.into()),
                    ("to", wait.to_min.into()),
                ];
                cx.words.t_with("since-wait", &values)
            }
            None => rest,
        },
    }
}

/// Why a waiting visit stands where it stands, in one sentence; nothing for others.
#[must_use]
pub fn place(cx: &Context, visit: &VisitView) -> Option<String> {
    let key = match visit.why? {
        _ if visit.stranded && visit.reserved_for.is_some() => "place-reserved-stranded",
        _ if visit.stranded => "place-stranded",
        Why::Due => "place-due",
        Why::Early => "place-early",
        Why::Late => "place-late",
        Why::WalkIn => "place-walk-in",
        Why::Standby => "place-standby",
        Why::Urgent => "place-urgent",
        Why::Returned => "place-returned",
        Why::Reserved => "place-reserved",
    };
    let clock = |at: Option<Timestamp>| at.map(|at| cx.words.clock(at)).unwrap_or_default();
    let reserved = visit.reserved_for.map(|id| counter(cx, id));
    let view = cx.view.as_ref()?;
    let (weight, row) = match view.policy {
        Policy::Apq { per_mille } => (f64::from(per_mille) / 1000.0, 0),
        Policy::Wrr { appointments } => (1.0, appointments),
        Policy::Rank | Policy::Strict | Policy::Due | Policy::Fifo => (1.0, 0),
    };
    let head_start = SignedDuration::from_mins(view.head_start_min.into());
    let values = [
        ("order", order(view.policy).into()),
        ("booked", clock(visit.booked).into()),
        ("arrived", clock(visit.arrived).into()),
        ("rank", clock(visit.rank_at).into()),
        (
            "since",
            clock(visit.rank_at.map(|rank| rank - head_start)).into(),
        ),
        ("weight", weight.to_string().replace('.', ",").into()),
        ("row", row.into()),
        ("counter", reserved.unwrap_or_default().into()),
    ];
    Some(cx.words.t_with(key, &values))
}

/// By which name a text asks for the order in force.
fn order(policy: Policy) -> &'static str {
    match policy {
        Policy::Rank => "rank",
        Policy::Strict => "strict",
        Policy::Due => "due",
        Policy::Fifo => "fifo",
        Policy::Apq { .. } => "apq",
        Policy::Wrr { .. } => "wrr",
    }
}

/// What is to be expected of the day: "Gegen 12:40 wartet niemand mehr."
#[must_use]
pub fn outlook(cx: &Context) -> Option<String> {
    let view = cx.view.as_ref()?;
    let outlook = view.outlook?;
    let empty = outlook.empty_at.map(|at| {
        let key = match outlook.counters_open {
            1 => "outlook-empty-one",
            _ => "outlook-empty",
        };
        let values = [
            ("n", outlook.counters_open.into()),
            ("clock", cx.words.clock(at).into()),
        ];
        cx.words.t_with(key, &values)
    });
    let late = (outlook.in_time_percent < LATE_BELOW_PERCENT).then(|| {
        cx.words
            .t1("outlook-late", "clock", cx.words.clock(outlook.done_at))
    });
    let tickets = (!view.tickets.stopped && !view.closed)
        .then(|| cx.words.t1("outlook-tickets", "n", outlook.tickets_left));
    let parts: Vec<String> = [empty, late, tickets].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The word at the right end of a row, where something is special.
#[must_use]
pub fn mark(cx: &Context, visit: &VisitView) -> Option<String> {
    if visit.stranded {
        return Some(match visit.reserved_for {
            Some(only) => cx
                .words
                .t1("mark-reserved-stranded", "counter", counter(cx, only)),
            None => cx.words.t("mark-stranded"),
        });
    }
    let reserved = |only| cx.words.t1("mark-reserved", "counter", counter(cx, only));
    match visit.why? {
        Why::Due | Why::WalkIn => visit.reserved_for.map(reserved),
        Why::Early => Some(cx.words.t("mark-early")),
        Why::Late => Some(cx.words.t("mark-late")),
        Why::Standby => Some(cx.words.t("mark-standby")),
        Why::Urgent => Some(cx.words.t("mark-urgent")),
        Why::Returned => Some(cx.words.t("mark-returned")),
        Why::Reserved => visit.reserved_for.map(reserved),
    }
}

/// Why this visit is next: "Termin 9:50, eingecheckt 9:41. Niemand ist vorher an der Reihe."
#[must_use]
pub fn why(cx: &Context, next: &NextView) -> String {
    let key = match next.why {
        Why::Due => "why-due",
        Why::Early => "why-early",
        Why::Late => "why-late",
        Why::WalkIn => "why-walk-in",
        Why::Standby => "why-standby",
        Why::Urgent => "why-urgent",
        Why::Returned => "why-returned",
        Why::Reserved => "why-reserved",
    };
    let arrived = cx.words.clock(next.arrived);
    let booked = next.booked.map(|at| cx.words.clock(at)).unwrap_or_default();
    let values = [("arrived", arrived.into()), ("booked", booked.into())];
    cx.words.t_with(key, &values)
}

/// "Termin 9:50" or "ohne Termin".
#[must_use]
pub fn appointment(cx: &Context, visit: &VisitView) -> String {
    match visit.booked {
        Some(booked) => cx
            .words
            .t1("appointment-of", "booked", cx.words.clock(booked)),
        None => cx.words.t("walk-in-of"),
    }
}

/// "Schalter 2".
#[must_use]
pub fn counter(cx: &Context, id: CounterId) -> String {
    let values = [("word", cx.counter_word().into()), ("counter", id.0.into())];
    cx.words.t_with("counter-name", &values)
}

/// The name of a visit in a sentence: its number, or its state where it has none.
#[must_use]
pub fn number(cx: &Context, visit: &VisitView) -> String {
    match visit.number {
        Some(number) => number.to_string(),
        None => cx.words.t(state_key(visit.state)),
    }
}

/// What was done and can be taken back.
#[must_use]
pub fn undo(cx: &Context, undo: &UndoView) -> String {
    let key = match undo.step {
        Step::Call => "undone-call",
        Step::Recall => "undone-recall",
        Step::Miss => "undone-miss",
        Step::Start => "undone-start",
        Step::Finish => "undone-finish",
        Step::Park => "undone-park",
        Step::Transfer => "undone-transfer",
    };
    let number = undo.number.map(|n| n.to_string()).unwrap_or_default();
    cx.words.t1(key, "number", number)
}

/// Who needs help at the terminal.
#[must_use]
pub fn help(cx: &Context, calls: &[HelpView]) -> Option<String> {
    let (first, rest) = calls.split_first()?;
    let key = match first.kind {
        HelpKind::Staff => "help-staff",
        HelpKind::NumberMissing => "help-number",
        HelpKind::Device => "help-device",
    };
    let text = cx.words.t1(key, "clock", cx.words.clock(first.at));
    if rest.is_empty() {
        return Some(text);
    }
    let values = [("text", text.into()), ("n", rest.len().into())];
    Some(cx.words.t_with("help-more", &values))
}

/// The key of a reason's name.
#[must_use]
pub fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::Hardship => "reason-hardship",
        Reason::Frail => "reason-frail",
        Reason::Short => "reason-short",
        Reason::Deadline => "reason-deadline",
        Reason::OurMistake => "reason-our-mistake",
        Reason::SameClerk => "reason-same-clerk",
        Reason::Disturbance => "reason-disturbance",
    }
}

/// How the devices are, in one line of words; nothing where there are none.
#[must_use]
pub fn devices(cx: &Context) -> Option<String> {
    let view = cx.view.as_ref()?;
    let mut devices = view
        .devices
        .iter()
        .filter(|d| d.kind != DeviceKind::Desk)
        .peekable();
    let _ = devices.peek()?;
    let troubles: Vec<String> = devices.flat_map(|device| troubles(cx, device)).collect();
    match troubles.is_empty() {
        true => Some(cx.words.t("devices-fine")),
        false => Some(troubles.join(" · ")),
    }
}

fn troubles(cx: &Context, device: &DeviceView) -> Vec<String> {
    let say = |key| cx.words.t1(key, "name", device.name.clone());
    if !device.connected {
        return vec![say("device-away")];
    }
    let Some(status) = device.status.as_ref() else {
        return Vec::new();
    };
    [
        (status.printer, "device-printer"),
        (status.camera, "device-camera"),
        (status.sound, "device-sound"),
    ]
    .into_iter()
    .filter(|(works, _)| *works == Some(false))
    .map(|(_, key)| say(key))
    .collect()
}
