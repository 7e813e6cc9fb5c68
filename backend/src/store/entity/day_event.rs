//! The journal: the truth about every office day. Append-only.

use sea_orm::entity::prelude::*;

use crate::store::column::{Day, Ts};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "day_event")]
pub struct Model {
    /// The office.
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: String,
    /// The local date.
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_date: Day,
    /// From 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// When.
    pub at: Ts,
    /// Name of the event.
    pub kind: String,
    /// Version of the payload.
    pub v: i32,
    /// The event as JSON.
    pub payload: String,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
