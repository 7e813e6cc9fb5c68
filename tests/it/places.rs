//! Throw-away towns for the tests, on both databases.

use std::path::PathBuf;

use aufruf_tests::{
    office,
    smtp::SmtpSink,
    town::{Database, Plan, Town, working_morning},
};

/// Makes one test of `$body` for each database.
macro_rules! on_both_databases {
    ($($name:ident => $body:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$body(aufruf_tests::town::Database::Sqlite).await.unwrap();
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$body(aufruf_tests::town::Database::postgres().unwrap()).await.unwrap();
            })+
        }
    };
}
pub(crate) use on_both_databases;

pub(crate) fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_backend-under-test").into()
}

/// The example office at this minute of a working day, with a mail server.
pub(crate) async fn example_town(database: Database, minute_of_day: i64) -> anyhow::Result<Town> {
    let smtp = SmtpSink::start().await?;
    let settings = toml::from_str(office::EXAMPLE)?;
    Town::start(Plan {
        program: program(),
        database,
        office: office::EXAMPLE.to_owned(),
        start: working_morning(&settings, minute_of_day),
        smtp: Some(smtp),
    })
    .await
}

/// An office with equal counters at nine in the morning.
pub(crate) async fn hall(
    database: Database,
    counters: u16,
    cap: Option<u16>,
) -> anyhow::Result<Town> {
    let office = office::equal_counters(counters, cap);
    let settings = toml::from_str(&office)?;
    let start = working_morning(&settings, 9 * 60);
    Town::start(Plan {
        program: program(),
        database,
        office,
        start,
        smtp: None,
    })
    .await
}
