//! Free times that a clerk may offer.

use aufruf_core::{
    id::ServiceId,
    rejection::Rejection,
    visit::{Channel, Concern},
    wire::desk::FreeDay,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    api::{
        Call,
        input::{Json, Query},
    },
    auth::Staff,
    error::ApiError,
};

/// Most days of one question.
const DAYS_MAX: u16 = 62;

/// Which days, and what for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// First local date.
    pub date: Date,
    /// `ID:N,ID:N`: services and how many persons or pieces.
    pub concerns: String,
    /// How many days from then, `1..=62`. Default 1.
    #[serde(default = "one")]
    pub days: u16,
}

fn one() -> u16 {
    1
}

/// `GET /api/v1/desk/free-times`.
pub async fn list(
    call: Call<Staff>,
    Query(need): Query<Need>,
) -> Result<Json<Vec<FreeDay>>, ApiError> {
    if !(1..=DAYS_MAX).contains(&need.days) {
        return Err(ApiError::bad_request("days must be between 1 and 62"));
    }
    let concerns = concerns(&need.concerns)
        .ok_or_else(|| ApiError::bad_request("concerns must be written ID:N,ID:N"))?;
    let office = &call.caller.device.office;
    let days = call
        .app
        .days
        .snapshots(office, need.date, need.days)
        .await?;
    let mut free = Vec::with_capacity(days.len());
    for snapshot in days {
        let times = match snapshot.free_times(&concerns, Channel::Staff, call.now) {
            Ok(times) => times.to_vec(),
            // A past day has nothing free; what is wrong with the concerns
            // is wrong on every day, and said.
            Err(Rejection::DayClosed) => Vec::new(),
            Err(rejection) => return Err(rejection.into()),
        };
        free.push(FreeDay {
            date: snapshot.day.date(),
            times,
        });
    }
    Ok(Json(free))
}

fn concerns(text: &str) -> Option<Vec<Concern>> {
    text.split(',')
        .map(|part| {
            let (service, quantity) = part.split_once(':')?;
            let service = ServiceId::new(service.trim()).ok()?;
            Some(Concern {
                service,
                quantity: quantity.trim().parse().ok()?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn concerns_are_read_with_their_quantities() {
        let read = concerns("personalausweis:2, meldebescheinigung:1").unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read[0].service.as_str(), read[0].quantity),
            ("personalausweis", 2)
        );
        for bad in ["", "a", "a:", "a:x", "a:1,", "A:1", "a:256"] {
            assert!(concerns(bad).is_none(), "{bad:?}");
        }
    }
}
