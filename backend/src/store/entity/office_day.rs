//! The head of each office day: locked by whoever decides.

use sea_orm::entity::prelude::*;

use crate::store::column::Day;

/// The head.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office_day")]
pub struct Model {
    /// The office.
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: String,
    /// The local date.
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_date: Day,
    /// Seq of the last entry.
    pub head_seq: i64,
    /// `open` or `closed`.
    pub state: String,
    /// Its counts are stored; see [`super::day_count`].
    pub counted: bool,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
