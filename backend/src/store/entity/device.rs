//! Kiosks, displays and desks.

use sea_orm::entity::prelude::*;

use crate::store::column::Ts;

/// One device.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The office where it stands.
    pub office_id: String,
    /// `kiosk`, `display` or `desk`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// SHA-256 of its key; none: not paired yet.
    pub key_hash: Option<Vec<u8>>,
    /// When it was added.
    pub created: Ts,
    /// When it was paired.
    pub paired: Option<Ts>,
    /// It may do nothing any more.
    pub revoked: bool,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
