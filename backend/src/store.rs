//! The database: the only module that speaks SQL.
//!
//! One set of tables and one code for SQLite and PostgreSQL, chosen by the URL
//! when the program starts. On SQLite there is one connection that writes and
//! a few that can only read; on PostgreSQL one pool does both.
//!
//! # Invariants
//!
//! * No rule of the office lives here, and no entity leaves.
//! * The journal is only appended to (and deleted 90 days after its date, once
//!   the counts of the day are stored).

mod audit;
mod check;
mod column;
mod connection;
mod contact;
mod day;
pub mod device;
mod due;
#[expect(unreachable_pub, reason = "the derives make items as visible as these")]
mod entity;
mod experience;
mod guard;
mod installation;
mod lift;
mod migration;
mod outbox;
mod retention;
mod seat;
pub mod session;
mod settings;
mod signal;
pub mod staff;
mod statistics;
mod visit;

use std::sync::Arc;

use sea_orm::{
    ConnAcquireErr, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

pub use audit::AuditEntry;
pub(crate) use check::StoredDay;
pub use contact::StoredContact;
pub(crate) use day::{Append, DayTransaction, Head, RequestRow};
pub(crate) use guard::Usage;
pub use installation::Purpose;
pub use outbox::{
    AGAIN_AFTER, Again, Delay, DueMails, MailKind, MailQueue, OutgoingMail, SAME_MAILS_MAX,
};
pub use retention::Erased;
pub(crate) use seat::Seating;
pub(crate) use signal::Signal;
pub use visit::VisitRef;
pub(crate) use visit::VisitRow;

/// What can go wrong below the rules.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refuses, is away or too slow.
    #[error(transparent)]
    Db(#[from] DbErr),
    /// Written by a newer release: left to newer replicas.
    #[error("entry {kind:?} of version {v} is not known to this release: {reason}")]
    Unknown {
        /// Name of the event.
        kind: String,
        /// Version of its payload.
        v: i32,
        /// Why it cannot be read.
        reason: String,
    },
    /// The database holds what no release ever wrote.
    #[error("the database is damaged: {0}")]
    Corrupt(&'static str),
}

impl StoreError {
    /// The store was closed by this program itself. It never opens again:
    /// going on would keep the server from ending.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(
            self,
            Self::Db(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))
        )
    }
}

/// The open database. Clones share its connections.
#[derive(Clone)]
pub struct Store(Arc<Connections>);

struct Connections {
    writer: DatabaseConnection,
    /// The same pool as `writer` on PostgreSQL.
    reader: DatabaseConnection,
}

impl Store {
    fn writer(&self) -> &DatabaseConnection {
        &self.0.writer
    }

    fn reader(&self) -> &DatabaseConnection {
        &self.0.reader
    }

    /// A transaction that may write; on SQLite it holds the right to write
    /// from the start, so that it never has to be given up half way.
    async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.writer().begin_with_options(options).await?)
    }
}

#[cfg(test)]
impl Store {
    /// Changes the database behind the program's back.
    pub(crate) async fn tamper(&self, sql: &str) -> Result<(), StoreError> {
        use sea_orm::ConnectionTrait;
        let _ = self
            .writer()
            .execute_raw(connection::raw(self.writer(), sql))
            .await?;
        Ok(())
    }

    /// How many rows a table has.
    pub(crate) async fn rows(&self, table: &str) -> u64 {
        use sea_orm::ConnectionTrait;
        let count = connection::raw(self.writer(), &format!("SELECT COUNT(*) AS n FROM {table}"));
        let row = self.writer().query_one_raw(count).await.unwrap().unwrap();
        let count: i64 = row.try_get("", "n").unwrap();
        count.unsigned_abs()
    }

    /// Every row of a query of one text column.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        use sea_orm::ConnectionTrait;
        let query = connection::raw(self.writer(), sql);
        let rows = self.writer().query_all_raw(query).await.unwrap();
        rows.iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    }

    /// Holds whatever a lane needs to write to this day, until dropped.
    pub(crate) async fn block(
        &self,
        office: &aufruf_core::id::OfficeId,
        date: jiff::civil::Date,
    ) -> Result<DayTransaction, StoreError> {
        let tx = self.begin_days().await?;
        let _ = tx.lock_head(office, date).await?;
        Ok(tx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_store_that_was_closed_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let config = crate::config::Config::in_folder(folder.path());
        let store = Store::open(&config.database_url()).await.unwrap();
        let _ = store.prepare("key", Purpose::Demo).await.unwrap();
        store.clone().close().await.unwrap();
        let error = store.mails_waiting().await.unwrap_err();
        assert!(error.is_closed(), "{error:?}");
        assert!(!StoreError::Corrupt("closed pool").is_closed());
    }
}
