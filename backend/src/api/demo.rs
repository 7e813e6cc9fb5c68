//! The movable clock of demos and tests.

use std::time::Duration;

use aufruf_core::wire::{
    ErrorCode,
    demo::{Advance, ServerTime},
};

use super::{Call, input::Json};
use crate::{auth::Device, error::ApiError};

/// The farthest step. Seconds.
const FARTHEST_S: u32 = 400 * 24 * 3600;

/// `POST /api/v1/demo/clock`.
pub async fn clock(
    call: Call<Device>,
    Json(Advance { advance_s }): Json<Advance>,
) -> Result<Json<ServerTime>, ApiError> {
    if !call.app.clock.is_movable() {
        return Err(ErrorCode::NotFound.into());
    }
    if advance_s > FARTHEST_S {
        return Err(ApiError::bad_request("the step is too far"));
    }
    let moved = call
        .app
        .clock
        .advance(Duration::from_secs(advance_s.into()));
    moved.map_err(ApiError::fault)?;
    Ok(Json(ServerTime {
        now: call.app.clock.now(),
    }))
}
