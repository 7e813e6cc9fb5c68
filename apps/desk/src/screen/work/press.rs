//! What each button of the work screen does, and when it can be pressed.

use aufruf_core::command::Reason;
use aufruf_core::settings::Policy;
use aufruf_core::wire::desk::{CounterView, DeskCommand};
use iced::Task;

use super::dialog::{self, picker};
use super::order::Order;
use super::phase::Phase;
use super::queue::Tab;
use super::{Action, Message, SETTLE, Screen};
use crate::app::Context;
use crate::shortcut::Action as Key;

/// Offered whatever the counter does.
const ALWAYS: [Key; 18] = [
    Key::Keys,
    Key::WalkIn,
    Key::Book,
    Key::Find,
    Key::Menu,
    Key::Undo,
    Key::TakeHelp,
    Key::Repeat,
    Key::TabWaiting,
    Key::TabExpected,
    Key::TabParked,
    Key::TabMissed,
    Key::DayList,
    Key::Tickets,
    Key::CloseCounter,
    Key::LogOut,
    Key::Dismiss,
    Key::OtherCounter,
];

/// Offered to leads.
const LEAD: [Key; 3] = [Key::Counters, Key::Interruption, Key::Policy];

/// Offered by the panel of the counter.
pub(super) fn of_phase(phase: Phase) -> &'static [Key] {
    match phase {
        Phase::Closed => &[Key::OpenCounter],
        Phase::Paused => &[Key::Resume],
        Phase::Idle => &[Key::CallNext, Key::Pause],
        Phase::Called => &[
            Key::Arrived,
            Key::Recall,
            Key::Miss,
            Key::Park,
            Key::Transfer,
            Key::EditConcerns,
        ],
        Phase::Serving => &[
            Key::FinishAndNext,
            Key::Finish,
            Key::PauseAfter,
            Key::EditConcerns,
            Key::Park,
            Key::Transfer,
        ],
    }
}

impl Screen {
    /// Every key that has a meaning now.
    pub(super) fn offered(&self, cx: &Context) -> Vec<Key> {
        let phase = of_phase(self.phase).iter();
        let always = ALWAYS.iter();
        let lead = LEAD.iter().filter(|_| cx.is_lead());
        let all = phase.chain(always).chain(lead).copied();
        all.filter(|key| self.is_enabled(*key, cx)).collect()
    }

    /// What a press of the button sends; nothing where it is disabled.
    pub(super) fn on_press(&self, key: Key, cx: &Context) -> Option<Message> {
        self.is_enabled(key, cx).then_some(Message::Do(key))
    }

    fn is_enabled(&self, key: Key, cx: &Context) -> bool {
        let Some(view) = &cx.view else {
            return matches!(key, Key::LogOut);
        };
        let live = !cx.lost && !view.closed;
        let counter = cx.counter(self.counter);
        let free = counter.is_some_and(|c| c.visit.is_none());
        let calls = view.interrupted.is_none();
        // The panel is hidden behind a dialog.
        let panel = self.dialog.is_none() && live && of_phase(self.phase).contains(&key);
        match key {
            Key::CallNext => panel && calls && self.next(cx).is_some(),
            Key::Recall => panel && calls,
            Key::Undo => live && self.undo(cx).is_some() && self.dialog.is_none(),
            Key::TakeHelp => live && !view.help.is_empty(),
            Key::Repeat => live && self.unsettled.is_some(),
            Key::WalkIn | Key::Book => live,
            Key::Find | Key::DayList => !cx.lost,
            Key::CloseCounter => live && free && self.phase != Phase::Closed,
            Key::Tickets => live,
            Key::Counters | Key::Interruption => live && cx.is_lead(),
            // Where the settings put appointments first there is nothing to switch.
            Key::Policy => live && cx.is_lead() && view.usual_policy != Policy::Due,
            Key::Dismiss => self.notice.is_some() && self.dialog.is_none(),
            Key::OtherCounter
            | Key::LogOut
            | Key::Menu
            | Key::Keys
            | Key::TabWaiting
            | Key::TabExpected
            | Key::TabParked
            | Key::TabMissed => true,
            _ => panel,
        }
    }

    /// The step at this counter that can still be taken back.
    pub(super) fn undo<'a>(
        &self,
        cx: &'a Context,
    ) -> Option<&'a aufruf_core::wire::desk::UndoView> {
        let undo = cx.counter(self.counter)?.undo.as_ref()?;
        (cx.now()? < undo.until).then_some(undo)
    }

    /// Who is called by the next press.
    pub(super) fn next(
        &self,
        cx: &Context,
    ) -> Option<(aufruf_core::id::VisitId, aufruf_core::ticket::TicketNumber)> {
        let next = cx.counter(self.counter)?.next.as_ref();
        self.corrected.or(next.map(|n| (n.visit, n.number)))
    }

    /// Does what a button says, if it can be pressed now.
    pub(super) fn press(&mut self, key: Key, cx: &Context) -> Action {
        if !self.is_enabled(key, cx) {
            return Action::None;
        }
        let changed = |since| cx.at.saturating_duration_since(since) < SETTLE;
        let is_step = of_phase(self.phase).contains(&key);
        if is_step && (self.running || self.phase_since.is_some_and(changed)) {
            return Action::None;
        }
        match self.command(key, cx) {
            Some(command) => self.send(Order::command(command), cx),
            None => self.other(key, cx),
        }
    }

    /// The command that a button gives at once.
    fn command(&self, key: Key, cx: &Context) -> Option<DeskCommand> {
        let counter = self.counter;
        let promised = self.next(cx).map(|(visit, _)| visit);
        let view = cx.view.as_ref()?;
        Some(match key {
            Key::CallNext => DeskCommand::CallNext { counter, promised },
            Key::Arrived => DeskCommand::Start { counter },
            Key::Recall => DeskCommand::Recall { counter },
            Key::Miss => DeskCommand::Miss { counter },
            Key::Park => DeskCommand::Park { counter },
            Key::FinishAndNext => DeskCommand::FinishAndNext { counter, promised },
            Key::Finish => DeskCommand::Finish { counter },
            Key::PauseAfter => DeskCommand::PauseAfter {
                counter,
                on: !cx.counter(counter).is_some_and(|c| c.pause_after),
            },
            Key::Pause => DeskCommand::Pause { counter },
            Key::Resume => DeskCommand::Resume { counter },
            Key::OpenCounter => DeskCommand::OpenCounter { counter },
            Key::CloseCounter => DeskCommand::CloseCounter { counter },
            Key::Undo => DeskCommand::Undo {
                seq: self.undo(cx)?.seq,
            },
            Key::TakeHelp => DeskCommand::TakeHelp {
                help: view.help.first()?.help,
            },
            Key::Tickets => DeskCommand::StopTickets {
                on: !view.tickets.stopped,
            },
            Key::Policy => DeskCommand::SetPolicy {
                policy: (view.policy != Policy::Due).then_some(Policy::Due),
            },
            Key::Interruption if view.interrupted.is_some() => DeskCommand::EndInterruption,
            _ => return None,
        })
    }

    /// Buttons that ask first, open something or leave.
    fn other(&mut self, key: Key, cx: &Context) -> Action {
        let visit = cx.counter(self.counter).and_then(|c| c.visit.as_ref());
        match key {
            Key::WalkIn | Key::Book | Key::Find | Key::Menu | Key::Keys | Key::Counters
                if !self.may_leave_dialog() =>
            {
                self.stay(cx)
            }
            Key::WalkIn => self.show(picker::walk_in(), cx),
            Key::Book => self.show(dialog::booking(), cx),
            Key::Find => self.show(dialog::find(self.counter), cx),
            Key::Menu => self.show(dialog::menu(self.phase, visit.is_none()), cx),
            Key::Keys => self.show(dialog::keys(), cx),
            Key::Counters => self.show(dialog::counters(), cx),
            Key::Interruption => {
                let command = DeskCommand::Interrupt {
                    reason: Reason::Disturbance,
                };
                self.show(dialog::sure_interrupt(command), cx)
            }
            Key::Transfer => match visit {
                Some(visit) => self.show(dialog::transfer(visit.clone(), self.counter), cx),
                None => Action::None,
            },
            Key::EditConcerns => match visit {
                Some(visit) => self.show(picker::edit(visit), cx),
                None => Action::None,
            },
            Key::Repeat => match self.unsettled.take() {
                Some(order) => self.send(order, cx),
                None => Action::None,
            },
            Key::DayList => match &cx.desk {
                Some(desk) => {
                    self.notice = Some(super::slot::Notice::plain(cx.words.t("day-list-running")));
                    let answer = desk.day_list_link(cx.today());
                    Action::Run(Task::perform(answer, Message::DayList))
                }
                None => Action::None,
            },
            Key::Dismiss => {
                self.notice = None;
                self.unsettled = None;
                Action::None
            }
            Key::TabWaiting => self.turn(Tab::Waiting),
            Key::TabExpected => self.turn(Tab::Expected),
            Key::TabParked => self.turn(Tab::Parked),
            Key::TabMissed => self.turn(Tab::Missed),
            Key::OtherCounter => Action::OtherCounter,
            Key::LogOut => Action::LogOut,
            _ => Action::None,
        }
    }

    fn turn(&mut self, tab: Tab) -> Action {
        self.tab = tab;
        Action::None
    }

    /// This counter in the view.
    pub(super) fn own<'a>(&self, cx: &'a Context) -> Option<&'a CounterView> {
        cx.counter(self.counter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_at_once() {
        use std::collections::BTreeMap;
        for phase in [
            Phase::Closed,
            Phase::Paused,
            Phase::Idle,
            Phase::Called,
            Phase::Serving,
        ] {
            let mut seen = BTreeMap::new();
            for key in of_phase(phase).iter().chain(&ALWAYS).chain(&LEAD) {
                let before = seen.insert(key.key(), *key);
                assert_eq!(before, None, "{} in {phase:?}", key.key());
            }
        }
    }
}
