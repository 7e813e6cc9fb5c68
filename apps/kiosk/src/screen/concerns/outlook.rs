//! What a number for the chosen concerns would be like. It is asked with every
//! choice, so that the wait is known before a number is drawn.

use std::time::{Duration, Instant};

use aufruf_core::forecast::Band;
use aufruf_core::visit::Concern;
use aufruf_core::wire::kiosk::{KioskView, NoNumbers, Offer, WalkIn};

use super::Concerns;

/// How long an answer is shown before it is asked for again.
const GOOD_FOR: Duration = Duration::from_secs(60);

/// A question to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What for.
    pub concerns: Vec<Concern>,
    /// How the office was when it was asked: if that changes, so does the answer.
    pub walk_in: WalkIn,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Known {
    question: Question,
    /// `None`: the server could not say.
    offer: Option<Offer>,
    at: Instant,
}

/// What can be said of the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    /// Nothing is chosen, or nobody knows.
    Silent,
    /// It is being asked.
    Asked,
    /// A number can be drawn, and waits this long.
    Wait(Band),
    /// It is very full.
    Full,
    /// The time left is too short.
    NoTime,
    /// No numbers are issued, whatever for.
    NoNumbers(NoNumbers),
}

impl Concerns {
    /// What is to be asked now; `None` while nothing is chosen, or it is known.
    #[must_use]
    pub fn question(&self, view: &KioskView, now: Instant) -> Option<Question> {
        if self.chosen.is_empty() {
            return None;
        }
        let known = self.known(view).is_some_and(|known| {
            let age = now.saturating_duration_since(known.at);
            age < GOOD_FOR
        });
        (!known).then(|| Question {
            concerns: self.chosen.clone(),
            walk_in: view.walk_in,
        })
    }

    /// Takes an answer; one to another choice tells nothing. Without an offer nothing
    /// is said, and nothing is held up.
    pub fn learn(&mut self, question: Question, offer: Option<Offer>, at: Instant) {
        if question.concerns == self.chosen {
            self.known = Some(Known {
                question,
                offer,
                at,
            });
        }
    }

    /// What can be said. An answer knows more than the view that stood when it was
    /// asked; a view that has changed since knows more than the answer.
    pub(super) fn outlook(&self, view: &KioskView) -> Outlook {
        let known = self.known(view);
        match known.and_then(|known| known.offer.as_ref()) {
            Some(Offer::Ticket { wait }) => return wait.map_or(Outlook::Silent, Outlook::Wait),
            Some(Offer::Full { .. }) => return Outlook::Full,
            Some(Offer::NoTime { .. }) => return Outlook::NoTime,
            Some(Offer::NoNumbers { reason, .. }) => return Outlook::NoNumbers(*reason),
            None => {}
        }
        match view.walk_in.no_numbers() {
            Some(reason) => Outlook::NoNumbers(reason),
            None if self.chosen.is_empty() || known.is_some() => Outlook::Silent,
            None => Outlook::Asked,
        }
    }

    /// What there is instead of an ordinary number, if it is known.
    pub(super) fn offer(&self, view: &KioskView) -> Option<&Offer> {
        let offer = self.known(view)?.offer.as_ref()?;
        (!matches!(offer, Offer::Ticket { .. })).then_some(offer)
    }

    fn known(&self, view: &KioskView) -> Option<&Known> {
        let known = self.known.as_ref()?;
        let same = known.question.concerns == self.chosen && known.question.walk_in == view.walk_in;
        same.then_some(known)
    }
}
