//! `import-office FILE`: stores the settings of an office as a new version, if
//! they differ from the newest one and have no errors.

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
    settings::file,
    store::{Purpose, Store},
};

pub(super) async fn run(config: Option<&Path>, path: &Path) -> anyhow::Result<ExitCode> {
    let reading = file::read(&check_config::read(path)?);
    for finding in &reading.findings {
        say(finding);
    }
    let Some(settings) = reading.settings else {
        say("Nichts wurde übernommen.");
        return Ok(ExitCode::FAILURE);
    };
    let config = Config::load(config)?;
    let (store, secrets) = app::open(&config).await?;
    let done = import_and_look(&store, &secrets, &settings).await;
    store.close().await?;
    done?;
    Ok(ExitCode::SUCCESS)
}

async fn import_and_look(
    store: &Store,
    secrets: &Secrets,
    settings: &OfficeSettings,
) -> anyhow::Result<()> {
    let office = &settings.office.id;
    let (version, is_new) = import(store, secrets, settings).await?;
    match is_new {
        true => say(format_args!("{office}: Fassung {version} gilt ab jetzt.")),
        false => say(format_args!(
            "{office}: keine Änderung, es bleibt Fassung {version}."
        )),
    }
    let misfits = misfits(store, settings, version, Clock::system().now()).await?;
    if misfits.is_empty() {
        say("Alle Termine passen zu diesen Einstellungen.");
        return Ok(());
    }
    say(format_args!(
        "{} Termine passen nicht mehr. Am Arbeitsplatz unter „Mehr“ lassen sie sich verlegen:",
        misfits.len()
    ));
    for line in misfits {
        say(line);
    }
    Ok(())
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

async fn import(
    store: &Store,
    secrets: &Secrets,
    settings: &OfficeSettings,
) -> anyhow::Result<(u64, bool)> {
    let _ = store.prepare(&secrets.key_id(), Purpose::Office).await?;
    let document = serde_json::to_string(settings)?;
    Ok(store
        .import_settings(&settings.office.id, document, Clock::system().now())
        .await?)
}
