//! An explained call in German sentences.

use aufruf_core::{
    command::Reason,
    explain::{CallExplained, Candidate, Decisive, Turn},
    wire::desk::Why,
};
use fluent_bundle::FluentValue;
use jiff::{Timestamp, tz::TimeZone};

use crate::i18n::Words;

/// The sentences, one a line.
pub(super) fn lines(
    t: Words,
    call: &CallExplained,
    counter_word: &str,
    zone: &TimeZone,
) -> Vec<String> {
    let number = call.called.number.to_string();
    let counter = format!("{counter_word} {}", call.counter);
    let at = t.hour(call.at, zone);
    let called = [("number", &number), ("at", &at), ("counter", &counter)]
        .map(|(name, value)| (name, FluentValue::from(value.as_str())));
    let mut lines = vec![t.with("explain-called", called)];
    if call.undone {
        lines.push(t.w("explain-undone"));
    }
    lines.push(place(t, &call.called, zone));
    match &call.turn {
        Turn::Next { beaten: None, .. } => lines.push(t.w("explain-alone")),
        Turn::Next {
            beaten: Some(beaten),
            by,
        } => {
            let others = call.others.to_string();
            lines.push(t.a2("explain-next", ("number", &number), ("others", &others)));
            lines.push(t.w("explain-second"));
            lines.push(place(t, beaten, zone));
            lines.extend(by.map(|by| t.w(decisive(by))));
        }
        Turn::OutOfTurn {
            reason: why,
            passed,
        } => {
            let why = t.w(reason(*why));
            lines.push(t.a2("explain-out-of-turn", ("number", &number), ("reason", &why)));
            if let Some(passed) = passed {
                lines.push(t.w("explain-passed"));
                lines.push(place(t, passed, zone));
            }
        }
        Turn::NotNext { next } => {
            lines.push(t.w("explain-not-next"));
            lines.extend(next.as_ref().map(|next| place(t, next, zone)));
        }
    }
    lines
}

fn place(t: Words, candidate: &Candidate, zone: &TimeZone) -> String {
    let key = match candidate.why {
        Why::Due => "explain-place-due",
        Why::Early => "explain-place-early",
        Why::Late => "explain-place-late",
        Why::WalkIn => "explain-place-walk-in",
        Why::Standby => "explain-place-standby",
        Why::Urgent => "explain-place-urgent",
        Why::Returned => "explain-place-returned",
        Why::Reserved => "explain-place-reserved",
    };
    let clock = |at: Option<Timestamp>| at.map_or("–".to_owned(), |at| t.hour(at, zone));
    let arguments = [
        ("number", candidate.number.to_string()),
        ("booked", clock(candidate.booked)),
        ("arrived", clock(candidate.arrived)),
        ("rank", clock(candidate.rank_at)),
    ];
    t.with(
        key,
        arguments.map(|(name, text)| (name, FluentValue::from(text))),
    )
}

fn decisive(by: Decisive) -> &'static str {
    match by {
        Decisive::OtherTooEarly => "explain-by-other-too-early",
        Decisive::OtherStandby => "explain-by-other-standby",
        Decisive::Kind => "explain-by-kind",
        Decisive::Weight => "explain-by-weight",
        Decisive::RankTime => "explain-by-rank-time",
        Decisive::CameFirst => "explain-by-came-first",
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Hardship => "explain-reason-hardship",
        Reason::Frail => "explain-reason-frail",
        Reason::Short => "explain-reason-short",
        Reason::Deadline => "explain-reason-deadline",
        Reason::OurMistake => "explain-reason-our-mistake",
        Reason::SameClerk => "explain-reason-same-clerk",
        Reason::Disturbance => "explain-reason-disturbance",
    }
}
