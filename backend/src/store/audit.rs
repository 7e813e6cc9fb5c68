//! The audit table (requirement E17): log-ins, searches, reading or changing
//! contact data, overrides, cancellations by staff, settings. Never calls,
//! starts or finishes.

use aufruf_core::id::{OfficeId, VisitId};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, EntityTrait, Set};
use uuid::Uuid;

use super::{Store, StoreError, entity::audit};

/// What is recorded; time and id are added when it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditEntry {
    /// Who.
    pub user: Option<Uuid>,
    /// At which device.
    pub device: Option<Uuid>,
    /// What, as a code of lower-case words: `contact_read`.
    pub action: &'static str,
    /// In which office.
    pub office: Option<OfficeId>,
    /// About which visit.
    pub visit: Option<VisitId>,
    /// More codes; no personal data of citizens.
    pub detail: Option<String>,
}

impl Store {
    /// Records something that changes no office day.
    ///
    /// # Errors
    /// If the database fails; then what was to be recorded must not happen.
    pub async fn record(&self, entry: AuditEntry, now: Timestamp) -> Result<(), StoreError> {
        insert(self.writer(), vec![entry], now).await
    }
}

pub(super) async fn insert(
    db: &impl ConnectionTrait,
    entries: Vec<AuditEntry>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = entries.into_iter().map(|entry| audit::ActiveModel {
        id: Set(Uuid::now_v7()),
        at: Set(now.into()),
        user_id: Set(entry.user),
        device_id: Set(entry.device),
        action: Set(entry.action.to_owned()),
        office_id: Set(entry.office.map(|office| office.to_string())),
        visit_id: Set(entry.visit.map(|visit| visit.0)),
        detail: Set(entry.detail),
    });
    let _ = audit::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
