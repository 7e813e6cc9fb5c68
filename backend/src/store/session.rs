//! Log-ins.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{counter_claim, session, staff},
    staff::{User, user_of},
};
use crate::auth::key::Hash;

/// A session that nobody uses ends after this time (requirement F19).
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);

/// The use of a session is written down at most this often.
const USE_STEP: SignedDuration = SignedDuration::from_mins(1);

/// A valid session.
pub struct Resumed {
    /// Whose.
    pub user: User,
    /// It ends then at the latest.
    pub until: Timestamp,
}

impl Store {
    /// Opens a session, and removes those that have ended.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn open_session(
        &self,
        token: Hash,
        user: Uuid,
        device: Uuid,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        let ended = Condition::any()
            .add(session::Column::Until.lte(now.as_microsecond()))
            .add(session::Column::Used.lte((now - IDLE).as_microsecond()));
        let _ = session::Entity::delete_many()
            .filter(ended)
            .exec(&tx)
            .await?;
        let row = session::ActiveModel {
            token_hash: Set(token.to_vec()),
            staff_id: Set(user),
            device_id: Set(device),
            used: Set(now.into()),
            until: Set(until.into()),
        };
        let _ = session::Entity::insert(row)
            .exec_without_returning(&tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// The session with this token on this device, if it is still valid; it
    /// counts as used.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn resume_session(
        &self,
        token: &Hash,
        device: Uuid,
        now: Timestamp,
    ) -> Result<Option<Resumed>, StoreError> {
        let row = session::Entity::find_by_id(token.to_vec())
            .filter(valid(now))
            .filter(session::Column::DeviceId.eq(device))
            .one(self.reader())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let user = staff::Entity::find_by_id(row.staff_id)
            .one(self.reader())
            .await?;
        let Some(user) = user.filter(|user| !user.disabled) else {
            return Ok(None);
        };
        if Timestamp::try_from(row.used)? + USE_STEP <= now {
            let _ = session::Entity::update_many()
                .col_expr(session::Column::Used, Expr::value(now.as_microsecond()))
                .filter(session::Column::TokenHash.eq(token.to_vec()))
                .exec(self.writer())
                .await?;
        }
        Ok(Some(Resumed {
            user: user_of(&user)?,
            until: row.until.try_into()?,
        }))
    }

    /// Ends a session; its counters are free.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn end_session(&self, token: &Hash) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        let _ = session::Entity::delete_by_id(token.to_vec())
            .exec(&tx)
            .await?;
        let _ = counter_claim::Entity::delete_many()
            .filter(counter_claim::Column::TokenHash.eq(token.to_vec()))
            .exec(&tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Which of these sessions have ended.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sessions_ended(
        &self,
        tokens: &[Hash],
        now: Timestamp,
    ) -> Result<Vec<Hash>, StoreError> {
        let valid: Vec<Vec<u8>> = session::Entity::find()
            .select_only()
            .column(session::Column::TokenHash)
            .filter(valid(now))
            .filter(session::Column::TokenHash.is_in(tokens.iter().map(|token| token.to_vec())))
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(tokens
            .iter()
            .filter(|token| !valid.iter().any(|v| v == &token[..]))
            .copied()
            .collect())
    }
}

pub(super) fn valid(now: Timestamp) -> Condition {
    Condition::all()
        .add(session::Column::Until.gt(now.as_microsecond()))
        .add(session::Column::Used.gt((now - IDLE).as_microsecond()))
}

pub(super) async fn end_of_user(db: &impl ConnectionTrait, user: Uuid) -> Result<(), StoreError> {
    let of_user = session::Column::StaffId.eq(user);
    let _ = session::Entity::delete_many()
        .filter(of_user)
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn end_on_device(
    db: &impl ConnectionTrait,
    device: Uuid,
) -> Result<(), StoreError> {
    let on_device = session::Column::DeviceId.eq(device);
    let _ = session::Entity::delete_many()
        .filter(on_device)
        .exec(db)
        .await?;
    Ok(())
}
