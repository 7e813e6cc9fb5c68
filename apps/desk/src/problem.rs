//! Every refusal in plain German, with what to do next.

use std::borrow::Cow;

use aufruf_client::{CredentialsError, Error};
use aufruf_core::contact::{EmailError, NameError, PhoneError};
use aufruf_core::rejection::Rejection;
use aufruf_core::visit::State;
use aufruf_core::wire::{ErrorCode, WeakPassword};
use aufruf_ui::i18n::Value;

use crate::words::Words;

/// A key of `desk.ftl` and the values that its text needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    key: &'static str,
    values: Vec<(&'static str, Value<'static>)>,
}

impl Problem {
    fn new(key: &'static str) -> Self {
        Self {
            key,
            values: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<Value<'static>>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The sentences.
    #[must_use]
    pub fn tell(&self, words: &Words) -> String {
        words.t_with(self.key, &self.values)
    }
}

/// What to say to an error of a call.
#[must_use]
pub fn of_error(words: &Words, error: &Error) -> Problem {
    match error {
        Error::Refused(code) => of_code(words, code),
        Error::Unreachable(_) => Problem::new("problem-unreachable"),
        Error::TimedOut => Problem::new("problem-timed-out"),
        Error::Protocol(_) => Problem::new("problem-protocol"),
        Error::Address(_) => Problem::new("problem-address"),
    }
}

/// What to say when pairing fails.
#[must_use]
pub fn of_pairing(words: &Words, error: &CredentialsError) -> Problem {
    match error {
        CredentialsError::Pairing(Error::Refused(ErrorCode::Unauthorized)) => {
            Problem::new("problem-pairing-code")
        }
        CredentialsError::Pairing(error) => of_error(words, error),
        CredentialsError::File { path, .. } | CredentialsError::Content { path, .. } => {
            Problem::new("problem-key-file").with("path", path.display().to_string())
        }
    }
}

/// What to say to a refusal. Without a catch-all: a new code needs its words here.
#[must_use]
pub fn of_code(words: &Words, code: &ErrorCode) -> Problem {
    match code {
        ErrorCode::Rejected { rejection } => of_rejection(words, rejection),
        ErrorCode::BadRequest { .. } => Problem::new("problem-bad-request"),
        ErrorCode::WeakPassword { why } => Problem::new(match why {
            WeakPassword::TooShort => "setup-short",
            WeakPassword::TooLong => "setup-long",
            WeakPassword::Common => "setup-common",
        }),
        ErrorCode::Unauthorized => Problem::new("problem-unauthorized"),
        ErrorCode::Forbidden => Problem::new("problem-forbidden"),
        ErrorCode::NotFound => Problem::new("problem-not-found"),
        ErrorCode::RequestIdReused => Problem::new("problem-request-id"),
        ErrorCode::CounterTaken { counter } => {
            Problem::new("problem-counter-taken").with("counter", counter.0)
        }
        ErrorCode::TooMany { retry_after_s } => {
            Problem::new("problem-too-many").with("seconds", *retry_after_s)
        }
        ErrorCode::Unavailable => Problem::new("problem-unavailable"),
        ErrorCode::Internal => Problem::new("problem-internal"),
    }
}

/// What to say when the rules refuse. Without a catch-all: a new reason needs its words here.
#[must_use]
pub fn of_rejection(words: &Words, rejection: &Rejection) -> Problem {
    let new = Problem::new;
    match rejection {
        Rejection::DayClosed => new("problem-day-closed"),
        Rejection::UnknownVisit => new("problem-unknown-visit"),
        Rejection::UnknownCounter { counter } => {
            new("problem-unknown-counter").with("counter", counter.0)
        }
        Rejection::UnknownService { .. } => new("problem-unknown-service"),
        Rejection::WrongState { state } => {
            new("problem-wrong-state").with("state", words.t(state_key(*state)))
        }
        Rejection::NoConcern => new("problem-no-concern"),
        Rejection::TooManyConcerns { max } => new("problem-too-many-concerns").with("max", *max),
        Rejection::ConcernTwice { .. } => new("problem-concern-twice"),
        Rejection::QuantityOutOfRange { max, .. } => new("problem-quantity").with("max", *max),
        Rejection::TooLong { max_min } => new("problem-too-long").with("max", *max_min),
        Rejection::NotOffered { .. } => new("problem-not-offered"),
        Rejection::NoCommonCounter => new("problem-no-common-counter"),
        Rejection::TimeTaken => new("problem-time-taken"),
        Rejection::TooSoon => new("problem-too-soon"),
        Rejection::TooFarAhead => new("problem-too-far"),
        Rejection::Expired | Rejection::NoMoreExtensions => new("problem-expired"),
        Rejection::NumbersExhausted => new("problem-numbers-exhausted"),
        Rejection::AlreadyConfirmed { number } => {
            new("problem-already-confirmed").with("number", number.to_string())
        }
        Rejection::AlreadyCancelled | Rejection::BookingCancelled => new("problem-cancelled"),
        Rejection::MovedAway { to: at } | Rejection::AnotherDay { booked: at, .. } => {
            new("problem-moved-away").with("moment", Cow::from(words.moment(*at)))
        }
        Rejection::AlreadyCheckedIn { number } => {
            new("problem-already-checked-in").with("number", number.to_string())
        }
        Rejection::OfficeClosed => new("problem-office-closed"),
        Rejection::NotYetOpen { opens } => {
            new("problem-not-yet-open").with("clock", Cow::from(words.clock(*opens)))
        }
        Rejection::AfterLastTicket => new("problem-after-last-ticket"),
        Rejection::TicketsStopped => new("problem-tickets-stopped"),
        Rejection::QuotaUsed => new("problem-quota-used"),
        Rejection::NoTimeLeft { .. } => new("problem-no-time-left"),
        Rejection::WaitTooLong { .. } => new("problem-wait-too-long"),
        Rejection::CounterClosed => new("problem-counter-closed"),
        Rejection::CounterPaused => new("problem-counter-paused"),
        Rejection::CounterBusy { number } => {
            new("problem-counter-busy").with("number", number.to_string())
        }
        Rejection::CounterEmpty => new("problem-counter-empty"),
        Rejection::NobodyWaiting => new("problem-nobody-waiting"),
        Rejection::NextIsAnother { number, .. } => {
            new("problem-next-is-another").with("number", number.to_string())
        }
        Rejection::CannotServe => new("problem-cannot-serve"),
        Rejection::Interrupted => new("problem-interrupted"),
        Rejection::NotInterrupted => new("problem-not-interrupted"),
        Rejection::MissedJustNow { from } => {
            new("problem-missed-just-now").with("clock", Cow::from(words.clock(*from)))
        }
        Rejection::CannotUndo => new("problem-cannot-undo"),
        Rejection::HelpTaken => new("problem-help-taken"),
        Rejection::AlreadySo => new("problem-already-so"),
    }
}

/// The key of a state's name: "wartet", "ist fertig".
#[must_use]
pub fn state_key(state: State) -> &'static str {
    match state {
        State::Held => "state-held",
        State::Pending => "state-pending",
        State::Confirmed => "state-confirmed",
        State::Waiting => "state-waiting",
        State::Called => "state-called",
        State::Serving => "state-serving",
        State::Parked => "state-parked",
        State::Missed => "state-missed",
        State::Finished => "state-finished",
        State::Cancelled => "state-cancelled",
        State::Expired => "state-expired",
        State::Absent => "state-absent",
        State::Left => "state-left",
        State::Closed => "state-closed",
        State::MovedOut => "state-moved-out",
    }
}

/// What is wrong with a name.
#[must_use]
pub fn of_name(error: &NameError) -> Problem {
    Problem::new(match error {
        NameError::Empty => "field-name-empty",
        NameError::TooLong => "field-name-long",
        NameError::NoLetter | NameError::Link | NameError::Character(_) => "field-name-wrong",
    })
}

/// What is wrong with a mail address.
#[must_use]
pub fn of_email(error: &EmailError) -> Problem {
    Problem::new(match error {
        EmailError::TooLong => "field-email-long",
        EmailError::Empty
        | EmailError::NoAt
        | EmailError::SeveralAt
        | EmailError::Character(_)
        | EmailError::Local
        | EmailError::Domain => "field-email-wrong",
    })
}

/// What is wrong with a phone number.
#[must_use]
pub fn of_phone(error: &PhoneError) -> Problem {
    Problem::new(match error {
        PhoneError::TooShort => "field-phone-short",
        PhoneError::TooLong => "field-phone-long",
        PhoneError::Character(_) => "field-phone-wrong",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aufruf_core::id::CounterId;
    use aufruf_core::ticket::TicketNumber;
    use jiff::Timestamp;

    #[test]
    fn sentences_carry_their_values() {
        let mut words = Words::german();
        words.set_zone("Europe/Berlin");
        let number = TicketNumber {
            letter: 'A',
            digits: 4827,
        };
        let busy = of_rejection(&words, &Rejection::CounterBusy { number }).tell(&words);
        assert!(busy.contains("A 4827"), "{busy}");
        let from: Timestamp = "2026-06-15T07:05:00Z".parse().unwrap();
        let missed = of_rejection(&words, &Rejection::MissedJustNow { from }).tell(&words);
        assert!(missed.contains("9:05"), "{missed}");
        let taken = ErrorCode::CounterTaken {
            counter: CounterId(2),
        };
        assert!(of_code(&words, &taken).tell(&words).contains('2'));
        let state = Rejection::WrongState {
            state: State::Finished,
        };
        let told = of_rejection(&words, &state).tell(&words);
        assert!(told.contains("fertig"), "{told}");
    }
}
