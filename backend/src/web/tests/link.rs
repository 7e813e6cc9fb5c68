//! How long the links of mails are good, and what they open when.

use aufruf_core::{command::Command, id::RequestId};
use jiff::SignedDuration;
use uuid::Uuid;

use super::site::{Browser, Links, Site};
use crate::days::{Actor, Effects, Job};

/// A confirmed appointment of today, and the browser that confirmed it.
async fn confirmed(site: &Site) -> (Browser<'_>, Links) {
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let links = browser.links(&time).await;
    let _ = browser.confirm(&links).await.expect(200, "ist bestätigt");
    (browser, links)
}

#[tokio::test]
async fn the_first_link_of_a_cancelled_appointment_says_so() {
    let site = Site::open().await;
    let (browser, links) = confirmed(&site).await;
    let _ = browser
        .fill("/termin/absagen", "/termin/absagen", &[])
        .await;
    let other = site.browser();
    assert_eq!(other.get(&links.confirm).await.location(), "/bestaetigen");
    let seen = other.get("/bestaetigen").await;
    let _ = seen.expect(200, "Dieser Termin ist abgesagt");
    assert!(!seen.body.contains("war schon bestätigt"));
}

#[tokio::test]
async fn the_first_link_of_an_arrived_visit_says_so() {
    let site = Site::open().await;
    let (_, links) = confirmed(&site).await;
    let date = "2026-06-08".parse().unwrap();
    let snapshot = site.app.days.snapshot(&site.office(), date).await.unwrap();
    let visit = snapshot.day.visits().next().unwrap().id;
    let job = Job {
        request_id: RequestId(Uuid::new_v4()),
        actor: Actor::System,
        command: Command::CheckIn { visit },
        effects: Effects::default(),
    };
    let _ = site.app.days.send(&site.office(), date, job).await.unwrap();
    let other = site.browser();
    let _ = other.get(&links.confirm).await;
    let _ = other
        .get("/bestaetigen")
        .await
        .expect(200, "Sie sind eingecheckt");
}

#[tokio::test]
async fn the_first_link_moves_and_cancels_nothing_once_it_is_spent() {
    let site = Site::open().await;
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let links = browser.links(&time).await;
    // Two have the link; both see the button, one presses it first.
    let late = site.browser();
    let _ = late.get(&links.confirm).await;
    let page = late.get("/bestaetigen").await;
    let _ = browser.confirm(&links).await.expect(200, "ist bestätigt");
    let _ = browser.get("/termin").await.expect(200, "Termin absagen");
    let seen = late.answer(&page, "/bestaetigen", &[]).await;
    let _ = seen
        .expect(200, "Ihr Termin war schon bestätigt")
        .expect(200, "Link in unserer zweiten E-Mail");
    assert!(!seen.body.contains("/termin/absagen"));
    for path in ["/termin", "/termin/absagen", "/termin/verschieben"] {
        assert_eq!(late.get(path).await.status, 410, "{path}");
    }
}

#[tokio::test]
async fn links_end_with_the_day_of_the_appointment() {
    let site = Site::open().await;
    let (browser, links) = confirmed(&site).await;
    // 23:30 in Musterstadt.
    site.later(SignedDuration::from_hours(15));
    assert_eq!(browser.get(&links.manage).await.location(), "/termin");
    let _ = browser.get("/termin").await.expect(200, "Mein Termin");
    site.later(SignedDuration::from_mins(31));
    for path in [&links.manage, &links.confirm, "/termin", "/bestaetigen"] {
        let seen = browser.get(path).await;
        let _ = seen.expect(410, "Dieser Termin ist vorbei");
        assert!(!seen.body.contains("ticket-number"), "{path}");
    }
}
