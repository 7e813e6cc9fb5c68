//! "E-Mail noch einmal senden": the same mail with the same link.

use aufruf_core::{contact::EmailAddress, id::VisitId};
use uuid::Uuid;

use super::{context::Context, page::Failure};
use crate::store::{Again, MailKind, OutgoingMail};

/// Orders the mail of a visit once more, within the bounds of the store.
///
/// A visit without an address gets none, and says so like one that has had
/// enough.
pub(super) async fn order(
    context: &Context<'_>,
    visit: VisitId,
    kind: MailKind,
    sequence: u32,
) -> Result<Again, Failure> {
    let app = context.app;
    let Some(found) = app.store.find_visit(visit).await? else {
        return Ok(Again::Enough);
    };
    let contact = app.store.contact(visit).await?;
    let email = contact.and_then(|contact| contact.email);
    let Some(email) = email.and_then(|email| EmailAddress::parse(&email).ok()) else {
        return Ok(Again::Enough);
    };
    let address = app.secrets.address_hash(&email);
    let mail = OutgoingMail {
        id: Uuid::now_v7(),
        visit,
        kind,
        generation: found.generation,
        sequence,
        office: found.office,
        date: found.date,
        address_hash: Some(address),
        created: context.now,
        tries: 0,
    };
    Ok(app.store.order_again(mail, address).await?)
}
