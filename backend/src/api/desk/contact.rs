//! Name, mail and phone of a booking: every look and every change is recorded
//! (requirement E17).

use aufruf_core::{
    contact::{EmailAddress, PersonName, PhoneNumber},
    id::VisitId,
    rejection::Rejection,
    wire::{ErrorCode, desk::Contact},
};

use crate::{
    api::{Call, input::Json},
    auth::Staff,
    error::ApiError,
    store::{AuditEntry, StoredContact, VisitRef},
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
