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
pub(crate) struct Told(HashMap<OfficeId, Date>);

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
    let (experience, is_all) = learn(app, office).await?;
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
    if is_all {
        let _ = told.0.insert(office.clone(), today);
    }
    Ok(())
}

/// Catches up with the closed days; answers what is known now, and whether
/// nothing is left for the next run.
async fn learn(app: &App, office: &OfficeId) -> Result<(Experience, bool), StoreError> {
    let mut experience = app.store.experience(office).await?;
    let before = experience.through;
    let days = app
        .store
        .closed_days_after(office, before, DAYS_MAX)
        .await?;
    if days.is_empty() {
        return Ok((experience, true));
    }
    let is_all = u64::try_from(days.len()).is_ok_and(|count| count < DAYS_MAX);
    for date in days {
        let entries = app.store.journal(office, date).await?;
        let mut day = OfficeDay::new(office.clone(), date);
        entries.iter().for_each(|entry| day.apply(entry));
        experience.learn(&day, &entries);
    }
    app.store
        .keep_experience(office, before, &experience)
        .await?;
    Ok((experience, is_all))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aufruf_core::{
        id::{CounterId, RequestId, ServiceId, VisitId},
        visit::Concern,
    };
    use uuid::Uuid;

    use super::*;
    use crate::{
        days::{Actor, Effects, Job},
        web::tests::site::Site,
    };

    async fn command(site: &Site, date: Date, command: Command) {
        let job = Job {
            request_id: RequestId(Uuid::new_v4()),
            actor: Actor::System,
            command,
            effects: Effects::default(),
        };
        let _ = site.app.days.send(&site.office(), date, job).await.unwrap();
    }

    /// One visit of this many minutes, and the end of the day.
    async fn a_day_with(site: &Site, minutes: u64) -> Date {
        let published = site.app.settings.current(&site.office()).await.unwrap();
        let date = published.today(&site.app.clock);
        let counter = CounterId(1);
        let draw = Command::DrawTicket {
            visit: VisitId(Uuid::new_v4()),
            concerns: vec![Concern {
                service: ServiceId::new("meldebescheinigung").unwrap(),
                quantity: 1,
            }],
            beyond_quota: true,
            standby: false,
        };
        command(site, date, draw).await;
        command(site, date, Command::OpenCounter { counter }).await;
        let promised = None;
        command(site, date, Command::CallNext { counter, promised }).await;
        command(site, date, Command::Start { counter }).await;
        site.app
            .clock
            .advance(Duration::from_secs(60 * minutes))
            .unwrap();
        command(site, date, Command::Finish { counter }).await;
        command(site, date, Command::CloseDay).await;
        date
    }

    #[tokio::test]
    async fn a_closed_day_is_learned_once_and_told_to_the_next_one() {
        let site = Site::open().await;
        let (app, office) = (&site.app, site.office());
        let mut told = Told::default();
        let first = a_day_with(&site, 15).await;
        let next = first.tomorrow().unwrap();
        app.clock.advance(Duration::from_secs(24 * 3600)).unwrap();
        every_minute(app, app.clock.now(), &mut told).await;
        let learned = app.store.experience(&office).await.unwrap();
        assert_eq!(learned.through, Some(first));

        let snapshot = app.days.snapshot(&office, next).await.unwrap();
        assert_eq!(*snapshot.day.experience(), learned);
        let concern = Concern {
            service: ServiceId::new("meldebescheinigung").unwrap(),
            quantity: 1,
        };
        let before =
            Experience::default().service_time(&snapshot.plan, std::slice::from_ref(&concern));
        let after = learned.service_time(&snapshot.plan, std::slice::from_ref(&concern));
        assert!(
            before.mean_s < after.mean_s,
            "fifteen minutes are longer than planned"
        );

        // Another replica, or the same one after a restart, learns nothing twice.
        every_minute(app, app.clock.now(), &mut Told::default()).await;
        assert_eq!(app.store.experience(&office).await.unwrap(), learned);
        let again = app.days.snapshot(&office, next).await.unwrap();
        assert_eq!(again.day.seq(), snapshot.day.seq());
    }

    #[tokio::test]
    async fn of_two_replicas_that_learn_the_same_day_one_is_heard() {
        let site = Site::open().await;
        let (store, office) = (&site.app.store, site.office());
        let date = a_day_with(&site, 15).await;
        let entries = store.journal(&office, date).await.unwrap();
        let mut day = OfficeDay::new(office.clone(), date);
        entries.iter().for_each(|entry| day.apply(entry));
        let mut first = Experience::default();
        first.learn(&day, &entries);
        store.keep_experience(&office, None, &first).await.unwrap();
        let mut late = Experience::default();
        late.through = Some(date.tomorrow().unwrap());
        store.keep_experience(&office, None, &late).await.unwrap();
        assert_eq!(store.experience(&office).await.unwrap(), first);
        let stale = first.through.and_then(|date| date.yesterday().ok());
        store.keep_experience(&office, stale, &late).await.unwrap();
        assert_eq!(store.experience(&office).await.unwrap(), first);
    }
}
