//! One visit of the list: what can be done with it.

use aufruf_client::{Error, intent};
use aufruf_core::command::Reason;
use aufruf_core::id::CounterId;
use aufruf_core::visit::State;
use aufruf_core::wire::desk::{CancelBooking, CounterView, DeskCommand, MailAgain, VisitView};
use aufruf_ui::widget::{self, Tone};
use aufruf_ui::{theme, typography};
use iced::Task;
use iced::widget::Column;
use jiff::civil::Date;

use super::sure::{About, Sure};
use super::{Dialog, Message, Page, Step, choice, contact, moving, picker, why};
use crate::context::Context;
use crate::problem::{self, state_key};
use crate::screen::work::{idle, order::Order};
use crate::shortcut::Action as Key;
use crate::telling;

/// Reasons to call out of turn or to mark as urgent, in the order of their keys.
const REASONS: [(u8, Reason); 6] = [
    (1, Reason::Hardship),
    (2, Reason::Frail),
    (3, Reason::Short),
    (4, Reason::Deadline),
    (5, Reason::OurMistake),
    (6, Reason::SameClerk),
];

/// The visit as it was when the card was opened; today's is read anew each time.
#[derive(Debug)]
pub(super) struct Card {
    visit: VisitView,
    date: Date,
    counter: CounterId,
    /// Asked for a reason: to call it, or to mark it.
    asking: Option<Key>,
    /// What came of the wish for another mail.
    mail: Option<(Tone, String)>,
}

impl Card {
    pub(super) fn new(visit: VisitView, date: Date, counter: CounterId) -> Self {
        Self {
            visit,
            date,
            counter,
            asking: None,
            mail: None,
        }
    }

    fn now<'a>(&'a self, cx: &'a Context) -> &'a VisitView {
        let today = cx.visit(self.visit.id).filter(|_| self.date == cx.today());
        today.unwrap_or(&self.visit)
    }

    /// The counter at which it was set aside.
    fn parked_at<'a>(&self, cx: &'a Context) -> Option<&'a CounterView> {
        cx.counter(self.now(cx).counter?)
    }

    /// What the rules allow in this state, and whether it can be done right now.
    fn actions(&self, cx: &Context) -> Vec<(Key, bool)> {
        let visit = self.now(cx);
        let live = !cx.lost && !cx.view.as_ref().is_some_and(|v| v.closed);
        let today = self.date == cx.today();
        let own = cx.counter(self.counter);
        let can_call = own.is_some_and(|c| c.open && c.visit.is_none())
            && cx.view.as_ref().is_some_and(|v| v.interrupted.is_none());
        let can_return = match (visit.back_from, cx.now()) {
            (Some(from), Some(now)) => now >= from,
            _ => true,
        };
        let is_back = self.parked_at(cx).is_some_and(|counter| counter.open);
        let actions: &[(Key, bool)] = match visit.state {
            State::Confirmed if !today => &[
                (Key::MoveBooking, true),
                (Key::ChangeContact, true),
                (Key::MailAgain, true),
                (Key::CancelBooking, true),
            ],
            State::Confirmed => &[
                (Key::CheckIn, true),
                (Key::EditConcerns, true),
                (Key::MoveBooking, true),
                (Key::ChangeContact, true),
                (Key::MailAgain, true),
                (Key::CancelBooking, true),
            ],
            State::Waiting if today => &[
                (Key::CallThis, can_call),
                (Key::Urgent, true),
                (Key::DropReservation, true),
                (Key::EditConcerns, true),
                (Key::Leave, true),
            ],
            State::Parked if today => &[
                (Key::Unpark, true),
                (Key::UnparkToMe, is_back),
                (Key::Leave, true),
            ],
            State::Missed if today => &[(Key::BringBack, can_return), (Key::Leave, true)],
            _ => &[],
        };
        let urgent = visit.why == Some(aufruf_core::wire::desk::Why::Urgent);
        let changing = actions
            .iter()
            .filter(|(key, _)| match key {
                Key::Urgent => !urgent,
                Key::DropReservation => cx.is_lead() && visit.reserved_for.is_some(),
                _ => true,
            })
            .map(|(key, can)| (*key, *can && live));
        // Past days can be read too.
        let told = visit.call.filter(|_| cx.is_lead());
        changing
            .chain(told.map(|_| (Key::WhyCalled, !cx.lost)))
            .collect()
    }

    fn words(&self, key: Key, cx: &Context) -> String {
        let name = match key {
            Key::CallThis => "visit-call",
            Key::Urgent => "visit-urgent",
            Key::Leave => "visit-leave",
            Key::BringBack => {
                let visit = self.now(cx);
                let early = visit.back_from.filter(|from| cx.now() < Some(*from));
                if let Some(from) = early {
                    let clock = cx.words.clock(from);
                    return cx.words.t1("visit-bring-back-from", "clock", clock);
                }
                "visit-bring-back"
            }
            Key::CheckIn => "visit-check-in",
            Key::MoveBooking => "visit-move",
            Key::CancelBooking => "visit-cancel",
            Key::ChangeContact => "visit-contact",
            Key::MailAgain => "visit-mail-again",
            Key::Unpark => "visit-unpark",
            Key::UnparkToMe => {
                let id = self.parked_at(cx).map(|counter| counter.sign.id);
                let counter = id.map(|id| telling::counter(cx, id)).unwrap_or_default();
                return cx.words.t1("visit-unpark-to-me", "counter", counter);
            }
            Key::DropReservation => "visit-drop-reservation",
            Key::WhyCalled => "visit-why-called",
            _ => "visit-concerns",
        };
        cx.words.t(name)
    }

    fn press(&mut self, key: Key, cx: &Context) -> Step {
        let visit = self.visit.id;
        if !self.actions(cx).contains(&(key, true)) {
            return Step::None;
        }
        let own = || self.now(cx).clone();
        let sure = |about, order| Step::Open(Box::new(Sure::new(about, order)));
        match key {
            Key::CallThis | Key::Urgent => {
                self.asking = Some(key);
                Step::None
            }
            Key::CheckIn => Step::command(DeskCommand::CheckIn { visit }),
            Key::BringBack => Step::command(DeskCommand::BringBack { visit }),
            Key::Unpark => Step::command(DeskCommand::Unpark {
                visit,
                to_me: false,
            }),
            Key::UnparkToMe => Step::command(DeskCommand::Unpark { visit, to_me: true }),
            Key::EditConcerns => Step::Open(picker::edit(self.now(cx))),
            Key::WhyCalled => match own().call {
                Some(seq) => Step::Open(Box::new(why::Why::new(own(), seq, self.date))),
                None => Step::None,
            },
            Key::ChangeContact => Step::Open(Box::new(contact::Change::new(own()))),
            Key::MailAgain => match &cx.desk {
                Some(desk) => Step::Run(Task::perform(desk.mail_again(visit), Message::Mailed)),
                None => Step::None,
            },
            Key::MoveBooking => Step::Open(Box::new(moving::Moving::new(own(), self.date))),
            Key::DropReservation => Step::command(DeskCommand::DropReservation { visit }),
            Key::Leave => {
                let order = Order::command(DeskCommand::Leave { visit });
                sure(About::Leave(own()), order)
            }
            Key::CancelBooking => {
                let order = Order::Cancel(visit, intent(CancelBooking { date: self.date }));
                sure(About::Cancel(own()), order)
            }
            _ => Step::None,
        }
    }

    /// What came of the wish for another mail.
    fn mailed(&mut self, answer: Result<MailAgain, Error>, cx: &Context) {
        let words = &cx.words;
        self.mail = Some(match answer {
            Ok(MailAgain::Ordered) => (Tone::Success, words.t("mail-ordered")),
            Ok(MailAgain::OnItsWay) => (Tone::Plain, words.t("mail-on-its-way")),
            Ok(MailAgain::Enough) => (Tone::Warning, words.t("mail-enough")),
            Ok(MailAgain::NoAddress) => (Tone::Warning, words.t("mail-no-address")),
            Err(error) => (Tone::Warning, problem::of_error(words, &error).tell(words)),
        });
    }

    fn reason(&self, n: u8, cx: &Context) -> Step {
        let visit = self.visit.id;
        let reason = REASONS.iter().find(|(key, _)| *key == n);
        let (Some((_, reason)), false) = (reason, cx.lost) else {
            return Step::None;
        };
        match self.asking {
            Some(Key::CallThis) => Step::command(DeskCommand::CallVisit {
                counter: self.counter,
                visit,
                reason: *reason,
            }),
            Some(_) => Step::command(DeskCommand::MarkUrgent {
                visit,
                reason: *reason,
            }),
            None => Step::None,
        }
    }
}

impl Dialog for Card {
    fn title(&self, cx: &Context) -> String {
        match self.asking {
            Some(Key::CallThis) => cx.words.t("reason-call"),
            Some(_) => cx.words.t("reason-urgent"),
            None => telling::number(cx, self.now(cx)),
        }
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        let asking = self.asking.is_some();
        Some(cx.words.t(if asking { "back" } else { "close" }))
    }

    fn offered(&self, cx: &Context) -> Vec<Key> {
        let mut offered = vec![Key::Dismiss];
        match self.asking {
            Some(_) => offered.extend(REASONS.iter().map(|(n, _)| Key::Choice(*n))),
            None => offered.extend(self.actions(cx).into_iter().map(|(key, _)| key)),
        }
        offered
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) if self.asking.is_some() => {
                self.asking = None;
                Step::None
            }
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(Key::Choice(n)) => self.reason(n, cx),
            Message::Do(key) => self.press(key, cx),
            Message::Mailed(answer) => {
                self.mailed(answer, cx);
                Step::None
            }
            _ => Step::None,
        }
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let (m, words) = (&cx.m, &cx.words);
        if self.asking.is_some() {
            let rows = REASONS.iter().map(|(n, reason)| {
                let text = words.t(telling::reason_key(*reason));
                choice(cx, text, Key::Choice(*n), !cx.lost)
            });
            return Page::new(Column::with_children(rows).spacing(m.gap));
        }
        let visit = self.now(cx);
        let actions = self.actions(cx);
        let none = actions
            .is_empty()
            .then(|| typography::soft(m, words.t("visit-nothing")));
        let rows = actions
            .into_iter()
            .map(|(key, can)| choice(cx, self.words(key, cx), key, can));
        let when = match visit.booked.filter(|_| self.date != cx.today()) {
            Some(booked) => words.moment(booked),
            None => telling::since(cx, visit),
        };
        // "wartet seit 9:38" says it already.
        let told = match visit.state {
            State::Waiting => when,
            state => {
                let state = words.t(state_key(state));
                words.t_with("dot-list", &[("a", state.into()), ("b", when.into())])
            }
        };
        let duration = words.t1("visit-duration", "minutes", visit.planned_min);
        let mail = self
            .mail
            .clone()
            .map(|(tone, text)| widget::notice(m, tone, typography::body(m, text)));
        let content = Column::new()
            .push(idle::concerns(cx, visit))
            .push(typography::body(m, told))
            .push(telling::place(cx, visit).map(|place| typography::body(m, place)))
            .push(typography::body(m, duration).style(theme::text::soft))
            .push(none)
            .push(mail)
            .push(Column::with_children(rows).spacing(m.gap))
            .spacing(m.space.m);
        Page::new(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disturbances_are_no_reason_for_one_visit() {
        let offered: Vec<Reason> = REASONS.iter().map(|(_, reason)| *reason).collect();
        assert!(!offered.contains(&Reason::Disturbance));
        assert!(REASONS.iter().zip(1..).all(|((key, _), n)| *key == n));
    }
}
