//! Name, mail and phone: the only personal data. Erased when `visit.erase_at`
//! has come.

use sea_orm::entity::prelude::*;

/// Of one visit.
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// The visit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub visit_id: Uuid,
    /// May be empty.
    pub name: String,
    /// Mail address.
    pub email: Option<String>,
    /// May be empty.
    pub phone: String,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "contact of {}", self.visit_id)
    }
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
