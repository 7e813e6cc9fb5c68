//! What the handlers of kiosk and desk share: today's date, and ids and bits
//! that are the same when a request is repeated.

use aufruf_core::id::{OfficeId, RequestId, VisitId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::{app::App, error::ApiError};

/// The local date of the office.
///
/// # Errors
/// 404 if there is no such office.
pub async fn today(app: &App, office: &OfficeId) -> Result<Date, ApiError> {
    Ok(app.settings.current(office).await?.today(&app.clock))
}

/// The id of the visit that a request makes: the same for each repetition, so
/// that the request is recognised by its body.
#[must_use]
pub fn visit_of(request: RequestId) -> VisitId {
    let digest = Sha256::new()
        .chain_update(b"visit")
        .chain_update(request.0)
        .finalize();
    let bytes = digest[..16].try_into().expect("16 of 32 bytes");
    VisitId(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// The random bits with which a request draws an appointment's number: nobody
/// outside can foresee them, and each repetition has the same.
#[must_use]
pub fn bits_of(app: &App, request: RequestId) -> u64 {
    let key = app.secrets.derived_key("appointment numbers");
    let digest = Sha256::new()
        .chain_update(key)
        .chain_update(request.0)
        .finalize();
    u64::from_be_bytes(digest[..8].try_into().expect("8 of 32 bytes"))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_repeated_request_names_the_same_visit_and_another_one_another() {
        let (a, b) = (RequestId(Uuid::new_v4()), RequestId(Uuid::new_v4()));
        assert_eq!(visit_of(a), visit_of(a));
        assert_ne!(visit_of(a), visit_of(b));
        assert_eq!(visit_of(a).0.get_version_num(), 4);
    }
}
