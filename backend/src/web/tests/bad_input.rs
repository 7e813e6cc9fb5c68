//! Whatever goes wrong: plain words, a status 4xx, nothing lost.

use super::site::{OFFICE, Site};

#[tokio::test]
async fn a_form_with_errors_keeps_what_was_typed() {
    let site = Site::open().await;
    let browser = site.browser();
    let _ = browser.hold().await;
    let contact = "/buergerbuero/kontakt";
    let long = "x".repeat(3000);
    let fields = [
        ("name", "<script>alert(1)</script>"),
        ("email", &long),
        ("phone", "anrufen"),
    ];
    let seen = browser.fill(contact, contact, &fields).await;
    let _ = seen
        .expect(422, "Bitte prüfen Sie 3 Angaben")
        .expect(422, "&#60;script&#62;alert(1)&#60;/script&#62;")
        .expect(422, &long)
        .expect(422, "value=\"anrufen\"")
        .expect(422, "href=\"#email\"")
        .expect(422, "aria-describedby=\"email-hint email-error\"");
    assert!(seen.title().starts_with("Fehler: "), "{}", seen.title());
    assert!(!seen.body.contains("<script>"));
}

#[tokio::test]
async fn concerns_are_checked_with_words() {
    let site = Site::open().await;
    let browser = site.browser();
    let post = async |fields: &[(&str, &str)]| browser.fill(OFFICE, OFFICE, fields).await;
    let _ = post(&[])
        .await
        .expect(422, "Wählen Sie mindestens ein Anliegen.");
    let _ = post(&[("service", "gibt-es-nicht")])
        .await
        .expect(422, "gibt es nicht mehr");
    let _ = post(&[("service", "'; DROP TABLE visit; --")])
        .await
        .expect(422, "gibt es nicht mehr");
    for quantity in ["0", "-1", "99", "zwei", "1e9"] {
        let fields = [
            ("service", "personalausweis"),
            ("quantity-personalausweis", quantity),
        ];
        let seen = post(&fields).await;
        let _ = seen.expect(422, "Wählen Sie eine Anzahl von 1 bis 2");
        // The choice itself is still there.
        let _ = seen.expect(422, "id=\"service-personalausweis\" checked");
    }
    let seen = post(&[("service", "personalausweis"), ("birthday", "1.1.1980")]).await;
    let _ = seen.expect(400, "Das haben wir nicht verstanden");
}

#[tokio::test]
async fn concerns_of_different_counters_are_told_apart() {
    let clash = |settings: &mut aufruf_core::settings::OfficeSettings| {
        let ids: Vec<_> = settings
            .services
            .iter()
            .filter(|s| s.bookable)
            .map(|s| s.id.clone())
            .collect();
        settings.counters.truncate(2);
        settings.counters[0].services = [ids[0].clone()].into();
        settings.counters[1].services = [ids[1].clone()].into();
        settings.staffing.clear();
    };
    let site = Site::with(clash, |_| {}).await;
    let browser = site.browser();
    let fields = [("service", "personalausweis"), ("service", "reisepass")];
    let seen = browser.fill(OFFICE, OFFICE, &fields).await;
    let _ = seen
        .expect(422, "Diese Anliegen gehen nicht zusammen")
        .expect(422, "<li>Personalausweis beantragen</li>")
        .expect(422, "<li>Reisepass beantragen</li>");
}

#[tokio::test]
async fn a_time_that_is_taken_or_garbage_is_told() {
    let site = Site::open().await;
    let browser = site.browser();
    let _ = browser
        .fill(OFFICE, OFFICE, &[("service", "personalausweis")])
        .await;
    let page = "/buergerbuero/zeit";
    for time in ["", "morgen", "2026-06-10", "9999999999999999"] {
        let _ = browser
            .fill(page, page, &[("time", time)])
            .await
            .expect(422, "Wählen Sie eine Uhrzeit.");
    }
    for (time, text) in [
        ("2026-06-10T06:03:00Z", "gerade jemand anderes"),
        ("2026-06-08T06:35:00Z", "zu kurzfristig"),
        ("2020-01-01T06:00:00Z", "zu kurzfristig"),
        ("2027-06-10T06:00:00Z", "zu weit"),
    ] {
        let _ = browser
            .fill(page, page, &[("time", time)])
            .await
            .expect(409, text);
    }
}

#[tokio::test]
async fn steps_cannot_be_skipped() {
    let site = Site::open().await;
    let browser = site.browser();
    for page in ["zeit", "kontakt", "pruefen", "gesendet"] {
        let seen = browser.get(&format!("{OFFICE}/{page}")).await;
        assert_eq!(seen.location(), OFFICE, "{page}");
    }
    let _ = browser
        .fill(OFFICE, OFFICE, &[("service", "personalausweis")])
        .await;
    assert_eq!(
        browser.get("/buergerbuero/pruefen").await.location(),
        "/buergerbuero/zeit"
    );
    let _ = browser.hold().await;
    assert_eq!(
        browser.get("/buergerbuero/pruefen").await.location(),
        "/buergerbuero/kontakt"
    );
    for page in [
        "/bestaetigen",
        "/termin",
        "/termin/absagen",
        "/termin/verschieben",
    ] {
        let _ = browser
            .get(page)
            .await
            .expect(410, "Öffnen Sie bitte noch einmal den Link");
    }
}

#[tokio::test]
async fn unknown_addresses_are_told_kindly() {
    let site = Site::open().await;
    let browser = site.browser();
    for path in ["/nirgends", "/buergerbuero/nirgends", "/Ärger", "/a/b/c/d"] {
        let _ = browser
            .get(path)
            .await
            .expect(404, "Diese Seite gibt es nicht");
    }
    let _ = browser
        .get("/b/xyz")
        .await
        .expect(410, "Dieser Link gilt nicht mehr");
    let _ = browser
        .get("/m/xyz")
        .await
        .expect(410, "Dieser Link gilt nicht mehr");
    for path in [
        "/t/buergerbuero/xyz",
        "/t/buergerbuero/ABCD1234",
        "/t/nirgends/ABCD1234",
    ] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    let seen = browser.get("/nirgends").await;
    let _ = seen.expect(404, "help-title");
}

#[tokio::test]
async fn cancelling_twice_is_no_error() {
    let site = Site::open().await;
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let links = browser.links(&time).await;
    let _ = browser.confirm(&links).await;
    let page = browser.get("/termin/absagen").await;
    let first = browser.answer(&page, "/termin/absagen", &[]).await;
    assert_eq!(first.location(), "/termin");
    let again = [("csrf", page.values("csrf")[0].clone())];
    let again: Vec<_> = again.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let second = browser.post("/termin/absagen", &again).await;
    let seen = browser.get(second.location()).await;
    let _ = seen.expect(200, "Der Termin war schon abgesagt");
}

#[tokio::test]
async fn a_limit_per_address_shows_the_same_page() {
    let site = Site::open().await;
    let mut pages = Vec::new();
    for n in 0..4 {
        let browser = site.browser();
        // Spellings of one mailbox.
        let email = [
            "erika@example.org",
            "Erika@example.org",
            "erika+1@example.org",
            "erika@example.org",
        ][n];
        let _ = browser.book("Erika", email).await;
        pages.push(browser.get("/buergerbuero/gesendet").await.body.len());
    }
    let date = "2026-06-08".parse().unwrap();
    let snapshot = site.app.days.snapshot(&site.office(), date).await.unwrap();
    let pending = snapshot
        .day
        .visits()
        .filter(|v| v.state == aufruf_core::visit::State::Pending);
    assert_eq!(pending.count(), 2, "two unconfirmed bookings per address");
    assert!(
        pages.iter().all(|length| length.abs_diff(pages[0]) < 40),
        "{pages:?}"
    );
}

#[tokio::test]
async fn nothing_free_says_why_and_what_else() {
    let nothing = |settings: &mut aufruf_core::settings::OfficeSettings| {
        settings.booking.lead_time_min = 10_080;
        settings.booking.horizon_days = 1;
    };
    let site = Site::with(nothing, |_| {}).await;
    let browser = site.browser();
    let _ = browser
        .fill(OFFICE, OFFICE, &[("service", "personalausweis")])
        .await;
    let seen = browser.get("/buergerbuero/zeit").await;
    let _ = seen
        .expect(200, "Zurzeit ist kein Termin frei")
        .expect(200, "Rufen Sie uns an: 030 23125 100.")
        .expect(200, "Wartemarke");
}
