//! Log-in, log-out, and what a session's token still is worth.

use aufruf_core::wire::{
    ErrorCode,
    device::{LoginRequest, Session},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    Device, Staff,
    key::{self, Key},
};
use crate::{app::App, error::ApiError, store::AuditEntry};

/// A session ends after this time in any case (requirement F19).
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// Logs a user in on a desk of the user's office.
///
/// # Errors
/// 401 for a wrong name or password, alike and after the same time; 429 after
/// too many tries for this name or at this desk.
pub async fn log_in(
    app: &App,
    device: &Device,
    request: LoginRequest,
    now: Timestamp,
) -> Result<Session, ApiError> {
    let name = login_name(&request.user);
    let account = (device.office.to_string(), name.clone());
    app.auth.accounts.check(&account, now)?;
    app.auth.sources.attempt(device.id, now)?;
    app.auth.accounts.attempt(account.clone(), now)?;
    let user = app
        .store
        .user(&device.office, &name)
        .await?
        .filter(|user| !user.disabled);
    let stored = user.as_ref().and_then(|user| user.password_hash.clone());
    let right = app.auth.passwords.verify(request.password, stored).await?;
    let audit = |action, user| AuditEntry {
        user,
        device: Some(device.id),
        action,
        office: Some(device.office.clone()),
        ..AuditEntry::default()
    };
    let Some(user) = user.filter(|_| right) else {
        app.store.record(audit("login_failed", None), now).await?;
        return Err(ErrorCode::Unauthorized.into());
    };
    app.auth.accounts.succeeded(&account);
    app.auth.sources.succeeded(&device.id);
    app.store.record(audit("login", Some(user.id)), now).await?;
    let token = Key::generate();
    let until = now + LONGEST;
    app.store
        .open_session(token.hash(), user.id, device.id, until, now)
        .await?;
    Ok(Session {
        token: token.as_str().to_owned(),
        user: user.name,
        role: user.role,
        until,
    })
}

/// Ends the session at once.
///
/// # Errors
/// If the database fails; then it has not ended.
pub async fn log_out(app: &App, staff: &Staff, now: Timestamp) -> Result<(), ApiError> {
    app.store.end_session(&staff.session).await?;
    app.auth.known_sessions.forget_all();
    app.auth.streams.end_session(&staff.session);
    let entry = AuditEntry {
        user: Some(staff.user),
        device: Some(staff.device.id),
        action: "logout",
        office: Some(staff.device.office.clone()),
        ..AuditEntry::default()
    };
    Ok(app.store.record(entry, now).await?)
}

/// The clerk behind a token, if it is valid on this device.
///
/// # Errors
/// If the database fails.
pub async fn resume(
    app: &App,
    device: &Device,
    token: &str,
    now: Timestamp,
) -> Result<Option<Staff>, ApiError> {
    let session = key::hash(token);
    let known = app.auth.known_sessions.get(&session, now);
    if let Some(staff) = known.filter(|staff| staff.device == *device && now < staff.until) {
        return Ok(Some(staff));
    }
    let question = app.auth.known_sessions.ask();
    let Some(resumed) = app.store.resume_session(&session, device.id, now).await? else {
        return Ok(None);
    };
    let staff = Staff {
        device: device.clone(),
        user: resumed.user.id,
        name: resumed.user.name,
        role: resumed.user.role,
        session,
        until: resumed.until,
    };
    app.auth
        .known_sessions
        .put(question, session, staff.clone(), now);
    Ok(Some(staff))
}

/// The stored form of a log-in name: capitals and outer spaces do not matter.
#[must_use]
pub fn login_name(typed: &str) -> String {
    typed.trim().to_lowercase()
}
