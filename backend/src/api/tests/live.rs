//! The live streams.

use std::time::{Duration, Instant};

use aufruf_core::wire::device::{DeviceKind, StaffRole};
use futures::{Stream, StreamExt};
use poem::http::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::office::{Credential, Office};

/// Longest wait of a test for something that should come at once.
const SOON: Duration = Duration::from_secs(5);

async fn open(
    office: &Office,
    path: &str,
    credential: &Credential,
) -> impl Stream<Item = Vec<u8>> + Unpin + use<> {
    let response = office.request(Method::GET, path, credential).send().await.0;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert_eq!(response.content_type(), Some("text/event-stream"));
    let chunks = response.into_body().into_bytes_stream();
    Box::pin(chunks.map(|chunk| chunk.unwrap().to_vec()))
}

/// The newest view among what has come once a view is complete. A chunk may end
/// anywhere, within a letter too.
async fn view(stream: &mut (impl Stream<Item = Vec<u8>> + Unpin)) -> Value {
    let next = async {
        let mut bytes = Vec::new();
        while let Some(chunk) = stream.next().await {
            bytes.extend(chunk);
            if !bytes.ends_with(b"\n\n") {
                continue;
            }
            let text = std::str::from_utf8(&bytes).unwrap();
            let mut lines = text.lines().rev();
            if let Some(data) = lines.find_map(|line| line.strip_prefix("data: ")) {
                return serde_json::from_str(data).unwrap();
            }
        }
        panic!("the stream ended");
    };
    timeout(SOON, next).await.expect("a view comes soon")
}

/// Reads until the end, and says how long that took.
async fn end(mut stream: impl Stream<Item = Vec<u8>> + Unpin) -> Duration {
    let start = Instant::now();
    let drain = async { while stream.next().await.is_some() {} };
    timeout(2 * SOON, drain).await.expect("the stream ends");
    start.elapsed()
}

#[tokio::test]
async fn each_kind_of_device_gets_its_whole_view_at_once() {
    let office = Office::open().await;
    let display = office.device(DeviceKind::Display).await.1;
    let kiosk = office.device(DeviceKind::Kiosk).await.1;
    let desk = office.staff(StaffRole::Clerk).await;
    for (path, credential, field) in [
        ("/api/v1/display/live", display, "calls"),
        ("/api/v1/kiosk/live", kiosk, "walk_in"),
        ("/api/v1/desk/live", desk, "waiting"),
    ] {
        let mut stream = open(&office, path, &credential).await;
        let view = view(&mut stream).await;
        assert_eq!(view["office"]["id"], "buergerbuero");
        assert!(view[field] != Value::Null, "{path}: {field}");
    }
}

#[tokio::test]
async fn the_terminal_knows_the_booking_pages_if_a_phone_reaches_them() {
    let reached = "https://termine.musterstadt.example";
    for (address, link) in [
        (reached, json!(format!("{reached}/buergerbuero"))),
        ("http://localhost:8080", Value::Null),
    ] {
        let office = Office::configured(|_| {}, |config| config.public_url = address.into()).await;
        let kiosk = office.device(DeviceKind::Kiosk).await.1;
        let mut stream = open(&office, "/api/v1/kiosk/live", &kiosk).await;
        assert_eq!(view(&mut stream).await["booking_link"], link, "{address}");
    }
}

#[tokio::test]
async fn a_change_is_seen_by_the_desk_that_watches() {
    let office = Office::open().await;
    let kiosk = office.device(DeviceKind::Kiosk).await.1;
    let desk = office.staff(StaffRole::Clerk).await;
    let mut stream = open(&office, "/api/v1/desk/live", &desk).await;
    assert_eq!(view(&mut stream).await["waiting"], json!([]));
    let draw = json!({ "concerns": [{ "service": "meldebescheinigung", "quantity": 1 }] });
    let ticket = office.must("/api/v1/kiosk/tickets", &kiosk, draw).await;
    loop {
        let view = view(&mut stream).await;
        if let Some(waiting) = view["waiting"].as_array().unwrap().first() {
            assert_eq!(waiting["number"], ticket["number"]);
            break;
        }
    }
}

#[tokio::test]
async fn a_comment_every_two_seconds_shows_that_the_stream_lives() {
    let office = Office::open().await;
    let display = office.device(DeviceKind::Display).await.1;
    let mut stream = open(&office, "/api/v1/display/live", &display).await;
    let _ = view(&mut stream).await;
    let start = Instant::now();
    let mut beats = 0;
    while beats < 2 {
        let chunk = timeout(Duration::from_secs(4), stream.next())
            .await
            .unwrap()
            .unwrap();
        beats += usize::from(chunk.starts_with(b":"));
    }
    let took = start.elapsed();
    assert!(
        took > Duration::from_secs(2) && took < Duration::from_secs(6),
        "{took:?}"
    );
}

#[tokio::test]
async fn a_stream_ends_within_five_seconds_of_the_revocation_by_another_process() {
    let office = Office::open().await;
    let (device, kiosk) = office.device(DeviceKind::Kiosk).await;
    let desk = office.staff(StaffRole::Clerk).await;
    let mut desk_stream = open(&office, "/api/v1/desk/live", &desk).await;
    let mut stream = open(&office, "/api/v1/kiosk/live", &kiosk).await;
    let _ = view(&mut stream).await;
    let is_listed = |view: &Value| {
        view["devices"]
            .as_array()
            .unwrap()
            .iter()
            .any(|d| d["name"] == device.name.as_str())
    };
    while !is_listed(&view(&mut desk_stream).await) {}
    // Only the database knows: nothing in this process is told.
    assert!(office.app.store.revoke_device(device.id).await.unwrap());
    assert!(end(stream).await < SOON);
    while is_listed(&view(&mut desk_stream).await) {}
    office.wait(1);
    let again = office
        .request(Method::GET, "/api/v1/kiosk/live", &kiosk)
        .send()
        .await;
    again.assert_status(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_desk_stream_ends_with_its_session() {
    let office = Office::open().await;
    let first = office.staff(StaffRole::Clerk).await;
    let mut stream = open(&office, "/api/v1/desk/live", &first).await;
    let _ = view(&mut stream).await;
    let (status, _) = office.post("/api/v1/desk/logout", &first, &json!({})).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert!(
        end(stream).await < Duration::from_secs(1),
        "at once after a log-out"
    );

    let second = office.staff(StaffRole::Clerk).await;
    let mut stream = open(&office, "/api/v1/desk/live", &second).await;
    let _ = view(&mut stream).await;
    office.wait(31 * 60);
    assert!(end(stream).await < SOON, "idle");
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let office = Office::open().await;
    let display = office.device(DeviceKind::Display).await.1;
    let mut stream = open(&office, "/api/v1/display/live", &display).await;
    let _ = view(&mut stream).await;
    office.app.shutdown.cancel();
    assert!(end(stream).await < Duration::from_secs(1));
    let (status, _) = office.get("/readyz", &Credential::default()).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_drawn_ticket_is_shown_at_once_and_its_wait_soon_after() {
    let office = Office::open().await;
    let kiosk = office.device(DeviceKind::Kiosk).await.1;
    let display = office.device(DeviceKind::Display).await.1;
    let desk = office.staff(StaffRole::Clerk).await;
    let mut stream = open(&office, "/api/v1/desk/live", &desk).await;
    let mut monitor = open(&office, "/api/v1/display/live", &display).await;
    let draw = json!({ "concerns": [{ "service": "meldebescheinigung", "quantity": 1 }] });
    let _ = office.must("/api/v1/kiosk/tickets", &kiosk, draw).await;
    let forecast = async {
        loop {
            let view = view(&mut stream).await;
            if let Some(first) = view["waiting"].get(0)
                && first["wait"]["to_min"].is_u64()
            {
                break view;
            }
        }
    };
    let seen = timeout(SOON, forecast)
        .await
        .expect("a forecast comes soon");
    assert!(
        seen["outlook"]["tickets_left"].as_u64().unwrap() > 0,
        "{seen}"
    );
    let bands = async { while view(&mut monitor).await["walk_in_wait"].is_null() {} };
    timeout(SOON, bands).await.expect("the monitor shows waits");
}
