//! A mail once more, because the citizen did not find it. Bounded, so that the
//! button is no way to fill somebody's mailbox (requirement G06).

use jiff::SignedDuration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    super::{
        Store, StoreError,
        column::Ts,
        guard::{self, MAIL_WINDOW},
    },
    Column, Entity, MailKind, OutgoingMail, insert,
};
use crate::secrets::Hash;

/// Mails of one kind in 24 h: to one address those that ask for a
/// confirmation, else of one visit (requirement G06).
pub const SAME_MAILS_MAX: u64 = 3;
/// At least this lies between two mails of one kind to one visit (requirement G06).
pub const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(2);

/// What became of the wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It is ordered.
    Ordered,
    /// The one before has not gone yet, or only just: nothing is ordered.
    OnItsWay,
    /// [`SAME_MAILS_MAX`] is reached: nothing is ordered.
    Enough,
}

impl Store {
    /// Orders this mail unless the bounds are reached. All wishes for one
    /// address are decided one after the other.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn order_again(
        &self,
        mail: OutgoingMail,
        address: Hash,
    ) -> Result<Again, StoreError> {
        let now = mail.created;
        let tx = self.begin().await?;
        let usage = guard::lock(&tx, vec![address], now).await?;
        let before = Entity::find()
            .filter(Column::VisitId.eq(mail.visit.0))
            .filter(Column::Kind.eq(mail.kind.as_str()))
            .filter(Column::Created.gt(Ts::from(now - MAIL_WINDOW)))
            .order_by_desc(Column::Created)
            .all(&tx)
            .await?;
        let on_its_way = before.first().is_some_and(|last| {
            last.sent_at.is_none() || last.created > Ts::from(now - AGAIN_AFTER)
        });
        let count = match mail.kind {
            MailKind::Confirm => usage.get(&address).map_or(0, |usage| usage.mails),
            _ => before.len() as u64,
        };
        let again = if count >= SAME_MAILS_MAX {
            Again::Enough
        } else if on_its_way {
            Again::OnItsWay
        } else {
            insert(&tx, vec![mail]).await?;
            Again::Ordered
        };
        tx.commit().await?;
        Ok(again)
    }
}
