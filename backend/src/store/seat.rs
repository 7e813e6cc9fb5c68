//! Which session has which counter. Both are read and changed under the lock
//! of the head of the day that the command goes to: who was taken over from is
//! refused from then on, on every replica.

use std::collections::{HashMap, HashSet};

use aufruf_core::id::{CounterId, OfficeId};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set,
    sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement},
};

use super::{
    DayTransaction, StoreError,
    column::padded,
    day::hash,
    entity::{counter_claim, session},
    session::valid,
};
use crate::auth::key::Hash;

/// Who sits where, as far as it was asked for.
#[derive(Debug, Default)]
pub(crate) struct Seating {
    /// The session that has each counter, even if it has ended.
    pub(crate) holders: HashMap<CounterId, Hash>,
    /// Those of the sessions that have not ended.
    pub(crate) valid: HashSet<Hash>,
}

impl DayTransaction {
    /// Who has these counters, and which of these sessions and of the holders
    /// are valid: one query where everyone sits in the own place.
    pub(crate) async fn seating(
        &self,
        office: &OfficeId,
        wanted: &[(CounterId, Hash)],
        now: Timestamp,
    ) -> Result<Seating, StoreError> {
        let mut seating = Seating::default();
        if wanted.is_empty() {
            return Ok(seating);
        }
        let counters = wanted.iter().map(|(counter, _)| *counter);
        let query = holders(office, counters, now);
        for row in self.db().query_all(&query).await? {
            let counter: i32 = row.try_get("", "counter")?;
            let counter = u16::try_from(counter)
                .map_err(|_| StoreError::Corrupt("a counter out of range"))?;
            let holder = hash(row.try_get("", "token_hash")?)?;
            let _ = seating.holders.insert(CounterId(counter), holder);
            if row.try_get::<Option<i64>>("", "until")?.is_some() {
                let _ = seating.valid.insert(holder);
            }
        }
        let others = wanted
            .iter()
            .filter(|(counter, session)| seating.holders.get(counter) != Some(session))
            .map(|(_, session)| session.to_vec())
            .collect();
        let others: Vec<Vec<u8>> = padded(others);
        if !others.is_empty() {
            let rows: Vec<Vec<u8>> = session::Entity::find()
                .select_only()
                .column(session::Column::TokenHash)
                .filter(valid(now))
                .filter(session::Column::TokenHash.is_in(others))
                .into_tuple()
                .all(self.db())
                .await?;
            for row in rows {
                let _ = seating.valid.insert(hash(row)?);
            }
        }
        Ok(seating)
    }

    /// Gives each counter to the session, or to nobody.
    pub(crate) async fn seat(
        &self,
        office: &OfficeId,
        changes: impl IntoIterator<Item = (CounterId, Option<Hash>)>,
    ) -> Result<(), StoreError> {
        for (counter, holder) in changes {
            let counter = i32::from(counter.0);
            let Some(holder) = holder else {
                let _ = counter_claim::Entity::delete_by_id((office.to_string(), counter))
                    .exec(self.db())
                    .await?;
                continue;
            };
            let row = counter_claim::ActiveModel {
                office_id: Set(office.to_string()),
                counter: Set(counter),
                token_hash: Set(holder.to_vec()),
            };
            let conflict = OnConflict::columns([
                counter_claim::Column::OfficeId,
                counter_claim::Column::Counter,
            ])
            .update_column(counter_claim::Column::TokenHash)
            .to_owned();
            let _ = counter_claim::Entity::insert(row)
                .on_conflict(conflict)
                .exec_without_returning(self.db())
                .await?;
        }
        Ok(())
    }
}

/// `SELECT counter, token_hash, until`, the last one null if the session of
/// the claim has ended.
fn holders(
    office: &OfficeId,
    counters: impl Iterator<Item = CounterId>,
    now: Timestamp,
) -> SelectStatement {
    let counters = padded(counters.map(|counter| i32::from(counter.0)).collect());
    let of_the_claim = Expr::col((session::Entity, session::Column::TokenHash))
        .equals((counter_claim::Entity, counter_claim::Column::TokenHash));
    Query::select()
        .column((counter_claim::Entity, counter_claim::Column::Counter))
        .column((counter_claim::Entity, counter_claim::Column::TokenHash))
        .column((session::Entity, session::Column::Until))
        .from(counter_claim::Entity)
        .left_join(
            session::Entity,
            Condition::all().add(of_the_claim).add(valid(now)),
        )
        .and_where(counter_claim::Column::OfficeId.eq(office.as_str()))
        .and_where(counter_claim::Column::Counter.is_in(counters))
        .to_owned()
}
