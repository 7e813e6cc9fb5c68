//! Where a throw-away town keeps its data.

use std::path::Path;

use anyhow::{Context, Result};

/// The variable with the URL of a PostgreSQL that tests may fill.
const POSTGRES: &str = "AUFRUF_TEST_POSTGRES";

/// The database of a throw-away town.
#[derive(Debug, Clone)]
pub enum Database {
    /// A file in the town's folder.
    Sqlite,
    /// A database of its own on the server of the environment.
    Postgres {
        /// The server, with its maintenance database.
        server: String,
        /// The town's own database.
        name: String,
    },
}

impl Database {
    /// A new database on the PostgreSQL that `cargo xtask test` starts.
    ///
    /// # Errors
    /// If there is none: start one with `cargo xtask postgres -- COMMAND`.
    pub fn postgres() -> Result<Self> {
        let server = std::env::var(POSTGRES)
            .with_context(|| format!("{POSTGRES} is not set: run `cargo xtask test`, or `cargo xtask postgres -- COMMAND`"))?;
        Ok(Self::Postgres {
            server,
            name: format!("town_{}", uuid::Uuid::new_v4().simple()),
        })
    }

    pub(super) fn url(&self, folder: &Path) -> String {
        match self {
            Self::Sqlite => format!("sqlite:{}", folder.join("aufruf.db").display()),
            Self::Postgres { server, name } => {
                let base = server
                    .rsplit_once('/')
                    .map_or(server.as_str(), |(base, _)| base);
                format!("{base}/{name}")
            }
        }
    }

    pub(super) async fn create(&self) -> Result<()> {
        let Self::Postgres { server, name } = self else {
            return Ok(());
        };
        let statement = format!("create database {name}");
        let psql = tokio::process::Command::new("psql")
            .args([server, "-qc", &statement])
            .status()
            .await?;
        anyhow::ensure!(psql.success(), "psql could not create {name}");
        Ok(())
    }
}
