//! Where each visit is, and the hashes of its secrets. Follows from the
//! journal, except the hashes and the erasure date.

use sea_orm::entity::prelude::*;

use crate::store::column::{Day, Ts};

/// One visit.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "visit")]
pub struct Model {
    /// The same over confirmations and moves.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The office.
    pub office_id: String,
    /// The day on which it lives now.
    pub service_date: Day,
    /// Where it stands.
    pub state: String,
    /// `A 4827`.
    pub number: Option<String>,
    /// Of its secrets.
    pub generation: i32,
    /// The key its secrets are derived from.
    pub key_id: String,
    /// SHA-256 of the confirm token.
    pub confirm_hash: Vec<u8>,
    /// SHA-256 of the manage token.
    pub manage_hash: Vec<u8>,
    /// Keyed hash of office, date and check-in code.
    pub check_in_hash: Vec<u8>,
    /// Keyed hash of the mail address; erased with the contact data.
    pub address_hash: Option<Vec<u8>>,
    /// Calendar SEQUENCE.
    pub sequence: i32,
    /// The booked time.
    pub booked_at: Option<Ts>,
    /// End of the hold or the confirmation window.
    pub until: Option<Ts>,
    /// When its contact data is erased; none: nothing to erase.
    pub erase_at: Option<Ts>,
    /// Last change.
    pub updated: Ts,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
