//! Which mails go next, and why others wait.

use std::collections::BTreeMap;

use aufruf_core::id::OfficeId;
use jiff::{SignedDuration, Timestamp};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType},
};
use uuid::Uuid;

use super::{
    super::{
        Store, StoreError,
        column::{Ts, unsigned},
    },
    Column, Entity, MailKind, OutgoingMail,
};

/// In which mails count towards the limit of an office (requirement G06).
const LIMIT_WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// Why a mail was not handed over at the last try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delay {
    /// The mail server cannot be reached, or hung up.
    Unreachable,
    /// The mail server took too long.
    TooSlow,
    /// The mail server offers no encryption although it is required.
    NoEncryption,
    /// The mail server's certificate is not for it or of no known authority.
    Certificate,
    /// The mail server does not accept the account.
    Account,
    /// The mail server answered "not now", or something that is no answer.
    Answer,
    /// The mail could not be put together.
    Fault,
}

impl Delay {
    /// Every reason, for metrics.
    pub const ALL: [Self; 7] = [
        Self::Unreachable,
        Self::TooSlow,
        Self::NoEncryption,
        Self::Certificate,
        Self::Account,
        Self::Answer,
        Self::Fault,
    ];

    /// The stored name, also the one in the metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too_slow",
            Self::NoEncryption => "no_encryption",
            Self::Certificate => "certificate",
            Self::Account => "account",
            Self::Answer => "answer",
            Self::Fault => "fault",
        }
    }

    /// A reason that a newer release has stored counts as an answer.
    fn of(name: &str) -> Self {
        let found = Self::ALL.into_iter().find(|delay| delay.as_str() == name);
        found.unwrap_or(Self::Answer)
    }
}

/// Mails that may go now.
#[derive(Debug, Default)]
pub struct DueMails {
    /// To send; nobody else has them.
    pub mails: Vec<OutgoingMail>,
    /// Offices whose mails wait because of the limit of one hour.
    pub held_back: Vec<OfficeId>,
}

/// The outbox in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailQueue {
    /// Mails that wait, by the reason of their last failure; `None`: not tried yet.
    pub waiting: BTreeMap<Option<Delay>, u64>,
    /// When the mail that has waited longest was ordered.
    pub oldest: Option<Timestamp>,
    /// Mails handed over within the last hour, by office.
    pub sent: BTreeMap<OfficeId, u64>,
}

fn office(name: &str) -> Result<OfficeId, StoreError> {
    OfficeId::new(name).map_err(|_| StoreError::Corrupt("name of an office"))
}

impl Store {
    /// Mails whose time has come; takes the right to send them until
    /// `lease_until`, so that another replica does not send them too. First
    /// those of confirmed bookings, which no stranger can order in masses, then
    /// those that ask for a confirmation; the ones waiting longest first.
    ///
    /// No more than `hourly_max` mails of an office go within an hour: what is
    /// above stays where it is. Each further replica may go beyond by one
    /// `limit`, because they do not see what the others have in hand.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn take_due_mails(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u64,
        hourly_max: Option<u64>,
    ) -> Result<DueMails, StoreError> {
        let due = Entity::find()
            .filter(Column::SentAt.is_null())
            .filter(Column::NextTry.lte(Ts::from(now)));
        // A look without a lock first: most of the time there is nothing.
        if due.clone().one(self.reader()).await?.is_none() {
            return Ok(DueMails::default());
        }
        let sent = match hourly_max {
            Some(_) => self.sent_since(now - LIMIT_WINDOW).await?,
            None => BTreeMap::new(),
        };
        let room = |office: &str| {
            let sent = sent.get(office).copied().unwrap_or(0);
            hourly_max.map_or(u64::MAX, |max| max.saturating_sub(sent))
        };
        let full: Vec<&String> = sent.keys().filter(|office| room(office) == 0).collect();
        let held_back: Vec<String> = due
            .clone()
            .select_only()
            .column(Column::OfficeId)
            .filter(Column::OfficeId.is_in(full.iter().copied()))
            .distinct()
            .into_tuple()
            .all(self.reader())
            .await?;
        let due = due.filter(Column::OfficeId.is_not_in(full));
        let held_back = held_back
            .iter()
            .map(|name| office(name))
            .collect::<Result<_, _>>()?;
        if due.clone().one(self.reader()).await?.is_none() {
            let mails = Vec::new();
            return Ok(DueMails { mails, held_back });
        }
        let tx = self.begin().await?;
        let is_first = Expr::col(Column::Kind).eq(MailKind::Confirm.as_str());
        let mut rows = due
            .order_by(is_first, Order::Asc)
            .order_by_asc(Column::NextTry)
            .limit(limit)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&tx)
            .await?;
        let mut taken: BTreeMap<String, u64> = BTreeMap::new();
        rows.retain(|row| {
            let taken = taken.entry(row.office_id.clone()).or_default();
            *taken += 1;
            *taken <= room(&row.office_id)
        });
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let _ = Entity::update_many()
            .col_expr(Column::NextTry, Expr::value(Ts::from(lease_until)))
            .filter(Column::Id.is_in(ids))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        let mails = rows.into_iter().map(OutgoingMail::of);
        let mails = mails.collect::<Result<_, _>>()?;
        Ok(DueMails { mails, held_back })
    }

    async fn sent_since(&self, since: Timestamp) -> Result<BTreeMap<String, u64>, StoreError> {
        let counts: Vec<(String, i64)> = Entity::find()
            .select_only()
            .column(Column::OfficeId)
            .column_as(Column::Id.count(), "count")
            .filter(Column::SentAt.gt(Ts::from(since)))
            .group_by(Column::OfficeId)
            .into_tuple()
            .all(self.reader())
            .await?;
        let count = |(office, count)| Ok((office, unsigned(count)?));
        counts.into_iter().map(count).collect()
    }

    /// The outbox in numbers, for the operator.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn mail_queue(&self, now: Timestamp) -> Result<MailQueue, StoreError> {
        let rows: Vec<(Option<String>, i64, Option<Ts>)> = Entity::find()
            .select_only()
            .column(Column::Delay)
            .column_as(Column::Id.count(), "count")
            .column_as(Column::Created.min(), "oldest")
            .filter(Column::SentAt.is_null())
            .group_by(Column::Delay)
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut queue = MailQueue::default();
        for (delay, count, oldest) in rows {
            let delay = delay.as_deref().map(Delay::of);
            *queue.waiting.entry(delay).or_default() += unsigned(count)?;
            let oldest = oldest.map(Timestamp::try_from).transpose()?;
            queue.oldest = queue.oldest.into_iter().chain(oldest).min();
        }
        for (name, count) in self.sent_since(now - LIMIT_WINDOW).await? {
            let _ = queue.sent.insert(office(&name)?, count);
        }
        Ok(queue)
    }
}
