//! Which days the jobs have to look at.

use aufruf_core::{id::OfficeId, visit::State};
use jiff::{Timestamp, civil::Date};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Store, StoreError,
    column::{Day, Ts, state_name},
    entity::{office_day, visit},
};

pub(super) fn days(rows: Vec<(String, Day)>) -> Result<Vec<(OfficeId, Date)>, StoreError> {
    rows.into_iter()
        .map(|(office, date)| {
            let office =
                OfficeId::new(&office).map_err(|_| StoreError::Corrupt("name of an office"))?;
            Ok((office, Date::try_from(&date)?))
        })
        .collect()
}

impl Store {
    /// Days with a hold or an unconfirmed booking that has run out at `now`;
    /// at most `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn days_with_overdue(
        &self,
        now: Timestamp,
        limit: u64,
    ) -> Result<Vec<(OfficeId, Date)>, StoreError> {
        let waiting = [State::Held, State::Pending].map(state_name);
        let rows = visit::Entity::find()
            .select_only()
            .column(visit::Column::OfficeId)
            .column(visit::Column::ServiceDate)
            .filter(visit::Column::State.is_in(waiting))
            .filter(visit::Column::Until.lte(Ts::from(now)))
            .distinct()
            .limit(limit)
            .into_tuple::<(String, Day)>()
            .all(self.reader())
            .await?;
        days(rows)
    }

    /// Days before this date that are not closed, oldest first; at most `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn open_days_before(
        &self,
        date: Date,
        limit: u64,
    ) -> Result<Vec<(OfficeId, Date)>, StoreError> {
        let rows = office_day::Entity::find()
            .select_only()
            .column(office_day::Column::OfficeId)
            .column(office_day::Column::ServiceDate)
            .filter(office_day::Column::State.eq("open"))
            .filter(office_day::Column::ServiceDate.lt(Day::from(date)))
            .order_by_asc(office_day::Column::ServiceDate)
            .limit(limit)
            .into_tuple::<(String, Day)>()
            .all(self.reader())
            .await?;
        days(rows)
    }
}
