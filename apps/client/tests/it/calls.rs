use std::time::{Duration, Instant};

use aufruf_client::{Client, DeviceKey, Error, FreeTimesQuery, intent, pair};
use aufruf_core::{
    id::{CounterId, ServiceId},
    rejection::Rejection,
    visit::Concern,
    wire::{
        ErrorBody, ErrorCode,
        answer::Answer,
        desk::DeskCommand,
        device::{DeviceKind, DeviceStatus, PairRequest, Session, StaffRole},
        kiosk::{CheckIn, Draw},
    },
};
use jiff::{Timestamp, civil::date};

use crate::server::{Server, respond};

const CHECKED_IN: &str =
    r#"{"number":{"letter":"A","digits":4827},"booked":null,"late":false,"again":true,"new":1}"#;

fn client(server: &Server) -> Client {
    Client::new(&server.url, DeviceKey::new("key-of-this-device")).unwrap()
}

fn error_body(error: ErrorCode) -> String {
    serde_json::to_string(&ErrorBody {
        error,
        correlation: "c-1".to_owned(),
    })
    .unwrap()
}

fn session() -> Session {
    Session {
        token: "session-token".to_owned(),
        user: "muster".to_owned(),
        role: StaffRole::Clerk,
        until: Timestamp::UNIX_EPOCH,
    }
}

#[tokio::test]
async fn a_command_is_repeated_with_its_request_id_until_it_is_answered() {
    let server = Server::start(async |number, socket| match number {
        0 => drop(socket),
        1 => {
            respond(
                socket,
                "503 Service Unavailable",
                &error_body(ErrorCode::Unavailable),
            )
            .await;
        }
        _ => respond(socket, "200 OK", CHECKED_IN).await,
    })
    .await;
    let request = intent(CheckIn::Digits(4827));
    let answer = client(&server).check_in(&request).await.unwrap();
    assert!(answer.again);
    let received = server.received().await;
    assert_eq!(received.len(), 3);
    for each in &received {
        assert_eq!(each.line, "POST /api/v1/kiosk/check-in");
        assert_eq!(each.headers["authorization"], "Bearer key-of-this-device");
        assert_eq!(each.field("request_id"), request.request_id.to_string());
        assert_eq!(each.field("digits"), 4827);
    }
}

#[tokio::test]
async fn repeating_has_an_end() {
    let server = Server::always("503 Service Unavailable", "").await;
    let answer = client(&server)
        .draw_ticket(&intent(Draw {
            concerns: vec![],
            standby: false,
        }))
        .await;
    assert!(
        matches!(answer, Err(Error::Refused(ErrorCode::Unavailable))),
        "{answer:?}"
    );
    assert_eq!(server.received().await.len(), 3);
}

#[tokio::test]
async fn a_refusal_by_the_rules_is_final() {
    let rejected = ErrorCode::Rejected {
        rejection: Rejection::QuotaUsed,
    };
    let server = Server::always("409 Conflict", &error_body(rejected)).await;
    let answer = client(&server)
        .draw_ticket(&intent(Draw {
            concerns: vec![],
            standby: false,
        }))
        .await;
    assert_eq!(answer.unwrap_err().rejection(), Some(&Rejection::QuotaUsed));
    assert_eq!(server.received().await.len(), 1);
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up_after_ten_seconds() {
    let server = Server::start(async |_, socket| {
        tokio::time::sleep(Duration::from_secs(60)).await;
        drop(socket);
    })
    .await;
    let start = Instant::now();
    let answer = client(&server).look_up(4827).await;
    assert!(matches!(answer, Err(Error::TimedOut)), "{answer:?}");
    let waited = start.elapsed().as_secs_f32();
    assert!((9.0..11.5).contains(&waited), "{waited} s");
}

#[tokio::test]
async fn without_a_server_the_error_says_so_and_names_nothing_secret() {
    let client = Client::new("http://127.0.0.1:1/", DeviceKey::new("geheim")).unwrap();
    let error = client.look_up(4827).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable(_)), "{error:?}");
    assert!(error.is_transient());
    let shown = format!("{client:?} {error:?} {error}");
    assert!(
        !shown.contains("geheim") && !shown.contains("4827"),
        "{shown}"
    );
}

#[tokio::test]
async fn answers_without_a_reason_go_by_their_status() {
    for (status, expected) in [
        ("401 Unauthorized", ErrorCode::Unauthorized),
        ("404 Not Found", ErrorCode::NotFound),
        ("502 Bad Gateway", ErrorCode::Unavailable),
        ("500 Internal Server Error", ErrorCode::Internal),
    ] {
        let server = Server::always(status, "<html>").await;
        let error = client(&server).look_up(4827).await.unwrap_err();
        assert!(
            matches!(&error, Error::Refused(code) if *code == expected),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn redirects_nonsense_and_floods_are_no_answers() {
    let flood = "x".repeat(5 << 20);
    for (status, body) in [("302 Found", ""), ("200 OK", "<html>"), ("200 OK", &flood)] {
        let server = Server::always(status, body).await;
        let error = client(&server).look_up(4827).await.unwrap_err();
        assert!(matches!(error, Error::Protocol(_)), "{error:?}");
        assert_eq!(server.received().await.len(), 1);
    }
}

#[tokio::test]
async fn a_clerk_has_the_session_beside_the_key() {
    let server = Server::always("200 OK", r#"{"answer":"done","seq":7}"#).await;
    let desk = client(&server).desk(&session());
    let answer = desk
        .command(&intent(DeskCommand::EndInterruption))
        .await
        .unwrap();
    assert_eq!(answer, Answer::Done { seq: 7 });
    let received = &server.received().await[0];
    assert_eq!(
        received.headers["authorization"],
        "Bearer key-of-this-device"
    );
    assert_eq!(received.headers["x-session"], "session-token");
    assert_eq!(received.field("command"), "end_interruption");
}

#[tokio::test]
async fn a_counter_is_taken_from_another_desk_only_when_asked_to() {
    let taken = ErrorCode::CounterTaken {
        counter: CounterId(2),
    };
    let body = error_body(taken);
    let server = Server::start(move |number, socket| {
        let body = body.clone();
        async move {
            match number {
                0 => respond(socket, "409 Conflict", &body).await,
                _ => respond(socket, "200 OK", r#"{"answer":"done","seq":7}"#).await,
            }
        }
    })
    .await;
    let desk = client(&server).desk(&session());
    let request = intent(DeskCommand::OpenCounter {
        counter: CounterId(2),
    });
    let error = desk.command(&request).await.unwrap_err();
    assert!(matches!(
        error,
        Error::Refused(ErrorCode::CounterTaken { .. })
    ));
    assert_eq!(
        desk.take_over(&request).await.unwrap(),
        Answer::Done { seq: 7 }
    );
    let received = server.received().await;
    assert_eq!(received[0].line, "POST /api/v1/desk/command");
    assert_eq!(received[1].line, "POST /api/v1/desk/command?take_over=true");
}

#[tokio::test]
async fn the_day_list_leads_to_our_server_only() {
    for (link, good) in [
        ("/api/v1/day-list/t", true),
        ("https://x", false),
        ("//x", false),
    ] {
        let body = format!(r#"{{"link":"{link}","until":"2026-11-23T09:00:00Z"}}"#);
        let server = Server::always("200 OK", &body).await;
        let desk = client(&server).desk(&session());
        let address = desk.day_list_link(date(2026, 11, 23)).await.ok();
        assert_eq!(address, good.then(|| format!("{}{link}", server.url)));
        assert_eq!(server.received().await[0].field("date"), "2026-11-23");
    }
}

#[tokio::test]
async fn queries_are_escaped() {
    let server = Server::always("200 OK", "[]").await;
    let desk = client(&server).desk(&session());
    let day = date(2026, 11, 23);
    assert!(desk.search("Müller & Söhne", day).await.unwrap().is_empty());
    let concern = |service, quantity| Concern {
        service: ServiceId::new(service).unwrap(),
        quantity,
    };
    let query = FreeTimesQuery {
        date: day,
        days: 7,
        concerns: vec![concern("ausweis", 2), concern("meldung", 1)],
    };
    assert!(desk.free_times(&query).await.unwrap().is_empty());
    let received = server.received().await;
    assert_eq!(
        received[0].line,
        "GET /api/v1/desk/visits?query=M%C3%BCller+%26+S%C3%B6hne&date=2026-11-23"
    );
    assert_eq!(
        received[1].line,
        "GET /api/v1/desk/free-times?date=2026-11-23&days=7&concerns=ausweis%3A2%2Cmeldung%3A1"
    );
}

#[tokio::test]
async fn an_empty_answer_is_enough_where_none_is_promised() {
    let server = Server::always("204 No Content", "").await;
    let status = DeviceStatus {
        camera: None,
        printer: None,
        sound: Some(false),
    };
    client(&server).report_status(&status).await.unwrap();
    assert_eq!(server.received().await[0].field("sound"), false);
}

#[tokio::test]
async fn pairing_needs_no_key() {
    let body =
        r#"{"key":"k","office":"musterstadt","office_name":"Bürgerbüro","device_name":"Foyer"}"#;
    let server = Server::always("200 OK", body).await;
    let request = PairRequest {
        code: "ABCD2345".to_owned(),
        kind: DeviceKind::Display,
    };
    let paired = pair(&server.url, &request).await.unwrap();
    assert_eq!(paired.device_name, "Foyer");
    let received = &server.received().await[0];
    assert_eq!(received.line, "POST /api/v1/pair");
    assert_eq!(received.headers.get("authorization"), None);
}

#[test]
fn only_addresses_of_a_server_are_taken() {
    let key = || DeviceKey::new("k");
    assert!(Client::new("https://rathaus:8443/", key()).is_ok());
    for bad in [
        "",
        "rathaus:8081",
        "http://rathaus",
        "https://u:p@rathaus",
        "https://rathaus?x=1",
    ] {
        assert!(
            matches!(Client::new(bad, key()), Err(Error::Address(_))),
            "{bad}"
        );
    }
}
