//! Forms that are not done, and what becomes of what was typed.

use poem::http::header;

use super::site::{OFFICE, Site};

const CONTACT: &str = "/buergerbuero/kontakt";

#[tokio::test]
async fn a_browser_without_cookies_is_told_so() {
    let site = Site::open().await;
    // Each request of a browser that keeps nothing is that of a new one.
    let page = site.browser().get(OFFICE).await;
    let fields = [("service", "personalausweis")];
    for _ in 0..2 {
        let seen = site.browser().answer(&page, OFFICE, &fields).await;
        let _ = seen
            .expect(403, "Ihr Browser hat keine Cookies gespeichert")
            .expect(403, "rufen Sie uns an: 030 23125 100")
            .expect(403, "id=\"service-personalausweis\" checked");
        assert!(!seen.body.contains("zu lange offen"));
    }
    let _ = site
        .browser()
        .get("/bestaetigen")
        .await
        .expect(410, "erlauben Sie bitte Cookies");
}

#[tokio::test]
async fn what_was_typed_survives_too_many_requests() {
    // The page, the choice, the times, the time, the contact page: five requests.
    let site = Site::with(|_| {}, |config| config.pages.requests_per_minute = 6).await;
    let browser = site.browser();
    let _ = browser.hold().await;
    let page = browser.get(CONTACT).await;
    let typed = [
        ("name", "Erika Beispiel"),
        ("email", "erika@example.org"),
        ("phone", "02377 123"),
    ];
    let _ = browser.get(CONTACT).await;
    let seen = browser.answer(&page, CONTACT, &typed).await;
    let _ = seen
        .expect(429, "Ihre Angaben stehen noch da")
        .expect(429, "value=\"Erika Beispiel\"")
        .expect(429, "value=\"erika@example.org\"")
        .expect(429, "value=\"02377 123\"");
    assert!(seen.headers.contains_key(header::RETRY_AFTER));
    assert!(seen.title().starts_with("Fehler: "), "{}", seen.title());
    // Showing it again has an end as well, and then promises nothing.
    for _ in 0..5 {
        let _ = browser.answer(&page, CONTACT, &typed).await;
    }
    let seen = browser.answer(&page, CONTACT, &typed).await;
    let _ = seen.expect(429, "Zu viele Anfragen");
    assert!(!seen.body.contains("Ihre Angaben"));
}

#[tokio::test]
async fn what_was_typed_survives_a_database_that_is_away() {
    let site = Site::open().await;
    let browser = site.browser();
    let _ = browser.hold().await;
    let page = browser.get(CONTACT).await;
    site.app
        .store
        .tamper("ALTER TABLE office_day RENAME TO gone")
        .await
        .unwrap();
    let typed = [("name", "Erika"), ("email", "halb"), ("action", "extend")];
    let seen = browser.answer(&page, CONTACT, &typed).await;
    let _ = seen
        .expect(503, "Ihre Angaben stehen noch da")
        .expect(503, "value=\"Erika\"")
        .expect(503, "value=\"halb\"");
    assert!(seen.headers.contains_key(header::RETRY_AFTER));
}

#[tokio::test]
async fn a_form_that_comes_too_soon_does_nothing() {
    let site = Site::with(|_| {}, |config| config.pages.requests_per_minute = 30).await;
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let links = browser.links(&time).await;
    let _ = browser.confirm(&links).await.expect(200, "ist bestätigt");
    let seq = async || {
        let date = "2026-06-08".parse().unwrap();
        let snapshot = site.app.days.snapshot(&site.office(), date).await;
        snapshot.unwrap().day.seq()
    };
    let cancel = browser.get("/termin/absagen").await;
    let (before, mails) = (seq().await, site.app.store.mails_waiting().await.unwrap());
    while browser.get(OFFICE).await.status == 200 {}
    for path in [
        "/termin/absagen",
        "/termin/mail",
        "/bestaetigen",
        "/termin/verschieben/pruefen",
        "/buergerbuero/gesendet",
        OFFICE,
    ] {
        let new_time = [("time", "2026-06-10T08:00:00Z")];
        let fields: &[(&str, &str)] = match path {
            "/termin/verschieben/pruefen" => &new_time,
            _ => &[],
        };
        let seen = browser.answer(&cancel, path, fields).await;
        assert!(!seen.status.is_redirection(), "{path}: {}", seen.status);
    }
    assert_eq!(seq().await, before);
    assert_eq!(site.app.store.mails_waiting().await.unwrap(), mails);
}

#[tokio::test]
async fn one_network_keeps_a_few_times_only() {
    let site = Site::with(|_| {}, |config| config.pages.bookings_per_10_minutes = 1).await;
    for _ in 0..3 {
        let _ = site.browser().hold().await;
    }
    let browser = site.browser();
    let choice = [("service", "personalausweis")];
    let _ = browser.fill(OFFICE, OFFICE, &choice).await;
    let page = browser.get("/buergerbuero/zeit").await;
    let time = page.values("time").first().unwrap().clone();
    let seen = browser
        .answer(&page, "/buergerbuero/zeit", &[("time", &time)])
        .await;
    let _ = seen.expect(429, "Warten Sie bitte");
    let date = "2026-06-08".parse().unwrap();
    let snapshot = site.app.days.snapshot(&site.office(), date).await.unwrap();
    assert_eq!(snapshot.day.visits().count(), 3);
}
