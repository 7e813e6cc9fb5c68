//! Whether the server lives and can work.

use aufruf_core::wire::ErrorCode;

use super::Call;
use crate::{auth::Guest, error::ApiError};

/// `GET /healthz`: the process lives.
pub async fn alive(_: Call<Guest>, (): ()) -> Result<(), ApiError> {
    Ok(())
}

/// `GET /readyz`: the database answers and the server is not stopping.
pub async fn ready(call: Call<Guest>, (): ()) -> Result<(), ApiError> {
    if call.app.shutdown.is_cancelled() {
        return Err(ErrorCode::Unavailable.into());
    }
    Ok(call.app.store.ping().await?)
}
