//! Made-up views for tests and pictures.

use std::time::Instant;

use aufruf_core::{
    id::{CounterId, OfficeId},
    settings::{Direction, DisplaySettings, Letters},
    ticket::TicketNumber,
    wire::{
        CounterSign, OfficeHead, Stamp,
        display::{CallView, DisplayView},
    },
};
use jiff::{SignedDuration, Timestamp, civil::date};

use crate::board::Now;

/// 9:41 in Berlin on a Monday in November.
pub(crate) fn start() -> Timestamp {
    "2026-11-23T08:41:00Z".parse().expect("a timestamp")
}

/// Both clocks of one machine, `ms` after the beginning.
pub(crate) fn after(beginning: Instant, ms: u64) -> Now {
    Now {
        local: beginning + std::time::Duration::from_millis(ms),
        server: start() + SignedDuration::from_millis(i64::try_from(ms).expect("a short test")),
    }
}

/// "A 4827" to counter 2, `ago_s` before [`start`].
pub(crate) fn call(id: u64, number: &str, counter: u16, ago_s: i64) -> CallView {
    let (letter, digits) = number.split_once(' ').expect("letter and digits");
    CallView {
        id,
        at: start() - SignedDuration::from_secs(ago_s),
        number: TicketNumber {
            letter: letter.chars().next().expect("a letter"),
            digits: digits.parse().expect("digits"),
        },
        counter: CounterSign {
            id: CounterId(counter),
            direction: Some(Direction::Right),
        },
        recall: false,
        undone: false,
        current: true,
    }
}

/// A view of an open office with these calls.
pub(crate) fn view(seq: u64, calls: Vec<CallView>) -> DisplayView {
    DisplayView {
        stamp: Stamp {
            date: date(2026, 11, 23),
            seq,
            version: 1,
            as_of: start(),
        },
        office: OfficeHead {
            id: OfficeId::new("musterstadt").expect("a slug"),
            name: "Bürgerbüro Musterstadt".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            counter_word: "Schalter".to_owned(),
            letters: Letters::default(),
            example: true,
        },
        settings: DisplaySettings::default(),
        calls,
        open: true,
        opens: None,
        walk_in_wait: None,
        appointment_wait: None,
        interrupted: false,
    }
}

/// A morning with four calls that were there before the program.
pub(crate) fn morning() -> Vec<CallView> {
    vec![
        call(11, "A 9052", 2, 900),
        call(14, "A 1174", 1, 600),
        call(19, "W 17", 3, 200),
        call(23, "A 4827", 2, 100),
    ]
}
