//! What the database was made for, and bringing its tables up to date.

use anyhow::{Context, ensure};
use sea_orm::{ConnectionTrait, EntityTrait, Set, TransactionTrait};
use sea_orm_migration::MigratorTrait;

use super::{Store, StoreError, connection::raw, entity::installation, migration::Migrator};
use crate::clock::Clock;

/// Serialises replicas that migrate at the same time ("aufruf" as a number).
const MIGRATION_LOCK: i64 = 0x6175_6672_7566;

/// What a database was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Real citizens: the clock is that of the machine.
    Office,
    /// Demos and tests: the clock can be moved.
    Demo,
}

impl Purpose {
    /// What a new database is made for that is opened with this clock.
    #[must_use]
    pub fn of(clock: &Clock) -> Self {
        if clock.is_movable() {
            Self::Demo
        } else {
            Self::Office
        }
    }
}

impl Store {
    /// Brings the tables up to date and tells what the database was made for;
    /// a new one is made for `purpose`.
    ///
    /// # Errors
    /// If the tables are of a newer release, the database was made with
    /// another installation key, or it fails.
    pub async fn prepare(&self, key_id: &str, purpose: Purpose) -> anyhow::Result<Purpose> {
        self.migrate()
            .await
            .context("cannot bring the tables up to date")?;
        let row = installation::ActiveModel {
            id: Set(1),
            key_id: Set(key_id.to_owned()),
            demo: Set(purpose == Purpose::Demo),
            created: Set(Clock::system().now().into()),
        };
        let _ = installation::Entity::insert(row)
            .on_conflict_do_nothing_on([installation::Column::Id])
            .exec_without_returning(self.writer())
            .await?;
        let row = installation::Entity::find_by_id(1)
            .one(self.writer())
            .await?;
        let row = row.context("the installation has no row")?;
        ensure!(
            row.key_id == key_id,
            "the database was made with another installation key: put the right key file back \
             (links in mails that are already sent depend on it)"
        );
        Ok(if row.demo {
            Purpose::Demo
        } else {
            Purpose::Office
        })
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        if self.is_sqlite() {
            return Ok(Migrator::up(self.writer(), None).await?);
        }
        // The lock ends with this transaction; the migration runs beside it.
        let guard = self.writer().begin().await?;
        let lock = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
        let _ = guard.execute_raw(raw(self.writer(), &lock)).await?;
        let migrated = Migrator::up(self.writer(), None).await;
        guard.rollback().await?;
        Ok(migrated?)
    }
}
