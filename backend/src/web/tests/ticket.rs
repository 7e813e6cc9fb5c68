//! The state of a ticket on the phone of somebody without an appointment.

use aufruf_core::{
    command::Command,
    id::{CounterId, RequestId, VisitId},
    visit::Concern,
};
use jiff::{SignedDuration, civil::Date};
use poem::http::header;
use uuid::Uuid;

use super::site::Site;
use crate::days::{Actor, Effects, Job};

fn today() -> Date {
    "2026-06-08".parse().unwrap()
}

async fn send(site: &Site, command: Command) {
    let job = Job {
        request_id: RequestId(Uuid::new_v4()),
        actor: Actor::System,
        command,
        effects: Effects::default(),
    };
    let _ = site
        .app
        .days
        .send(&site.office(), today(), job)
        .await
        .unwrap();
}

/// Draws a number at the kiosk; answers the link of its QR code.
async fn draw(site: &Site) -> String {
    let visit = VisitId(Uuid::new_v4());
    let concern = Concern {
        service: "personalausweis".parse().unwrap(),
        quantity: 1,
    };
    let draw = Command::DrawTicket {
        visit,
        concerns: vec![concern],
        beyond_quota: false,
        standby: false,
    };
    send(site, draw).await;
    let found = site.app.store.find_visit(visit).await.unwrap().unwrap();
    let code = site.app.secrets.check_in_code(visit, found.generation);
    format!("/t/buergerbuero/{}", code.as_str().to_lowercase())
}

#[tokio::test]
async fn a_walk_in_sees_the_state_of_the_ticket() {
    let site = Site::open().await;
    // Within the head start, and not here yet.
    let book = Command::Book {
        visit: VisitId(Uuid::from_u128(2)),
        from: "2026-06-08T07:00:00Z".parse().unwrap(),
        concerns: vec![Concern {
            service: "personalausweis".parse().unwrap(),
            quantity: 1,
        }],
        bits: 2,
    };
    send(&site, book).await;
    let link = draw(&site).await;
    let counter: CounterId = super::site::example().counters[0].id;
    send(&site, Command::OpenCounter { counter }).await;
    let browser = site.browser();
    assert_eq!(browser.get(&link).await.location(), "/warten");
    let _ = browser
        .get("/warten")
        .await
        .expect(200, "W 1")
        .expect(200, "Sie sind noch nicht dran")
        .expect(200, "Vor Ihnen wartet niemand mehr.")
        .expect(200, "Höchstens eine Person kommt vor Ihnen dran");
    let promised = None;
    send(&site, Command::CallNext { counter, promised }).await;
    let _ = browser
        .get("/warten")
        .await
        .expect(200, &format!("Gehen Sie bitte zu Schalter {counter}"));
    // The code does not open the appointment's page, and ends with the day.
    assert_eq!(browser.get("/termin").await.status, 410);
    site.later(SignedDuration::from_hours(24));
    assert_eq!(browser.get("/warten").await.status, 404);
}

/// For how many seconds the browser keeps the ticket after an answer.
fn kept_s(seen: &super::site::Seen) -> i64 {
    let cookies = seen.headers.get_all(header::SET_COOKIE).iter();
    let mut cookies = cookies.map(|cookie| cookie.to_str().unwrap());
    let cookie = cookies.find(|cookie| cookie.starts_with("__Host-warten="));
    let cookie = cookie.expect("the ticket is kept");
    let life = cookie.split("Max-Age=").nth(1).expect("for a while");
    life.split(';').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_ticket_stays_open_on_the_phone_until_the_day_ends() {
    let site = Site::open().await;
    let browser = site.browser();
    let link = draw(&site).await;
    // 08:30 in Musterstadt: the day has fifteen and a half hours left.
    let seen = browser.get(&link).await;
    assert!(
        (55_700..=55_800).contains(&kept_s(&seen)),
        "{}",
        kept_s(&seen)
    );
    // Hours later each look keeps it for the rest of the day.
    site.later(SignedDuration::from_hours(4));
    let seen = browser.get("/warten").await;
    let _ = seen.expect(200, "W 1");
    assert!(
        (41_300..=41_400).contains(&kept_s(&seen)),
        "{}",
        kept_s(&seen)
    );
    // Following a mail link meanwhile does not close it.
    let time = browser.book("Erika", "erika@example.org").await;
    let links = browser.links(&time).await;
    let _ = browser.confirm(&links).await.expect(200, "ist bestätigt");
    let _ = browser.get("/warten").await.expect(200, "W 1");
}

#[tokio::test]
async fn a_ticket_that_is_closed_has_words_of_its_own() {
    let site = Site::open().await;
    let seen = site.browser().get("/warten").await;
    let _ = seen
        .expect(410, "Lesen Sie den QR-Code auf Ihrem Zettel")
        .expect(410, "erlauben Sie bitte Cookies");
    assert!(!seen.body.contains("E-Mail an, "));
    assert!(!seen.body.contains("Link aus Ihrer E-Mail"));
}
