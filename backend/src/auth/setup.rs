//! The first password, or a new one after a reset, by a one-time code.

use aufruf_core::{
    id::OfficeId,
    wire::{
        ErrorCode,
        device::{SetupRequest, StaffRole},
    },
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Device, key::OneTimeCode, login::login_name, password};
use crate::{
    app::App,
    error::ApiError,
    store::{AuditEntry, Store, StoreError, staff::User},
};

/// How long a set-up code is good for.
pub const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Why a user was not added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// Not a name to log in with.
    #[error("Ein Kontoname hat 2 bis 40 Zeichen: Buchstaben, Ziffern, '.', '-' und '_'.")]
    Name,
    /// Another user has it.
    #[error("Diesen Kontonamen gibt es in diesem Büro schon.")]
    Taken,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a user; the code sets the first password.
///
/// # Errors
/// [`AddError`].
pub async fn add(
    store: &Store,
    office: &OfficeId,
    name: &str,
    role: StaffRole,
    now: Timestamp,
) -> Result<OneTimeCode, AddError> {
    let name = login_name(name);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !(2..=40).contains(&name.chars().count()) || !name.chars().all(plain) {
        return Err(AddError::Name);
    }
    let user = User {
        id: Uuid::now_v7(),
        office: office.clone(),
        name,
        role,
        password_hash: None,
        disabled: false,
    };
    let code = OneTimeCode::generate();
    if !store.add_user(&user, code.hash(), now + LIFE, now).await? {
        return Err(AddError::Taken);
    }
    Ok(code)
}

/// Replaces a user's password by a new one-time code; `None`: no such user.
///
/// # Errors
/// If the database fails.
pub async fn reset(
    store: &Store,
    office: &OfficeId,
    name: &str,
    now: Timestamp,
) -> Result<Option<OneTimeCode>, StoreError> {
    let code = OneTimeCode::generate();
    let known = store
        .reset_user(office, &login_name(name), code.hash(), now + LIFE)
        .await?;
    Ok(known.then_some(code))
}

/// Sets the password by a code.
///
/// # Errors
/// 400 for a password that is too short, too long or too easy to guess (the
/// code stays good); 401 for a wrong name or code; 429 after too many tries.
pub async fn set_password(
    app: &App,
    device: &Device,
    request: SetupRequest,
    now: Timestamp,
) -> Result<(), ApiError> {
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
    let code = OneTimeCode::parse(&request.code);
    let (Some(user), Some(code)) = (user, code) else {
        return Err(ErrorCode::Unauthorized.into());
    };
    if !app.store.try_setup(user.id, code.hash(), now).await? {
        return Err(ErrorCode::Unauthorized.into());
    }
    // The code was right: choosing a weak password is no guessing.
    app.auth.accounts.succeeded(&account);
    app.auth.sources.succeeded(&device.id);
    let settings = &app.settings.current(&device.office).await?.settings;
    let own = [
        name.as_str(),
        &settings.municipality.name,
        &settings.office.name,
    ];
    password::check(&request.password, &own).map_err(|why| ErrorCode::WeakPassword { why })?;
    let hash = app.auth.passwords.hash(request.password).await?;
    if !app.store.set_password(user.id, code.hash(), hash).await? {
        return Err(ErrorCode::Unauthorized.into());
    }
    app.auth.known_sessions.forget_all();
    let entry = AuditEntry {
        user: Some(user.id),
        device: Some(device.id),
        action: "password_set",
        office: Some(device.office.clone()),
        ..AuditEntry::default()
    };
    Ok(app.store.record(entry, now).await?)
}
