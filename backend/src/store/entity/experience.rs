//! What each office has learned from its past days. Sums only.

use sea_orm::entity::prelude::*;

use crate::store::column::Day;

/// One office.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "experience")]
pub struct Model {
    /// The office.
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: String,
    /// The last date that was learned from.
    pub through: Day,
    /// [`aufruf_core::forecast::Experience`] as JSON.
    pub document: String,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
