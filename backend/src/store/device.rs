//! Kiosks, displays and desks, and the codes that pair them.

use aufruf_core::{id::OfficeId, wire::device::DeviceKind};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Set, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{device, pairing},
};
use crate::auth::{Device, key::Hash};

/// Wrong codes after which an open pairing code is void (requirement H11).
pub const PAIRING_TRIES: i32 = 5;

/// Most devices that are listed.
const LISTED: u64 = 10_000;

/// A device as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDevice {
    /// The device.
    pub device: Device,
    /// When it was paired; `None`: not yet.
    pub paired: Option<Timestamp>,
    /// It may do nothing any more.
    pub revoked: bool,
}

impl Store {
    /// Adds a device that is not paired yet, with its one-time code.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn add_device(
        &self,
        device: &Device,
        code: Hash,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        let row = device::ActiveModel {
            id: Set(device.id),
            office_id: Set(device.office.to_string()),
            kind: Set(kind_name(device.kind).to_owned()),
            name: Set(device.name.clone()),
            key_hash: Set(None),
            created: Set(now.into()),
            paired: Set(None),
            revoked: Set(false),
        };
        let _ = device::Entity::insert(row)
            .exec_without_returning(&tx)
            .await?;
        let row = pairing::ActiveModel {
            device_id: Set(device.id),
            code_hash: Set(code.to_vec()),
            until: Set(until.into()),
            tries: Set(0),
        };
        let _ = pairing::Entity::insert(row)
            .exec_without_returning(&tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Exchanges a code for a key; the code is used up. `None`: no such code,
    /// too late, tried too often, or for another kind of device; that counts
    /// as a try against every open code, as it cannot be told which was meant.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn pair_device(
        &self,
        code: Hash,
        kind: DeviceKind,
        key: Hash,
        now: Timestamp,
    ) -> Result<Option<Device>, StoreError> {
        let tx = self.begin().await?;
        // Deleting locks the row: of two programs with one code, one is first.
        let open = pairing::Entity::find()
            .filter(pairing::Column::CodeHash.eq(code.to_vec()))
            .filter(pairing::Column::Until.gt(now.as_microsecond()))
            .filter(pairing::Column::Tries.lt(PAIRING_TRIES))
            .one(&tx)
            .await?;
        if let Some(open) = open
            && let Some(row) = device::Entity::find_by_id(open.device_id).one(&tx).await?
            && !row.revoked
            && row.kind == kind_name(kind)
            && pairing::Entity::delete_by_id(open.device_id)
                .exec(&tx)
                .await?
                .rows_affected
                == 1
        {
            let device = device_of(&row)?;
            let mut row: device::ActiveModel = row.into();
            row.key_hash = Set(Some(key.to_vec()));
            row.paired = Set(Some(now.into()));
            let _ = row.update(&tx).await?;
            tx.commit().await?;
            return Ok(Some(device));
        }
        let _ = pairing::Entity::update_many()
            .col_expr(
                pairing::Column::Tries,
                Expr::col(pairing::Column::Tries).add(1),
            )
            .filter(pairing::Column::Until.gt(now.as_microsecond()))
            .exec(&tx)
            .await?;
        let _ = pairing::Entity::delete_many()
            .filter(pairing::Column::Until.lte(now.as_microsecond()))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        Ok(None)
    }

    /// The device with this key, unless it was revoked.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn device_by_key(&self, key: &Hash) -> Result<Option<Device>, StoreError> {
        let row = device::Entity::find()
            .filter(device::Column::KeyHash.eq(key.to_vec()))
            .filter(device::Column::Revoked.eq(false))
            .one(self.reader())
            .await?;
        row.as_ref().map(device_of).transpose()
    }

    /// Revokes a device: its key, its code and the sessions on it are worth
    /// nothing from now on. False: no such device.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn revoke_device(&self, id: Uuid) -> Result<bool, StoreError> {
        let tx = self.begin().await?;
        let revoked = device::Entity::update_many()
            .col_expr(device::Column::Revoked, Expr::value(true))
            .filter(device::Column::Id.eq(id))
            .exec(&tx)
            .await?;
        let _ = pairing::Entity::delete_by_id(id).exec(&tx).await?;
        super::session::end_on_device(&tx, id).await?;
        tx.commit().await?;
        Ok(revoked.rows_affected == 1)
    }

    /// The devices of an office, or of all, by office and name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn devices(&self, office: Option<&OfficeId>) -> Result<Vec<KnownDevice>, StoreError> {
        let mut query = device::Entity::find();
        if let Some(office) = office {
            query = query.filter(device::Column::OfficeId.eq(office.as_str()));
        }
        let rows = query
            .order_by_asc(device::Column::OfficeId)
            .order_by_asc(device::Column::Name)
            .limit(LISTED)
            .all(self.reader())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(KnownDevice {
                    device: device_of(row)?,
                    paired: row.paired.map(TryInto::try_into).transpose()?,
                    revoked: row.revoked,
                })
            })
            .collect()
    }

    /// Which of these devices were revoked or do not exist.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn devices_gone(&self, ids: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
        let valid: Vec<Uuid> = device::Entity::find()
            .select_only()
            .column(device::Column::Id)
            .filter(device::Column::Id.is_in(ids.iter().copied()))
            .filter(device::Column::Revoked.eq(false))
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(ids
            .iter()
            .filter(|id| !valid.contains(id))
            .copied()
            .collect())
    }
}

/// The stored name of a kind, the one that it has in JSON and on the command line.
#[must_use]
pub fn kind_name(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Kiosk => "kiosk",
        DeviceKind::Display => "display",
        DeviceKind::Desk => "desk",
    }
}

/// Reads the name of a kind.
#[must_use]
pub fn kind_of(name: &str) -> Option<DeviceKind> {
    let kinds = [DeviceKind::Kiosk, DeviceKind::Display, DeviceKind::Desk];
    kinds.into_iter().find(|kind| kind_name(*kind) == name)
}

fn device_of(row: &device::Model) -> Result<Device, StoreError> {
    Ok(Device {
        id: row.id,
        kind: kind_of(&row.kind).ok_or(StoreError::Corrupt("the kind of a device"))?,
        office: OfficeId::new(&row.office_id)
            .map_err(|_| StoreError::Corrupt("the office of a device"))?,
        name: row.name.clone(),
    })
}
