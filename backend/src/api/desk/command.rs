//! What a clerk does with the queue; `DeskCommand` says itself what each command
//! means to the office day.

use aufruf_core::{
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
    if body.needs_lead() && staff.role < StaffRole::Lead {
        return Err(ErrorCode::Forbidden.into());
    }
    let leaves = matches!(body, DeskCommand::CloseCounter { .. });
    let opens = matches!(body, DeskCommand::OpenCounter { .. });
    let seat = body.counter().map(|counter| Seat {
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
        command: body.into_day(office::visit_of(request_id)),
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

/// What is recorded: where a clerk goes beyond the rule, never plain calling
/// and serving.
fn audit(staff: &Staff, command: &DeskCommand) -> Option<AuditEntry> {
    let (action, visit) = match command {
        DeskCommand::CallVisit { visit, .. } => ("called_out_of_turn", Some(*visit)),
        DeskCommand::MarkUrgent { visit, .. } => ("marked_urgent", Some(*visit)),
        DeskCommand::DropReservation { visit } => ("reservation_dropped", Some(*visit)),
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
