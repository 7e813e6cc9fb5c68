//! Every refusal in plain words, with what to do next. The words stand in
//! `kiosk.ftl` under `problem-NAME` and `problem-NAME-next`.

use aufruf_client::Error;
use aufruf_core::rejection::Rejection;
use aufruf_core::visit::State;
use aufruf_core::wire::ErrorCode;
use jiff::Timestamp;

/// What went wrong, as far as a citizen is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// Key of the headline; the sentence below it is the same with `-next`.
    pub key: &'static str,
    /// What the button offers.
    pub remedy: Remedy,
    /// A time for the words, as `moment`.
    pub moment: Option<Timestamp>,
    /// A number for the words, as `n`.
    pub n: Option<u32>,
}

/// The way on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Back to what was typed or chosen, which is still there.
    Change,
    /// The same once more; the server may be back.
    Again,
    /// From the start: nothing helps here but a person.
    Start,
}

impl Problem {
    /// A problem without values.
    #[must_use]
    pub const fn new(key: &'static str, remedy: Remedy) -> Self {
        Self {
            key,
            remedy,
            moment: None,
            n: None,
        }
    }

    fn at(self, moment: Timestamp) -> Self {
        Self {
            moment: Some(moment),
            ..self
        }
    }

    fn with(self, n: u32) -> Self {
        Self { n: Some(n), ..self }
    }

    /// A QR code that is none of ours.
    pub const FOREIGN_CODE: Self = Self::new("problem-foreign-code", Remedy::Start);

    /// The time asked about was not the right one.
    pub const OTHER_TIME: Self = Self::new("problem-other-time", Remedy::Change);
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        match error {
            Error::Refused(code) => code.into(),
            Error::Unreachable(_) | Error::TimedOut => {
                Self::new("problem-unavailable", Remedy::Again)
            }
            Error::Protocol(_) | Error::Address(_) => Self::new("problem-fault", Remedy::Start),
        }
    }
}

impl From<&ErrorCode> for Problem {
    fn from(code: &ErrorCode) -> Self {
        match code {
            ErrorCode::Rejected { rejection } => rejection.into(),
            ErrorCode::NotFound => Self::new("problem-not-found", Remedy::Change),
            ErrorCode::TooMany { retry_after_s } => {
                Self::new("problem-too-many", Remedy::Change).with((*retry_after_s).max(1))
            }
            ErrorCode::Unavailable => Self::new("problem-unavailable", Remedy::Again),
            ErrorCode::BadRequest { .. }
            | ErrorCode::WeakPassword { .. }
            | ErrorCode::Unauthorized
            | ErrorCode::Forbidden
            | ErrorCode::RequestIdReused
            | ErrorCode::CounterTaken { .. }
            | ErrorCode::Internal => Self::new("problem-fault", Remedy::Start),
        }
    }
}

impl From<&Rejection> for Problem {
    /// Without a catch-all: a new reason must get its words here.
    fn from(rejection: &Rejection) -> Self {
        use Remedy::{Change, Start};
        match rejection {
            Rejection::DayClosed | Rejection::OfficeClosed => Self::new("problem-closed", Start),
            Rejection::UnknownVisit => Self::new("problem-not-found", Change),
            Rejection::WrongState { state } => (*state).into(),

            Rejection::NoConcern => Self::new("problem-no-concern", Change),
            Rejection::TooManyConcerns { max } => {
                Self::new("problem-too-many-concerns", Change).with((*max).into())
            }
            Rejection::ConcernTwice { .. } => Self::new("problem-concerns", Change),
            Rejection::QuantityOutOfRange { max, .. } => {
                Self::new("problem-quantity", Change).with((*max).into())
            }
            Rejection::TooLong { .. } => Self::new("problem-too-long", Change),
            Rejection::UnknownService { .. } | Rejection::NotOffered { .. } => {
                Self::new("problem-not-offered", Change)
            }
            Rejection::NoCommonCounter => Self::new("problem-no-common-counter", Change),

            Rejection::Expired => Self::new("problem-expired", Start),
            Rejection::AlreadyCancelled | Rejection::BookingCancelled => {
                Self::new("problem-cancelled", Start)
            }
            Rejection::MovedAway { to } => Self::new("problem-moved", Start).at(*to),
            Rejection::AnotherDay { booked, past } => {
                let key = if *past {
                    "problem-past-day"
                } else {
                    "problem-later-day"
                };
                Self::new(key, Start).at(*booked)
            }

            Rejection::NotYetOpen { opens } => Self::new("problem-not-yet-open", Start).at(*opens),
            Rejection::AfterLastTicket => Self::new("problem-after-last-ticket", Start),
            Rejection::TicketsStopped => Self::new("problem-tickets-stopped", Start),
            Rejection::QuotaUsed => Self::new("problem-quota-used", Start),
            Rejection::NoTimeLeft { .. } => Self::new("problem-no-time-left", Start),
            Rejection::WaitTooLong { .. } => Self::new("problem-wait-too-long", Start),
            Rejection::MissedJustNow { .. } => Self::new("problem-missed-just-now", Start),
            Rejection::Interrupted => Self::new("problem-interrupted", Start),
            // The screens answer this one with the number; it comes here without one only.
            Rejection::AlreadyCheckedIn { .. } | Rejection::AlreadySo => {
                Self::new("problem-already-here", Start)
            }

            // Answers to questions that this program never asks.
            Rejection::UnknownCounter { .. }
            | Rejection::TimeTaken
            | Rejection::TooSoon
            | Rejection::TooFarAhead
            | Rejection::NoMoreExtensions
            | Rejection::NumbersExhausted
            | Rejection::AlreadyConfirmed { .. }
            | Rejection::CounterClosed
            | Rejection::CounterPaused
            | Rejection::CounterBusy { .. }
            | Rejection::CounterEmpty
            | Rejection::NobodyWaiting
            | Rejection::NextIsAnother { .. }
            | Rejection::CannotServe
            | Rejection::NotInterrupted
            | Rejection::CannotUndo
            | Rejection::HelpTaken => Self::new("problem-fault", Start),
        }
    }
}

impl From<State> for Problem {
    /// Why a visit in this state cannot be checked in.
    fn from(state: State) -> Self {
        match state {
            State::Held | State::Pending => Self::new("problem-not-confirmed", Remedy::Start),
            State::Confirmed | State::Waiting | State::Called | State::Serving | State::Parked => {
                Self::new("problem-already-here", Remedy::Start)
            }
            State::Missed => Self::new("problem-missed-just-now", Remedy::Start),
            State::Finished | State::Left => Self::new("problem-over", Remedy::Start),
            State::Cancelled => Self::new("problem-cancelled", Remedy::Start),
            State::Expired => Self::new("problem-expired", Remedy::Start),
            State::Absent | State::Closed => Self::new("problem-too-late", Remedy::Start),
            State::MovedOut => Self::new("problem-moved-somewhere", Remedy::Start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    /// Every key that the mappings above can give.
    const KEYS: [&str; 32] = [
        "problem-foreign-code",
        "problem-other-time",
        "problem-unavailable",
        "problem-fault",
        "problem-not-found",
        "problem-too-many",
        "problem-closed",
        "problem-no-concern",
        "problem-too-many-concerns",
        "problem-concerns",
        "problem-quantity",
        "problem-too-long",
        "problem-not-offered",
        "problem-no-common-counter",
        "problem-expired",
        "problem-cancelled",
        "problem-moved",
        "problem-later-day",
        "problem-past-day",
        "problem-not-yet-open",
        "problem-after-last-ticket",
        "problem-tickets-stopped",
        "problem-quota-used",
        "problem-no-time-left",
        "problem-wait-too-long",
        "problem-missed-just-now",
        "problem-interrupted",
        "problem-already-here",
        "problem-not-confirmed",
        "problem-over",
        "problem-too-late",
        "problem-moved-somewhere",
    ];

    #[test]
    fn every_problem_has_a_headline_and_a_next_step() {
        let words = words::german();
        for key in KEYS {
            assert!(words.has(key), "{key}");
            assert!(words.has(&format!("{key}-next")), "{key}-next");
        }
        let written = words
            .keys()
            .filter(|key| key.starts_with("problem-") && !key.ends_with("-next"));
        for key in written {
            assert!(KEYS.contains(&key), "nobody says {key}");
        }
    }

    #[test]
    fn what_may_help_is_offered() {
        let of = |rejection: Rejection| {
            Problem::from(&Error::Refused(ErrorCode::Rejected { rejection }))
        };
        assert_eq!(of(Rejection::NoCommonCounter).remedy, Remedy::Change);
        assert_eq!(of(Rejection::BookingCancelled).remedy, Remedy::Start);
        assert_eq!(of(Rejection::TooManyConcerns { max: 6 }).n, Some(6));
        let to = Timestamp::UNIX_EPOCH;
        assert_eq!(of(Rejection::MovedAway { to }).moment, Some(to));
        assert_eq!(Problem::from(&Error::TimedOut).remedy, Remedy::Again);
        let pause = Problem::from(&ErrorCode::TooMany { retry_after_s: 30 });
        assert_eq!((pause.key, pause.n), ("problem-too-many", Some(30)));
    }
}
