//! Where each visit is, found by its id or the hash of one of its secrets.

use aufruf_core::{
    id::{OfficeId, VisitId},
    visit::State,
};
use jiff::{Timestamp, civil::Date};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Set,
    sea_query::{Expr, OnConflict, SimpleExpr},
};

use super::{
    Store, StoreError,
    column::{Day, Ts, state_name, state_of},
    day::chunks,
    entity::visit::{ActiveModel, Column, Entity, Model},
};
use crate::secrets::Hash;

/// A visit as a batch leaves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VisitRow {
    pub(crate) id: VisitId,
    pub(crate) office: OfficeId,
    pub(crate) date: Date,
    pub(crate) state: State,
    pub(crate) number: Option<String>,
    pub(crate) generation: u32,
    pub(crate) key_id: String,
    pub(crate) confirm_hash: Hash,
    pub(crate) manage_hash: Hash,
    pub(crate) check_in_hash: Hash,
    /// `None` keeps the stored one.
    pub(crate) address_hash: Option<Hash>,
    pub(crate) sequence: u32,
    pub(crate) booked: Option<Timestamp>,
    pub(crate) until: Option<Timestamp>,
    /// When the contact data is erased; `None` keeps the stored instant.
    pub(crate) erase_at: Option<Timestamp>,
}

/// Where a visit is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRef {
    /// The visit.
    pub id: VisitId,
    /// Its office.
    pub office: OfficeId,
    /// The day on which it lives now.
    pub date: Date,
    /// Its state at the last commit that touched it.
    pub state: State,
    /// Generation of its secrets.
    pub generation: u32,
    /// Calendar SEQUENCE.
    pub sequence: u32,
}

impl VisitRef {
    pub(super) fn of(row: &Model) -> Result<Self, StoreError> {
        let number =
            |n: i32| u32::try_from(n).map_err(|_| StoreError::Corrupt("a negative number"));
        Ok(Self {
            id: VisitId(row.id),
            office: OfficeId::new(&row.office_id)
                .map_err(|_| StoreError::Corrupt("name of an office"))?,
            date: Date::try_from(&row.service_date)?,
            state: state_of(&row.state)?,
            generation: number(row.generation)?,
            sequence: number(row.sequence)?,
        })
    }
}

impl Store {
    /// Where this visit is.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn find_visit(&self, id: VisitId) -> Result<Option<VisitRef>, StoreError> {
        self.find_one(Column::Id.eq(id.0)).await
    }

    /// The visit of a confirm token, by the token's hash.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn find_visit_by_confirm(&self, hash: &Hash) -> Result<Option<VisitRef>, StoreError> {
        self.find_one(Column::ConfirmHash.eq(hash.to_vec())).await
    }

    /// The visit of a manage token, by the token's hash.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn find_visit_by_manage(&self, hash: &Hash) -> Result<Option<VisitRef>, StoreError> {
        self.find_one(Column::ManageHash.eq(hash.to_vec())).await
    }

    /// The visit of a check-in code at this office on this date. `None` also
    /// if two visits of the day had the same code.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn find_visit_by_check_in(
        &self,
        office: &OfficeId,
        date: Date,
        hash: &Hash,
    ) -> Result<Option<VisitRef>, StoreError> {
        let of_the_day = Column::OfficeId
            .eq(office.as_str())
            .and(Column::ServiceDate.eq(Day::from(date)))
            .and(Column::CheckInHash.eq(hash.to_vec()));
        self.find_one(of_the_day).await
    }

    /// The visit of a check-in code at this office on any of the dates that
    /// the hashes were made for.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn find_visit_by_check_ins(
        &self,
        office: &OfficeId,
        hashes: &[Hash],
    ) -> Result<Option<VisitRef>, StoreError> {
        let hashes = hashes.iter().map(|hash| hash.to_vec());
        let of_the_office = Column::OfficeId
            .eq(office.as_str())
            .and(Column::CheckInHash.is_in(hashes));
        self.find_one(of_the_office).await
    }

    async fn find_one(&self, filter: SimpleExpr) -> Result<Option<VisitRef>, StoreError> {
        let rows = Entity::find()
            .filter(filter)
            .limit(2)
            .all(self.reader())
            .await?;
        match rows.as_slice() {
            [row] => VisitRef::of(row).map(Some),
            _ => Ok(None),
        }
    }
}

/// Writes the visits of a batch, one row for each visit.
pub(super) async fn upsert(
    db: &impl ConnectionTrait,
    rows: Vec<VisitRow>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let conflict = OnConflict::column(Column::Id)
        .update_columns([
            Column::OfficeId,
            Column::ServiceDate,
            Column::State,
            Column::Number,
            Column::CheckInHash,
            Column::Sequence,
            Column::BookedAt,
            Column::Until,
            Column::Updated,
        ])
        .value(
            Column::AddressHash,
            Expr::cust("COALESCE(excluded.address_hash, visit.address_hash)"),
        )
        .value(
            Column::EraseAt,
            Expr::cust("COALESCE(excluded.erase_at, visit.erase_at)"),
        )
        .to_owned();
    for chunk in chunks(rows.into_iter().map(|row| model(row, now))) {
        let insert = Entity::insert_many(chunk).on_conflict(conflict.clone());
        let _ = insert.exec_without_returning(db).await?;
    }
    Ok(())
}

fn model(row: VisitRow, now: Timestamp) -> ActiveModel {
    let small = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    ActiveModel {
        id: Set(row.id.0),
        office_id: Set(row.office.to_string()),
        service_date: Set(row.date.into()),
        state: Set(state_name(row.state)),
        number: Set(row.number),
        generation: Set(small(row.generation)),
        key_id: Set(row.key_id),
        confirm_hash: Set(row.confirm_hash.to_vec()),
        manage_hash: Set(row.manage_hash.to_vec()),
        check_in_hash: Set(row.check_in_hash.to_vec()),
        address_hash: Set(row.address_hash.map(|hash| hash.to_vec())),
        sequence: Set(small(row.sequence)),
        booked_at: Set(row.booked.map(Ts::from)),
        until: Set(row.until.map(Ts::from)),
        erase_at: Set(row.erase_at.map(Ts::from)),
        updated: Set(now.into()),
    }
}
