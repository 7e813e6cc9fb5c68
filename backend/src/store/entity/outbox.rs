//! Mails to send. Neither address nor text: both are looked up when the mail
//! is sent.

use sea_orm::entity::prelude::*;

use crate::store::column::{Day, Ts};

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// UUIDv7; local part of the Message-ID.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The visit.
    pub visit_id: Uuid,
    /// Which mail.
    pub kind: String,
    /// Generation of the secrets in its links.
    pub generation: i32,
    /// Calendar SEQUENCE.
    pub sequence: i32,
    /// The office.
    pub office_id: String,
    /// The day of the visit when the mail was ordered.
    pub service_date: Day,
    /// Keyed hash of the address, for the limit per address.
    pub address_hash: Option<Vec<u8>>,
    /// When it was ordered.
    pub created: Ts,
    /// Not before this instant.
    pub next_try: Ts,
    /// Failed tries.
    pub tries: i32,
    /// Handed over to the mail server.
    pub sent_at: Option<Ts>,
    /// Why the last try failed.
    pub delay: Option<String>,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
