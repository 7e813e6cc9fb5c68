//! Limits per mail address across days: what an address has in use, read
//! under a lock of its row.

use std::collections::HashMap;

use aufruf_core::visit::State;
use jiff::{SignedDuration, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Set, sea_query::OnConflict,
};

use super::{
    MailKind, StoreError,
    column::{Ts, state_name},
    entity::{guard, outbox, visit},
};
use crate::secrets::Hash;

/// In which mails that ask for a confirmation are counted.
pub(super) const MAIL_WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// What a mail address has in use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    /// Unconfirmed bookings whose window has not ended.
    pub(crate) pending: u64,
    /// Confirmed bookings in the future.
    pub(crate) open: u64,
    /// Mails ordered in the last 24 hours that ask for a confirmation.
    pub(crate) mails: u64,
}

/// Locks the rows of these hashes, in ascending order, so that no two
/// transactions wait for each other, and counts.
pub(super) async fn lock(
    db: &impl ConnectionTrait,
    mut hashes: Vec<Hash>,
    now: Timestamp,
) -> Result<HashMap<Hash, Usage>, StoreError> {
    if hashes.is_empty() {
        return Ok(HashMap::new());
    }
    hashes.sort_unstable();
    hashes.dedup();
    let rows = hashes.iter().map(|hash| guard::ActiveModel {
        hash: Set(hash.to_vec()),
        touched: Set(now.into()),
    });
    // Taking the row's lock and marking it as used are one statement.
    let conflict = OnConflict::column(guard::Column::Hash)
        .update_column(guard::Column::Touched)
        .to_owned();
    let _ = guard::Entity::insert_many(rows)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    count(db, &hashes, now).await
}

async fn count(
    db: &impl ConnectionTrait,
    hashes: &[Hash],
    now: Timestamp,
) -> Result<HashMap<Hash, Usage>, StoreError> {
    let bytes: Vec<Vec<u8>> = hashes.iter().map(|hash| hash.to_vec()).collect();
    let pending = state_name(State::Pending);
    let in_use = Condition::any()
        .add(
            visit::Column::State
                .eq(pending.clone())
                .and(visit::Column::Until.gt(Ts::from(now))),
        )
        .add(
            visit::Column::State
                .eq(state_name(State::Confirmed))
                .and(visit::Column::BookedAt.gt(Ts::from(now))),
        );
    let visits: Vec<(Vec<u8>, String, i64)> = visit::Entity::find()
        .select_only()
        .columns([visit::Column::AddressHash, visit::Column::State])
        .column_as(visit::Column::Id.count(), "count")
        .filter(visit::Column::AddressHash.is_in(bytes.clone()))
        .filter(in_use)
        .group_by(visit::Column::AddressHash)
        .group_by(visit::Column::State)
        .order_by_asc(visit::Column::AddressHash)
        .into_tuple()
        .all(db)
        .await?;
    let mails: Vec<(Vec<u8>, i64)> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::AddressHash)
        .column_as(outbox::Column::Id.count(), "count")
        .filter(outbox::Column::AddressHash.is_in(bytes))
        .filter(outbox::Column::Kind.eq(MailKind::Confirm.as_str()))
        .filter(outbox::Column::Created.gt(Ts::from(now - MAIL_WINDOW)))
        .group_by(outbox::Column::AddressHash)
        .into_tuple()
        .all(db)
        .await?;
    let mut usage: HashMap<Hash, Usage> = hashes
        .iter()
        .map(|hash| (*hash, Usage::default()))
        .collect();
    for (hash, state, count) in visits {
        let usage = of(&mut usage, hash)?;
        let count = super::column::unsigned(count)?;
        if state == pending {
            usage.pending = count;
        } else {
            usage.open = count;
        }
    }
    for (hash, count) in mails {
        of(&mut usage, hash)?.mails = super::column::unsigned(count)?;
    }
    Ok(usage)
}

fn of(usage: &mut HashMap<Hash, Usage>, hash: Vec<u8>) -> Result<&mut Usage, StoreError> {
    let hash: Hash = hash
        .try_into()
        .map_err(|_| StoreError::Corrupt("a hash of another length"))?;
    usage
        .get_mut(&hash)
        .ok_or(StoreError::Corrupt("a hash that was not asked for"))
}
