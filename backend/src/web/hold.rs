//! Keeping a time while the form is filled.

use aufruf_core::{
    command::Command,
    id::{OfficeId, RequestId, VisitId},
    rejection::Rejection,
    visit::{Concern, State},
    wire::answer::Answer,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{context::Context, page::Failure, session::Hold};
use crate::days::{Actor, DaysError, Done, Effects, Job};

/// What a page says about the time that is kept.
pub(super) struct HoldNote {
    /// The kept time.
    pub(super) moment: String,
    /// Until when, and how long that is.
    pub(super) text: String,
    /// It can be kept longer.
    pub(super) extendable: bool,
}

impl HoldNote {
    pub(super) fn of(context: &Context<'_>, hold: &Hold) -> Self {
        let t = context.t();
        let left = hold.until.duration_since(context.now);
        let text = if left > SignedDuration::ZERO {
            let seconds = u32::try_from(left.as_secs()).unwrap_or(0);
            let until = t.hour(hold.until, context.zone());
            // Rounded down: never promise more than there is.
            let left = t.duration((seconds / 60).max(1) * 60);
            t.a2("hold-text", ("clock", &until), ("left", &left))
        } else {
            t.w("hold-over")
        };
        Self {
            moment: t.moment(hold.from, context.zone()),
            text,
            extendable: left > SignedDuration::ZERO
                && hold.extensions < context.settings().booking.hold_extensions,
        }
    }
}

/// Sends a command of this browser.
pub(super) async fn send(
    context: &Context<'_>,
    date: jiff::civil::Date,
    request_id: RequestId,
    command: Command,
    effects: Effects,
) -> Result<Done, DaysError> {
    let job = Job {
        request_id,
        actor: Actor::Page,
        command,
        effects,
    };
    context.app.days.send(context.office(), date, job).await
}

/// Keeps a time. Repeating the same form keeps the same one.
///
/// # Errors
/// Inner: the rules refuse it, mostly because somebody else was faster.
pub(super) async fn take(
    context: &Context<'_>,
    request: RequestId,
    from: Timestamp,
    concerns: &[Concern],
) -> Result<Result<Hold, Rejection>, Failure> {
    // A form that is sent again after its hold has ended is a new intent.
    for request in [request, RequestId(Uuid::new_v4())] {
        match attempt(context, request, from, concerns).await? {
            Attempt::Done(result) => return Ok(result),
            Attempt::Stale => {}
        }
    }
    Err(Failure::Busy)
}

enum Attempt {
    Done(Result<Hold, Rejection>),
    Stale,
}

async fn attempt(
    context: &Context<'_>,
    request: RequestId,
    from: Timestamp,
    concerns: &[Concern],
) -> Result<Attempt, Failure> {
    let visit = VisitId(
        context
            .session
            .derived_id(&context.app.secrets, "visit", request),
    );
    let date = from.to_zoned(context.zone().clone()).date();
    let command = Command::Hold {
        visit,
        from,
        concerns: concerns.to_vec(),
    };
    let done = match send(context, date, request, command, Effects::default()).await {
        Ok(done) => done,
        Err(DaysError::RequestIdReused | DaysError::Rejected(Rejection::WrongState { .. })) => {
            return Ok(Attempt::Stale);
        }
        Err(DaysError::Rejected(rejection)) => return Ok(Attempt::Done(Err(rejection))),
        Err(error) => return Err(error.into()),
    };
    if done.repeated {
        let snapshot = context.app.days.snapshot(context.office(), date).await?;
        let held = snapshot.day.visit(visit).filter(|v| v.state == State::Held);
        let Some(until) = held
            .and_then(|v| v.until)
            .filter(|until| *until > context.now)
        else {
            return Ok(Attempt::Stale);
        };
        return Ok(Attempt::Done(Ok(Hold {
            visit,
            date,
            from,
            until,
            extensions: 0,
        })));
    }
    match done.answer {
        Answer::Held { until, .. } => Ok(Attempt::Done(Ok(Hold {
            visit,
            date,
            from,
            until,
            extensions: 0,
        }))),
        other => Err(Failure::fault(&format!("a hold was answered by {other:?}"))),
    }
}

/// Where to choose another time, and why.
pub(super) fn lost(office: &OfficeId, rejection: &Rejection) -> String {
    let why = match rejection {
        Rejection::TooSoon | Rejection::DayClosed => "zu-nah",
        _ => "vergeben",
    };
    format!("/{office}/zeit?{why}=1")
}

/// Gives a time back. Whether it was still kept does not matter.
pub(super) async fn give_back(context: &Context<'_>, hold: &Hold) -> Result<(), Failure> {
    let request = RequestId(Uuid::new_v4());
    let command = Command::ReleaseHold { visit: hold.visit };
    match send(context, hold.date, request, command, Effects::default()).await {
        Ok(_) | Err(DaysError::Rejected(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Keeps the time longer; takes it anew if it had run out and is still free.
pub(super) async fn extend(
    context: &Context<'_>,
    request: RequestId,
    hold: &Hold,
    concerns: &[Concern],
) -> Result<Result<Hold, Rejection>, Failure> {
    let command = Command::ExtendHold { visit: hold.visit };
    match send(context, hold.date, request, command, Effects::default()).await {
        Ok(Done {
            answer: Answer::Held { until, .. },
            ..
        }) => {
            let extensions = hold.extensions.saturating_add(1);
            Ok(Ok(Hold {
                until,
                extensions,
                ..hold.clone()
            }))
        }
        Ok(done) => Err(Failure::fault(&format!(
            "an extension was answered by {:?}",
            done.answer
        ))),
        Err(DaysError::Rejected(Rejection::NoMoreExtensions)) => Ok(Ok(Hold {
            extensions: u8::MAX,
            ..hold.clone()
        })),
        Err(DaysError::Rejected(_)) => take(context, request, hold.from, concerns).await,
        Err(error) => Err(error.into()),
    }
}
