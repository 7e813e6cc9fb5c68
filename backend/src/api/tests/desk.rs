//! The clerk's program.

use std::time::Duration;

use aufruf_core::{
    settings::SpecialDay,
    wire::device::{DeviceKind, StaffRole},
};
use jiff::civil;
use poem::http::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::office::{Credential, Office, code, intent};
use crate::cli::import_office;

const COMMAND: &str = "/api/v1/desk/command";
const BOOKINGS: &str = "/api/v1/desk/bookings";

fn booking(from: &str) -> Value {
    json!({
        "from": from,
        "concerns": [{ "service": "meldebescheinigung", "quantity": 1 }],
        "contact": {
            "name": "Sabine Müller-Klein",
            "email": "sabine@example.org",
            "phone": "030 23125 123",
        },
    })
}

async fn refused(office: &Office, desk: &Credential, body: Value) -> (StatusCode, String) {
    let (status, answer) = office.post(COMMAND, desk, &intent(body)).await;
    (status, code(&answer))
}

#[tokio::test]
async fn a_walk_in_is_called_and_served_and_a_repeat_calls_nobody_else() {
    let office = Office::open().await;
    let desk = office.staff(StaffRole::Clerk).await;
    let _ = office
        .command(&desk, json!({ "command": "open_counter", "counter": 1 }))
        .await;
    let concerns = json!([{ "service": "meldebescheinigung", "quantity": 1 }]);
    for _ in 0..2 {
        let draw = json!({ "command": "draw_ticket", "concerns": concerns });
        let ticket = office.command(&desk, draw).await;
        assert_eq!(ticket["answer"], "ticket");
    }
    let call = intent(json!({ "command": "call_next", "counter": 1, "promised": null }));
    let (status, called) = office.post(COMMAND, &desk, &call).await;
    assert_eq!(
        (status, called["answer"].as_str()),
        (StatusCode::OK, Some("called"))
    );
    assert_eq!(called["number"]["digits"], 1);
    assert_eq!(
        office.post(COMMAND, &desk, &call).await.1,
        called,
        "repeated"
    );
    for command in ["start", "finish"] {
        let _ = office
            .command(&desk, json!({ "command": command, "counter": 1 }))
            .await;
    }
    let next = json!({ "command": "call_next", "counter": 1, "promised": null });
    assert_eq!(office.command(&desk, next).await["number"]["digits"], 2);
}

#[tokio::test]
async fn a_counter_belongs_to_one_session_until_another_takes_it_over() {
    let office = Office::open().await;
    let first = office.staff(StaffRole::Clerk).await;
    let second = office.staff(StaffRole::Clerk).await;
    let lead = office.staff(StaffRole::Lead).await;
    let open = json!({ "command": "open_counter", "counter": 2 });
    let _ = office.command(&first, open.clone()).await;
    let taken = (StatusCode::CONFLICT, "counter_taken".to_owned());
    for body in [
        open.clone(),
        json!({ "command": "call_next", "counter": 2, "promised": null }),
    ] {
        assert_eq!(refused(&office, &second, body).await, taken);
    }
    let over = format!("{COMMAND}?take_over=true");
    let _ = office.must(&over, &second, open.clone()).await;
    assert_eq!(refused(&office, &first, open.clone()).await, taken);
    // A lead sends the absent colleague home; then it is free for anybody.
    let _ = office
        .command(&lead, json!({ "command": "close_counter", "counter": 2 }))
        .await;
    let _ = office.command(&first, open.clone()).await;
    // A session that has ended holds nothing.
    let (status, _) = office.post("/api/v1/desk/logout", &first, &json!({})).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let _ = office.command(&second, open).await;
    let unknown = json!({ "command": "open_counter", "counter": 77 });
    assert_eq!(
        refused(&office, &second, unknown).await.1,
        "unknown_counter"
    );
}

#[tokio::test]
async fn some_commands_are_for_leads_only() {
    let office = Office::open().await;
    let clerk = office.staff(StaffRole::Clerk).await;
    let lead = office.staff(StaffRole::Lead).await;
    for body in [
        json!({ "command": "withdraw_counter", "counter": 3 }),
        json!({ "command": "restore_counter", "counter": 3 }),
        json!({ "command": "set_policy", "policy": "due" }),
    ] {
        let forbidden = (StatusCode::FORBIDDEN, "forbidden".to_owned());
        assert_eq!(
            refused(&office, &clerk, body.clone()).await,
            forbidden,
            "{body}"
        );
        let _ = office.command(&lead, body).await;
    }
}

#[tokio::test]
async fn any_clerk_stops_the_calls_and_lets_them_go_on() {
    let office = Office::open().await;
    let clerk = office.staff(StaffRole::Clerk).await;
    for body in [
        json!({ "command": "interrupt", "reason": "disturbance" }),
        json!({ "command": "end_interruption" }),
    ] {
        let _ = office.command(&clerk, body).await;
    }
}

#[tokio::test]
async fn a_lead_frees_a_visit_that_waits_for_one_counter() {
    let office = Office::open().await;
    let clerk = office.staff(StaffRole::Clerk).await;
    let lead = office.staff(StaffRole::Lead).await;
    let concerns = json!([{ "service": "meldebescheinigung", "quantity": 1 }]);
    for body in [
        json!({ "command": "open_counter", "counter": 1 }),
        json!({ "command": "open_counter", "counter": 2 }),
        json!({ "command": "draw_ticket", "concerns": concerns }),
    ] {
        let _ = office.command(&clerk, body).await;
    }
    let call = json!({ "command": "call_next", "counter": 1, "promised": null });
    let called = office.command(&clerk, call.clone()).await;
    let transfer = json!({ "command": "transfer", "counter": 1, "to": 2 });
    let _ = office.command(&clerk, transfer).await;
    let free = json!({ "command": "drop_reservation", "visit": called["visit"] });
    let forbidden = (StatusCode::FORBIDDEN, "forbidden".to_owned());
    assert_eq!(refused(&office, &clerk, free.clone()).await, forbidden);
    let waits = (StatusCode::CONFLICT, "nobody_waiting".to_owned());
    assert_eq!(refused(&office, &clerk, call.clone()).await, waits);
    let _ = office.command(&lead, free).await;
    assert_eq!(office.command(&clerk, call).await["visit"], called["visit"]);
}

#[tokio::test]
async fn bookings_of_other_days_are_found_by_number_also_by_one_that_a_move_has_replaced() {
    let office = Office::open().await;
    let desk = office.staff(StaffRole::Clerk).await;
    let booked = office
        .must(BOOKINGS, &desk, booking("2027-01-15T09:00:00Z"))
        .await;
    let find = async |number: &Value, date: &str| {
        let letter = number["letter"].as_str().unwrap();
        let digits = &number["digits"];
        let path = format!("/api/v1/desk/visits?query={letter}%20{digits}&date={date}");
        let (status, hits) = office.get(&path, &desk).await;
        assert_eq!(status, StatusCode::OK);
        hits.as_array().unwrap().clone()
    };
    let old = &booked["number"];
    // Three days ahead, on the day, and a day late.
    for date in ["2027-01-12", "2027-01-15", "2027-01-16"] {
        let hits = find(old, date).await;
        assert_eq!(hits.len(), 1, "{date}");
        assert_eq!(
            (&hits[0]["date"], &hits[0]["former"]),
            (&json!("2027-01-15"), &Value::Null)
        );
    }
    assert_eq!(find(old, "2027-01-17").await.len(), 0);

    let path = format!(
        "/api/v1/desk/visits/{}/move",
        booked["visit"].as_str().unwrap()
    );
    let shift = json!({ "date": "2027-01-15", "to": "2027-01-19T09:00:00Z" });
    let moved = office.must(&path, &desk, shift).await;
    for (number, former) in [(&moved["number"], &Value::Null), (old, old)] {
        let hits = find(number, "2027-01-12").await;
        assert_eq!(hits.len(), 1);
        assert_eq!(
            (
                &hits[0]["date"],
                &hits[0]["visit"]["number"],
                &hits[0]["former"]
            ),
            (&json!("2027-01-19"), &moved["number"], former)
        );
    }
}

#[tokio::test]
async fn a_caller_is_booked_found_moved_and_cancelled() {
    let office = Office::open().await;
    let desk = office.staff(StaffRole::Clerk).await;
    let path = "/api/v1/desk/free-times?date=2027-01-12&days=3&concerns=meldebescheinigung:1";
    let (status, free) = office.get(path, &desk).await;
    assert_eq!(
        (status, free.as_array().unwrap().len()),
        (StatusCode::OK, 3),
        "{free}"
    );
    let from = free[0]["times"][0].as_str().unwrap();
    let body = intent(booking(from));
    let (_, booked) = office.post(BOOKINGS, &desk, &body).await;
    assert_eq!(booked["answer"], "booked");
    assert_eq!(
        office.post(BOOKINGS, &desk, &body).await.1,
        booked,
        "repeated"
    );
    let visit = booked["visit"].as_str().unwrap();

    let digits = &booked["number"]["digits"];
    for query in [
        digits.to_string(),
        format!("A%20{digits}"),
        "klein%20sabine".to_owned(),
    ] {
        let path = format!("/api/v1/desk/visits?query={query}&date=2027-01-12");
        let (status, hits) = office.get(&path, &desk).await;
        assert_eq!(
            (status, hits.as_array().unwrap().len()),
            (StatusCode::OK, 1),
            "{hits}"
        );
        assert_eq!(hits[0]["visit"]["id"], visit);
        let by_name = query.contains("klein");
        assert_eq!(
            hits[0]["name"].is_string(),
            by_name,
            "the name only if asked for"
        );
    }

    let other_day = free[2]["times"][4].as_str().unwrap();
    let shift = json!({ "date": "2027-01-12", "to": other_day });
    let path = format!("/api/v1/desk/visits/{visit}/move");
    let moved = office.must(&path, &desk, shift).await;
    assert_eq!(
        (moved["answer"].as_str(), moved["from"].as_str()),
        (Some("booked"), Some(other_day))
    );
    let path = format!("/api/v1/desk/visits/{visit}/cancel");
    let _ = office
        .must(&path, &desk, json!({ "date": "2027-01-14" }))
        .await;
    let (status, answer) = office
        .post(&path, &desk, &intent(json!({ "date": "2027-01-14" })))
        .await;
    assert_eq!(
        (status, code(&answer).as_str()),
        (StatusCode::CONFLICT, "already_cancelled")
    );
}

#[tokio::test]
async fn contact_data_is_read_and_changed_by_its_own_office_and_recorded() {
    let office = Office::open().await;
    let desk = office.staff(StaffRole::Clerk).await;
    let booked = office
        .must(BOOKINGS, &desk, booking("2027-01-12T09:00:00Z"))
        .await;
    let path = format!(
        "/api/v1/desk/visits/{}/contact",
        booked["visit"].as_str().unwrap()
    );
    let (status, contact) = office.get(&path, &desk).await;
    assert_eq!(
        (status, &contact["name"]),
        (StatusCode::OK, &json!("Sabine Müller-Klein"))
    );
    let new = json!({ "name": "Sabine Klein", "email": "", "phone": "" });
    let (status, _) = office.send(Method::PUT, &path, &desk, Some(&new)).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(office.get(&path, &desk).await.1, new);
    for wrong in [
        json!({ "name": "" }),
        json!({ "name": "Sabine", "email": "kein-klammeraffe" }),
        json!({ "name": "Sabine", "birthday": "1980-01-01" }),
    ] {
        let (status, _) = office.send(Method::PUT, &path, &desk, Some(&wrong)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let foreign = format!("/api/v1/desk/visits/{}/contact", Uuid::new_v4());
    assert_eq!(office.get(&foreign, &desk).await.0, StatusCode::NOT_FOUND);
    let mail = path.replace("/contact", "/mail");
    let again = async || office.post(&mail, &desk, &json!({})).await;
    assert_eq!(again().await, (StatusCode::OK, json!("no_address")));
    let new = json!({ "name": "Sabine Klein", "email": "klein@example.org", "phone": "" });
    let _ = office.send(Method::PUT, &path, &desk, Some(&new)).await;
    // The mail of the booking has not gone yet.
    assert_eq!(again().await, (StatusCode::OK, json!("on_its_way")));
    let garbage = office.get("/api/v1/desk/visits/7/contact", &desk).await.0;
    assert_eq!(garbage, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_day_list_is_printed_from_a_link_that_works_once() {
    let office = Office::open().await;
    let desk = office.staff(StaffRole::Clerk).await;
    let _ = office
        .must(BOOKINGS, &desk, booking("2027-01-12T09:00:00Z"))
        .await;
    let nobody = Credential::default();
    let ask = json!({ "date": "2027-01-12" });
    let (status, answer) = office.post("/api/v1/desk/day-list", &desk, &ask).await;
    assert_eq!(status, StatusCode::OK);
    let link = answer["link"].as_str().unwrap();
    let preview = office.send(Method::HEAD, link, &nobody, None).await.0;
    assert_eq!(preview, StatusCode::NOT_FOUND, "and is not used up");
    let (status, page) = office.get(link, &nobody).await;
    let page = page.as_str().unwrap();
    assert_eq!(status, StatusCode::OK);
    for part in [
        "10:00",
        "Sabine Müller-Klein",
        "Aktenvernichter",
        "12. Januar 2027",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(
        office.get(link, &nobody).await.0,
        StatusCode::NOT_FOUND,
        "once"
    );
    let (_, answer) = office.post("/api/v1/desk/day-list", &desk, &ask).await;
    office.wait(61);
    let late = office
        .get(answer["link"].as_str().unwrap(), &nobody)
        .await
        .0;
    assert_eq!(late, StatusCode::NOT_FOUND, "for a minute");
    let style = office
        .request(Method::GET, "/day-list.css", &nobody)
        .send()
        .await;
    style.assert_content_type("text/css; charset=utf-8");
}

#[tokio::test]
async fn the_demo_clock_goes_forward() {
    let office = Office::open().await;
    let display = office.device(DeviceKind::Display).await.1;
    let before = office.now();
    let step = json!({ "advance_s": 3600 });
    let (status, answer) = office.post("/api/v1/demo/clock", &display, &step).await;
    assert_eq!(status, StatusCode::OK);
    let now: jiff::Timestamp = answer["now"].as_str().unwrap().parse().unwrap();
    assert!(now.duration_since(before).as_secs() >= 3600);
    let far = json!({ "advance_s": u32::MAX });
    let (status, _) = office.post("/api/v1/demo/clock", &display, &far).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn bookings_of_all_days_that_no_longer_fit_are_told_to_leads() {
    const MISFITS: &str = "/api/v1/desk/misfits";
    let office = Office::open().await;
    let clerk = office.staff(StaffRole::Clerk).await;
    let lead = office.staff(StaffRole::Lead).await;
    let booked = office
        .must(BOOKINGS, &clerk, booking("2027-01-15T09:00:00Z"))
        .await;
    let _ = office
        .must(BOOKINGS, &clerk, booking("2027-01-19T09:00:00Z"))
        .await;
    assert_eq!(office.get(MISFITS, &clerk).await.0, StatusCode::FORBIDDEN);
    assert_eq!(office.get(MISFITS, &lead).await.1, json!([]));

    // The office is closed on Friday.
    let published = office.app.settings.current(&office.id).await.unwrap();
    let mut settings = (*published.settings).clone();
    settings.special_days.push(SpecialDay {
        date: civil::date(2027, 1, 15),
        hours: Vec::new(),
    });
    let store = &office.app.store;
    let document = serde_json::to_string(&settings).unwrap();
    let (version, _) = store
        .import_settings(&office.id, document, office.now())
        .await
        .unwrap();
    let lines = import_office::misfits(store, &settings, version, office.now()).await;
    let digits = booked["number"]["digits"].as_u64().unwrap();
    assert_eq!(
        lines.unwrap(),
        [format!("  A {digits}: Freitag, 15. Januar 2027, 10:00 Uhr")]
    );
    // The settings are read again within a second.
    let days = async {
        loop {
            let (_, days) = office.get(MISFITS, &lead).await;
            match days.as_array().unwrap().as_slice() {
                [] => tokio::time::sleep(Duration::from_millis(20)).await,
                _ => break days,
            }
        }
    };
    let days = tokio::time::timeout(Duration::from_secs(10), days).await;
    let days = days.unwrap();
    assert_eq!(days.as_array().unwrap().len(), 1);
    assert_eq!(days[0]["date"], "2027-01-15");
    assert_eq!(days[0]["visits"][0]["id"], booked["visit"]);
}
