//! Counting past days, so that they can be deleted (requirement E08).

use aufruf_core::{day::OfficeDay, id::OfficeId, statistics};
use jiff::civil::Date;

use crate::{app::App, store::StoreError};

/// Most days that are counted in one run; the rest follows a minute later.
const DAYS_MAX: u64 = 100;

/// Counts every closed day, once, on however many replicas.
pub(super) async fn every_minute(app: &App) {
    let days = match app.store.uncounted_days(DAYS_MAX).await {
        Ok(days) => days,
        Err(error) => {
            tracing::error!(%error, "cannot look for days to count");
            return;
        }
    };
    for (office, date) in days {
        if let Err(error) = count(app, &office, date).await {
            tracing::error!(%office, %date, %error, "a day is not counted; it is tried again");
        }
    }
}

async fn count(app: &App, office: &OfficeId, date: Date) -> Result<(), StoreError> {
    let entries = app.store.journal(office, date).await?;
    let mut day = OfficeDay::new(office.clone(), date);
    entries.iter().for_each(|entry| day.apply(entry));
    let counts = statistics::count(&day, &entries);
    let _ = app.store.keep_counts(office, date, &counts).await?;
    Ok(())
}
