//! How devices get their keys, and lose them.

use aufruf_core::wire::device::DeviceKind;
use poem::http::StatusCode;
use serde_json::json;

use super::office::{Credential, Office, code};
use crate::{
    auth::{key::OneTimeCode, pairing},
    store::device::PAIRING_TRIES,
};

async fn add(office: &Office, kind: DeviceKind) -> OneTimeCode {
    let name = format!("Gerät {:x}", crate::auth::key::random_bits());
    let added = pairing::add(&office.app.store, &office.id, kind, name, office.now());
    added.await.unwrap().1
}

async fn pair(office: &Office, code: OneTimeCode, kind: &str) -> StatusCode {
    let body = json!({ "code": code.to_string(), "kind": kind });
    office
        .post("/api/v1/pair", &Credential::default(), &body)
        .await
        .0
}

#[tokio::test]
async fn a_code_works_once_for_its_kind_of_device() {
    let office = Office::open().await;
    let code = add(&office, DeviceKind::Kiosk).await;
    assert_eq!(
        pair(&office, code, "display").await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(pair(&office, code, "kiosk").await, StatusCode::OK);
    assert_eq!(pair(&office, code, "kiosk").await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_code_ends_after_ten_minutes() {
    let office = Office::open().await;
    let early = add(&office, DeviceKind::Desk).await;
    office.wait(9 * 60 + 55);
    assert_eq!(pair(&office, early, "desk").await, StatusCode::OK);
    let late = add(&office, DeviceKind::Desk).await;
    office.wait(10 * 60);
    assert_eq!(pair(&office, late, "desk").await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_code_is_void_after_five_wrong_ones_even_from_elsewhere() {
    let office = Office::open().await;
    let right = add(&office, DeviceKind::Desk).await;
    for _ in 0..PAIRING_TRIES {
        let wrong = OneTimeCode::generate();
        assert_eq!(pair(&office, wrong, "desk").await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(
        pair(&office, right, "desk").await,
        StatusCode::TOO_MANY_REQUESTS
    );
    // Another address does not have to wait, but the code is gone.
    let other = "192.0.2.7".parse().unwrap();
    let request = aufruf_core::wire::device::PairRequest {
        code: right.to_string(),
        kind: DeviceKind::Desk,
    };
    let refused = pairing::pair(&office.app, &request, other, office.now()).await;
    assert_eq!(
        refused.unwrap_err().code(),
        aufruf_core::wire::ErrorCode::Unauthorized
    );
    // After the pause a new code works.
    office.wait(61);
    let fresh = add(&office, DeviceKind::Desk).await;
    assert_eq!(pair(&office, fresh, "desk").await, StatusCode::OK);
}

#[tokio::test]
async fn the_database_holds_neither_codes_nor_keys() {
    let office = Office::open().await;
    let open = add(&office, DeviceKind::Display).await;
    let (_, credential) = office.device(DeviceKind::Kiosk).await;
    let session = office
        .staff(aufruf_core::wire::device::StaffRole::Clerk)
        .await;
    let secrets = [
        open.to_string().replace('-', ""),
        credential.key.unwrap(),
        session.session.unwrap(),
    ];
    let folder = office.app.config.data_dir.clone();
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in &secrets {
            let found = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!found, "a secret stands in the database");
        }
    }
}

#[tokio::test]
async fn a_revoked_device_is_refused_after_a_second() {
    let office = Office::open().await;
    let (device, kiosk) = office.device(DeviceKind::Kiosk).await;
    let status = json!({ "camera": true, "printer": null, "sound": null });
    assert_eq!(
        office
            .post("/api/v1/device/status", &kiosk, &status)
            .await
            .0,
        StatusCode::NO_CONTENT
    );
    assert!(office.app.store.revoke_device(device.id).await.unwrap());
    office.wait(1);
    let (refused, body) = office.post("/api/v1/device/status", &kiosk, &status).await;
    assert_eq!(
        (refused, code(&body).as_str()),
        (StatusCode::UNAUTHORIZED, "unauthorized")
    );
}
