//! Which session has which counter.

use sea_orm::entity::prelude::*;

/// One counter; worth nothing once its session has ended.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counter_claim")]
pub struct Model {
    /// The office.
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: String,
    /// The counter.
    #[sea_orm(primary_key, auto_increment = false)]
    pub counter: i32,
    /// The session.
    pub token_hash: Vec<u8>,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
