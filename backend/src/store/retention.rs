//! Erasing what is no longer needed.

use jiff::{Timestamp, civil::Date};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Query},
};

use super::{
    Store, StoreError,
    column::{Day, Ts},
    contact,
    entity::{self, audit, day_event, guard, office_day, outbox, request, visit},
};

/// How much an erasure took away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Erased {
    /// Rows.
    pub rows: u64,
}

impl Store {
    /// Erases name, mail and phone of every visit whose time has come: the
    /// confirmation window has ended, the booking was cancelled 24 hours ago,
    /// or its date is over (requirements E05 to E07). Also the hash of the
    /// address.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn erase_due_contacts(&self, now: Timestamp) -> Result<Erased, StoreError> {
        let any = visit::Entity::find()
            .filter(visit::Column::EraseAt.lte(Ts::from(now)))
            .one(self.reader())
            .await?;
        if any.is_none() {
            return Ok(Erased::default());
        }
        let tx = self.begin().await?;
        let erased = entity::contact::Entity::delete_many()
            .filter(entity::contact::Column::VisitId.in_subquery(contact::due(now)))
            .exec(&tx)
            .await?;
        let _ = visit::Entity::update_many()
            .col_expr(visit::Column::AddressHash, Expr::value(None::<Vec<u8>>))
            .col_expr(visit::Column::EraseAt, Expr::value(None::<i64>))
            .filter(visit::Column::EraseAt.lte(Ts::from(now)))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        Ok(Erased {
            rows: erased.rows_affected,
        })
    }

    /// Deletes requests that were answered before this instant (48 hours ago).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_old_requests(&self, before: Timestamp) -> Result<Erased, StoreError> {
        let old = request::Entity::delete_many().filter(request::Column::At.lt(Ts::from(before)));
        let result = old.exec(self.writer()).await?;
        Ok(Erased {
            rows: result.rows_affected,
        })
    }

    /// Deletes mails that were ordered before this instant (48 hours ago),
    /// sent or not, and the guard rows of addresses not used since.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_old_mails(&self, before: Timestamp) -> Result<Erased, StoreError> {
        let old =
            outbox::Entity::delete_many().filter(outbox::Column::Created.lt(Ts::from(before)));
        let mails = old.exec(self.writer()).await?.rows_affected;
        let old = guard::Entity::delete_many().filter(guard::Column::Touched.lt(Ts::from(before)));
        let guards = old.exec(self.writer()).await?.rows_affected;
        Ok(Erased {
            rows: mails + guards,
        })
    }

    /// Deletes audit entries before this instant (90 days ago).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_old_audit(&self, before: Timestamp) -> Result<Erased, StoreError> {
        let old = audit::Entity::delete_many().filter(audit::Column::At.lt(Ts::from(before)));
        Ok(Erased {
            rows: old.exec(self.writer()).await?.rows_affected,
        })
    }

    /// Deletes the journals, heads and visits of all counted days before this
    /// date (90 days ago). A day whose counts are not stored yet is kept.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_old_days(&self, before: Date) -> Result<Erased, StoreError> {
        let tx = self.begin().await?;
        let events = day_event::Entity::delete_many()
            .filter(is_counted(
                (day_event::Column::OfficeId, day_event::Column::ServiceDate),
                before,
            ))
            .exec(&tx)
            .await?;
        let visits = visit::Entity::delete_many()
            .filter(is_counted(
                (visit::Column::OfficeId, visit::Column::ServiceDate),
                before,
            ))
            .exec(&tx)
            .await?;
        let heads = office_day::Entity::delete_many()
            .filter(office_day::Column::ServiceDate.lt(Day::from(before)))
            .filter(office_day::Column::Counted.eq(true))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        Ok(Erased {
            rows: events.rows_affected + visits.rows_affected + heads.rows_affected,
        })
    }
}

/// Whether office and date of a row are those of a counted day before this date.
fn is_counted<C: ColumnTrait>((office, date): (C, C), before: Date) -> Expr {
    let mut counted = Query::select();
    let _ = counted
        .columns([
            office_day::Column::OfficeId,
            office_day::Column::ServiceDate,
        ])
        .from(office_day::Entity)
        .and_where(office_day::Column::ServiceDate.lt(Day::from(before)))
        .and_where(office_day::Column::Counted.eq(true));
    Expr::tuple([Expr::col(office), Expr::col(date)]).in_subquery(counted)
}
