//! One row: what this database was made for.

use sea_orm::entity::prelude::*;

use crate::store::column::Ts;

/// The installation.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Names the installation key.
    pub key_id: String,
    /// Made for demos and tests: the clock can be moved.
    pub demo: bool,
    /// When the database was made, by the machine's clock.
    pub created: Ts,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
