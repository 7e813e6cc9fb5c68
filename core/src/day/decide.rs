//! From a command to events: plan adoption, expiries, then the command itself.

use std::sync::Arc;

use jiff::Timestamp;

use super::{OfficeDay, arrival::Draw};
use crate::{
    command::Command,
    event::Event,
    plan::DayPlan,
    rejection::Rejection,
    visit::{State, Visit},
};

impl OfficeDay {
    /// Decides without changing anything: the rules of the office, and nothing else.
    ///
    /// The events are to be journaled at [`OfficeDay::time`]`(now)` and applied
    /// in their order. They begin with the plan, if it differs from the one
    /// that the day rests on, with new ranks, if it orders otherwise, and with
    /// the expiry of everything that is due.
    ///
    /// # Errors
    /// A [`Rejection`]: nothing happens then.
    pub fn decide(
        &self,
        command: &Command,
        plan: &Arc<DayPlan>,
        now: Timestamp,
    ) -> Result<Vec<Event>, Rejection> {
        if self.closed {
            return Err(Rejection::DayClosed);
        }
        let t = self.time(now);
        let adoption = self.adoption(plan);
        // New ranks count for this very command.
        let reranked = adoption.len() > 1;
        let own = if reranked {
            self.after(&adoption, t).decide_command(command, plan, t)?
        } else {
            self.decide_command(command, plan, t)?
        };
        let expired: Vec<Event> = self.expiries(t).collect();
        if own.is_empty() && expired.is_empty() && !reranked {
            return Err(Rejection::AlreadySo);
        }
        Ok(adoption.into_iter().chain(expired).chain(own).collect())
    }

    fn decide_command(
        &self,
        command: &Command,
        plan: &DayPlan,
        t: Timestamp,
    ) -> Result<Vec<Event>, Rejection> {
        match command {
            Command::Hold {
                visit,
                from,
                concerns,
            } => self.hold(plan, t, *visit, *from, concerns),
            Command::ExtendHold { visit } => self.extend_hold(plan, t, *visit),
            Command::ReleaseHold { visit } => self.release_hold(t, *visit),
            Command::Submit { visit } => self.submit(plan, t, *visit),
            Command::Confirm { visit, bits } => self.confirm(plan, t, *visit, *bits),
            Command::Book {
                visit,
                from,
                concerns,
                bits,
            } => self.book(plan, t, *visit, *from, concerns, *bits),
            Command::Cancel { visit, by } => self.cancel(*visit, *by),
            Command::Move { visit, from, by } => self.move_within(plan, t, *visit, *from, *by),
            Command::MoveOut { visit, to, by } => self.move_out(*visit, *to, *by),
            Command::MoveIn { arrival, bits } => self.move_in(plan, t, arrival, *bits),
            Command::SetConcerns { visit, concerns } => {
                self.set_concerns(plan, t, *visit, concerns)
            }

            Command::AdoptExperience { experience } => self.adopt_experience(experience),

            Command::CheckIn { visit } => self.check_in(plan, t, *visit),
            Command::DrawTicket {
                visit,
                concerns,
                beyond_quota,
                standby,
            } => {
                let way = if *beyond_quota {
                    Draw::ByClerk
                } else {
                    Draw::AtKiosk { standby: *standby }
                };
                self.draw_ticket(plan, t, *visit, concerns, way)
            }
            Command::CallHelp { kind } => Ok(vec![Event::HelpCalled { kind: *kind }]),
            Command::TakeHelp { help } => self.take_help(*help),

            Command::OpenCounter { counter } => self.open_counter(plan, *counter),
            Command::CloseCounter { counter } => self.close_counter(plan, *counter),
            Command::Pause { counter } => self.pause(plan, *counter),
            Command::PauseAfter { counter, on } => self.pause_after(plan, *counter, *on),
            Command::Resume { counter } => self.resume(plan, *counter),
            Command::WithdrawCounter { counter } => self.withdraw(plan, *counter),
            Command::RestoreCounter { counter } => self.restore(plan, *counter),

            Command::CallNext { counter, promised } => self.call_next(plan, t, *counter, *promised),
            Command::CallVisit {
                counter,
                visit,
                reason,
            } => self.call_visit(plan, *counter, *visit, *reason),
            Command::Recall { counter } => self.recall(plan, *counter),
            Command::Miss { counter } => self.miss(plan, *counter),
            Command::Start { counter } => self.start(plan, *counter),
            Command::Finish { counter } => self.finish(plan, *counter),
            Command::FinishAndNext { counter, promised } => {
                self.finish_and_next(plan, t, *counter, *promised)
            }
            Command::Undo { seq } => self.undo(t, *seq),
            Command::Park { counter } => self.park(plan, *counter),
            Command::Unpark { visit, to_me } => self.unpark(*visit, *to_me),
            Command::Transfer { counter, to } => self.transfer(plan, *counter, *to),
            Command::BringBack { visit } => self.bring_back(plan, t, *visit),
            Command::MarkUrgent { visit, reason } => self.mark_urgent(t, *visit, *reason),
            Command::Leave { visit } => self.leave(*visit),

            Command::StopTickets { on } => self.stop_tickets(*on),
            Command::Interrupt { reason } => self.interrupt(*reason),
            Command::EndInterruption => self.end_interruption(),
            Command::SetPolicy { policy } => self.set_policy(plan, *policy),
            Command::Tick => Ok(Vec::new()),
            Command::CloseDay => Ok(self.close_day(t)),
        }
    }

    /// The visit, or the rejection that there is none.
    pub(super) fn known(&self, id: crate::id::VisitId) -> Result<&Visit, Rejection> {
        self.visit(id).ok_or(Rejection::UnknownVisit)
    }

    /// Holds and pending bookings whose time has run out at `t`.
    fn expiries(&self, t: Timestamp) -> impl Iterator<Item = Event> {
        self.visits()
            .filter(move |v| has_run_out(v, t))
            .map(|visit| {
                if visit.state == State::Held {
                    Event::HoldExpired { visit: visit.id }
                } else {
                    Event::PendingExpired { visit: visit.id }
                }
            })
    }
}

/// Whether a hold or an unconfirmed booking has ended by `t`, journaled or not.
pub(super) fn has_run_out(visit: &Visit, t: Timestamp) -> bool {
    matches!(visit.state, State::Held | State::Pending)
        && visit.until.is_some_and(|until| until <= t)
}
