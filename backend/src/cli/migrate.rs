//! `migrate [--demo]`: makes the database, or brings it up to date.

use std::{path::Path, process::ExitCode};

use anyhow::ensure;

use super::say;
use crate::{app, config::Config, store::Purpose};

pub(super) async fn run(config: Option<&Path>, demo: bool) -> anyhow::Result<ExitCode> {
    let config = Config::load(config)?;
    let (store, secrets) = app::open(&config).await?;
    let purpose = if demo { Purpose::Demo } else { Purpose::Office };
    let made_for = store.prepare(&secrets.key_id(), purpose).await;
    store.close().await?;
    ensure!(
        made_for? == Purpose::Demo || !demo,
        "Diese Datenbank ist für ein echtes Bürgerbüro angelegt; --demo gilt nur für eine neue."
    );
    say("Die Datenbank ist auf dem neuen Stand.");
    Ok(ExitCode::SUCCESS)
}
