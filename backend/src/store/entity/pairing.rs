//! Open pairing codes; a row goes when its code is used or replaced.

use sea_orm::entity::prelude::*;

use crate::store::column::Ts;

/// One code.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pairing")]
pub struct Model {
    /// The device that it pairs.
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: Uuid,
    /// SHA-256 of the code.
    pub code_hash: Vec<u8>,
    /// It is good until then.
    pub until: Ts,
    /// Wrong codes that were tried while it was open.
    pub tries: i32,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
