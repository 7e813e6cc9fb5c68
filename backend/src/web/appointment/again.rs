//! The mail with number and QR code once more.

use aufruf_core::visit::State;
use poem::{Request, Response, Result, handler, web::Data};

use super::managed;
use crate::{
    app::App,
    store::{Again, MailKind},
    web::{again, form::Form, page::go_to},
};

/// `POST /termin/mail`.
#[handler]
pub(in crate::web) async fn post(
    Data(app): Data<&App>,
    request: &Request,
    form: Form,
) -> Result<Response> {
    let opened = managed(app, request).await?;
    form.only(|_| false)?;
    let context = &opened.context;
    if let Some(refusal) = context.refusal(&form) {
        return Err(refusal.failure().into());
    }
    let visit = &opened.visit;
    if visit.state != State::Confirmed {
        return Ok(go_to("/termin"));
    }
    let outcome = again::order(context, visit.id, MailKind::Ticket, visit.sequence).await?;
    Ok(go_to(match outcome {
        Again::Ordered => "/termin?neu=mail",
        Again::OnItsWay => "/termin?neu=mail-unterwegs",
        Again::Enough => "/termin?neu=mail-genug",
    }))
}
