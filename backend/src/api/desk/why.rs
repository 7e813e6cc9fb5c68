//! Why a visit was called when it was: for complaints, days later.

use aufruf_core::{
    explain::{self, CallExplained},
    wire::ErrorCode,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    api::{
        Call,
        input::{Json, Query},
        office,
    },
    auth::Staff,
    error::ApiError,
    explain as sentences,
    i18n::Words,
};

/// Which day.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Of {
    /// The local date. Default: today.
    pub date: Option<Date>,
}

/// The explanation in parts, and in the sentences that a desk shows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Explained {
    #[serde(flatten)]
    call: CallExplained,
    /// German, one after the other.
    sentences: Vec<String>,
}

/// `GET /api/v1/desk/calls/:seq/why`.
pub async fn call(call: Call<Staff>, Query(of): Query<Of>) -> Result<Json<Explained>, ApiError> {
    let seq = call.segment.as_deref().and_then(|seq| seq.parse().ok());
    let seq: u64 = seq.ok_or(ErrorCode::NotFound)?;
    let office = call.caller.device.office;
    let date = match of.date {
        Some(date) => date,
        None => office::today(&call.app, &office).await?,
    };
    let published = call.app.settings.current(&office).await?;
    let entries = call.app.store.journal(&office, date).await?;
    // Folding a long day takes milliseconds.
    let work = move || explain::call(office, date, &entries, seq);
    let explained = tokio::task::spawn_blocking(work).await;
    let explained = explained.map_err(|error| ApiError::Fault(error.into()))?;
    let call = explained.ok_or(ErrorCode::NotFound)?;
    let word = &published.settings.office.counter_word;
    let sentences = sentences::lines(Words, &call, word, &published.zone);
    Ok(Json(Explained { call, sentences }))
}
