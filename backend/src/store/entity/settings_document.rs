//! The settings of each office, in versions.

use sea_orm::entity::prelude::*;

use crate::store::column::Ts;

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settings_document")]
pub struct Model {
    /// The office.
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: String,
    /// From 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    /// When it was stored.
    pub at: Ts,
    /// The settings as JSON.
    pub document: String,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
