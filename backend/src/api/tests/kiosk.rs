//! The terminal in the entrance.

use aufruf_core::{
    id::VisitId,
    wire::device::{DeviceKind, StaffRole},
};
use poem::http::StatusCode;
use serde_json::{Value, json};

use super::office::{Credential, Office, code, intent};
use crate::auth::key::OneTimeCode;

const CHECK_IN: &str = "/api/v1/kiosk/check-in";
const LOOKUP: &str = "/api/v1/kiosk/lookup";
const PROSPECT: &str = "/api/v1/kiosk/prospect";
const TICKETS: &str = "/api/v1/kiosk/tickets";

/// Books at this instant; answers the visit's code and number.
async fn book(office: &Office, desk: &Credential, from: &str) -> (String, Value) {
    let body = json!({
        "from": from,
        "concerns": [{ "service": "meldebescheinigung", "quantity": 1 }],
        "contact": { "name": "Erika Mustermann" },
    });
    let booked = office.must("/api/v1/desk/bookings", desk, body).await;
    let visit: VisitId = booked["visit"].as_str().unwrap().parse().unwrap();
    let found = office.app.store.find_visit(visit).await.unwrap().unwrap();
    let code = office.app.secrets.check_in_code(visit, found.generation);
    (code.as_str().to_owned(), booked["number"].clone())
}

async fn kiosk(office: &Office) -> Credential {
    office.device(DeviceKind::Kiosk).await.1
}

#[tokio::test]
async fn a_booking_is_checked_in_by_its_code_once_and_for_all() {
    let office = Office::open().await;
    let (kiosk, desk) = (kiosk(&office).await, office.staff(StaffRole::Clerk).await);
    let (secret, number) = book(&office, &desk, "2027-01-12T08:20:00Z").await;
    let spoken = format!("{} {}", &secret[..4], &secret[4..]).to_lowercase();
    let body = intent(json!({ "code": spoken }));
    let wanted = json!({ "number": number, "booked": "2027-01-12T08:20:00Z", "late": false, "again": false, "stranded": false });
    for attempt in ["first", "repeated"] {
        let (status, mut answer) = office.post(CHECK_IN, &kiosk, &body).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        // How long the wait is depends on when one asks.
        let wait = answer.as_object_mut().unwrap().remove("wait");
        assert!(wait.is_some_and(|wait| wait["to_min"].is_u64() || wait.is_null()));
        assert_eq!(answer, wanted, "{attempt}");
    }
    let again = office
        .must(CHECK_IN, &kiosk, json!({ "code": secret }))
        .await;
    assert_eq!(again["again"], true);
}

#[tokio::test]
async fn a_number_is_asked_for_its_time_and_then_checked_in() {
    let office = Office::open().await;
    let (kiosk, desk) = (kiosk(&office).await, office.staff(StaffRole::Clerk).await);
    let (_, number) = book(&office, &desk, "2027-01-12T08:20:00Z").await;
    let digits = number["digits"].clone();
    let (status, found) = office
        .post(LOOKUP, &kiosk, &json!({ "digits": digits }))
        .await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        found,
        json!({ "number": number, "booked": "2027-01-12T08:20:00Z", "drawn": null })
    );
    let answer = office
        .must(CHECK_IN, &kiosk, json!({ "digits": digits }))
        .await;
    assert_eq!(answer["number"], number);
}

#[tokio::test]
async fn whoever_comes_on_the_wrong_day_is_told_the_right_one() {
    let office = Office::open().await;
    let (kiosk, desk) = (kiosk(&office).await, office.staff(StaffRole::Clerk).await);
    let ask = async |secret: &str| {
        let body = intent(json!({ "code": secret }));
        let (status, answer) = office.post(CHECK_IN, &kiosk, &body).await;
        assert_eq!(status, StatusCode::CONFLICT, "{answer}");
        answer["error"]["rejection"].clone()
    };
    let (later, _) = book(&office, &desk, "2027-01-14T09:00:00Z").await;
    let wanted = json!({ "code": "another_day", "booked": "2027-01-14T09:00:00Z", "past": false });
    assert_eq!(ask(&later).await, wanted, "it was never moved");

    let (moved, number) = book(&office, &desk, "2027-01-12T09:00:00Z").await;
    let path = format!(
        "/api/v1/desk/visits/{}/move",
        visit(&office, &desk, &number).await
    );
    let to = json!({ "date": "2027-01-12", "to": "2027-01-15T09:00:00Z" });
    let _ = office.must(&path, &desk, to).await;
    let wanted = json!({ "code": "moved_away", "to": "2027-01-15T09:00:00Z" });
    assert_eq!(ask(&moved).await, wanted);

    let (missed, _) = book(&office, &desk, "2027-01-12T09:30:00Z").await;
    office.wait(24 * 3600);
    let wanted = json!({ "code": "another_day", "booked": "2027-01-12T09:30:00Z", "past": true });
    assert_eq!(ask(&missed).await, wanted);
    // The wrong day is no attempt to guess.
    for _ in 0..6 {
        assert_eq!(ask(&missed).await, wanted);
    }
}

#[tokio::test]
async fn whoever_was_cancelled_is_told() {
    let office = Office::open().await;
    let (kiosk, desk) = (kiosk(&office).await, office.staff(StaffRole::Clerk).await);
    let (secret, number) = book(&office, &desk, "2027-01-12T09:00:00Z").await;
    let cancel = format!(
        "/api/v1/desk/visits/{}/cancel",
        visit(&office, &desk, &number).await
    );
    let _ = office
        .must(&cancel, &desk, json!({ "date": "2027-01-12" }))
        .await;
    let by_code = office
        .post(CHECK_IN, &kiosk, &intent(json!({ "code": secret })))
        .await
        .1;
    assert_eq!(code(&by_code), "booking_cancelled");
    let by_number = office
        .post(LOOKUP, &kiosk, &json!({ "digits": number["digits"] }))
        .await
        .1;
    assert_eq!(code(&by_number), "booking_cancelled");
}

#[tokio::test]
async fn a_missed_walk_in_comes_back_by_its_number_or_its_slip() {
    let office = Office::open().await;
    let (kiosk, desk) = (kiosk(&office).await, office.staff(StaffRole::Clerk).await);
    let concerns = json!([{ "service": "meldebescheinigung", "quantity": 1 }]);
    let ticket = office
        .must(TICKETS, &kiosk, json!({ "concerns": concerns }))
        .await;
    let digits = json!({ "digits": ticket["number"]["digits"] });
    let wanted = json!({ "number": ticket["number"], "booked": null, "drawn": ticket["drawn"] });
    assert_eq!(office.post(LOOKUP, &kiosk, &digits).await.1, wanted);
    let waiting = office.must(CHECK_IN, &kiosk, digits.clone()).await;
    assert_eq!(
        (&waiting["again"], &waiting["booked"]),
        (&json!(true), &Value::Null)
    );

    for body in [
        json!({ "command": "open_counter", "counter": 1 }),
        json!({ "command": "call_next", "counter": 1, "promised": null }),
        json!({ "command": "miss", "counter": 1 }),
    ] {
        let _ = office.command(&desk, body).await;
    }
    let (_, refused) = office.post(LOOKUP, &kiosk, &digits).await;
    assert_eq!(code(&refused), "missed_just_now");
    office.wait(121);
    assert_eq!(office.post(LOOKUP, &kiosk, &digits).await.1, wanted);
    let back = office.must(CHECK_IN, &kiosk, digits).await;
    assert_eq!(back["again"], false, "{back}");
    let (_, hits) = office.get(&search(&ticket["number"]), &desk).await;
    assert_eq!(hits[0]["visit"]["state"], "waiting", "{hits}");

    let id: VisitId = hits[0]["visit"]["id"].as_str().unwrap().parse().unwrap();
    let found = office.app.store.find_visit(id).await.unwrap().unwrap();
    let secret = office.app.secrets.check_in_code(id, found.generation);
    let by_slip = office
        .must(CHECK_IN, &kiosk, json!({ "code": secret.as_str() }))
        .await;
    assert_eq!(by_slip["number"], ticket["number"]);
    assert_eq!(by_slip["again"], true);
}

/// The id of the visit with this number.
async fn visit(office: &Office, desk: &Credential, number: &Value) -> String {
    let (_, hits) = office.get(&search(number), desk).await;
    hits[0]["visit"]["id"].as_str().unwrap().to_owned()
}

fn search(number: &Value) -> String {
    format!(
        "/api/v1/desk/visits?query={}&date=2027-01-12",
        number["digits"]
    )
}

#[tokio::test]
async fn wrong_and_foreign_codes_look_alike_and_five_of_them_cost_half_a_minute() {
    let office = Office::open().await;
    let (kiosk, desk) = (kiosk(&office).await, office.staff(StaffRole::Clerk).await);
    let (right, _) = book(&office, &desk, "2027-01-12T09:00:00Z").await;
    // Typing slips and other barcodes tell nothing and cost nothing.
    for slip in [
        json!({ "code": "https://example.org" }),
        json!({ "digits": 1000 }),
    ] {
        for _ in 0..6 {
            let (status, answer) = office.post(CHECK_IN, &kiosk, &intent(slip.clone())).await;
            assert_eq!(
                (status, code(&answer).as_str()),
                (StatusCode::NOT_FOUND, "not_found")
            );
        }
    }
    let foreign = OneTimeCode::generate().to_string();
    let other = OneTimeCode::generate().to_string();
    for (n, wrong) in [&other, &foreign, &foreign, &foreign, &foreign]
        .into_iter()
        .enumerate()
    {
        let (status, answer) = office
            .post(CHECK_IN, &kiosk, &intent(json!({ "code": wrong })))
            .await;
        assert_eq!(
            (status, code(&answer).as_str()),
            (StatusCode::NOT_FOUND, "not_found"),
            "{n}"
        );
    }
    for (path, body) in [
        (CHECK_IN, intent(json!({ "code": right }))),
        (LOOKUP, json!({ "digits": 4827 })),
    ] {
        let (status, answer) = office.post(path, &kiosk, &body).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        assert!((1..=30).contains(&answer["error"]["retry_after_s"].as_u64().unwrap()));
    }
    // Another kiosk is not held up, and this one not for long.
    let other = office.device(DeviceKind::Kiosk).await.1;
    let _ = office
        .must(CHECK_IN, &other, json!({ "code": right }))
        .await;
    office.wait(31);
    let _ = office
        .must(CHECK_IN, &kiosk, json!({ "code": right }))
        .await;
}

#[tokio::test]
async fn a_repeated_draw_gives_the_same_ticket_and_another_body_is_refused() {
    let address = "https://termine.musterstadt.example".to_owned();
    let office = Office::configured(|_| {}, |config| config.public_url = address).await;
    let kiosk = kiosk(&office).await;
    let concerns = |service: &str| json!([{ "service": service, "quantity": 1 }]);
    let mut body = intent(json!({ "concerns": concerns("meldebescheinigung") }));
    let (status, first) = office.post(TICKETS, &kiosk, &body).await;
    assert_eq!(status, StatusCode::OK, "{first}");
    let link = first["status_link"].as_str().unwrap();
    assert!(
        link.starts_with("https://termine.musterstadt.example/t/buergerbuero/"),
        "{link}"
    );
    for _ in 0..3 {
        assert_eq!(
            office.post(TICKETS, &kiosk, &body).await,
            (StatusCode::OK, first.clone())
        );
    }
    let other = office.device(DeviceKind::Kiosk).await.1;
    for (credential, service) in [(&kiosk, "personalausweis"), (&other, "meldebescheinigung")] {
        body["concerns"] = concerns(service);
        let (status, answer) = office.post(TICKETS, credential, &body).await;
        assert_eq!(
            (status, code(&answer).as_str()),
            (StatusCode::CONFLICT, "request_id_reused")
        );
    }
    let second = office
        .must(
            TICKETS,
            &kiosk,
            json!({ "concerns": concerns("personalausweis") }),
        )
        .await;
    assert_ne!(second["number"], first["number"]);
    assert_eq!(
        (&first["ahead"], &second["ahead"]),
        (&json!(0), &json!(1)),
        "nobody is booked within the head start"
    );
}

#[tokio::test]
async fn a_ticket_sends_no_phone_to_an_address_that_only_the_server_reaches() {
    let office = Office::open().await;
    let concerns = json!([{ "service": "meldebescheinigung", "quantity": 1 }]);
    let body = json!({ "concerns": concerns });
    let ticket = office.must(TICKETS, &kiosk(&office).await, body).await;
    assert_eq!(ticket["status_link"], Value::Null);
}

#[tokio::test]
async fn help_rings_and_rules_refuse_with_their_reason() {
    let office = Office::open().await;
    let kiosk = kiosk(&office).await;
    let _ = office
        .must("/api/v1/kiosk/help", &kiosk, json!({ "help": "staff" }))
        .await;
    let again = intent(json!({ "help": "staff" }));
    let (_, answer) = office.post("/api/v1/kiosk/help", &kiosk, &again).await;
    assert_eq!(code(&answer), "already_so", "it rings already");
    let none = intent(json!({ "concerns": [] }));
    let (status, answer) = office.post(TICKETS, &kiosk, &none).await;
    assert_eq!(
        (status, code(&answer).as_str()),
        (StatusCode::CONFLICT, "no_concern")
    );
    let unknown = intent(json!({ "concerns": [], "name": "Erika" }));
    let (status, answer) = office.post(TICKETS, &kiosk, &unknown).await;
    assert_eq!(
        status,
        StatusCode::BAD_REQUEST,
        "no personal data: {answer}"
    );
    assert!(!answer.to_string().contains("Erika"));
}

#[tokio::test]
async fn on_a_full_day_a_standby_number_is_offered_and_only_given_if_it_is_taken() {
    let office = Office::with(|settings| {
        settings.quota.guaranteed = 4;
        settings.quota.wait_cap_min = 1;
    })
    .await;
    let kiosk = kiosk(&office).await;
    let concerns = json!([{ "service": "meldebescheinigung", "quantity": 1 }]);
    let ask = async || {
        let body = json!({ "concerns": concerns });
        office.post(PROSPECT, &kiosk, &body).await
    };
    let draw = async |standby: bool| {
        let body = intent(json!({ "concerns": concerns, "standby": standby }));
        office.post(TICKETS, &kiosk, &body).await
    };
    for _ in 0..4 {
        let (status, offer) = ask().await;
        assert_eq!(
            (status, &offer["offer"]),
            (StatusCode::OK, &json!("ticket"))
        );
        let (_, ticket) = draw(false).await;
        assert_eq!(ticket["standby"], false);
        assert!(ticket["wait"]["to_min"].is_u64(), "{ticket}");
    }
    let (_, offer) = ask().await;
    assert_eq!(offer["offer"], "full", "{offer}");
    assert_eq!(offer["standby"], true);
    assert!(offer["appointment"].is_string(), "{offer}");
    let (status, refused) = draw(false).await;
    assert_eq!(status, StatusCode::CONFLICT, "{refused}");
    let (status, ticket) = draw(true).await;
    assert_eq!(status, StatusCode::OK, "{ticket}");
    assert_eq!(ticket["standby"], true);
    assert!(ticket["wait"].is_null(), "nothing is promised: {ticket}");
}

#[tokio::test]
async fn whoever_gets_no_number_learns_why_and_when_an_appointment_is_free() {
    let office = Office::with(|settings| {
        settings.quota.guaranteed = 1;
        settings.quota.cap = Some(1);
    })
    .await;
    let (kiosk, desk) = (kiosk(&office).await, office.staff(StaffRole::Clerk).await);
    let concerns = json!([{ "service": "meldebescheinigung", "quantity": 1 }]);
    let draw = json!({ "concerns": concerns });
    // What there is for this reason, and with which code a number is refused.
    let ask = async |reason: &str, refused: &str| {
        let body = json!({ "concerns": concerns });
        let (status, offer) = office.post(PROSPECT, &kiosk, &body).await;
        assert_eq!(status, StatusCode::OK, "{offer}");
        assert_eq!(
            (&offer["offer"], &offer["reason"]),
            (&json!("no_numbers"), &json!(reason))
        );
        let (status, answer) = office.post(TICKETS, &kiosk, &intent(draw.clone())).await;
        assert_eq!(
            (status, code(&answer).as_str()),
            (StatusCode::CONFLICT, refused)
        );
        let appointment = offer["appointment"].as_str().map(str::to_owned);
        appointment.unwrap_or_else(|| panic!("none is free: {offer}"))
    };
    let _ = office.must(TICKETS, &kiosk, draw.clone()).await;
    let free = ask("quota_used", "quota_used").await;
    assert!(free.starts_with("2027-01-12T"), "today: {free}");
    let stop = json!({ "command": "stop_tickets", "on": true });
    let _ = office.command(&desk, stop).await;
    assert_eq!(ask("stopped", "tickets_stopped").await, free);
    // The last half hour before closing at half past twelve.
    office.wait(3 * 3600 + 10 * 60);
    let free = ask("too_late", "after_last_ticket").await;
    assert!(free.starts_with("2027-01-13T"), "tomorrow: {free}");
    office.wait(3600);
    let (_, closed) = office
        .post(PROSPECT, &kiosk, &json!({ "concerns": concerns }))
        .await;
    assert_eq!(code(&closed), "office_closed");
}
