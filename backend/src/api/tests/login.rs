//! Passwords and sessions.

use aufruf_core::wire::device::{DeviceKind, StaffRole};
use poem::http::StatusCode;
use serde_json::{Value, json};

use super::office::{Credential, Office, PASSWORD, code};
use crate::auth::{key::OneTimeCode, setup};

const SESSION: &str = "/api/v1/desk/session";

async fn add(office: &Office, name: &str) -> OneTimeCode {
    let added = setup::add(
        &office.app.store,
        &office.id,
        name,
        StaffRole::Lead,
        office.now(),
    );
    added.await.unwrap()
}

async fn set_up(
    office: &Office,
    desk: &Credential,
    name: &str,
    code: OneTimeCode,
    password: &str,
) -> (StatusCode, Value) {
    let body = json!({ "user": name, "code": code.to_string(), "password": password });
    office.post("/api/v1/desk/setup", desk, &body).await
}

async fn log_in(
    office: &Office,
    desk: &Credential,
    name: &str,
    password: &str,
) -> (StatusCode, Value) {
    let body = json!({ "user": name, "password": password });
    office.post("/api/v1/desk/login", desk, &body).await
}

async fn clerk(office: &Office, desk: &Credential) -> Credential {
    let (status, session) = log_in(office, desk, "klein", PASSWORD).await;
    assert_eq!(status, StatusCode::OK, "{session}");
    let token = session["token"].as_str().unwrap().to_owned();
    Credential {
        session: Some(token),
        ..desk.clone()
    }
}

#[tokio::test]
async fn nobody_gets_in_without_the_set_up_code_which_works_once() {
    let office = Office::open().await;
    let desk = office.device(DeviceKind::Desk).await.1;
    let code_for_klein = add(&office, "Klein").await;
    assert_eq!(
        log_in(&office, &desk, "klein", PASSWORD).await.0,
        StatusCode::UNAUTHORIZED
    );
    let wrong = set_up(&office, &desk, "klein", OneTimeCode::generate(), PASSWORD)
        .await
        .0;
    assert_eq!(wrong, StatusCode::UNAUTHORIZED);
    for (weak, why) in [
        ("kurz", "too_short"),
        ("Musterstadt2027", "common"),
        ("passwort12345", "common"),
    ] {
        let (status, body) = set_up(&office, &desk, "klein", code_for_klein, weak).await;
        assert_eq!(
            (status, code(&body).as_str()),
            (StatusCode::BAD_REQUEST, "weak_password")
        );
        assert_eq!(body["error"]["why"], why);
        assert!(!body.to_string().contains(weak), "{body}");
    }
    let (status, _) = set_up(&office, &desk, "klein", code_for_klein, PASSWORD).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let again = set_up(
        &office,
        &desk,
        "klein",
        code_for_klein,
        "ein ganz anderer Satz",
    )
    .await
    .0;
    assert_eq!(again, StatusCode::UNAUTHORIZED);
    let (status, session) = log_in(&office, &desk, " KLEIN ", PASSWORD).await;
    assert_eq!(
        (status, session["role"].as_str()),
        (StatusCode::OK, Some("lead"))
    );
    assert!(session["token"].as_str().unwrap().len() >= 64);
}

#[tokio::test]
async fn a_set_up_code_ends_after_a_day_and_a_reset_ends_everything() {
    let office = Office::open().await;
    let desk = office.device(DeviceKind::Desk).await.1;
    let late = add(&office, "klein").await;
    office.wait(24 * 3600);
    assert_eq!(
        set_up(&office, &desk, "klein", late, PASSWORD).await.0,
        StatusCode::UNAUTHORIZED
    );
    let store = &office.app.store;
    let fresh = setup::reset(store, &office.id, "klein", office.now())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        set_up(&office, &desk, "klein", fresh, PASSWORD).await.0,
        StatusCode::NO_CONTENT
    );
    let session = clerk(&office, &desk).await;
    assert_eq!(office.get(SESSION, &session).await.0, StatusCode::OK);
    let _ = setup::reset(store, &office.id, "klein", office.now())
        .await
        .unwrap();
    office.wait(1);
    assert_eq!(
        office.get(SESSION, &session).await.0,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        log_in(&office, &desk, "klein", PASSWORD).await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_session_ends_by_idleness_age_log_out_and_disabling() {
    let office = Office::open().await;
    let desk = office.device(DeviceKind::Desk).await.1;
    let fresh = add(&office, "klein").await;
    assert_eq!(
        set_up(&office, &desk, "klein", fresh, PASSWORD).await.0,
        StatusCode::NO_CONTENT
    );

    let idle = clerk(&office, &desk).await;
    office.wait(29 * 60);
    assert_eq!(
        office.get(SESSION, &idle).await.0,
        StatusCode::OK,
        "used in time"
    );
    office.wait(30 * 60);
    assert_eq!(
        office.get(SESSION, &idle).await.0,
        StatusCode::UNAUTHORIZED,
        "idle"
    );

    let old = clerk(&office, &desk).await;
    for _ in 0..28 {
        office.wait(25 * 60);
        assert_eq!(office.get(SESSION, &old).await.0, StatusCode::OK);
    }
    office.wait(20 * 60);
    assert_eq!(
        office.get(SESSION, &old).await.0,
        StatusCode::UNAUTHORIZED,
        "12 hours"
    );

    let left = clerk(&office, &desk).await;
    let (status, _) = office.post("/api/v1/desk/logout", &left, &json!({})).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(
        office.get(SESSION, &left).await.0,
        StatusCode::UNAUTHORIZED,
        "logged out"
    );

    let disabled = clerk(&office, &desk).await;
    assert!(
        office
            .app
            .store
            .disable_user(&office.id, "klein")
            .await
            .unwrap()
    );
    office.wait(1);
    assert_eq!(
        office.get(SESSION, &disabled).await.0,
        StatusCode::UNAUTHORIZED,
        "disabled"
    );
    assert_eq!(
        log_in(&office, &desk, "klein", PASSWORD).await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn guessing_is_slowed_down_for_known_and_unknown_users_alike() {
    let office = Office::open().await;
    let desk = office.device(DeviceKind::Desk).await.1;
    let fresh = add(&office, "klein").await;
    assert_eq!(
        set_up(&office, &desk, "klein", fresh, PASSWORD).await.0,
        StatusCode::NO_CONTENT
    );
    for name in ["klein", "niemand"] {
        for _ in 0..5 {
            let (status, body) = log_in(&office, &desk, name, "falsch geraten 1").await;
            assert_eq!(
                (status, code(&body).as_str()),
                (StatusCode::UNAUTHORIZED, "unauthorized")
            );
        }
        let (status, body) = log_in(&office, &desk, name, PASSWORD).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        assert!(
            (1..=30).contains(&body["error"]["retry_after_s"].as_u64().unwrap()),
            "{body}"
        );
    }
    // Never for good: after the pause the right password works.
    office.wait(31);
    let _ = clerk(&office, &desk).await;
    // One desk that tries many names waits, too; another desk does not.
    for n in 0..20 {
        let _ = log_in(&office, &desk, &format!("name{n}"), "falsch geraten 1").await;
    }
    let waiting = log_in(&office, &desk, "klein", PASSWORD).await.0;
    assert_eq!(waiting, StatusCode::TOO_MANY_REQUESTS);
    let other = office.device(DeviceKind::Desk).await.1;
    assert_eq!(
        log_in(&office, &other, "klein", PASSWORD).await.0,
        StatusCode::OK
    );
}
