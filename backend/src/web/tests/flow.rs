//! From the first page to the end of the appointment.

use jiff::SignedDuration;
use poem::http::Method;

use super::site::{OFFICE, Site};

#[tokio::test]
async fn a_citizen_books_confirms_moves_and_cancels() {
    let site = Site::open().await;
    let browser = site.browser();
    let seen = browser.get("/").await;
    assert_eq!(seen.location(), OFFICE);

    let time = browser
        .book("Erika Mustermann", "erika+amt@example.org")
        .await;
    let seen = browser.get("/buergerbuero/gesendet").await;
    let _ = seen.expect(200, "erika+amt@example.org");
    let links = browser.links(&time).await;

    let seen = browser.confirm(&links).await;
    let _ = seen
        .expect(200, "Ihr Termin ist bestätigt")
        .expect(200, "ticket-number\">A ");
    assert!(seen.body.contains("<svg"), "the QR code is there");

    let seen = browser.get("/termin/verschieben").await;
    let _ = seen.expect(200, "Wann möchten Sie stattdessen kommen?");
    let other = seen.values("time").last().unwrap().clone();
    let review = format!("/termin/verschieben/pruefen?time={other}");
    let seen = browser
        .fill(&review, "/termin/verschieben/pruefen", &[("time", &other)])
        .await;
    let seen = browser.get(seen.location()).await;
    let _ = seen.expect(200, "Ihr Termin ist verschoben");

    let seen = browser
        .fill("/termin/absagen", "/termin/absagen", &[])
        .await;
    let seen = browser.get(seen.location()).await;
    let _ = seen.expect(200, "Dieser Termin ist abgesagt");

    // The first time is free again for somebody else.
    let other = site.browser();
    assert_eq!(other.book("Max", "max@example.org").await, time);
}

#[tokio::test]
async fn an_appointment_moves_to_another_day_under_the_same_link() {
    let site = Site::open().await;
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let links = browser.links(&time).await;
    let _ = browser.confirm(&links).await.expect(200, "bestätigt");
    let seen = browser.get("/termin/verschieben?tag=2026-06-10").await;
    let other = seen.values("time").first().unwrap().clone();
    assert!(other.starts_with("2026-06-10"), "{other}");
    let review = format!("/termin/verschieben/pruefen?time={other}");
    let seen = browser
        .fill(&review, "/termin/verschieben/pruefen", &[("time", &other)])
        .await;
    assert_eq!(seen.location(), "/termin?neu=nummer");
    let fresh = site.browser();
    assert_eq!(fresh.get(&links.manage).await.location(), "/termin");
    let _ = fresh
        .get("/termin")
        .await
        .expect(200, "Mittwoch, 10. Juni 2026");
    let calendar = fresh.get("/termin/termin.ics").await;
    let _ = calendar
        .expect(200, "SEQUENCE:1")
        .expect(200, "METHOD:PUBLISH\r\n");
}

#[tokio::test]
async fn sending_a_form_twice_does_it_once() {
    let site = Site::open().await;
    let browser = site.browser();
    let time = browser.hold().await;
    let contact = "/buergerbuero/kontakt";
    let fields = [("name", "Erika"), ("email", "erika@example.org")];
    let _ = browser.fill(contact, contact, &fields).await;
    let review = browser.get("/buergerbuero/pruefen").await;
    let first = browser
        .answer(&review, "/buergerbuero/pruefen", &[("action", "send")])
        .await;
    assert_eq!(first.location(), "/buergerbuero/gesendet");
    let second = browser
        .answer(&review, "/buergerbuero/pruefen", &[("action", "send")])
        .await;
    assert_eq!(second.location(), "/buergerbuero/gesendet");

    let links = browser.links(&time).await;
    assert_eq!(browser.get(&links.confirm).await.location(), "/bestaetigen");
    let page = browser.get("/bestaetigen").await;
    let number = |body: &str| body.split("ticket-number\">").nth(1).unwrap()[..6].to_owned();
    let first = browser.answer(&page, "/bestaetigen", &[]).await;
    let second = browser.answer(&page, "/bestaetigen", &[]).await;
    let _ = second.expect(200, "Ihr Termin war schon bestätigt");
    assert_eq!(number(&first.body), number(&second.body));
}

#[tokio::test]
async fn mail_scanners_change_nothing() {
    let site = Site::open().await;
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let links = browser.links(&time).await;
    let journal = async || {
        let date = "2026-06-08".parse().unwrap();
        site.app
            .days
            .snapshot(&site.office(), date)
            .await
            .unwrap()
            .day
            .seq()
    };
    let before = journal().await;
    let scanner = site.browser();
    for _ in 0..20 {
        for method in [Method::GET, Method::HEAD] {
            let seen = scanner.send(method.clone(), &links.confirm, &[]).await;
            let page = seen.location().to_owned();
            let _ = scanner.send(method.clone(), &page, &[]).await;
            let seen = scanner.send(method.clone(), &links.manage, &[]).await;
            let page = seen.location().to_owned();
            let _ = scanner.send(method, &page, &[]).await;
        }
    }
    assert_eq!(journal().await, before);
    let _ = browser
        .confirm(&links)
        .await
        .expect(200, "Ihr Termin ist bestätigt");
}

#[tokio::test]
async fn the_hold_can_be_extended_and_ends() {
    let site = Site::open().await;
    let browser = site.browser();
    let _ = browser.hold().await;
    let contact = "/buergerbuero/kontakt";
    site.later(SignedDuration::from_mins(8));
    let seen = browser.get(contact).await;
    let _ = seen.expect(200, "Das sind noch 1 Minute.");
    let typed = [("name", "Eri<ka"), ("email", "halb"), ("action", "extend")];
    let seen = browser.answer(&seen, contact, &typed).await;
    assert_eq!(seen.location(), contact);
    let seen = browser.get(contact).await;
    let _ = seen
        .expect(200, "noch 9 Minuten")
        .expect(200, "Eri&#60;ka")
        .expect(200, "halb");
    // Left alone for too long, it is less than two hours away.
    site.later(SignedDuration::from_mins(11));
    let fields = [("name", "Erika"), ("email", "erika@example.org")];
    let seen = browser.fill(contact, contact, &fields).await;
    let seen = browser.get(seen.location()).await;
    let _ = seen.expect(200, "Diese Uhrzeit ist zu kurzfristig");
}

#[tokio::test]
async fn a_hold_that_has_run_out_is_taken_anew_while_the_time_is_free() {
    let site = Site::open().await;
    let browser = site.browser();
    let time = hold_on(&browser, "2026-06-10").await;
    site.later(SignedDuration::from_mins(11));
    let review = "/buergerbuero/pruefen";
    let seen = browser.fill(review, review, &[("action", "send")]).await;
    assert_eq!(seen.location(), "/buergerbuero/gesendet");
    let links = browser.links(&time).await;
    let _ = browser
        .confirm(&links)
        .await
        .expect(200, "Ihr Termin ist bestätigt");
}

#[tokio::test]
async fn an_expired_link_offers_the_same_time_again() {
    let site = Site::open().await;
    let browser = site.browser();
    let _ = browser.get(OFFICE).await;
    let time = hold_on(&browser, "2026-06-10").await;
    let review = "/buergerbuero/pruefen";
    let _ = browser.fill(review, review, &[("action", "send")]).await;
    let links = browser.links(&time).await;
    site.later(SignedDuration::from_mins(121));
    assert_eq!(browser.get(&links.confirm).await.location(), "/bestaetigen");
    let seen = browser.get("/bestaetigen").await;
    let _ = seen
        .expect(410, "die Zeit ist noch frei")
        .expect(410, "noch einmal anfragen");
    let seen = browser.answer(&seen, "/bestaetigen/neu", &[]).await;
    assert_eq!(seen.location(), "/buergerbuero/kontakt");
    let _ = browser
        .get("/buergerbuero/kontakt")
        .await
        .expect(200, "Mittwoch, 10. Juni 2026");
}

/// Steps 1 to 3 for the first time of a day.
async fn hold_on(browser: &super::site::Browser<'_>, day: &str) -> String {
    let _ = browser
        .fill(OFFICE, OFFICE, &[("service", "personalausweis")])
        .await;
    let seen = browser.get(&format!("/buergerbuero/zeit?tag={day}")).await;
    let time = seen.values("time").first().unwrap().clone();
    let _ = browser
        .answer(&seen, "/buergerbuero/zeit", &[("time", &time)])
        .await;
    let contact = "/buergerbuero/kontakt";
    let fields = [("name", "Erika"), ("email", "erika@example.org")];
    let seen = browser.fill(contact, contact, &fields).await;
    assert_eq!(seen.location(), "/buergerbuero/pruefen");
    time
}
