//! `verify`: folds every day afresh; exit 1 with the difference.

use std::{path::Path, process::ExitCode};

use super::say;
use crate::{config::Config, store::Store, verify};

pub(super) async fn run(config: Option<&Path>) -> anyhow::Result<ExitCode> {
    let config = Config::load(config)?;
    let store = Store::open(&config.database_url()).await?;
    let report = verify::verify(&store).await;
    store.close().await?;
    let report = report?;
    for difference in &report.differences {
        say(difference);
    }
    let count = report.differences.len();
    say(format_args!(
        "{} Tage mit {} Einträgen geprüft, {count} Abweichungen.",
        report.days, report.entries
    ));
    Ok(if count == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
