//! What every device may do: be paired, and say how it is.

use std::net::{IpAddr, Ipv4Addr};

use aufruf_core::wire::device::{DeviceStatus, PairRequest, Paired};

use super::{Call, input::Json};
use crate::{
    auth::{Device, Guest, pairing},
    error::ApiError,
};

/// `POST /api/v1/pair`.
pub async fn pair(
    call: Call<Guest>,
    Json(request): Json<PairRequest>,
) -> Result<Json<Paired>, ApiError> {
    // A request that came by no socket counts as local.
    let source = call.source.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    pairing::pair(&call.app, &request, source, call.now)
        .await
        .map(Json)
}

/// `POST /api/v1/device/status`.
pub async fn status(call: Call<Device>, Json(status): Json<DeviceStatus>) -> Result<(), ApiError> {
    call.app.auth.devices.says(&call.app, &call.caller, status);
    Ok(())
}
