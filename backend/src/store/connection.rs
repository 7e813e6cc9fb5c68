//! Opening and closing, with every setting that a promise rests on.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
    sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{Connections, Store, StoreError};

/// Longest wait for a free connection, and of a statement for a lock.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// Connections that read beside the one that writes (SQLite).
const SQLITE_READERS: u32 = 4;
/// A connection that was used this recently is not asked whether it lives: the
/// question would cost every transaction a round trip.
const TRUSTED_FOR: Duration = Duration::from_secs(1);
/// Statements that a connection keeps prepared: those of a batch have another
/// text for each number of rows, and there are up to 64 commands in one.
const STATEMENTS_KEPT: usize = 512;
/// Connections of one replica (PostgreSQL).
const POSTGRES_CONNECTIONS: u32 = 16;

impl Store {
    /// Opens the database of this URL; makes the file of an SQLite database
    /// that does not exist yet.
    ///
    /// # Errors
    /// If it cannot be reached, or does not keep what it acknowledges.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let connections = if url.starts_with("sqlite:") {
            open_sqlite(url).await?
        } else {
            open_postgres(url).await?
        };
        Ok(Self(std::sync::Arc::new(connections)))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// If it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let _ = self
            .writer()
            .query_one_raw(raw(self.writer(), "SELECT 1"))
            .await?;
        Ok(())
    }

    /// Closes all connections; SQLite writes its log back into the file.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn close(&self) -> Result<(), StoreError> {
        // Readers first: the last connection to leave empties the log.
        self.reader().clone().close().await?;
        if self.is_sqlite() {
            self.writer().clone().close().await?;
        }
        Ok(())
    }

    pub(super) fn is_sqlite(&self) -> bool {
        self.writer().get_database_backend() == DbBackend::Sqlite
    }
}

/// A statement without values.
pub(super) fn raw(db: &DatabaseConnection, sql: &str) -> Statement {
    Statement::from_string(db.get_database_backend(), sql)
}

async fn open_sqlite(url: &str) -> anyhow::Result<Connections> {
    ensure!(
        !url.contains(":memory:"),
        "a database in memory keeps nothing"
    );
    let writer = sqlite(url, 1, "OFF")
        .await
        .context("cannot open the database")?;
    let reader = sqlite(url, SQLITE_READERS, "ON")
        .await
        .context("cannot read the database")?;
    Ok(Connections { writer, reader })
}

async fn sqlite(
    url: &str,
    connections: u32,
    query_only: &'static str,
) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(url);
    let _ = options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(WAIT_MAX)
        .connect_timeout(WAIT_MAX)
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |options: SqliteConnectOptions| {
            options
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(WAIT_MAX)
                .statement_cache_capacity(STATEMENTS_KEPT)
                .foreign_keys(true)
                .pragma("secure_delete", "ON")
                .pragma("query_only", query_only)
        })
        .map_sqlx_sqlite_pool_opts(|pool| pool.idle_timeout(None).max_lifetime(None));
    Ok(Database::connect(options).await?)
}

async fn open_postgres(url: &str) -> anyhow::Result<Connections> {
    let mut options = ConnectOptions::new(url);
    let _ = options
        .max_connections(POSTGRES_CONNECTIONS)
        .min_connections(1)
        .acquire_timeout(WAIT_MAX)
        .connect_timeout(WAIT_MAX)
        .sqlx_logging(false)
        .test_before_acquire_if_idle_for(TRUSTED_FOR)
        .map_sqlx_postgres_opts(|options| {
            options
                .application_name("aufruf")
                .statement_cache_capacity(STATEMENTS_KEPT)
                .options([
                    ("statement_timeout", "20s"),
                    ("lock_timeout", "5s"),
                    ("idle_in_transaction_session_timeout", "20s"),
                ])
        });
    let pool = Database::connect(options)
        .await
        .context("cannot reach the database")?;
    let setting = raw(
        &pool,
        "SELECT current_setting('synchronous_commit') AS setting",
    );
    let row = pool.query_one_raw(setting).await?.context("no setting")?;
    let setting: String = row.try_get("", "setting")?;
    if setting != "on" && setting != "remote_apply" {
        bail!(
            "PostgreSQL runs with synchronous_commit={setting}: acknowledged bookings could be \
             lost; set it to on"
        );
    }
    Ok(Connections {
        reader: pool.clone(),
        writer: pool,
    })
}
