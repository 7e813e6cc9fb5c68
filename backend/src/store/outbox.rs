//! The outbox: mails that a commit ordered, until they are handed over.

mod again;
mod queue;

use aufruf_core::id::{OfficeId, VisitId};
use jiff::{Timestamp, civil::Date};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, Set,
    sea_query::Expr,
};
use uuid::Uuid;

pub use again::{AGAIN_AFTER, Again, SAME_MAILS_MAX};
pub use queue::{Delay, DueMails, MailQueue};

use super::{
    Store, StoreError,
    column::Ts,
    day::chunks,
    entity::outbox::{ActiveModel, Column, Entity, Model},
};
use crate::secrets::Hash;

/// Which mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailKind {
    /// Asks for the confirmation of a booking.
    Confirm,
    /// Everything needed: number, QR code, what to bring, links.
    Ticket,
    /// The booking is cancelled.
    Cancelled,
    /// The booking has another time.
    Changed,
}

impl MailKind {
    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Ticket => "ticket",
            Self::Cancelled => "cancelled",
            Self::Changed => "changed",
        }
    }

    fn of(name: &str) -> Result<Self, StoreError> {
        [Self::Confirm, Self::Ticket, Self::Cancelled, Self::Changed]
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or(StoreError::Corrupt("a kind of mail that is unknown"))
    }
}

/// A mail to send. Address and text are looked up when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// UUIDv7; local part of the Message-ID, the same for each try.
    pub id: Uuid,
    /// The visit.
    pub visit: VisitId,
    /// Which mail.
    pub kind: MailKind,
    /// Generation of the secrets in its links.
    pub generation: u32,
    /// Calendar SEQUENCE.
    pub sequence: u32,
    /// The office.
    pub office: OfficeId,
    /// The day of the visit when the mail was ordered.
    pub date: Date,
    /// Keyed hash of the address, for the limit per address.
    pub address_hash: Option<Hash>,
    /// When it was ordered.
    pub created: Timestamp,
    /// Failed tries.
    pub tries: u32,
}

impl OutgoingMail {
    fn of(row: Model) -> Result<Self, StoreError> {
        let number =
            |n: i32| u32::try_from(n).map_err(|_| StoreError::Corrupt("a negative number"));
        Ok(Self {
            id: row.id,
            visit: VisitId(row.visit_id),
            kind: MailKind::of(&row.kind)?,
            generation: number(row.generation)?,
            sequence: number(row.sequence)?,
            office: OfficeId::new(&row.office_id)
                .map_err(|_| StoreError::Corrupt("name of an office"))?,
            date: Date::try_from(&row.service_date)?,
            address_hash: row.address_hash.and_then(|hash| hash.try_into().ok()),
            created: row.created.try_into()?,
            tries: number(row.tries)?,
        })
    }
}

impl Store {
    /// The mail is handed over. The row, which holds neither address nor text,
    /// is kept for the limits and deleted by [`Store::delete_old_mails`].
    ///
    /// # Errors
    /// If the database fails; the mail may then be sent again.
    pub async fn mail_sent(&self, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
        let _ = Entity::update_many()
            .col_expr(Column::SentAt, Expr::value(Some(Ts::from(now))))
            .filter(Column::Id.eq(id))
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// The try failed for this reason; the next one is not before `next_try`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn mail_failed(
        &self,
        id: Uuid,
        next_try: Timestamp,
        delay: Delay,
    ) -> Result<(), StoreError> {
        let _ = Entity::update_many()
            .col_expr(Column::NextTry, Expr::value(Ts::from(next_try)))
            .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
            .col_expr(Column::Delay, Expr::value(Some(delay.as_str())))
            .filter(Column::Id.eq(id))
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// The mail was taken and not tried: it can go at once.
    ///
    /// # Errors
    /// If the database fails; the mail then waits until its lease ends.
    pub async fn put_mail_back(&self, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
        let _ = Entity::update_many()
            .col_expr(Column::NextTry, Expr::value(Ts::from(now)))
            .filter(Column::Id.eq(id))
            .filter(Column::SentAt.is_null())
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// The mail cannot be sent any more (no address, refused for good).
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_mail(&self, id: Uuid) -> Result<(), StoreError> {
        let _ = Entity::delete_by_id(id).exec(self.writer()).await?;
        Ok(())
    }

    /// How many mails wait to be handed over.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn mails_waiting(&self) -> Result<u64, StoreError> {
        Ok(Entity::find()
            .filter(Column::SentAt.is_null())
            .count(self.reader())
            .await?)
    }
}

pub(super) async fn insert(
    db: &impl ConnectionTrait,
    mails: Vec<OutgoingMail>,
) -> Result<(), StoreError> {
    let small = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let rows = mails.into_iter().map(|mail| ActiveModel {
        id: Set(mail.id),
        visit_id: Set(mail.visit.0),
        kind: Set(mail.kind.as_str().to_owned()),
        generation: Set(small(mail.generation)),
        sequence: Set(small(mail.sequence)),
        office_id: Set(mail.office.to_string()),
        service_date: Set(mail.date.into()),
        address_hash: Set(mail.address_hash.map(|hash| hash.to_vec())),
        created: Set(mail.created.into()),
        next_try: Set(mail.created.into()),
        tries: Set(small(mail.tries)),
        sent_at: Set(None),
        delay: Set(None),
    });
    for chunk in chunks(rows) {
        let _ = Entity::insert_many(chunk)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}
