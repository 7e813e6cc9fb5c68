//! The people who log in at desks.

use aufruf_core::{id::OfficeId, wire::device::StaffRole};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Set, SqlErr, sea_query::Expr,
};
use uuid::Uuid;

use super::{Store, StoreError, entity::staff};
use crate::auth::key::Hash;

/// Wrong codes after which a set-up code is void.
pub const SETUP_TRIES: i32 = 5;

/// Most users that are listed.
const LISTED: u64 = 10_000;

/// A user.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// The id.
    pub id: Uuid,
    /// The office.
    pub office: OfficeId,
    /// The log-in name.
    pub name: String,
    /// What the user may do.
    pub role: StaffRole,
    /// Argon2id as a PHC string; `None`: a password must be set first.
    pub password_hash: Option<String>,
    /// May not log in.
    pub disabled: bool,
}

impl Store {
    /// Adds a user who sets a password with a one-time code. False: the name
    /// is taken in this office.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn add_user(
        &self,
        user: &User,
        code: Hash,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let row = staff::ActiveModel {
            id: Set(user.id),
            office_id: Set(user.office.to_string()),
            name: Set(user.name.clone()),
            role: Set(role_name(user.role).to_owned()),
            password_hash: Set(None),
            setup_hash: Set(Some(code.to_vec())),
            setup_until: Set(Some(until.into())),
            setup_tries: Set(0),
            disabled: Set(false),
            created: Set(now.into()),
        };
        match staff::Entity::insert(row)
            .exec_without_returning(self.writer())
            .await
        {
            Ok(_) => Ok(true),
            Err(error) => match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => Ok(false),
                _ => Err(error.into()),
            },
        }
    }

    /// Replaces a user's password by a one-time code, lets a disabled one in
    /// again and ends the user's sessions. False: no such user.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn reset_user(
        &self,
        office: &OfficeId,
        name: &str,
        code: Hash,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let tx = self.begin().await?;
        let Some(row) = find(office, name).one(&tx).await? else {
            return Ok(false);
        };
        super::session::end_of_user(&tx, row.id).await?;
        let mut row: staff::ActiveModel = row.into();
        row.password_hash = Set(None);
        row.setup_hash = Set(Some(code.to_vec()));
        row.setup_until = Set(Some(until.into()));
        row.setup_tries = Set(0);
        row.disabled = Set(false);
        let _ = row.update(&tx).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Keeps a user out and ends the user's sessions. False: no such user.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn disable_user(&self, office: &OfficeId, name: &str) -> Result<bool, StoreError> {
        let tx = self.begin().await?;
        let Some(row) = find(office, name).one(&tx).await? else {
            return Ok(false);
        };
        super::session::end_of_user(&tx, row.id).await?;
        let mut row: staff::ActiveModel = row.into();
        row.disabled = Set(true);
        row.setup_hash = Set(None);
        row.setup_until = Set(None);
        let _ = row.update(&tx).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The user with this name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn user(&self, office: &OfficeId, name: &str) -> Result<Option<User>, StoreError> {
        let row = find(office, name).one(self.reader()).await?;
        row.as_ref().map(user_of).transpose()
    }

    /// The users of an office, or of all, by office and name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn users(&self, office: Option<&OfficeId>) -> Result<Vec<User>, StoreError> {
        let mut query = staff::Entity::find();
        if let Some(office) = office {
            query = query.filter(staff::Column::OfficeId.eq(office.as_str()));
        }
        let rows = query
            .order_by_asc(staff::Column::OfficeId)
            .order_by_asc(staff::Column::Name)
            .limit(LISTED)
            .all(self.reader())
            .await?;
        rows.iter().map(user_of).collect()
    }

    /// Whether this set-up code is good for the user now; a wrong one counts.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn try_setup(
        &self,
        user: Uuid,
        code: Hash,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let open = staff::Column::SetupUntil.gt(now.as_microsecond());
        let right = staff::Entity::find_by_id(user)
            .filter(staff::Column::SetupHash.eq(code.to_vec()))
            .filter(open.clone())
            .filter(staff::Column::SetupTries.lt(SETUP_TRIES))
            .filter(staff::Column::Disabled.eq(false))
            .one(self.writer())
            .await?;
        if right.is_none() {
            let _ = staff::Entity::update_many()
                .col_expr(
                    staff::Column::SetupTries,
                    Expr::col(staff::Column::SetupTries).add(1),
                )
                .filter(staff::Column::Id.eq(user))
                .filter(open)
                .exec(self.writer())
                .await?;
        }
        Ok(right.is_some())
    }

    /// Sets the password; the code is used up and older sessions end. False:
    /// the code was used or replaced meanwhile.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn set_password(
        &self,
        user: Uuid,
        code: Hash,
        password_hash: String,
    ) -> Result<bool, StoreError> {
        let tx = self.begin().await?;
        let set = staff::Entity::update_many()
            .col_expr(staff::Column::PasswordHash, Expr::value(password_hash))
            .col_expr(
                staff::Column::SetupHash,
                Expr::value(Option::<Vec<u8>>::None),
            )
            .col_expr(staff::Column::SetupUntil, Expr::value(Option::<i64>::None))
            .filter(staff::Column::Id.eq(user))
            .filter(staff::Column::SetupHash.eq(code.to_vec()))
            .filter(staff::Column::Disabled.eq(false))
            .exec(&tx)
            .await?;
        super::session::end_of_user(&tx, user).await?;
        tx.commit().await?;
        Ok(set.rows_affected == 1)
    }
}

fn find(office: &OfficeId, name: &str) -> sea_orm::Select<staff::Entity> {
    staff::Entity::find()
        .filter(staff::Column::OfficeId.eq(office.as_str()))
        .filter(staff::Column::Name.eq(name))
}

/// The stored name of a role, the one that it has in JSON and on the command line.
#[must_use]
pub fn role_name(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Clerk => "clerk",
        StaffRole::Lead => "lead",
        StaffRole::Administrator => "administrator",
    }
}

/// Reads the name of a role.
#[must_use]
pub fn role_of(name: &str) -> Option<StaffRole> {
    let roles = [StaffRole::Clerk, StaffRole::Lead, StaffRole::Administrator];
    roles.into_iter().find(|role| role_name(*role) == name)
}

pub(super) fn user_of(row: &staff::Model) -> Result<User, StoreError> {
    Ok(User {
        id: row.id,
        office: OfficeId::new(&row.office_id)
            .map_err(|_| StoreError::Corrupt("the office of a user"))?,
        name: row.name.clone(),
        role: role_of(&row.role).ok_or(StoreError::Corrupt("the role of a user"))?,
        password_hash: row.password_hash.clone(),
        disabled: row.disabled,
    })
}
