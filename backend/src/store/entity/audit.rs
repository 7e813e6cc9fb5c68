//! Who looked at or changed what beyond the queue (requirement E17).

use sea_orm::entity::prelude::*;

use crate::store::column::Ts;

/// One entry. Never calls, starts or finishes: statistics cannot become a
/// measure of employees.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When.
    pub at: Ts,
    /// The user, if one was logged in.
    pub user_id: Option<Uuid>,
    /// The device.
    pub device_id: Option<Uuid>,
    /// What, as a code.
    pub action: String,
    /// The office.
    pub office_id: Option<String>,
    /// The visit.
    pub visit_id: Option<Uuid>,
    /// More codes; no personal data of citizens.
    pub detail: Option<String>,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
