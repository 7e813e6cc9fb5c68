//! One row for each mail address in use, locked while its limits are checked.

use sea_orm::entity::prelude::*;

use crate::store::column::Ts;

/// A keyed hash and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guard")]
pub struct Model {
    /// Keyed hash of the canonical address.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    /// Last use, for the erasure.
    pub touched: Ts,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
