//! Log-ins that have not ended.

use sea_orm::entity::prelude::*;

use crate::store::column::Ts;

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of its token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// Whose.
    pub staff_id: Uuid,
    /// The desk to which it is bound.
    pub device_id: Uuid,
    /// Last use, to the minute.
    pub used: Ts,
    /// Ends then at the latest.
    pub until: Ts,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
