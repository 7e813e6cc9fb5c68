//! What offices have learned from their past days.

use aufruf_core::{event::Entry, forecast::Experience, id::OfficeId};
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, sea_query::OnConflict,
};

use super::{
    Store, StoreError,
    column::Day,
    entity::{
        experience::{ActiveModel, Column, Entity},
        office_day,
    },
};

impl Store {
    /// What an office has learned; nothing yet for a new one.
    ///
    /// # Errors
    /// If the database fails or holds something unreadable.
    pub async fn experience(&self, office: &OfficeId) -> Result<Experience, StoreError> {
        let row = Entity::find_by_id(office.as_str())
            .one(self.reader())
            .await?;
        row.map_or_else(
            || Ok(Experience::default()),
            |row| {
                serde_json::from_str(&row.document)
                    .map_err(|_| StoreError::Corrupt("the experience of an office"))
            },
        )
    }

    /// Keeps what an office has learned, unless another replica was faster:
    /// `before` is the date through which the caller's knowledge went.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn keep_experience(
        &self,
        office: &OfficeId,
        before: Option<Date>,
        experience: &Experience,
    ) -> Result<(), StoreError> {
        let Some(through) = experience.through else {
            return Ok(());
        };
        let document = serde_json::to_string(experience).expect("sums are plain data");
        let Some(before) = before else {
            let row = ActiveModel {
                office_id: Set(office.as_str().to_owned()),
                through: Set(through.into()),
                document: Set(document),
            };
            let first = OnConflict::column(Column::OfficeId).do_nothing().to_owned();
            let _ = Entity::insert(row)
                .on_conflict(first)
                .exec_without_returning(self.writer())
                .await?;
            return Ok(());
        };
        let _ = Entity::update_many()
            .set(ActiveModel {
                through: Set(through.into()),
                document: Set(document),
                ..Default::default()
            })
            .filter(Column::OfficeId.eq(office.as_str()))
            .filter(Column::Through.eq(Day::from(before)))
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// Closed days of an office after this date, oldest first; at most `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn closed_days_after(
        &self,
        office: &OfficeId,
        date: Option<Date>,
        limit: u64,
    ) -> Result<Vec<Date>, StoreError> {
        let mut days = office_day::Entity::find()
            .select_only()
            .column(office_day::Column::ServiceDate)
            .filter(office_day::Column::OfficeId.eq(office.as_str()))
            .filter(office_day::Column::State.eq("closed"));
        if let Some(date) = date {
            days = days.filter(office_day::Column::ServiceDate.gt(Day::from(date)));
        }
        let dates: Vec<Day> = days
            .order_by_asc(office_day::Column::ServiceDate)
            .limit(limit)
            .into_tuple()
            .all(self.reader())
            .await?;
        dates.iter().map(Date::try_from).collect()
    }

    /// The whole journal of a day.
    ///
    /// # Errors
    /// If the database fails or holds something unreadable.
    pub async fn journal(&self, office: &OfficeId, date: Date) -> Result<Vec<Entry>, StoreError> {
        let mut tails = self.tails(office, &[(date, 0)]).await?;
        Ok(tails.remove(&date).unwrap_or_default())
    }
}
