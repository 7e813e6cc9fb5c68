//! An explained call in German sentences, for the command line and for the desk.

use aufruf_core::{
    command::Reason,
    explain::{CallExplained, Candidate, Decisive, Turn},
    wire::desk::Why,
};
use fluent_bundle::FluentValue;
use jiff::{Timestamp, tz::TimeZone};

use crate::i18n::Words;

/// The sentences, one a line.
pub(crate) fn lines(
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
        Decisive::Urgent => "explain-by-urgent",
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

#[cfg(test)]
mod tests {
    use aufruf_core::{id::CounterId, settings::Policy, ticket::TicketNumber};

    use super::*;

    fn candidate(letter: char, why: Why, minute: i64) -> Candidate {
        let at = |minute: i64| Some(Timestamp::from_second(minute * 60).unwrap());
        Candidate {
            number: TicketNumber { letter, digits: 17 },
            why,
            booked: at(minute + 30),
            arrived: at(minute),
            rank_at: at(minute + 60),
        }
    }

    fn explained(turn: Turn) -> String {
        let call = CallExplained {
            seq: 9,
            at: Timestamp::from_second(7200).unwrap(),
            counter: CounterId(3),
            called: candidate('W', Why::WalkIn, 0),
            policy: Policy::Rank,
            turn,
            others: 4,
            undone: false,
        };
        lines(Words, &call, "Schalter", &TimeZone::UTC).join("\n")
    }

    #[test]
    fn a_call_in_turn_names_its_place_and_whom_it_went_before() {
        let text = explained(Turn::Next {
            beaten: Some(candidate('A', Why::Due, 60)),
            by: Some(Decisive::RankTime),
        });
        assert_eq!(
            text,
            "W 17 wurde um 02:00 Uhr zu Schalter 3 aufgerufen.\n\
             W 17: ohne Termin, Nummer gezogen um 00:00 Uhr. Eingereiht mit Rang 01:00 Uhr.\n\
             W 17 war an der Reihe. Für diesen Schalter warteten noch 4 andere.\n\
             Der nächste wäre gewesen:\n\
             A 17: Termin um 01:30 Uhr, eingecheckt um 01:00 Uhr.\n\
             Die frühere Rangzeit entschied."
        );
    }

    #[test]
    fn a_call_out_of_turn_names_its_reason_and_whom_it_passed() {
        let text = explained(Turn::OutOfTurn {
            reason: Reason::Frail,
            passed: Some(candidate('A', Why::Due, 60)),
        });
        assert!(text.contains("außer der Reihe aufgerufen. Grund: gebrechlich oder sehr alt."));
        assert!(text.ends_with("A 17: Termin um 01:30 Uhr, eingecheckt um 01:00 Uhr."));
    }
}
