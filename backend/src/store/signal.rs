//! Hints between replicas (PostgreSQL only): which heads have moved.
//!
//! A hint may be lost; whoever needs the truth reads the heads.

use aufruf_core::id::OfficeId;
use jiff::civil::Date;
use sea_orm::{ConnAcquireErr, ConnectionTrait, DbBackend, DbErr, RuntimeErr, Statement, sqlx};
use sqlx::postgres::PgListener;
use uuid::Uuid;

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

/// Hears the hints of other replicas, and not this one's own.
pub(crate) struct SignalListener {
    listener: PgListener,
    own: Uuid,
}

impl Store {
    /// Sends one hint under the name of this replica, outside any transaction.
    /// Does nothing on SQLite, whose database belongs to one process.
    pub(crate) async fn signal(
        &self,
        own: Uuid,
        moved: &[(OfficeId, Date)],
    ) -> Result<(), StoreError> {
        if self.is_sqlite() || moved.is_empty() {
            return Ok(());
        }
        let statement = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_notify($1, $2)",
            [CHANNEL.into(), encode(own, moved).into()],
        );
        let _ = self.writer().execute_raw(statement).await?;
        Ok(())
    }

    /// Starts to listen to the others; `None` on SQLite.
    pub(crate) async fn listen(&self, own: Uuid) -> Result<Option<SignalListener>, StoreError> {
        if self.is_sqlite() {
            return Ok(None);
        }
        let pool = self.writer().get_postgres_connection_pool();
        let mut listener = PgListener::connect_with(pool).await.map_err(db)?;
        listener.listen(CHANNEL).await.map_err(db)?;
        Ok(Some(SignalListener { listener, own }))
    }
}

fn db(error: sqlx::Error) -> StoreError {
    StoreError::Db(match error {
        // As sea-orm says it, which has no part in listening.
        sqlx::Error::PoolClosed => DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed),
        error => DbErr::Conn(RuntimeErr::SqlxError(error.into())),
    })
}

impl SignalListener {
    /// The next hint. A lost connection is made anew and told as
    /// [`Signal::Resync`].
    ///
    /// # Errors
    /// If the pool is closed or the connection cannot be made.
    pub(crate) async fn next(&mut self) -> Result<Signal, StoreError> {
        loop {
            let Some(notification) = self.listener.try_recv().await.map_err(db)? else {
                return Ok(Signal::Resync);
            };
            match decode(notification.payload()) {
                (Some(sender), _) if sender == self.own => {}
                (_, signal) => return Ok(signal),
            }
        }
    }
}

/// `sender;office date;office date;…`; too many for one payload: the sender
/// alone, which reads as [`Signal::Resync`]. So does the whole of it for the
/// release before, which knows no sender.
fn encode(sender: Uuid, moved: &[(OfficeId, Date)]) -> String {
    let sender = sender.simple().to_string();
    let entries = moved
        .iter()
        .map(|(office, date)| format!("{office} {date}"));
    let payload: Vec<String> = [sender.clone()].into_iter().chain(entries).collect();
    let payload = payload.join(";");
    if payload.len() > PAYLOAD_MAX {
        sender
    } else {
        payload
    }
}

fn decode(payload: &str) -> (Option<Uuid>, Signal) {
    let (sender, days) = payload.split_once(';').unwrap_or((payload, ""));
    match sender.parse() {
        Ok(sender) => (Some(sender), days_of(days)),
        Err(_) => (None, days_of(payload)),
    }
}

fn days_of(text: &str) -> Signal {
    let moved: Option<Vec<_>> = text
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
        let sender = Uuid::from_u128(7);
        let read = |moved| decode(&encode(sender, moved));
        assert_eq!(read(&moved), (Some(sender), Signal::Moved(moved.clone())));
        let many: Vec<_> = moved.iter().cycle().take(1000).cloned().collect();
        assert_eq!(read(&many), (Some(sender), Signal::Resync));
        assert_eq!(decode("nonsense"), (None, Signal::Resync));
        // As the release before wrote it.
        let (day, only) = ("rathaus 2026-11-01", moved[..1].to_vec());
        assert_eq!(decode(day), (None, Signal::Moved(only)));
    }
}
