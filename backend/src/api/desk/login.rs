//! Log-in, log-out, first password.

use aufruf_core::wire::device::{LoginRequest, Session, SetupRequest};

use crate::{
    api::{Call, input::Json},
    auth::{Device, Staff, login, setup},
    error::ApiError,
};

/// `POST /api/v1/desk/setup`.
pub async fn set_up(call: Call<Device>, Json(request): Json<SetupRequest>) -> Result<(), ApiError> {
    setup::set_password(&call.app, &call.caller, request, call.now).await
}

/// `POST /api/v1/desk/login`.
pub async fn log_in(
    call: Call<Device>,
    Json(request): Json<LoginRequest>,
) -> Result<Json<Session>, ApiError> {
    login::log_in(&call.app, &call.caller, request, call.now)
        .await
        .map(Json)
}

/// `POST /api/v1/desk/logout`.
pub async fn log_out(call: Call<Staff>, (): ()) -> Result<(), ApiError> {
    login::log_out(&call.app, &call.caller, call.now).await
}

/// `GET /api/v1/desk/session`: who is logged in; counts as a use.
pub async fn session(call: Call<Staff>, (): ()) -> Result<Json<Session>, ApiError> {
    let Staff {
        name, role, until, ..
    } = call.caller;
    // The token is known to whoever sent it, and to nobody else.
    Ok(Json(Session {
        token: String::new(),
        user: name,
        role,
        until,
    }))
}
