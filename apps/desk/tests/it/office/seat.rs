//! What a logged-in clerk may do at the office in memory.

use aufruf_client::{Error, Feed, FreeTimesQuery};
use aufruf_core::calendar;
use aufruf_core::command::{Arrival, Command, Party};
use aufruf_core::day::view;
use aufruf_core::id::VisitId;
use aufruf_core::visit::Channel;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{
    CallWhy, CancelBooking, Contact, DeskCommand, DeskView, FreeDay, MailAgain, MisfitDay,
    MoveBooking, NewBooking, SearchHit,
};
use aufruf_core::wire::{ErrorCode, Request};
use aufruf_desk::backend::{self, Desk};
use futures::channel::mpsc::unbounded;
use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::{Office, done, today};

/// Most hits that the server gives.
const HITS_MAX: usize = 50;

/// A clerk at a desk of the office.
#[derive(Debug)]
pub(super) struct Seat {
    pub(super) office: Office,
    pub(super) session: u64,
}

impl Seat {
    /// Commands at a counter come from the session that has it.
    fn own(&self, command: &DeskCommand, take_over: bool) -> Result<(), ErrorCode> {
        let Some(counter) = command.counter() else {
            return Ok(());
        };
        let mut inner = self.office.inner();
        let owner = inner.owners.get(&counter).copied();
        if owner.is_some_and(|owner| owner != self.session) && !take_over {
            return Err(ErrorCode::CounterTaken { counter });
        }
        let _ = inner.owners.insert(counter, self.session);
        Ok(())
    }
}

impl Desk for Seat {
    fn command(&self, request: Request<DeskCommand>, take_over: bool) -> backend::Answer<Answer> {
        let what = serde_name(&request.body);
        self.office.settle(request.request_id, what, || {
            self.own(&request.body, take_over)?;
            let command = request.body.into_day(self.office.make());
            self.office.run(today(), &command)
        })
    }

    fn free_times(&self, query: FreeTimesQuery) -> backend::Answer<Vec<FreeDay>> {
        let mut inner = self.office.inner();
        let now = inner.now;
        let days = (0..query.days).map(|n| {
            let date = query.date + i64::from(n).days();
            let plan = self.office.plan(date);
            let day = self.office.day(&mut inner, date);
            let times = day.free_times(&plan, &query.concerns, Channel::Staff, now);
            times.map(|times| FreeDay { date, times })
        });
        let days: Result<Vec<FreeDay>, _> = days.collect();
        done(days.map_err(|rejection| Error::Refused(ErrorCode::Rejected { rejection })))
    }

    fn book(&self, request: Request<NewBooking>) -> backend::Answer<Answer> {
        let office = &self.office;
        office.settle(request.request_id, "book".into(), || {
            let visit = office.make();
            let NewBooking {
                from,
                concerns,
                contact,
            } = request.body;
            let _ = office.inner().contacts.insert(visit, contact);
            let command = Command::Book {
                visit,
                from,
                concerns,
                bits: 4_711,
            };
            office.run(local_date(from), &command)
        })
    }

    fn cancel(&self, visit: VisitId, request: Request<CancelBooking>) -> backend::Answer<Answer> {
        self.office.settle(request.request_id, "cancel".into(), || {
            let by = Party::Staff;
            self.office
                .run(request.body.date, &Command::Cancel { visit, by })
        })
    }

    fn move_booking(
        &self,
        visit: VisitId,
        request: Request<MoveBooking>,
    ) -> backend::Answer<Answer> {
        let (date, to, by) = (request.body.date, request.body.to, Party::Staff);
        self.office.settle(request.request_id, "move".into(), || {
            if local_date(to) == date {
                let from = to;
                return self.office.run(date, &Command::Move { visit, from, by });
            }
            let mut inner = self.office.inner();
            let known = self.office.day(&mut inner, date).visit(visit).cloned();
            drop(inner);
            let known = known.expect("a known visit");
            let arrival = Arrival {
                visit,
                from: to,
                concerns: known.concerns,
                channel: known.channel,
                by,
                sequence: known.sequence,
            };
            let command = Command::MoveIn {
                arrival,
                bits: 4_712,
            };
            let answer = self.office.run(local_date(to), &command)?;
            let _ = self.office.run(date, &Command::MoveOut { visit, to, by })?;
            Ok(answer)
        })
    }

    fn search(&self, query: String, date: Date) -> backend::Answer<Vec<SearchHit>> {
        let plan = self.office.plan(date);
        let mut inner = self.office.inner();
        let (now, contacts) = (inner.now, inner.contacts.clone());
        let office = self.office.0.settings.office.id.clone();
        let day = self.office.day(&mut inner, date);
        let digits: String = query.chars().filter(char::is_ascii_digit).collect();
        let hits = day.visits().filter_map(|visit| {
            let name = contacts.get(&visit.id).map(|c| c.name.clone());
            let by_name = name
                .as_ref()
                .is_some_and(|n| n.to_lowercase().contains(&query.to_lowercase()));
            let by_number = visit.number.is_some_and(|n| n.digits.to_string() == digits);
            let by_time = visit.booked.is_some_and(|at| local_clock(at) == query);
            (by_name || by_number || by_time).then(|| SearchHit {
                office: office.clone(),
                date,
                visit: view::visit_view(day, &plan, visit, now),
                name: name.filter(|_| by_name),
                former: None,
            })
        });
        done(Ok(hits.take(HITS_MAX).collect()))
    }

    fn call_why(&self, _seq: u64, _date: Date) -> backend::Answer<CallWhy> {
        let sentences = [
            "A 2024 wurde um 9:00 Uhr zu Schalter 3 aufgerufen.",
            "A 2024: Termin um 9:05 Uhr, eingecheckt um 9:00 Uhr.",
            "Sonst wartete niemand für diesen Schalter.",
        ];
        let sentences = sentences.map(str::to_owned).to_vec();
        done(Ok(CallWhy { sentences }))
    }

    fn misfits(&self) -> backend::Answer<Vec<MisfitDay>> {
        let mut inner = self.office.inner();
        let now = inner.now;
        let dates: Vec<Date> = inner.days.keys().copied().collect();
        let days = dates.into_iter().filter_map(|date| {
            let plan = self.office.plan(date);
            let day = self.office.day(&mut inner, date);
            let visits = day.misfits(&plan, now).into_iter();
            let visits = visits.filter_map(|id| day.visit(id));
            let visits: Vec<_> = visits
                .map(|visit| view::visit_view(day, &plan, visit, now))
                .collect();
            (!visits.is_empty()).then_some(MisfitDay { date, visits })
        });
        done(Ok(days.collect()))
    }

    fn contact(&self, visit: VisitId) -> backend::Answer<Contact> {
        let mut inner = self.office.inner();
        inner.contact_reads += 1;
        let contact = inner.contacts.get(&visit).cloned();
        done(contact.ok_or(Error::Refused(ErrorCode::NotFound)))
    }

    fn change_contact(&self, visit: VisitId, contact: Contact) -> backend::Answer<()> {
        let _ = self.office.inner().contacts.insert(visit, contact);
        done(Ok(()))
    }

    fn mail_again(&self, visit: VisitId) -> backend::Answer<MailAgain> {
        let inner = self.office.inner();
        let contact = inner.contacts.get(&visit);
        let has_address = contact.is_some_and(|contact| !contact.email.is_empty());
        done(Ok(match has_address {
            true => MailAgain::Ordered,
            false => MailAgain::NoAddress,
        }))
    }

    fn day_list_link(&self, _date: Date) -> backend::Answer<String> {
        done(Ok("https://rathaus:8443/tagesliste/8f3a".to_owned()))
    }

    fn browse(&self, _address: &str) -> bool {
        false
    }

    fn keep_session(&self) -> backend::Answer<()> {
        Box::pin(async { Ok(()) })
    }

    fn log_out(&self) -> backend::Answer<()> {
        done(Ok(()))
    }

    fn live(&self) -> BoxStream<'static, Feed<DeskView>> {
        let (sender, receiver) = unbounded();
        let _ = sender.unbounded_send(Feed::View(self.office.view()));
        self.office.inner().watchers.push(sender);
        receiver.boxed()
    }
}

fn local_date(at: Timestamp) -> Date {
    let zone = calendar::zone("Europe/Berlin").expect("known");
    zone.to_datetime(at).date()
}

/// "9:50".
fn local_clock(at: Timestamp) -> String {
    let zone = calendar::zone("Europe/Berlin").expect("known");
    let time = zone.to_datetime(at).time();
    format!("{}:{:02}", time.hour(), time.minute())
}

/// The name of a command, as the journal of the test.
fn serde_name(command: &DeskCommand) -> String {
    let debug = format!("{command:?}");
    debug
        .split([' ', '{'])
        .next()
        .unwrap_or_default()
        .to_owned()
}
