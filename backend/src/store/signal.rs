//! Hints between replicas (PostgreSQL only): which heads have moved.
//!
//! A hint may be lost; whoever needs the truth reads the heads.

use aufruf_core::id::OfficeId;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbBackend, Statement, sqlx};
use sqlx::postgres::PgListener;

use super::{Store, StoreError};

const CHANNEL: &str = "aufruf_heads";
/// PostgreSQL takes payloads below 8000 bytes.
const PAYLOAD_MAX: usize = 7900;

/// What a listener hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Signal {
    /// These days have moved on.
    Moved(Vec<(OfficeId, Date)>),
    /// Something may have been missed: read everything anew.
    Resync,
}

/// Hears the hints of other replicas, and this one's own.
pub(crate) struct SignalListener(PgListener);

impl Store {
    /// Sends one hint, outside any transaction. Does nothing on SQLite, whose
    /// database belongs to one process.
    pub(crate) async fn signal(&self, moved: &[(OfficeId, Date)]) -> Result<(), StoreError> {
        if self.is_sqlite() || moved.is_empty() {
            return Ok(());
        }
        let statement = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_notify($1, $2)",
            [CHANNEL.into(), encode(moved).into()],
        );
        let _ = self.writer().execute_raw(statement).await?;
        Ok(())
    }

    /// Starts to listen; `None` on SQLite.
    pub(crate) async fn listen(&self) -> Result<Option<SignalListener>, StoreError> {
        if self.is_sqlite() {
            return Ok(None);
        }
        let pool = self.writer().get_postgres_connection_pool();
        let mut listener = PgListener::connect_with(pool).await.map_err(db)?;
        listener.listen(CHANNEL).await.map_err(db)?;
        Ok(Some(SignalListener(listener)))
    }
}

fn db(error: sqlx::Error) -> StoreError {
    StoreError::Db(sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(
        error.into(),
    )))
}

impl SignalListener {
    /// The next hint. A lost connection is made anew and told as
    /// [`Signal::Resync`].
    ///
    /// # Errors
    /// If the pool is closed or the connection cannot be made.
    pub(crate) async fn next(&mut self) -> Result<Signal, StoreError> {
        match self.0.try_recv().await.map_err(db)? {
            Some(notification) => Ok(decode(notification.payload())),
            None => Ok(Signal::Resync),
        }
    }
}

/// `office date;office date;…`; too many for one payload: empty, which reads
/// as [`Signal::Resync`].
fn encode(moved: &[(OfficeId, Date)]) -> String {
    let entries: Vec<String> = moved
        .iter()
        .map(|(office, date)| format!("{office} {date}"))
        .collect();
    let payload = entries.join(";");
    if payload.len() > PAYLOAD_MAX {
        String::new()
    } else {
        payload
    }
}

fn decode(payload: &str) -> Signal {
    let moved: Option<Vec<_>> = payload
        .split(';')
        .map(|entry| {
            let (office, date) = entry.split_once(' ')?;
            Some((OfficeId::new(office).ok()?, date.parse().ok()?))
        })
        .collect();
    moved.map_or(Signal::Resync, Signal::Moved)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_hint_is_read_as_it_was_sent_or_as_resync() {
        let day = |n: i8| (OfficeId::new("rathaus").unwrap(), date(2026, 11, n));
        let moved: Vec<_> = (1..=28).map(day).collect();
        assert_eq!(decode(&encode(&moved)), Signal::Moved(moved.clone()));
        let many: Vec<_> = moved.iter().cycle().take(1000).cloned().collect();
        assert_eq!(decode(&encode(&many)), Signal::Resync);
        assert_eq!(decode("nonsense"), Signal::Resync);
    }
}
