//! Heads and journals of office days, and the one transaction that changes
//! them.

use std::collections::HashMap;

use aufruf_core::{
    event::{self, Entry},
    id::{OfficeId, RequestId},
};
use jiff::{Timestamp, civil::Date};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
    sea_query::{Expr, Query, SelectStatement},
};
use uuid::Uuid;

use super::{
    AuditEntry, Store, StoreError, StoredContact, VisitRow, audit,
    column::{Day, padded, signed, unsigned},
    contact,
    entity::{day_event, office_day, request, settings_document},
    guard,
    lift::lift,
    outbox::{self, OutgoingMail},
    visit,
};
use crate::secrets::Hash;

/// Rows of one INSERT: keeps below the parameters that a statement may have.
const ROWS_MAX: usize = 1000;

/// Where a day stands, and the settings in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Seq of the last entry; 0 before the first.
    pub(crate) seq: u64,
    /// Newest version of the office's settings; `None`: no such office.
    pub(crate) version: Option<u64>,
}

/// An answered request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestRow {
    pub(crate) id: RequestId,
    pub(crate) actor: String,
    pub(crate) fingerprint: Hash,
    /// The day whose entries are the answer.
    pub(crate) date: Date,
    pub(crate) first_seq: u64,
    pub(crate) events: u64,
}

/// What one batch adds to one day.
#[derive(Debug)]
pub(crate) struct Append {
    pub(crate) office: OfficeId,
    pub(crate) date: Date,
    pub(crate) closed: bool,
    /// Not empty; their last seq becomes the head.
    pub(crate) entries: Vec<Entry>,
    pub(crate) visits: Vec<VisitRow>,
    pub(crate) requests: Vec<RequestRow>,
    pub(crate) contacts: Vec<StoredContact>,
    pub(crate) mails: Vec<OutgoingMail>,
    pub(crate) audit: Vec<AuditEntry>,
    pub(crate) now: Timestamp,
}

/// A transaction over the days whose heads it has locked.
pub(crate) struct DayTransaction(DatabaseTransaction);

impl Store {
    /// Begins a transaction over office days. Heads must be locked in ascending
    /// order of (office, date), and guards after them.
    pub(crate) async fn begin_days(&self) -> Result<DayTransaction, StoreError> {
        Ok(DayTransaction(self.begin().await?))
    }

    /// The heads of these days; a day without a row has seq 0.
    pub(crate) async fn heads(
        &self,
        office: &OfficeId,
        from: Date,
        to: Date,
    ) -> Result<(HashMap<Date, u64>, Option<u64>), StoreError> {
        let rows: Vec<(Day, i64)> = office_day::Entity::find()
            .select_only()
            .columns([office_day::Column::ServiceDate, office_day::Column::HeadSeq])
            .filter(office_day::Column::OfficeId.eq(office.as_str()))
            .filter(office_day::Column::ServiceDate.between(Day::from(from), Day::from(to)))
            .into_tuple()
            .all(self.reader())
            .await?;
        let version = self.settings_version(office).await?;
        let heads = rows
            .iter()
            .map(|(day, seq)| Ok((Date::try_from(day)?, unsigned(*seq)?)));
        Ok((heads.collect::<Result<_, StoreError>>()?, version))
    }

    /// The heads and settings versions of several days at once, in their order.
    pub(crate) async fn heads_of(
        &self,
        days: &[(OfficeId, Date)],
    ) -> Result<Vec<Head>, StoreError> {
        let mut heads = Vec::with_capacity(days.len());
        for chunk in days.chunks(ROWS_MAX) {
            heads.extend(self.heads_of_chunk(chunk).await?);
        }
        Ok(heads)
    }

    async fn heads_of_chunk(&self, days: &[(OfficeId, Date)]) -> Result<Vec<Head>, StoreError> {
        let offices = days.iter().map(|(office, _)| office.as_str());
        let dates = days.iter().map(|(_, date)| Day::from(*date));
        let seqs: Vec<(String, Day, i64)> = office_day::Entity::find()
            .select_only()
            .columns([
                office_day::Column::OfficeId,
                office_day::Column::ServiceDate,
                office_day::Column::HeadSeq,
            ])
            .filter(office_day::Column::OfficeId.is_in(offices.clone()))
            .filter(office_day::Column::ServiceDate.is_in(dates))
            .into_tuple()
            .all(self.reader())
            .await?;
        let versions: Vec<(String, i64)> = settings_document::Entity::find()
            .select_only()
            .column(settings_document::Column::OfficeId)
            .column_as(settings_document::Column::Version.max(), "version")
            .filter(settings_document::Column::OfficeId.is_in(offices))
            .group_by(settings_document::Column::OfficeId)
            .into_tuple()
            .all(self.reader())
            .await?;
        let seqs: HashMap<(String, Day), i64> = seqs
            .into_iter()
            .map(|(office, day, seq)| ((office, day), seq))
            .collect();
        let versions: HashMap<String, i64> = versions.into_iter().collect();
        days.iter()
            .map(|(office, date)| {
                let key = (office.to_string(), Day::from(*date));
                Ok(Head {
                    seq: unsigned(seqs.get(&key).copied().unwrap_or(0))?,
                    version: versions.get(&key.0).copied().map(unsigned).transpose()?,
                })
            })
            .collect()
    }

    /// The entries after the given seq of each day, in one query.
    pub(crate) async fn tails(
        &self,
        office: &OfficeId,
        days: &[(Date, u64)],
    ) -> Result<HashMap<Date, Vec<Entry>>, StoreError> {
        tails(self.reader(), office, days).await
    }
}

async fn tails(
    db: &impl ConnectionTrait,
    office: &OfficeId,
    days: &[(Date, u64)],
) -> Result<HashMap<Date, Vec<Entry>>, StoreError> {
    let mut wanted = Condition::any();
    for (date, after) in days {
        wanted = wanted.add(
            Condition::all()
                .add(day_event::Column::ServiceDate.eq(Day::from(*date)))
                .add(day_event::Column::Seq.gt(signed(*after))),
        );
    }
    let rows = day_event::Entity::find()
        .filter(day_event::Column::OfficeId.eq(office.as_str()))
        .filter(wanted)
        .order_by_asc(day_event::Column::ServiceDate)
        .order_by_asc(day_event::Column::Seq)
        .all(db)
        .await?;
    let mut tails: HashMap<Date, Vec<Entry>> = HashMap::new();
    for row in rows {
        let date = Date::try_from(&row.service_date)?;
        tails.entry(date).or_default().push(entry(&row)?);
    }
    Ok(tails)
}

pub(super) fn entry(row: &day_event::Model) -> Result<Entry, StoreError> {
    Ok(Entry {
        seq: unsigned(row.seq)?,
        at: row.at.try_into()?,
        event: lift(&row.kind, row.v, &row.payload)?,
    })
}

/// `SELECT head_seq, (SELECT MAX(version) …) … FOR UPDATE`.
fn head_query(office: &OfficeId, date: Date) -> SelectStatement {
    let version = Query::select()
        .expr(settings_document::Column::Version.max())
        .from(settings_document::Entity)
        .and_where(settings_document::Column::OfficeId.eq(office.as_str()))
        .to_owned();
    Query::select()
        .column(office_day::Column::HeadSeq)
        .expr_as(Expr::from(version), "version")
        .from(office_day::Entity)
        .and_where(office_day::Column::OfficeId.eq(office.as_str()))
        .and_where(office_day::Column::ServiceDate.eq(Day::from(date)))
        .lock_exclusive()
        .to_owned()
}

impl DayTransaction {
    pub(super) fn db(&self) -> &DatabaseTransaction {
        &self.0
    }

    /// Locks the head of a day until the end of the transaction.
    pub(crate) async fn lock_head(
        &self,
        office: &OfficeId,
        date: Date,
    ) -> Result<Head, StoreError> {
        let query = head_query(office, date);
        if let Some(row) = self.0.query_one(&query).await? {
            return head(&row);
        }
        let row = office_day::ActiveModel {
            office_id: Set(office.to_string()),
            service_date: Set(date.into()),
            head_seq: Set(0),
            state: Set("open".to_owned()),
            counted: Set(false),
        };
        let key = [
            office_day::Column::OfficeId,
            office_day::Column::ServiceDate,
        ];
        let _ = office_day::Entity::insert(row)
            .on_conflict_do_nothing_on(key)
            .exec_without_returning(&self.0)
            .await?;
        let row = self.0.query_one(&query).await?;
        head(&row.ok_or(StoreError::Corrupt("a head that was just written is gone"))?)
    }

    /// The entries of a day after this seq.
    pub(crate) async fn tail(
        &self,
        office: &OfficeId,
        date: Date,
        after: u64,
    ) -> Result<Vec<Entry>, StoreError> {
        let tails = tails(&self.0, office, &[(date, after)]).await?;
        Ok(tails.into_values().next().unwrap_or_default())
    }

    /// Those of these requests that were answered before.
    pub(crate) async fn requests(
        &self,
        ids: &[RequestId],
    ) -> Result<HashMap<RequestId, RequestRow>, StoreError> {
        let ids: Vec<Uuid> = padded(ids.iter().map(|id| id.0).collect());
        let rows = request::Entity::find()
            .filter(request::Column::RequestId.is_in(ids))
            .all(&self.0)
            .await?;
        let rows = rows.into_iter().map(|row| {
            let id = RequestId(row.request_id);
            let row = RequestRow {
                id,
                actor: row.actor,
                fingerprint: hash(row.fingerprint)?,
                date: Date::try_from(&row.service_date)?,
                first_seq: unsigned(row.first_seq)?,
                events: unsigned(row.events.into())?,
            };
            Ok((id, row))
        });
        rows.collect()
    }

    /// The entries that a request caused.
    pub(crate) async fn answered(
        &self,
        office: &OfficeId,
        row: &RequestRow,
    ) -> Result<Vec<Entry>, StoreError> {
        let last = signed(row.first_seq + row.events - 1);
        let rows = day_event::Entity::find()
            .filter(day_event::Column::OfficeId.eq(office.as_str()))
            .filter(day_event::Column::ServiceDate.eq(Day::from(row.date)))
            .filter(day_event::Column::Seq.between(signed(row.first_seq), last))
            .order_by_asc(day_event::Column::Seq)
            .all(&self.0)
            .await?;
        rows.iter().map(entry).collect()
    }

    /// Locks the rows of these address hashes and tells what each has in use.
    pub(crate) async fn lock_guards(
        &self,
        hashes: Vec<Hash>,
        now: Timestamp,
    ) -> Result<HashMap<Hash, guard::Usage>, StoreError> {
        guard::lock(&self.0, hashes, now).await
    }

    /// Writes everything that a batch led to on one day.
    pub(crate) async fn append(&self, append: Append) -> Result<(), StoreError> {
        let last = append
            .entries
            .last()
            .ok_or(StoreError::Corrupt("an empty batch"))?;
        let head = last.seq;
        let key = (append.office.to_string(), Day::from(append.date));
        let entries: Vec<_> = append
            .entries
            .into_iter()
            .map(|entry| stored(&key, &entry))
            .collect();
        for chunk in chunks(entries) {
            let insert = day_event::Entity::insert_many(chunk);
            let _ = insert.exec_without_returning(&self.0).await?;
        }
        visit::upsert(&self.0, append.visits, append.now).await?;
        let requests: Vec<_> = append
            .requests
            .into_iter()
            .map(|row| request::ActiveModel {
                request_id: Set(row.id.0),
                actor: Set(row.actor),
                fingerprint: Set(row.fingerprint.to_vec()),
                office_id: Set(key.0.clone()),
                service_date: Set(row.date.into()),
                first_seq: Set(signed(row.first_seq)),
                events: Set(i32::try_from(row.events).expect("a command has few events")),
                at: Set(append.now.into()),
            })
            .collect();
        for chunk in chunks(requests) {
            let insert = request::Entity::insert_many(chunk);
            let _ = insert.exec_without_returning(&self.0).await?;
        }
        contact::upsert(&self.0, append.contacts).await?;
        outbox::insert(&self.0, append.mails).await?;
        audit::insert(&self.0, append.audit, append.now).await?;
        let state = if append.closed { "closed" } else { "open" };
        let _ = office_day::Entity::update_many()
            .col_expr(office_day::Column::HeadSeq, Expr::value(signed(head)))
            .col_expr(office_day::Column::State, Expr::value(state))
            .filter(office_day::Column::OfficeId.eq(key.0))
            .filter(office_day::Column::ServiceDate.eq(key.1))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Makes it durable. Only now anything may be told to anyone.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }

    /// Gives up what was done.
    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.0.rollback().await?)
    }
}

fn stored((office, day): &(String, Day), entry: &Entry) -> day_event::ActiveModel {
    day_event::ActiveModel {
        office_id: Set(office.clone()),
        service_date: Set(day.clone()),
        seq: Set(signed(entry.seq)),
        at: Set(entry.at.into()),
        kind: Set(entry.event.kind().to_owned()),
        v: Set(event::VERSION.into()),
        payload: Set(serde_json::to_string(&entry.event).expect("events are plain data")),
    }
}

fn head(row: &sea_orm::QueryResult) -> Result<Head, StoreError> {
    let version: Option<i64> = row.try_get("", "version")?;
    Ok(Head {
        seq: unsigned(row.try_get("", "head_seq")?)?,
        version: version.map(unsigned).transpose()?,
    })
}

pub(super) fn hash(bytes: Vec<u8>) -> Result<Hash, StoreError> {
    bytes
        .try_into()
        .map_err(|_| StoreError::Corrupt("a hash of another length"))
}

/// Cuts rows into groups that fit one statement.
pub(super) fn chunks<T>(rows: impl IntoIterator<Item = T>) -> impl Iterator<Item = Vec<T>> {
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let chunk: Vec<T> = rows.by_ref().take(ROWS_MAX).collect();
        (!chunk.is_empty()).then_some(chunk)
    })
}
