//! The people who log in at desks.

use sea_orm::entity::prelude::*;

use crate::store::column::Ts;

/// One user.
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The office; names are unique within it.
    pub office_id: String,
    /// The log-in name, lower case.
    pub name: String,
    /// `clerk`, `lead` or `administrator`.
    pub role: String,
    /// Argon2id as a PHC string; none: a password must be set first.
    pub password_hash: Option<String>,
    /// SHA-256 of the one-time set-up code.
    pub setup_hash: Option<Vec<u8>>,
    /// The set-up code is good until then.
    pub setup_until: Option<Ts>,
    /// Wrong set-up codes that were tried.
    pub setup_tries: i32,
    /// May not log in.
    pub disabled: bool,
    /// When the user was added.
    pub created: Ts,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "staff {}", self.id)
    }
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
