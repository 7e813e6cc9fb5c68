//! Seen from outside: foreign parsers read what we send, foreign programs find
//! no fault in the pages, and link scanners change nothing.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use aufruf_client::{DeskClient, Feed, intent};
use aufruf_core::{
    visit::Concern,
    wire::{
        desk::DeskView,
        device::{DeviceKind, StaffRole},
        kiosk::Draw,
    },
};
use aufruf_tests::{
    browser::Browser,
    citizen::Citizen,
    mailbox::Letter,
    office::EXAMPLE,
    town::{Database, Plan, Town, working_morning},
};
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use futures::StreamExt;

use crate::places::{example_town, program};

const ANNA: Citizen<'_> = Citizen {
    name: "Anna <Müller>",
    email: "anna@example.org",
};
const BERND: Citizen<'_> = Citizen {
    name: "Bernd O'Brien-Şahin",
    email: "bernd+amt@example.org",
};

/// A booking that waits for its confirmation; answers the first mail.
async fn pending(town: &Town, citizen: Citizen<'_>) -> Result<Letter> {
    let mut browser = Browser::new();
    let services = ["reisepass", "meldebescheinigung"];
    citizen
        .choose_concerns(&mut browser, town.public(0), &services)
        .await?;
    let _ = citizen
        .choose_time(&mut browser, |times| times.last().cloned())
        .await?;
    citizen.ask(&mut browser).await?;
    Ok(citizen.letter(town.mail(), "bestätigen").await?.1)
}

async fn desk_view(desk: &DeskClient) -> Result<DeskView> {
    let mut feed = Box::pin(desk.feed());
    let first = async {
        while let Some(next) = feed.next().await {
            if let Feed::View(view) = next {
                return Ok(view);
            }
        }
        anyhow::bail!("the stream ended")
    };
    tokio::time::timeout(Duration::from_secs(10), first).await?
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_parsers_read_the_mails_and_the_calendar() -> Result<()> {
    let town = example_town(Database::Sqlite, 7 * 60 + 31).await?;
    let start = town.public(0).to_owned();
    let letter = BERND
        .book(&start, &["personalausweis", "reisepass"], town.mail())
        .await?;
    ensure!(
        letter.text.contains("Bernd O'Brien-Şahin"),
        "{}",
        letter.text
    );
    ensure!(letter.html.contains("lang=\"de\"") && letter.html.contains("alt=\""));
    ensure!(
        !letter.subject.contains("ausweis"),
        "the concern is in the subject"
    );
    ensure!(letter.link("/m/").is_some());

    let ics = std::str::from_utf8(letter.part(".ics").context("no calendar file")?)?.to_owned();
    ensure!(ics.contains("\r\n") && ics.lines().all(|line| line.len() <= 75));
    let calendar = ICalendar::parse(&ics).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let event = calendar
        .components
        .iter()
        .find(|c| c.component_type == ICalendarComponentType::VEvent)
        .context("no event in the calendar file")?;
    for wanted in [
        ICalendarProperty::Uid,
        ICalendarProperty::Dtstart,
        ICalendarProperty::Dtend,
        ICalendarProperty::Dtstamp,
        ICalendarProperty::Summary,
        ICalendarProperty::Location,
    ] {
        ensure!(
            event.property(&wanted).is_some(),
            "{wanted:?} is missing: {ics}"
        );
    }
    ensure!(
        !ics.contains("ATTENDEE") && !ics.contains("Brien"),
        "personal data in the calendar file"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn link_scanners_change_nothing() -> Result<()> {
    let town = example_town(Database::Sqlite, 7 * 60 + 31).await?;
    let desk = town.clerk("leitung", StaffRole::Lead, 0).await?;
    let start = town.public(0).to_owned();
    let first = pending(&town, BERND).await?;
    let dora = Citizen {
        name: "Dora",
        email: "dora@example.org",
    };
    let second = dora.book(&start, &["reisepass"], town.mail()).await?;
    let links: Vec<&String> = first.links.iter().chain(&second.links).collect();
    ensure!(links.iter().any(|l| l.contains("/b/")) && links.iter().any(|l| l.contains("/m/")));

    let before = desk_view(&desk).await?;
    let mails = town.mail().mails().len();
    let secret = |link: &&String| ["/b/", "/m/"].iter().any(|part| link.contains(part));
    for link in links.into_iter().filter(secret) {
        // A scanner that keeps cookies comes as far as a browser does.
        let mut scanner = Browser::new();
        for _ in 0..20 {
            let page = scanner.open(link).await?;
            assert_eq!(page.status.as_u16(), 200, "{}", page.url);
            let page = scanner.head(link).await?;
            assert_eq!(page.status.as_u16(), 200, "{}", page.url);
        }
        ensure!(
            ["/bestaetigen", "/termin"].contains(&scanner.page()?.url.path()),
            "it came to {}",
            scanner.page()?.url
        );
    }
    let after = desk_view(&desk).await?;
    assert_eq!(before.stamp.seq, after.stamp.seq, "the journal has grown");
    assert_eq!(before.expected, after.expected);
    assert_eq!(town.mail().mails().len(), mails, "a mail was sent");

    // The limit per address counts minutes of the server.
    town.advance(120).await?;
    let link = first.link("/b/").context("a link")?;
    let mut browser = Browser::new();
    let form = browser.open(link).await?.form("Termin bestätigen")?;
    browser
        .submit(&form)
        .await?
        .expect("Ihr Termin ist bestätigt")?;
    town.verify().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_have_no_automatic_accessibility_violation() -> Result<()> {
    let town = example_town(Database::Sqlite, 7 * 60 + 31).await?;
    let start = town.public(0).to_owned();
    let confirm = pending(&town, ANNA_PLAIN).await?;
    let manage = BERND.book(&start, &["reisepass"], town.mail()).await?;
    let office = town.settings().office.id.as_str();
    axe(&[
        &start,
        office,
        "reisepass,meldebescheinigung",
        confirm.link("/b/").context("a link")?,
        manage.link("/m/").context("a link")?,
    ])
    .await
}

/// Looks at pages in a real browser; what it finds is the error.
async fn axe(arguments: &[&str]) -> Result<()> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/pages/axe.mjs");
    let walk = tokio::process::Command::new("node")
        .arg(script)
        .args(arguments)
        .kill_on_drop(true)
        .output();
    let walk = tokio::time::timeout(Duration::from_secs(300), walk).await??;
    let told =
        String::from_utf8_lossy(&walk.stdout).into_owned() + &String::from_utf8_lossy(&walk.stderr);
    ensure!(walk.status.success(), "{told}");
    Ok(())
}

/// The pages of bad days: no time is free, too many requests, a database that
/// holds what nobody can read; and a ticket on a phone.
#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_bad_days_have_no_automatic_accessibility_violation() -> Result<()> {
    // Nobody may book less than a week ahead, nor more than a day.
    let office = EXAMPLE.replacen(
        "horizon_days = 28",
        "horizon_days = 1\nlead_time_min = 10080",
        1,
    );
    let settings = toml::from_str(&office)?;
    let mut town = Town::start(Plan {
        program: program(),
        database: Database::Sqlite,
        start: working_morning(&settings, 9 * 60),
        office,
        smtp: None,
    })
    .await?;
    // A ticket sends a phone only to an address that it reaches.
    let start = town.public(0).to_owned();
    let reached = "http://termine.musterstadt.example";
    let config = town.folder().join("server-0.toml");
    let plain = std::fs::read_to_string(&config)?;
    std::fs::write(&config, plain.replacen(&start, reached, 1))?;
    town.kill(0).await?;
    town.restart(0).await?;
    let kiosk = town.pair(DeviceKind::Kiosk, 0).await?;
    let concerns = vec![Concern {
        service: "reisepass".parse()?,
        quantity: 1,
    }];
    let ticket = kiosk
        .draw_ticket(&intent(Draw {
            concerns,
            standby: false,
        }))
        .await?;
    let link = ticket.status_link.context("no link on the ticket")?;
    let ticket = format!("200={}", link.replacen(reached, "", 1));
    let unknown = "404=/t/00000000";
    let office = town.settings().office.id.as_str().to_owned();
    let none = format!("none={office}/reisepass");
    axe(&[&start, "--states", &none, &ticket, unknown]).await?;

    let few = std::fs::read_to_string(&config)?.replacen(
        "requests_per_minute = 0",
        "requests_per_minute = 2",
        1,
    );
    town.kill(0).await?;
    std::fs::write(&config, few)?;
    town.restart(0).await?;
    axe(&[&start, "--states", &format!("429=/{office}")]).await?;

    let database = town.folder().join("aufruf.db");
    let broken = tokio::process::Command::new("sqlite3")
        .arg(database)
        .arg("update settings_document set document = '{}'")
        .status()
        .await?;
    ensure!(broken.success(), "the settings could not be broken");
    town.kill(0).await?;
    let many = std::fs::read_to_string(&config)?.replacen(
        "requests_per_minute = 2",
        "requests_per_minute = 0",
        1,
    );
    std::fs::write(&config, many)?;
    town.restart(0).await?;
    axe(&[&start, "--states", &format!("500=/{office}")]).await
}

const ANNA_PLAIN: Citizen<'_> = Citizen {
    name: "Anna Müller",
    ..ANNA
};

#[tokio::test(flavor = "multi_thread")]
async fn markup_in_a_name_is_refused_and_nothing_typed_is_lost() -> Result<()> {
    let town = example_town(Database::Sqlite, 7 * 60 + 31).await?;
    let mut browser = Browser::new();
    ANNA.choose_concerns(&mut browser, town.public(0), &["reisepass"])
        .await?;
    let _ = ANNA
        .choose_time(&mut browser, |times| times.first().cloned())
        .await?;
    let form = browser.page()?.form("Weiter zur Prüfung")?;
    let form = form
        .with("name", ANNA.name)
        .with("email", "kein-at")
        .with("phone", "030 23125 7");
    let page = browser.submit(&form).await?;
    assert_eq!(page.status.as_u16(), 422);
    ensure!(page.title().starts_with("Fehler:"), "{}", page.title());
    let again = page.form("Weiter zur Prüfung")?;
    assert_eq!(again.value("name"), Some(ANNA.name));
    assert_eq!(again.value("email"), Some("kein-at"));
    assert_eq!(again.value("phone"), Some("030 23125 7"));
    ensure!(!page.html.contains("<Müller>"), "markup is not escaped");
    Ok(())
}
