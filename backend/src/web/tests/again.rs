//! The mail once more, and where that ends.

use jiff::SignedDuration;

use super::site::{Browser, Site};
use crate::store::{MailKind, OutgoingMail};

const SENT: &str = "/buergerbuero/gesendet";
const BUTTON: &str = "E-Mail noch einmal senden";

/// Takes every mail that is due, as the mail server would.
async fn deliver(site: &Site) -> Vec<OutgoingMail> {
    let now = site.app.clock.now();
    let due = site.app.store.take_due_mails(now, now, 100, None).await;
    let mails = due.unwrap().mails;
    for mail in &mails {
        site.app.store.mail_sent(mail.id, now).await.unwrap();
    }
    mails
}

/// Presses the button two minutes later; answers how many mails went.
async fn press(site: &Site, browser: &Browser<'_>) -> usize {
    site.later(SignedDuration::from_secs(121));
    let seen = browser.fill(SENT, SENT, &[]).await;
    assert_eq!(seen.location(), "/buergerbuero/gesendet?mail=neu");
    let seen = browser.get(seen.location()).await;
    let _ = seen.expect(200, "Wir schicken die E-Mail noch einmal");
    deliver(site).await.len()
}

#[tokio::test]
async fn the_first_mail_comes_again_with_the_same_link_three_times_at_most() {
    let site = Site::open().await;
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let first = deliver(&site).await;
    // Too soon: nothing happens, and the page says what to do.
    let seen = browser.fill(SENT, SENT, &[]).await;
    assert_eq!(seen.location(), "/buergerbuero/gesendet?mail=warten");
    let seen = browser.get(seen.location()).await;
    let _ = seen
        .expect(200, "Warten Sie bitte 2 Minuten")
        .expect(200, BUTTON);
    assert!(deliver(&site).await.is_empty());

    site.later(SignedDuration::from_secs(121));
    let seen = browser.fill(SENT, SENT, &[]).await;
    let _ = browser
        .get(seen.location())
        .await
        .expect(200, "noch einmal");
    let again = deliver(&site).await;
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].kind, MailKind::Confirm);
    // Links are made of visit and generation.
    let link = |mail: &OutgoingMail| (mail.visit, mail.generation);
    assert_eq!(link(&again[0]), link(&first[0]));
    assert_ne!(again[0].id, first[0].id, "another message");

    assert_eq!(press(&site, &browser).await, 1);
    let seen = browser.get(SENT).await;
    let _ = seen
        .expect(200, "Öfter senden wir sie nicht")
        .expect(200, "rufen Sie uns an: 030 23125 100");
    assert!(!seen.body.contains(BUTTON));
    let links = browser.links(&time).await;
    let _ = browser.confirm(&links).await.expect(200, "ist bestätigt");
}

#[tokio::test]
async fn nobody_can_have_more_mails_sent_by_starting_over() {
    let site = Site::open().await;
    let (one, two) = (site.browser(), site.browser());
    let _ = one.book("Erika", "erika@example.org").await;
    let _ = two.book("Erika", "Erika@Example.org").await;
    assert_eq!(deliver(&site).await.len(), 2);
    assert_eq!(press(&site, &one).await, 1);
    // The page says the same, but three mails to one address are enough (G09).
    assert_eq!(press(&site, &two).await, 0);
    let three = site.browser();
    let _ = three.book("Erika", "erika@example.org").await;
    assert_eq!(deliver(&site).await.len(), 0);
    assert_eq!(press(&site, &three).await, 0);
}

#[tokio::test]
async fn a_foreign_form_and_a_late_one_send_nothing() {
    let site = Site::open().await;
    let browser = site.browser();
    let _ = browser.book("Erika", "erika@example.org").await;
    assert_eq!(deliver(&site).await.len(), 1);
    site.later(SignedDuration::from_secs(121));
    let seen = browser.post(SENT, &[("csrf", "falsch")]).await;
    let _ = seen.expect(403, "Die Seite war zu lange offen");
    assert!(seen.title().starts_with("Fehler:"));
    assert_eq!(browser.post("/termin/mail", &[]).await.status, 410);
    let open = browser.get(SENT).await;
    site.later(SignedDuration::from_hours(3));
    let seen = browser.answer(&open, SENT, &[]).await;
    assert_eq!(seen.location(), SENT);
    let seen = browser.get(SENT).await;
    let _ = seen.expect(200, "Die Zeit zum Bestätigen ist vorbei");
    assert!(!seen.body.contains(BUTTON));
    assert!(deliver(&site).await.is_empty());
}

#[tokio::test]
async fn the_mail_with_the_number_comes_again_three_times_a_day_at_most() {
    let site = Site::open().await;
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let links = browser.links(&time).await;
    assert_eq!(deliver(&site).await.len(), 1);
    let _ = browser.confirm(&links).await.expect(200, BUTTON);
    let press = async |expected: &str| {
        let seen = browser.fill("/termin", "/termin/mail", &[]).await;
        let _ = browser.get(seen.location()).await.expect(200, expected);
        deliver(&site).await.len()
    };
    // The one that was ordered by confirming goes, and no second one.
    assert_eq!(press("Die E-Mail ist schon unterwegs").await, 1);
    assert_eq!(press("Die E-Mail ist schon unterwegs").await, 0);
    for _ in 0..2 {
        site.later(SignedDuration::from_secs(121));
        assert_eq!(press("Wir schicken die E-Mail noch einmal").await, 1);
    }
    site.later(SignedDuration::from_secs(121));
    assert_eq!(press("Öfter senden wir die E-Mail heute nicht").await, 0);
    let seen = browser.post("/termin/mail", &[("csrf", "falsch")]).await;
    assert_eq!(seen.status, 403);
    // Once cancelled there is nothing to send.
    let open = browser.get("/termin").await;
    let _ = browser
        .fill("/termin/absagen", "/termin/absagen", &[])
        .await;
    let _ = deliver(&site).await;
    site.later(SignedDuration::from_hours(25));
    let _ = browser.answer(&open, "/termin/mail", &[]).await;
    assert!(deliver(&site).await.is_empty());
}
