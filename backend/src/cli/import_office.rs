//! `import-office FILE`: stores the settings of an office as a new version, if
//! they differ from the newest one, have no errors, and share no letter of
//! ticket numbers with another office of the town.

use std::{path::Path, process::ExitCode};

use aufruf_core::{calendar, day::OfficeDay, settings::OfficeSettings};
use jiff::{Timestamp, ToSpan};

use super::{check_config, say};
use crate::{
    app,
    clock::Clock,
    config::Config,
    i18n::Words,
    secrets::Secrets,
    settings::{SettingsCache, file},
    store::{Purpose, Store},
};

pub(super) async fn run(config: Option<&Path>, path: &Path) -> anyhow::Result<ExitCode> {
    let reading = file::read(&check_config::read(path)?);
    for finding in &reading.findings {
        say(finding);
    }
    let Some(settings) = reading.settings else {
        say(NOTHING);
        return Ok(ExitCode::FAILURE);
    };
    let config = Config::load(config)?;
    let (store, secrets) = app::open(&config).await?;
    let done = import_and_look(&store, &secrets, &settings).await;
    store.close().await?;
    done
}

async fn import_and_look(
    store: &Store,
    secrets: &Secrets,
    settings: &OfficeSettings,
) -> anyhow::Result<ExitCode> {
    let office = &settings.office.id;
    let version = match prepared(store, secrets, settings).await? {
        Outcome::New(version) => {
            say(format_args!("{office}: Fassung {version} gilt ab jetzt."));
            version
        }
        Outcome::Same(version) => {
            say(format_args!(
                "{office}: keine Änderung, es bleibt Fassung {version}."
            ));
            version
        }
        Outcome::Shared { letter, other } => {
            say(format_args!(
                "office.letters: Den Buchstaben „{letter}“ hat schon „{other}“ in derselben \
                 Gemeinde. Bitte wählen Sie einen anderen, damit jede Nummer nur einmal vorkommt."
            ));
            say(NOTHING);
            return Ok(ExitCode::FAILURE);
        }
    };
    let misfits = misfits(store, settings, version, Clock::system().now()).await?;
    if misfits.is_empty() {
        say("Alle Termine passen zu diesen Einstellungen.");
        return Ok(ExitCode::SUCCESS);
    }
    say(format_args!(
        "{} Termine passen nicht mehr. Am Arbeitsplatz unter „Mehr“ lassen sie sich verschieben:",
        misfits.len()
    ));
    for line in misfits {
        say(line);
    }
    Ok(ExitCode::SUCCESS)
}

/// The bookings that the staff of their day can no longer serve, each as number,
/// date and time, never with a name; from today to the last day that can be booked.
pub(crate) async fn misfits(
    store: &Store,
    settings: &OfficeSettings,
    version: u64,
    now: Timestamp,
) -> anyhow::Result<Vec<String>> {
    let office = &settings.office.id;
    let zone = calendar::zone(&settings.office.zone)?;
    let today = zone.to_datetime(now).date();
    let words = Words;
    let mut lines = Vec::new();
    let horizon = usize::from(settings.booking.horizon_days);
    for date in today.series(1.day()).take(horizon + 1) {
        let mut day = OfficeDay::new(office.clone(), date);
        for entry in store.journal(office, date).await? {
            day.apply(&entry);
        }
        let plan = calendar::plan(settings, version, date)?;
        let misfits = day.misfits(&plan, now).into_iter();
        let mut visits: Vec<_> = misfits.filter_map(|id| day.visit(id)).collect();
        visits.sort_by_key(|visit| visit.booked);
        lines.extend(visits.into_iter().map(|visit| {
            let number = visit.number.map_or_else(
                || "noch nicht bestätigt".to_owned(),
                |number| number.to_string(),
            );
            let moment = visit.booked.map(|at| words.moment(at, &zone));
            format!("  {number}: {}", moment.unwrap_or_default())
        }));
    }
    Ok(lines)
}

const NOTHING: &str = "Nichts wurde übernommen.";

/// What became of the settings.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// In force under this version.
    New(u64),
    /// The same as this version.
    Same(u64),
    /// Refused: another office has the letter.
    Shared { letter: char, other: String },
}

async fn prepared(
    store: &Store,
    secrets: &Secrets,
    settings: &OfficeSettings,
) -> anyhow::Result<Outcome> {
    let _ = store.prepare(&secrets.key_id(), Purpose::Office).await?;
    import(store, settings, Clock::system().now()).await
}

async fn import(
    store: &Store,
    settings: &OfficeSettings,
    now: Timestamp,
) -> anyhow::Result<Outcome> {
    let known = SettingsCache::new(store.clone());
    for office in known.offices().await? {
        let other = known.current(&office).await?.settings.clone();
        if let Some(letter) = settings.letter_shared_with(&other) {
            let other = other.office.name.clone();
            return Ok(Outcome::Shared { letter, other });
        }
    }
    let document = serde_json::to_string(settings)?;
    let office = &settings.office.id;
    Ok(match store.import_settings(office, document, now).await? {
        (version, true) => Outcome::New(version),
        (version, false) => Outcome::Same(version),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::tests::site::{Site, example};

    #[tokio::test]
    async fn an_import_is_recorded_and_letters_are_unique_in_a_town() {
        let site = Site::open().await;
        let (store, now) = (&site.app.store, site.app.clock.now());
        let recorded = async || {
            let imports = "audit WHERE action = 'settings_imported' AND office_id IS NOT NULL";
            store.rows(imports).await
        };
        assert_eq!(recorded().await, 1, "that of the site itself");
        let mut settings = example();
        let outcome = import(store, &settings, now).await.unwrap();
        assert_eq!(outcome, Outcome::Same(1));
        assert_eq!(recorded().await, 1);
        settings.office.floor = "1. Obergeschoss".to_owned();
        let outcome = import(store, &settings, now).await.unwrap();
        assert_eq!(outcome, Outcome::New(2));
        let second = "audit WHERE action = 'settings_imported' AND detail = 'version 2'";
        assert_eq!(store.rows(second).await, 1);

        settings.office.id = "zweigstelle".parse().unwrap();
        let other = example().office.name;
        let outcome = import(store, &settings, now).await.unwrap();
        assert_eq!(outcome, Outcome::Shared { letter: 'A', other });
        settings.office.letters.appointment = 'B';
        settings.office.letters.walk_in = 'X';
        let outcome = import(store, &settings, now).await.unwrap();
        assert_eq!(outcome, Outcome::New(1));
    }
}
