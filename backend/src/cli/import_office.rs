//! `import-office FILE`: stores the settings of an office as a new version, if
//! they differ from the newest one and have no errors.

use std::{path::Path, process::ExitCode};

use aufruf_core::settings::OfficeSettings;

use super::{check_config, say};
use crate::{
    app,
    clock::Clock,
    config::Config,
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
    let imported = import(&store, &secrets, &settings).await;
    store.close().await?;
    let office = &settings.office.id;
    match imported? {
        (version, true) => say(format_args!("{office}: Fassung {version} gilt ab jetzt.")),
        (version, false) => say(format_args!(
            "{office}: keine Änderung, es bleibt Fassung {version}."
        )),
    }
    Ok(ExitCode::SUCCESS)
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
