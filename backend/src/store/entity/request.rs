//! Answered requests of the last 48 hours, so that repeating one changes nothing.

use sea_orm::entity::prelude::*;

use crate::store::column::{Day, Ts};

/// One request and the entries it caused.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    /// Made by the client.
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    /// Who asked.
    pub actor: String,
    /// Keyed hash of what was asked.
    pub fingerprint: Vec<u8>,
    /// The office.
    pub office_id: String,
    /// The day whose entries are the answer.
    pub service_date: Day,
    /// The first of them.
    pub first_seq: i64,
    /// How many.
    pub events: i32,
    /// When.
    pub at: Ts,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
