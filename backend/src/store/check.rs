//! Reading a day as it is stored, for `verify`.

use aufruf_core::{
    event::Entry,
    id::{OfficeId, RequestId, VisitId},
    statistics::HourCount,
};
use jiff::civil::Date;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Store, StoreError, VisitRef,
    column::{Day, unsigned},
    day::entry,
    entity::{day_event, office_day, outbox, request, visit},
};

/// Everything that is stored about one day.
#[derive(Debug)]
pub(crate) struct StoredDay {
    pub(crate) office: OfficeId,
    pub(crate) date: Date,
    pub(crate) head: u64,
    pub(crate) closed: bool,
    pub(crate) entries: Vec<Entry>,
    pub(crate) visits: Vec<(VisitRef, Option<String>)>,
    /// Id, first seq and number of entries.
    pub(crate) requests: Vec<(RequestId, u64, u64)>,
    pub(crate) mails: Vec<VisitId>,
    /// `None` while the day is not counted.
    pub(crate) counts: Option<Vec<HourCount>>,
}

impl Store {
    /// All days that have a head or an entry, in ascending order.
    pub(crate) async fn stored_days(&self) -> Result<Vec<(OfficeId, Date)>, StoreError> {
        use sea_orm::QuerySelect;
        let heads: Vec<(String, Day)> = office_day::Entity::find()
            .select_only()
            .columns([
                office_day::Column::OfficeId,
                office_day::Column::ServiceDate,
            ])
            .into_tuple()
            .all(self.reader())
            .await?;
        let journals: Vec<(String, Day)> = day_event::Entity::find()
            .select_only()
            .columns([day_event::Column::OfficeId, day_event::Column::ServiceDate])
            .distinct()
            .into_tuple()
            .all(self.reader())
            .await?;
        let days: std::collections::BTreeSet<_> = heads.into_iter().chain(journals).collect();
        days.iter()
            .map(|(office, day)| {
                let office =
                    OfficeId::new(office).map_err(|_| StoreError::Corrupt("name of an office"))?;
                Ok((office, Date::try_from(day)?))
            })
            .collect()
    }

    /// Everything that is stored about one day.
    pub(crate) async fn stored_day(
        &self,
        office: OfficeId,
        date: Date,
    ) -> Result<StoredDay, StoreError> {
        let db = self.reader();
        let day = Day::from(date);
        let head = office_day::Entity::find_by_id((office.to_string(), day.clone()))
            .one(db)
            .await?;
        let events = day_event::Entity::find()
            .filter(day_event::Column::OfficeId.eq(office.as_str()))
            .filter(day_event::Column::ServiceDate.eq(day.clone()))
            .order_by_asc(day_event::Column::Seq)
            .all(db)
            .await?;
        let visits = visit::Entity::find()
            .filter(visit::Column::OfficeId.eq(office.as_str()))
            .filter(visit::Column::ServiceDate.eq(day.clone()))
            .all(db)
            .await?;
        let requests = request::Entity::find()
            .filter(request::Column::OfficeId.eq(office.as_str()))
            .filter(request::Column::ServiceDate.eq(day.clone()))
            .all(db)
            .await?;
        let mails = outbox::Entity::find()
            .filter(outbox::Column::OfficeId.eq(office.as_str()))
            .filter(outbox::Column::ServiceDate.eq(day))
            .all(db)
            .await?;
        let counts = match head.as_ref().is_some_and(|head| head.counted) {
            true => Some(super::statistics::read(db, &office, date).await?),
            false => None,
        };
        let requests = requests.iter().map(|row| {
            let events = unsigned(row.events.into())?;
            Ok((RequestId(row.request_id), unsigned(row.first_seq)?, events))
        });
        let visits = visits
            .into_iter()
            .map(|row| Ok((VisitRef::of(&row)?, row.number)));
        Ok(StoredDay {
            head: head
                .as_ref()
                .map_or(Ok(0), |head| unsigned(head.head_seq))?,
            closed: head.is_some_and(|head| head.state == "closed"),
            entries: events.iter().map(entry).collect::<Result<_, _>>()?,
            visits: visits.collect::<Result<_, StoreError>>()?,
            requests: requests.collect::<Result<_, StoreError>>()?,
            mails: mails.iter().map(|row| VisitId(row.visit_id)).collect(),
            counts,
            office,
            date,
        })
    }
}
