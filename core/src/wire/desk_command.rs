//! What a command of the clerk's program means to the office day.

use crate::{
    command::Command,
    id::{CounterId, VisitId},
    wire::desk::DeskCommand,
};

impl DeskCommand {
    /// Whether only a lead may give it.
    #[must_use]
    pub fn needs_lead(&self) -> bool {
        matches!(
            self,
            Self::WithdrawCounter { .. }
                | Self::RestoreCounter { .. }
                | Self::DropReservation { .. }
                | Self::SetPolicy { .. }
        )
    }

    /// The counter that the clerk must have for it.
    #[must_use]
    pub fn counter(&self) -> Option<CounterId> {
        match self {
            Self::OpenCounter { counter }
            | Self::CloseCounter { counter }
            | Self::Pause { counter }
            | Self::PauseAfter { counter, .. }
            | Self::Resume { counter }
            | Self::CallNext { counter, .. }
            | Self::CallVisit { counter, .. }
            | Self::Recall { counter }
            | Self::Miss { counter }
            | Self::Start { counter }
            | Self::Finish { counter }
            | Self::FinishAndNext { counter, .. }
            | Self::Park { counter }
            | Self::Transfer { counter, .. } => Some(*counter),
            Self::WithdrawCounter { .. }
            | Self::RestoreCounter { .. }
            | Self::Undo { .. }
            | Self::Unpark { .. }
            | Self::BringBack { .. }
            | Self::DropReservation { .. }
            | Self::MarkUrgent { .. }
            | Self::Leave { .. }
            | Self::SetConcerns { .. }
            | Self::CheckIn { .. }
            | Self::DrawTicket { .. }
            | Self::TakeHelp { .. }
            | Self::StopTickets { .. }
            | Self::Interrupt { .. }
            | Self::EndInterruption
            | Self::SetPolicy { .. } => None,
        }
    }

    /// The same for the rules of the day. `drawn` names the visit that
    /// [`DeskCommand::DrawTicket`] begins; the others do not use it.
    #[must_use]
    pub fn into_day(self, drawn: VisitId) -> Command {
        match self {
            Self::OpenCounter { counter } => Command::OpenCounter { counter },
            Self::CloseCounter { counter } => Command::CloseCounter { counter },
            Self::Pause { counter } => Command::Pause { counter },
            Self::PauseAfter { counter, on } => Command::PauseAfter { counter, on },
            Self::Resume { counter } => Command::Resume { counter },
            Self::WithdrawCounter { counter } => Command::WithdrawCounter { counter },
            Self::RestoreCounter { counter } => Command::RestoreCounter { counter },
            Self::CallNext { counter, promised } => Command::CallNext { counter, promised },
            Self::CallVisit {
                counter,
                visit,
                reason,
            } => Command::CallVisit {
                counter,
                visit,
                reason,
            },
            Self::Recall { counter } => Command::Recall { counter },
            Self::Miss { counter } => Command::Miss { counter },
            Self::Start { counter } => Command::Start { counter },
            Self::Finish { counter } => Command::Finish { counter },
            Self::FinishAndNext { counter, promised } => {
                Command::FinishAndNext { counter, promised }
            }
            Self::Undo { seq } => Command::Undo { seq },
            Self::Park { counter } => Command::Park { counter },
            Self::Unpark { visit, to_me } => Command::Unpark { visit, to_me },
            Self::Transfer { counter, to } => Command::Transfer { counter, to },
            Self::BringBack { visit } => Command::BringBack { visit },
            Self::DropReservation { visit } => Command::DropReservation { visit },
            Self::MarkUrgent { visit, reason } => Command::MarkUrgent { visit, reason },
            Self::Leave { visit } => Command::Leave { visit },
            Self::SetConcerns { visit, concerns } => Command::SetConcerns { visit, concerns },
            Self::CheckIn { visit } => Command::CheckIn { visit },
            Self::DrawTicket { concerns } => Command::DrawTicket {
                visit: drawn,
                concerns,
                beyond_quota: true,
                standby: false,
            },
            Self::TakeHelp { help } => Command::TakeHelp { help },
            Self::StopTickets { on } => Command::StopTickets { on },
            Self::Interrupt { reason } => Command::Interrupt { reason },
            Self::EndInterruption => Command::EndInterruption,
            Self::SetPolicy { policy } => Command::SetPolicy { policy },
        }
    }
}
