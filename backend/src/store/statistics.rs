//! The counts that remain of past days (requirement E08).

use aufruf_core::{
    id::{OfficeId, ServiceId},
    statistics::{Count, HourCount},
};
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::Expr,
};

use super::{
    Store, StoreError,
    column::{Day, signed, unsigned},
    due::days,
    entity::{
        day_count::{ActiveModel, Column, Entity, Model},
        office_day,
    },
};

impl Store {
    /// Closed days that are not counted yet, oldest first; at most `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn uncounted_days(&self, limit: u64) -> Result<Vec<(OfficeId, Date)>, StoreError> {
        let rows = office_day::Entity::find()
            .select_only()
            .column(office_day::Column::OfficeId)
            .column(office_day::Column::ServiceDate)
            .filter(office_day::Column::State.eq("closed"))
            .filter(office_day::Column::Counted.eq(false))
            .order_by_asc(office_day::Column::ServiceDate)
            .limit(limit)
            .into_tuple::<(String, Day)>()
            .all(self.reader())
            .await?;
        days(rows)
    }

    /// Stores the counts of a closed day, once: `false` if another replica was
    /// faster.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn keep_counts(
        &self,
        office: &OfficeId,
        date: Date,
        counts: &[HourCount],
    ) -> Result<bool, StoreError> {
        let tx = self.begin().await?;
        // Whoever marks the day writes its rows; others wait here and find it marked.
        let marked = office_day::Entity::update_many()
            .col_expr(office_day::Column::Counted, Expr::value(true))
            .filter(office_day::Column::OfficeId.eq(office.as_str()))
            .filter(office_day::Column::ServiceDate.eq(Day::from(date)))
            .filter(office_day::Column::State.eq("closed"))
            .filter(office_day::Column::Counted.eq(false))
            .exec(&tx)
            .await?;
        if marked.rows_affected == 0 {
            return Ok(false);
        }
        if !counts.is_empty() {
            let rows = counts.iter().map(|count| row(office, date, count));
            let _ = Entity::insert_many(rows)
                .exec_without_returning(&tx)
                .await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// The stored counts of a day, ascending by hour and service.
    ///
    /// # Errors
    /// If the database fails or holds something unreadable.
    pub async fn counts(
        &self,
        office: &OfficeId,
        date: Date,
    ) -> Result<Vec<HourCount>, StoreError> {
        read(self.reader(), office, date).await
    }
}

/// The stored counts of a day, ascending by hour and service.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    office: &OfficeId,
    date: Date,
) -> Result<Vec<HourCount>, StoreError> {
    let rows = Entity::find()
        .filter(Column::OfficeId.eq(office.as_str()))
        .filter(Column::ServiceDate.eq(Day::from(date)))
        .all(db)
        .await?;
    let mut counts = rows.iter().map(count).collect::<Result<Vec<_>, _>>()?;
    // Not by the database: each sorts texts by rules of its own.
    counts.sort_by(|a, b| (a.hour, &a.service).cmp(&(b.hour, &b.service)));
    Ok(counts)
}

fn row(office: &OfficeId, date: Date, hour: &HourCount) -> ActiveModel {
    let count = hour.count;
    ActiveModel {
        office_id: Set(office.to_string()),
        service_date: Set(date.into()),
        hour: Set(hour.hour.into()),
        service_id: Set(hour.service.to_string()),
        arrived_booked: Set(signed(count.arrived_booked)),
        arrived_walk_in: Set(signed(count.arrived_walk_in)),
        served: Set(signed(count.served)),
        absent: Set(signed(count.absent)),
        cancelled: Set(signed(count.cancelled)),
        gone: Set(signed(count.gone)),
        pieces: Set(signed(count.pieces)),
        called: Set(signed(count.called)),
        waiting_s: Set(signed(count.waiting_s)),
        measured: Set(signed(count.measured)),
        serving_s: Set(signed(count.serving_s)),
    }
}

fn count(row: &Model) -> Result<HourCount, StoreError> {
    Ok(HourCount {
        hour: u8::try_from(row.hour).map_err(|_| StoreError::Corrupt("an hour that is none"))?,
        service: ServiceId::new(&row.service_id)
            .map_err(|_| StoreError::Corrupt("name of a service"))?,
        count: Count {
            arrived_booked: unsigned(row.arrived_booked)?,
            arrived_walk_in: unsigned(row.arrived_walk_in)?,
            served: unsigned(row.served)?,
            absent: unsigned(row.absent)?,
            cancelled: unsigned(row.cancelled)?,
            gone: unsigned(row.gone)?,
            pieces: unsigned(row.pieces)?,
            called: unsigned(row.called)?,
            waiting_s: unsigned(row.waiting_s)?,
            measured: unsigned(row.measured)?,
            serving_s: unsigned(row.serving_s)?,
        },
    })
}
