//! Name, mail and phone of a visit.

use aufruf_core::id::{OfficeId, VisitId};
use jiff::{Timestamp, civil::Date};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{OnConflict, Query},
};

use super::{
    Store, StoreError,
    column::{Day, Ts},
    day::chunks,
    entity::{
        contact::{ActiveModel, Column, Entity, Model},
        visit,
    },
};

/// The contact data of one visit, as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredContact {
    /// The visit.
    pub visit: VisitId,
    /// May be empty.
    pub name: String,
    /// Mail address, if there is one.
    pub email: Option<String>,
    /// May be empty.
    pub phone: String,
}

impl std::fmt::Debug for StoredContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredContact")
            .field("visit", &self.visit)
            .finish_non_exhaustive()
    }
}

impl From<Model> for StoredContact {
    fn from(row: Model) -> Self {
        Self {
            visit: VisitId(row.visit_id),
            name: row.name,
            email: row.email,
            phone: row.phone,
        }
    }
}

impl Store {
    /// The contact data of a visit; `None` if it has none or it is erased.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn contact(&self, visit: VisitId) -> Result<Option<StoredContact>, StoreError> {
        let row = Entity::find_by_id(visit.0).one(self.reader()).await?;
        Ok(row.map(StoredContact::from))
    }

    /// The contact data of all visits that an office has on these dates, for a
    /// search by name (recorded by the caller); at most `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn contacts_between(
        &self,
        office: &OfficeId,
        from: Date,
        to: Date,
        limit: u64,
    ) -> Result<Vec<(Date, StoredContact)>, StoreError> {
        let rows = visit::Entity::find()
            .select_only()
            .column(visit::Column::ServiceDate)
            .column(visit::Column::Id)
            .filter(visit::Column::OfficeId.eq(office.as_str()))
            .filter(visit::Column::ServiceDate.between(Day::from(from), Day::from(to)))
            .filter(
                visit::Column::Id.in_subquery(
                    Query::select()
                        .column(Column::VisitId)
                        .from(Entity)
                        .to_owned(),
                ),
            )
            .order_by_asc(visit::Column::ServiceDate)
            .order_by_asc(visit::Column::Id)
            .limit(limit)
            .into_tuple::<(Day, uuid::Uuid)>()
            .all(self.reader())
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for chunk in chunks(rows) {
            let ids = chunk.iter().map(|(_, id)| *id);
            let contacts = Entity::find()
                .filter(Column::VisitId.is_in(ids))
                .all(self.reader())
                .await?;
            let mut contacts: std::collections::HashMap<_, _> = contacts
                .into_iter()
                .map(|row| (row.visit_id, row))
                .collect();
            for (day, id) in chunk {
                // Erased between the two queries: then it is not found.
                if let Some(row) = contacts.remove(&id) {
                    found.push((Date::try_from(&day)?, row.into()));
                }
            }
        }
        Ok(found)
    }

    /// Replaces the contact data of a visit (a clerk corrects it), together
    /// with the audit entry that says so.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn replace_contact(
        &self,
        contact: StoredContact,
        audit: super::AuditEntry,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        upsert(&tx, vec![contact]).await?;
        super::audit::insert(&tx, vec![audit], now).await?;
        Ok(tx.commit().await?)
    }
}

pub(super) async fn upsert(
    db: &impl ConnectionTrait,
    contacts: Vec<StoredContact>,
) -> Result<(), StoreError> {
    let conflict = OnConflict::column(Column::VisitId)
        .update_columns([Column::Name, Column::Email, Column::Phone])
        .to_owned();
    let rows = contacts.into_iter().map(|contact| ActiveModel {
        visit_id: Set(contact.visit.0),
        name: Set(contact.name),
        email: Set(contact.email),
        phone: Set(contact.phone),
    });
    for chunk in chunks(rows) {
        let insert = Entity::insert_many(chunk).on_conflict(conflict.clone());
        let _ = insert.exec_without_returning(db).await?;
    }
    Ok(())
}

/// The visits whose contact data is due to be erased at `now`.
pub(super) fn due(now: Timestamp) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(visit::Column::Id)
        .from(visit::Entity)
        .and_where(visit::Column::EraseAt.lte(Ts::from(now)))
        .to_owned()
}
