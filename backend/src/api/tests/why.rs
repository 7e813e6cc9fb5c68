//! The order in force, and the explanation of past calls.

use aufruf_core::{
    settings::Policy,
    wire::device::{DeviceKind, StaffRole},
};
use poem::http::StatusCode;
use serde_json::{Value, json};

use super::office::{Credential, Office};

const CONCERNS: &str = "meldebescheinigung";

/// At 10:29 an appointment of 10:30 is here, and a walk-in who drew at 9:00.
async fn two_wait(office: &Office) -> Credential {
    let lead = office.staff(StaffRole::Lead).await;
    let kiosk = office.device(DeviceKind::Kiosk).await.1;
    let concerns = json!([{ "service": CONCERNS, "quantity": 1 }]);
    let draw = json!({ "concerns": concerns });
    let _ = office.must("/api/v1/kiosk/tickets", &kiosk, draw).await;
    let contact = json!({ "name": "Sabine Klein", "email": "", "phone": "" });
    let book = json!({ "from": "2027-01-12T09:30:00Z", "concerns": concerns, "contact": contact });
    let booked = office.must("/api/v1/desk/bookings", &lead, book).await;
    office.wait(89 * 60);
    // The session has been idle for too long meanwhile.
    let lead = office.staff(StaffRole::Lead).await;
    let here = json!({ "command": "check_in", "visit": booked["visit"] });
    let _ = office.command(&lead, here).await;
    let open = json!({ "command": "open_counter", "counter": 1 });
    let _ = office.command(&lead, open).await;
    lead
}

async fn call(office: &Office, lead: &Credential) -> Value {
    let next = json!({ "command": "call_next", "counter": 1, "promised": null });
    office.command(lead, next).await
}

/// Each order, and whom it calls first.
const ORDERS: [(Policy, &str); 6] = [
    (Policy::Rank, "W"),
    (Policy::Strict, "A"),
    (Policy::Due, "A"),
    (Policy::Fifo, "W"),
    (Policy::Apq { per_mille: 2000 }, "W"),
    (Policy::Wrr { appointments: 1 }, "A"),
];

#[tokio::test]
async fn an_office_calls_in_the_order_of_its_settings() {
    for (policy, first) in ORDERS {
        let office = Office::with(|settings| settings.queue.policy = policy).await;
        let lead = two_wait(&office).await;
        let called = call(&office, &lead).await;
        assert_eq!(called["number"]["letter"], first, "{policy:?}");
    }
}

#[tokio::test]
async fn a_lead_changes_the_order_of_those_who_wait_for_the_rest_of_the_day() {
    for (policy, first) in &ORDERS[1..] {
        let office = Office::open().await;
        let lead = two_wait(&office).await;
        let set = json!({ "command": "set_policy", "policy": policy });
        let _ = office.command(&lead, set).await;
        let called = call(&office, &lead).await;
        assert_eq!(called["number"]["letter"], *first, "{policy:?}");
    }
    // And back again: every place is worked out anew.
    let office = Office::open().await;
    let lead = two_wait(&office).await;
    for policy in [json!("due"), json!(null)] {
        let set = json!({ "command": "set_policy", "policy": policy });
        let _ = office.command(&lead, set).await;
    }
    assert_eq!(call(&office, &lead).await["number"]["letter"], "W");
}

#[tokio::test]
async fn a_lead_is_told_why_somebody_was_called() {
    let office = Office::open().await;
    let lead = two_wait(&office).await;
    let first = call(&office, &lead).await;
    let path = format!("/api/v1/desk/calls/{}/why", first["seq"]);
    let (status, why) = office.get(&path, &lead).await;
    assert_eq!(status, StatusCode::OK, "{why}");
    assert_eq!(why["called"]["number"], first["number"]);
    // The first ticket: nine o'clock and an hour of head start.
    let rank = why["called"]["rank_at"].as_str().unwrap();
    assert!(rank.starts_with("2027-01-12T09:00"), "{rank}");
    assert_eq!(why["others"], 1);
    assert_eq!(why["turn"]["turn"], "next");
    assert_eq!(why["turn"]["by"], "rank_time");
    assert_eq!(why["turn"]["beaten"]["number"]["letter"], "A");
    assert!(!why.to_string().contains("Klein"), "no personal data");
    let sentences = why["sentences"].as_array().unwrap();
    assert_eq!(sentences.last().unwrap(), "Die frühere Rangzeit entschied.");

    for command in ["start", "finish"] {
        let body = json!({ "command": command, "counter": 1 });
        let _ = office.command(&lead, body).await;
    }
    let concerns = json!([{ "service": CONCERNS, "quantity": 1 }]);
    let draw = json!({ "command": "draw_ticket", "concerns": concerns });
    let ticket = office.command(&lead, draw).await;
    let body = json!({ "command": "call_visit", "counter": 1, "visit": ticket["visit"], "reason": "frail" });
    let second = office.command(&lead, body).await;
    let path = format!("/api/v1/desk/calls/{}/why?date=2027-01-12", second["seq"]);
    let (_, why) = office.get(&path, &lead).await;
    assert_eq!(why["turn"]["turn"], "out_of_turn");
    assert_eq!(why["turn"]["reason"], "frail");
    assert_eq!(why["turn"]["passed"]["number"]["letter"], "A");
    for path in [
        "/api/v1/desk/calls/1/why",
        "/api/v1/desk/calls/99999/why",
        "/api/v1/desk/calls/x/why",
    ] {
        assert_eq!(
            office.get(path, &lead).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
