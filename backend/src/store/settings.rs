//! Settings documents, in versions.

use aufruf_core::id::OfficeId;
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use super::{
    DayTransaction, Store, StoreError,
    audit::{self, AuditEntry},
    column::{signed, unsigned},
    entity::settings_document::{ActiveModel, Column, Entity},
};

impl Store {
    /// The newest version of an office's settings; `None`: no such office.
    pub(crate) async fn settings_version(
        &self,
        office: &OfficeId,
    ) -> Result<Option<u64>, StoreError> {
        let version: Option<i64> = Entity::find()
            .select_only()
            .column(Column::Version)
            .filter(Column::OfficeId.eq(office.as_str()))
            .order_by_desc(Column::Version)
            .limit(1)
            .into_tuple()
            .one(self.reader())
            .await?;
        version.map(unsigned).transpose()
    }

    /// One version of an office's settings, as JSON.
    pub(crate) async fn settings_document(
        &self,
        office: &OfficeId,
        version: u64,
    ) -> Result<Option<String>, StoreError> {
        document(self.reader(), office, version).await
    }

    /// All offices, by name.
    pub(crate) async fn offices(&self) -> Result<Vec<OfficeId>, StoreError> {
        let names: Vec<String> = Entity::find()
            .select_only()
            .column(Column::OfficeId)
            .distinct()
            .order_by_asc(Column::OfficeId)
            .into_tuple()
            .all(self.reader())
            .await?;
        names
            .iter()
            .map(|name| OfficeId::new(name).map_err(|_| StoreError::Corrupt("name of an office")))
            .collect()
    }

    /// Stores a new version of an office's settings if it differs from the
    /// newest one, and records that. Answers the newest version and whether it
    /// is new.
    ///
    /// # Errors
    /// If the database fails, or another process stored one at the same time.
    pub async fn import_settings(
        &self,
        office: &OfficeId,
        document: String,
        now: Timestamp,
    ) -> Result<(u64, bool), StoreError> {
        let tx = self.begin().await?;
        let newest = Entity::find()
            .filter(Column::OfficeId.eq(office.as_str()))
            .order_by_desc(Column::Version)
            .limit(1)
            .one(&tx)
            .await?;
        if let Some(row) = &newest
            && row.document == document
        {
            tx.rollback().await?;
            return Ok((unsigned(row.version)?, false));
        }
        let version = newest.map_or(1, |row| row.version + 1);
        let row = ActiveModel {
            office_id: Set(office.to_string()),
            version: Set(version),
            at: Set(now.into()),
            document: Set(document),
        };
        let _ = Entity::insert(row).exec_without_returning(&tx).await?;
        let entry = AuditEntry {
            action: "settings_imported",
            office: Some(office.clone()),
            detail: Some(format!("version {version}")),
            ..AuditEntry::default()
        };
        audit::insert(&tx, vec![entry], now).await?;
        tx.commit().await?;
        Ok((unsigned(version)?, true))
    }
}

impl DayTransaction {
    /// One version of an office's settings, as JSON.
    pub(crate) async fn settings_document(
        &self,
        office: &OfficeId,
        version: u64,
    ) -> Result<Option<String>, StoreError> {
        document(self.db(), office, version).await
    }
}

async fn document(
    db: &impl ConnectionTrait,
    office: &OfficeId,
    version: u64,
) -> Result<Option<String>, StoreError> {
    let key = (office.to_string(), signed(version));
    let row = Entity::find_by_id(key).one(db).await?;
    Ok(row.map(|row| row.document))
}
