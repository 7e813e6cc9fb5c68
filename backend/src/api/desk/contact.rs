//! Name, mail and phone of a booking: every look and every change is recorded
//! (requirement E17).

use aufruf_core::{
    contact::{EmailAddress, PersonName, PhoneNumber},
    id::VisitId,
    rejection::Rejection,
    visit::State,
    wire::{
        ErrorCode,
        desk::{Contact, MailAgain},
    },
};
use uuid::Uuid;

use crate::{
    api::{Call, input::Json},
    auth::Staff,
    error::ApiError,
    store::{Again, AuditEntry, MailKind, OutgoingMail, StoredContact, VisitRef},
};

/// Contact data whose parts are what they should be.
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) email: Option<EmailAddress>,
    pub(super) phone: String,
}

/// Checks what a clerk typed; mail and phone may be empty.
pub(super) fn check(contact: &Contact) -> Result<Checked, ApiError> {
    let wrong = |error: &dyn std::fmt::Display| ApiError::bad_request(error.to_string());
    let name = PersonName::parse(&contact.name).map_err(|e| wrong(&e))?;
    let email = match contact.email.trim() {
        "" => None,
        text => Some(EmailAddress::parse(text).map_err(|e| wrong(&e))?),
    };
    let phone = PhoneNumber::parse_optional(&contact.phone).map_err(|e| wrong(&e))?;
    Ok(Checked {
        name: name.as_str().to_owned(),
        email,
        phone: phone
            .map(|phone| phone.as_str().to_owned())
            .unwrap_or_default(),
    })
}

/// `GET /api/v1/desk/visits/{id}/contact`.
pub async fn read(call: Call<Staff>, (): ()) -> Result<Json<Contact>, ApiError> {
    let visit = own(&call).await?.id;
    // First the record: what cannot be recorded is not shown.
    call.app
        .store
        .record(entry(&call, "contact_read", visit), call.now)
        .await?;
    let stored = call
        .app
        .store
        .contact(visit)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    Ok(Json(Contact {
        name: stored.name,
        email: stored.email.unwrap_or_default(),
        phone: stored.phone,
    }))
}

/// `PUT /api/v1/desk/visits/{id}/contact`.
pub async fn change(call: Call<Staff>, Json(contact): Json<Contact>) -> Result<(), ApiError> {
    let visit = own(&call).await?;
    if visit.state.is_final() {
        // Nobody would erase it again.
        return Err(Rejection::WrongState { state: visit.state }.into());
    }
    let Checked { name, email, phone } = check(&contact)?;
    let email = email.map(|email| email.as_str().to_owned());
    let stored = StoredContact {
        visit: visit.id,
        name,
        email,
        phone,
    };
    let audit = entry(&call, "contact_changed", visit.id);
    Ok(call
        .app
        .store
        .replace_contact(stored, audit, call.now)
        .await?)
}

/// `POST /api/v1/desk/visits/{id}/mail`: the mail with the number once more, within
/// the bounds of the store. A repeated request finds the first one on its way.
pub async fn mail_again(call: Call<Staff>, (): ()) -> Result<Json<MailAgain>, ApiError> {
    let visit = own(&call).await?;
    if visit.state != State::Confirmed {
        return Err(Rejection::WrongState { state: visit.state }.into());
    }
    let store = &call.app.store;
    let contact = store.contact(visit.id).await?;
    let email = contact.and_then(|contact| contact.email);
    let Some(email) = email.and_then(|email| EmailAddress::parse(&email).ok()) else {
        return Ok(Json(MailAgain::NoAddress));
    };
    store
        .record(entry(&call, "mail_sent_again", visit.id), call.now)
        .await?;
    let address = call.app.secrets.address_hash(&email);
    let mail = OutgoingMail {
        id: Uuid::now_v7(),
        visit: visit.id,
        kind: MailKind::Ticket,
        generation: visit.generation,
        sequence: visit.sequence,
        office: visit.office,
        date: visit.date,
        address_hash: Some(address),
        created: call.now,
        tries: 0,
    };
    Ok(Json(match store.order_again(mail, address).await? {
        Again::Ordered => MailAgain::Ordered,
        Again::OnItsWay => MailAgain::OnItsWay,
        Again::Enough => MailAgain::Enough,
    }))
}

/// The visit of the path, if it is one of the clerk's own office.
async fn own(call: &Call<Staff>) -> Result<VisitRef, ApiError> {
    let visit = call.app.store.find_visit(call.visit()?).await?;
    let own = visit.filter(|visit| visit.office == call.caller.device.office);
    own.ok_or_else(|| ErrorCode::NotFound.into())
}

fn entry(call: &Call<Staff>, action: &'static str, visit: VisitId) -> AuditEntry {
    AuditEntry {
        visit: Some(visit),
        ..super::audit(&call.caller, action)
    }
}
