//! What a clerk does with the queue: one place turns the wire's commands into
//! those of the office day.

use aufruf_core::{
    command::Command,
    id::{CounterId, RequestId},
    rejection::Rejection,
    wire::{ErrorCode, Request, answer::Answer, desk::DeskCommand, device::StaffRole},
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    api::{
        Call,
        input::{Json, Query},
        office,
    },
    auth::Staff,
    days::{DaysError, Effects, Job, Seat},
    error::ApiError,
    store::AuditEntry,
};

/// Beside the command.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Takes the counter over from another desk's session; its visit stays.
    pub take_over: bool,
}

/// `POST /api/v1/desk/command`.
pub async fn command(
    call: Call<Staff>,
    (Query(options), Json(request)): (Query<Options>, Json<Request<DeskCommand>>),
) -> Result<Json<Answer>, ApiError> {
    let Request { request_id, body } = request;
    let staff = &call.caller;
    if needs_lead(&body) && staff.role < StaffRole::Lead {
        return Err(ErrorCode::Forbidden.into());
    }
    let leaves = matches!(body, DeskCommand::CloseCounter { .. });
    let opens = matches!(body, DeskCommand::OpenCounter { .. });
    let seat = counter(&body).map(|counter| Seat {
        counter,
        session: staff.session,
        // A lead may send the counter of an absent colleague home.
        take_over: options.take_over || (leaves && staff.role >= StaffRole::Lead),
        leaves,
    });
    let today = office::today(&call.app, &staff.device.office).await?;
    let audit = audit(staff, &body);
    let job = Job {
        request_id,
        actor: super::actor(staff),
        command: day_command(body, request_id),
        effects: Effects {
            audit,
            seat,
            ..Effects::default()
        },
    };
    let done = match call.app.days.send(&staff.device.office, today, job).await {
        // Taken over, or back after a restart of the program: open it is.
        Err(DaysError::Rejected(Rejection::AlreadySo)) if opens => {
            let day = call.app.days.snapshot(&staff.device.office, today).await?;
            return Ok(Json(Answer::Done { seq: day.day.seq() }));
        }
        done => done?,
    };
    Ok(Json(done.answer))
}

/// What only a lead may do.
fn needs_lead(command: &DeskCommand) -> bool {
    matches!(
        command,
        DeskCommand::WithdrawCounter { .. }
            | DeskCommand::RestoreCounter { .. }
            | DeskCommand::Interrupt { .. }
            | DeskCommand::EndInterruption
            | DeskCommand::SetPolicy { .. }
    )
}

/// The counter at which the clerk must sit for this command.
fn counter(command: &DeskCommand) -> Option<CounterId> {
    match command {
        DeskCommand::OpenCounter { counter }
        | DeskCommand::CloseCounter { counter }
        | DeskCommand::Pause { counter }
        | DeskCommand::PauseAfter { counter, .. }
        | DeskCommand::Resume { counter }
        | DeskCommand::CallNext { counter, .. }
        | DeskCommand::CallVisit { counter, .. }
        | DeskCommand::Recall { counter }
        | DeskCommand::Miss { counter }
        | DeskCommand::Start { counter }
        | DeskCommand::Finish { counter }
        | DeskCommand::FinishAndNext { counter, .. }
        | DeskCommand::Park { counter }
        | DeskCommand::Transfer { counter, .. } => Some(*counter),
        DeskCommand::WithdrawCounter { .. }
        | DeskCommand::RestoreCounter { .. }
        | DeskCommand::Undo { .. }
        | DeskCommand::Unpark { .. }
        | DeskCommand::BringBack { .. }
        | DeskCommand::MarkUrgent { .. }
        | DeskCommand::Leave { .. }
        | DeskCommand::SetConcerns { .. }
        | DeskCommand::CheckIn { .. }
        | DeskCommand::DrawTicket { .. }
        | DeskCommand::TakeHelp { .. }
        | DeskCommand::StopTickets { .. }
        | DeskCommand::Interrupt { .. }
        | DeskCommand::EndInterruption
        | DeskCommand::SetPolicy { .. } => None,
    }
}

/// What is recorded: where a clerk goes beyond the rule, never plain calling
/// and serving.
fn audit(staff: &Staff, command: &DeskCommand) -> Option<AuditEntry> {
    let (action, visit) = match command {
        DeskCommand::CallVisit { visit, .. } => ("called_out_of_turn", Some(*visit)),
        DeskCommand::MarkUrgent { visit, .. } => ("marked_urgent", Some(*visit)),
        DeskCommand::WithdrawCounter { .. } => ("counter_withdrawn", None),
        DeskCommand::RestoreCounter { .. } => ("counter_restored", None),
        DeskCommand::StopTickets { .. } => ("tickets_stopped", None),
        DeskCommand::Interrupt { .. } => ("interrupted", None),
        DeskCommand::EndInterruption => ("interruption_ended", None),
        DeskCommand::SetPolicy { .. } => ("policy_set", None),
        _ => return None,
    };
    Some(AuditEntry {
        visit,
        ..super::audit(staff, action)
    })
}

fn day_command(command: DeskCommand, request: RequestId) -> Command {
    match command {
        DeskCommand::OpenCounter { counter } => Command::OpenCounter { counter },
        DeskCommand::CloseCounter { counter } => Command::CloseCounter { counter },
        DeskCommand::Pause { counter } => Command::Pause { counter },
        DeskCommand::PauseAfter { counter, on } => Command::PauseAfter { counter, on },
        DeskCommand::Resume { counter } => Command::Resume { counter },
        DeskCommand::WithdrawCounter { counter } => Command::WithdrawCounter { counter },
        DeskCommand::RestoreCounter { counter } => Command::RestoreCounter { counter },
        DeskCommand::CallNext { counter, promised } => Command::CallNext { counter, promised },
        DeskCommand::CallVisit {
            counter,
            visit,
            reason,
        } => Command::CallVisit {
            counter,
            visit,
            reason,
        },
        DeskCommand::Recall { counter } => Command::Recall { counter },
        DeskCommand::Miss { counter } => Command::Miss { counter },
        DeskCommand::Start { counter } => Command::Start { counter },
        DeskCommand::Finish { counter } => Command::Finish { counter },
        DeskCommand::FinishAndNext { counter, promised } => {
            Command::FinishAndNext { counter, promised }
        }
        DeskCommand::Undo { seq } => Command::Undo { seq },
        DeskCommand::Park { counter } => Command::Park { counter },
        DeskCommand::Unpark { visit, to_me } => Command::Unpark { visit, to_me },
        DeskCommand::Transfer { counter, to } => Command::Transfer { counter, to },
        DeskCommand::BringBack { visit } => Command::BringBack { visit },
        DeskCommand::MarkUrgent { visit, reason } => Command::MarkUrgent { visit, reason },
        DeskCommand::Leave { visit } => Command::Leave { visit },
        DeskCommand::SetConcerns { visit, concerns } => Command::SetConcerns { visit, concerns },
        DeskCommand::CheckIn { visit } => Command::CheckIn { visit },
        DeskCommand::DrawTicket { concerns } => Command::DrawTicket {
            visit: office::visit_of(request),
            concerns,
            beyond_quota: true,
        },
        DeskCommand::TakeHelp { help } => Command::TakeHelp { help },
        DeskCommand::StopTickets { on } => Command::StopTickets { on },
        DeskCommand::Interrupt { reason } => Command::Interrupt { reason },
        DeskCommand::EndInterruption => Command::EndInterruption,
        DeskCommand::SetPolicy { policy } => Command::SetPolicy { policy },
    }
}
