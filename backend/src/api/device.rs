//! What every device may do: be paired, and say how it is.

use aufruf_core::wire::device::{DeviceStatus, PairRequest, Paired};

use super::{Call, input::Json};
use crate::{
    auth::{Device, Guest, pairing},
    error::ApiError,
    live::News,
};

/// `POST /api/v1/pair`.
pub async fn pair(
    call: Call<Guest>,
    Json(request): Json<PairRequest>,
) -> Result<Json<Paired>, ApiError> {
    pairing::pair(&call.app, &request, call.network, call.now)
        .await
        .map(Json)
}

/// `POST /api/v1/device/status`.
pub async fn status(call: Call<Device>, Json(status): Json<DeviceStatus>) -> Result<(), ApiError> {
    call.app.live.device(&call.caller, News::Status(status));
    Ok(())
}
