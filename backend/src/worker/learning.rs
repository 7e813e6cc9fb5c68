//! Learning from past days, and telling the present one what was learned.

use std::{collections::HashMap, sync::Arc};

use aufruf_core::{command::Command, day::OfficeDay, forecast::Experience, id::OfficeId};
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::send;
use crate::{app::App, store::StoreError};

/// Most days that are learned from in one run; the rest follows a minute later.
const DAYS_MAX: u64 = 31;

/// What is learned reaches the day this long before it opens.
const BEFORE_OPENING: SignedDuration = SignedDuration::from_hours(1);

/// Offices whose present day knows already what there is to know.
#[derive(Debug, Default)]
pub(super) struct Told(HashMap<OfficeId, Date>);

/// Learns from every closed day, once, and gives today's days what was learned.
pub(super) async fn every_minute(app: &App, now: Timestamp, told: &mut Told) {
    let offices = match app.store.offices().await {
        Ok(offices) => offices,
        Err(error) => {
            tracing::error!(%error, "cannot look for offices to learn from");
            return;
        }
    };
    told.0.retain(|office, _| offices.contains(office));
    for office in offices {
        if let Err(error) = office_of(app, &office, now, told).await {
            tracing::error!(%office, %error, "not learned; it is tried again");
        }
    }
}

async fn office_of(
    app: &App,
    office: &OfficeId,
    now: Timestamp,
    told: &mut Told,
) -> anyhow::Result<()> {
    let today = app.settings.current(office).await?.today(&app.clock);
    if told.0.get(office) == Some(&today) {
        return Ok(());
    }
    let experience = learn(app, office).await?;
    let snapshot = app.days.snapshot(office, today).await?;
    let Some(opening) = snapshot.plan.opening() else {
        return Ok(());
    };
    if now < opening - BEFORE_OPENING || snapshot.day.is_closed() {
        return Ok(());
    }
    if *snapshot.day.experience() != experience {
        let experience = Arc::new(experience);
        send(app, office, today, Command::AdoptExperience { experience }).await;
    }
    let _ = told.0.insert(office.clone(), today);
    Ok(())
}

/// Catches up with the closed days; answers what is known now.
async fn learn(app: &App, office: &OfficeId) -> Result<Experience, StoreError> {
    let mut experience = app.store.experience(office).await?;
    let before = experience.through;
    let days = app
        .store
        .closed_days_after(office, before, DAYS_MAX)
        .await?;
    if days.is_empty() {
        return Ok(experience);
    }
    for date in days {
        let entries = app.store.journal(office, date).await?;
        let mut day = OfficeDay::new(office.clone(), date);
        entries.iter().for_each(|entry| day.apply(entry));
        experience.learn(&day, &entries);
    }
    app.store
        .keep_experience(office, before, &experience)
        .await?;
    Ok(experience)
}
