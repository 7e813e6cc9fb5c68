//! Mail over protected connections, and what happens when it cannot go: over
//! real TLS, with certificates made for the test.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use aufruf_core::settings::OfficeSettings;
use aufruf_tests::{
    browser::Browser,
    citizen::Citizen,
    office,
    smtp::{ACCOUNT, Access, Protection, SmtpSink},
    tls::Authority,
    town::{Database, Plan, Town, working_morning},
};

use crate::places::{on_both_databases, program};

on_both_databases!(
    mails_above_the_hourly_limit_wait_and_none_is_lost => hourly_limit,
);

const ERIKA: Citizen<'_> = Citizen {
    name: "Erika Mustermann",
    email: "erika@example.org",
};

async fn town(database: Database, smtp: SmtpSink) -> Result<Town> {
    let settings: OfficeSettings = toml::from_str(office::EXAMPLE)?;
    let start = working_morning(&settings, 7 * 60 + 31);
    let office = office::EXAMPLE.to_owned();
    Town::start(Plan {
        program: program(),
        database,
        office,
        start,
        smtp: Some(smtp),
    })
    .await
}

/// Books up to the page that says that a mail is on its way.
async fn ask(town: &Town, citizen: Citizen<'_>) -> Result<()> {
    let mut browser = Browser::new();
    citizen
        .choose_concerns(&mut browser, town.public(0), &["reisepass"])
        .await?;
    let _ = citizen
        .choose_time(&mut browser, |times| times.first().cloned())
        .await?;
    citizen.ask(&mut browser).await
}

/// The value of a line of the metrics, once it is this or after ten seconds.
async fn metric(town: &Town, line: &str, wanted: u64) -> Result<()> {
    let mut last = String::new();
    for _ in 0..100 {
        let answer = reqwest::get(format!("{}/metrics", town.office(0))).await?;
        last = answer.error_for_status()?.text().await?;
        if last.lines().any(|l| l == format!("{line} {wanted}")) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("{line} is not {wanted}: {last}")
}

fn waits_because(reason: &str) -> String {
    format!("aufruf_mail_queue_count{{reason=\"{reason}\"}}")
}

/// The server's own command says the same, in words, and exits with a failure.
async fn operator_reads(town: &Town, words: &str) -> Result<()> {
    let told = town.command(&["mail-status"]).await;
    let told = told.err().context("nothing to be done?")?.to_string();
    ensure!(told.contains(words), "{told}");
    Ok(())
}

async fn goes_through(protection: Protection) -> Result<()> {
    let mut smtp = SmtpSink::protected(protection).await?;
    let (user, password) = ACCOUNT;
    smtp.access.account = Some((user.to_owned(), password.to_owned()));
    let town = town(Database::Sqlite, smtp).await?;
    let letter = ERIKA
        .book(town.public(0), &["reisepass"], town.mail())
        .await?;
    ensure!(letter.link("/m/").is_some());
    metric(&town, &waits_because("new"), 0).await?;
    ensure!(
        town.command(&["mail-status"])
            .await?
            .starts_with("0 E-Mails")
    );
    Ok(())
}

/// No mail arrives, it waits, and everybody who has to know is told why.
async fn waits(smtp: SmtpSink, reason: &str, words: &str) -> Result<()> {
    let town = town(Database::Sqlite, smtp).await?;
    ask(&town, ERIKA).await?;
    metric(&town, &waits_because(reason), 1).await?;
    operator_reads(&town, words).await?;
    // Neither does a second try go another way.
    town.advance(60).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    metric(&town, &waits_because(reason), 1).await?;
    assert!(town.mail().mails().is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_goes_over_starttls_with_the_towns_own_authority() -> Result<()> {
    goes_through(Protection::Starttls(Authority::for_server("localhost")?)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_goes_over_implicit_tls_with_the_towns_own_authority() -> Result<()> {
    goes_through(Protection::Implicit(Authority::for_server("localhost")?)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_encryption_offered_nothing_is_sent() -> Result<()> {
    let mut smtp = SmtpSink::start().await?;
    smtp.access.tls = "starttls";
    waits(smtp, "no_encryption", "kein STARTTLS").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_of_an_unknown_authority_is_refused() -> Result<()> {
    for make in [Protection::Starttls, Protection::Implicit] {
        let mut smtp = SmtpSink::protected(make(Authority::for_server("localhost")?)).await?;
        // Another authority of the same kind, and then none but the public ones.
        smtp.access.authority = match smtp.access.tls {
            "implicit" => None,
            _ => Some(Authority::for_server("localhost")?),
        };
        waits(smtp, "certificate", "Zertifikat").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_for_another_name_is_refused() -> Result<()> {
    let stranger = Authority::for_server("mail.fremd.example")?;
    let smtp = SmtpSink::protected(Protection::Starttls(stranger)).await?;
    waits(smtp, "certificate", "Zertifikat").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_loses_no_mail() -> Result<()> {
    let protection = Protection::Implicit(Authority::for_server("localhost")?);
    let mut smtp = SmtpSink::protected(protection).await?;
    smtp.access.account = Some((ACCOUNT.0.to_owned(), "falsch".to_owned()));
    waits(smtp, "account", "Konto").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_authorities_in_its_file_does_not_start() -> Result<()> {
    let protection = Protection::Implicit(Authority::for_server("localhost")?);
    let smtp = SmtpSink::protected(protection.clone()).await?;
    let mut town = town(Database::Sqlite, smtp).await?;
    let file = town.folder().join("authority.pem");
    std::fs::write(file, "kein Zertifikat")?;
    town.kill(0).await?;
    ensure!(town.restart(0).await.is_err());
    let log = std::fs::read_to_string(town.folder().join("server-0.log"))?;
    ensure!(log.contains("holds no certificate"), "{log}");
    Ok(())
}

async fn hourly_limit(database: Database) -> Result<()> {
    let protection = Protection::Nothing;
    let mut smtp = SmtpSink::protected(protection.clone()).await?;
    smtp.access = Access {
        mails_per_hour: Some(3),
        ..Access::to(&protection)
    };
    let town = town(database, smtp).await?;
    // Two mails: of a booking that is confirmed.
    let _ = ERIKA
        .book(town.public(0), &["reisepass"], town.mail())
        .await?;
    let addresses = ["a@example.org", "b@example.org", "c@example.org"];
    for email in addresses {
        let name = "Max Muster";
        ask(&town, Citizen { name, email }).await?;
    }
    metric(&town, &waits_because("new"), 2).await?;
    let office = town.settings().office.id.as_str();
    let sent = format!("aufruf_mail_sent_last_hour{{office=\"{office}\"}}");
    metric(&town, &sent, 3).await?;
    operator_reads(&town, "Grenze erreicht").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(town.mail().mails().len(), 3, "more than allowed");

    // After the hour the others go; the windows of the bookings are still open.
    town.advance(3601).await?;
    let patience = Duration::from_secs(10);
    for email in addresses {
        let mine = |mail: &aufruf_tests::smtp::Mail| mail.to.contains(email);
        let mail = town.mail().wait_for(patience, mine).await;
        ensure!(mail.is_some(), "the mail to {email} is lost");
    }
    metric(&town, &waits_because("new"), 0).await
}
