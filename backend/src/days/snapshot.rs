//! One folded day with the plan and settings that it is read with.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex},
};

use aufruf_core::{
    calendar,
    day::OfficeDay,
    plan::DayPlan,
    rejection::Rejection,
    settings::OfficeSettings,
    visit::{Channel, Concern},
};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::settings::Published;

/// Different needs whose free times are remembered for one state of a day.
const NEEDS_MAX: usize = 64;

/// A day at one seq and one version of the settings. Never changes.
pub struct Snapshot {
    /// The fold of the journal.
    pub day: OfficeDay,
    /// The plan for its date by the settings in force.
    pub plan: Arc<DayPlan>,
    /// The settings in force.
    pub settings: Arc<OfficeSettings>,
    free: Mutex<HashMap<(Vec<Concern>, Channel), Free>>,
}

#[derive(Clone)]
struct Free {
    from: Timestamp,
    until: Timestamp,
    times: Arc<[Timestamp]>,
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot")
            .field("stamp", &self.stamp())
            .finish_non_exhaustive()
    }
}

impl Snapshot {
    pub(crate) fn new(day: OfficeDay, plan: Arc<DayPlan>, settings: Arc<OfficeSettings>) -> Self {
        Self {
            day,
            plan,
            settings,
            free: Mutex::default(),
        }
    }

    /// The same day with the plan of newer settings, if they are newer.
    pub(crate) fn with_settings(
        day: OfficeDay,
        known: Option<&Arc<Self>>,
        published: &Published,
    ) -> Result<Self, calendar::CalendarError> {
        let plan = match known.filter(|known| known.plan.version == published.version) {
            Some(known) => known.plan.clone(),
            None => plan(published, day.date())?,
        };
        Ok(Self::new(day, plan, published.settings.clone()))
    }

    /// Orders the snapshots of one day.
    pub(crate) fn stamp(&self) -> (u64, u64) {
        (self.day.seq(), self.plan.version)
    }

    /// The starts that can be offered for these concerns, ascending; worked
    /// out once for the same state of the day and the same minute.
    ///
    /// # Errors
    /// [`Rejection`] if these concerns cannot be booked together at all.
    pub fn free_times(
        &self,
        concerns: &[Concern],
        channel: Channel,
        now: Timestamp,
    ) -> Result<Arc<[Timestamp]>, Rejection> {
        let need = (concerns.to_vec(), channel);
        if let Some(free) = self.memo().get(&need)
            && free.from <= now
            && now < free.until
        {
            return Ok(free.times.clone());
        }
        let times: Arc<[_]> = self
            .day
            .free_times(&self.plan, concerns, channel, now)?
            .into();
        let minute = now.as_second().div_euclid(60) * 60 + 60;
        let minute = Timestamp::from_second(minute).unwrap_or(now);
        let change = self.day.next_change(&self.plan, now).unwrap_or(minute);
        let free = Free {
            from: now,
            until: minute.min(change),
            times: times.clone(),
        };
        let mut memo = self.memo();
        if memo.len() >= NEEDS_MAX {
            memo.clear();
        }
        let _ = memo.insert(need, free);
        Ok(times)
    }

    /// The instant at which the views of this day change by time alone: at the
    /// latest the end of the date, or in a minute.
    #[must_use]
    pub fn next_change(&self, now: Timestamp) -> Timestamp {
        let latest = now + SignedDuration::from_mins(1);
        let change = self.day.next_change(&self.plan, now);
        let end = (self.plan.day.to > now).then_some(self.plan.day.to);
        [change, end]
            .into_iter()
            .flatten()
            .fold(latest, Timestamp::min)
    }

    fn memo(&self) -> std::sync::MutexGuard<'_, HashMap<(Vec<Concern>, Channel), Free>> {
        self.free.lock().expect("nothing panics while holding it")
    }
}

/// The plan of one date by these settings.
pub(crate) fn plan(
    published: &Published,
    date: Date,
) -> Result<Arc<DayPlan>, calendar::CalendarError> {
    calendar::plan(&published.settings, published.version, date).map(Arc::new)
}
