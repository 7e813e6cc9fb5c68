//! Personal data stands in one table, and nowhere else (requirements E09, E14,
//! F26): a whole booking with canaries in every field, and a look everywhere.

use std::{
    io,
    sync::{Arc, Mutex},
};

use tracing_subscriber::{fmt::MakeWriter, layer::SubscriberExt};

use super::site::{Browser, Links, Site};

const CANARIES: [&str; 4] = [
    "Kanarienvogel",
    "kanarie@example.org",
    "kanarie",
    "0237765432",
];

/// What the log says, as a text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Books with every field filled, wrongly first, confirms, moves and cancels.
async fn whole_run(browser: &Browser<'_>) -> Links {
    let time = browser.hold().await;
    let contact = "/buergerbuero/kontakt";
    for phone in ["0237765432 x", "0237765432"] {
        let fields = [
            ("name", "Kanarienvogel"),
            ("email", "kanarie@example.org"),
            ("phone", phone),
        ];
        let _ = browser.fill(contact, contact, &fields).await;
    }
    let review = "/buergerbuero/pruefen";
    let seen = browser.fill(review, review, &[("action", "send")]).await;
    let _ = browser.get(seen.location()).await;
    let links = browser.links(&time).await;
    let _ = browser.confirm(&links).await.expect(200, "ist bestätigt");
    let _ = browser.fill("/termin", "/termin/mail", &[]).await;
    let seen = browser.get("/termin/verschieben").await;
    let other = seen.values("time").last().unwrap().clone();
    let check = format!("/termin/verschieben/pruefen?time={other}");
    let moved = [("time", other.as_str())];
    let _ = browser
        .fill(&check, "/termin/verschieben/pruefen", &moved)
        .await;
    let _ = browser
        .fill("/termin/absagen", "/termin/absagen", &[])
        .await;
    let _ = browser.get(&links.manage).await;
    let _ = browser.get("/termin").await.expect(200, "abgesagt");
    links
}

#[tokio::test]
async fn names_and_addresses_stand_in_one_table_and_nowhere_else() {
    let log = Log::default();
    let everything = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(log.clone());
    let subscriber = tracing_subscriber::registry().with(everything);
    let guard = tracing::subscriber::set_default(subscriber);
    let site = Site::open().await;
    let browser = site.browser();
    let links = whole_run(&browser).await;
    drop(guard);

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!log.is_empty(), "the log was caught");
    let heard = browser.heard();
    assert!(heard.contains("set-cookie") && heard.contains("location"));
    let tokens = [&links.confirm, &links.manage].map(|link| link[3..].to_owned());
    for secret in CANARIES
        .into_iter()
        .chain(tokens.iter().map(String::as_str))
    {
        assert!(!log.contains(secret), "{secret} is in the log");
        assert!(!heard.contains(secret), "{secret} is in a header");
    }
    for (table, columns) in [
        ("day_event", "payload"),
        ("request", "actor || coalesce(office_id, '')"),
        ("audit", "action || coalesce(detail, '')"),
        ("visit", "state || coalesce(number, '') || key_id"),
        ("outbox", "kind || coalesce(delay, '')"),
    ] {
        let rows = site
            .app
            .store
            .texts(&format!("SELECT {columns} FROM {table}"))
            .await;
        assert!(!rows.is_empty(), "{table} has rows");
        for row in rows {
            for canary in CANARIES {
                let found = row.to_lowercase().contains(&canary.to_lowercase());
                assert!(!found, "{canary} is in {table}: {row}");
            }
        }
    }
    let kept = site
        .app
        .store
        .texts("SELECT name || email || phone FROM contact");
    assert_eq!(kept.await, ["Kanarienvogelkanarie@example.org0237765432"]);
}
