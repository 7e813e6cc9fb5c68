//! A server in memory: the real rules over the example office, on a clock that
//! stands still until it is moved. Everything answers at once.

#[path = "office/seat.rs"]
mod seat;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aufruf_client::{CredentialsError, Error, Feed};
use aufruf_core::calendar;
use aufruf_core::command::{Command, HelpKind};
use aufruf_core::day::{OfficeDay, view};
use aufruf_core::event::Entry;
use aufruf_core::id::{CounterId, RequestId, ServiceId, VisitId};
use aufruf_core::plan::DayPlan;
use aufruf_core::settings::OfficeSettings;
use aufruf_core::ticket::TicketNumber;
use aufruf_core::visit::Concern;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{Contact, DeskView, DeviceView};
use aufruf_core::wire::device::{
    DeviceKind, DeviceStatus, LoginRequest, Session, SetupRequest, StaffRole,
};
use aufruf_core::wire::{ErrorCode, WeakPassword};
use aufruf_desk::backend::{self, Desk, Device, Pairing};
use futures::channel::mpsc::UnboundedSender;
use futures::future::{BoxFuture, ready};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use seat::Seat;

const SETTINGS: &str = include_str!("../../../../assets/example-office.toml");
/// What every user's password is.
pub(crate) const PASSWORD: &str = "geheim";

/// The office; clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Office(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    settings: OfficeSettings,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    days: BTreeMap<Date, OfficeDay>,
    now: Timestamp,
    made: u128,
    contacts: BTreeMap<VisitId, Contact>,
    owners: BTreeMap<CounterId, u64>,
    sessions: u64,
    answers: HashMap<RequestId, Answer>,
    watchers: Vec<UnboundedSender<Feed<DeskView>>>,
    devices: Vec<DeviceView>,
    /// Errors to give to the next orders, after doing them.
    lost_answers: u32,
    /// What the next order is refused with.
    refusal: Option<ErrorCode>,
    /// Every order that arrived, in words.
    pub(crate) log: Vec<String>,
    contact_reads: usize,
}

/// The date of the tests: a Monday.
pub(crate) fn today() -> Date {
    date(2026, 6, 15)
}

impl Office {
    /// The example office at 9:00 of the day, with nobody in it.
    pub(crate) fn new() -> Self {
        Self::with(example_settings())
    }

    /// The same with other settings.
    pub(crate) fn with(settings: OfficeSettings) -> Self {
        let inner = Inner {
            days: BTreeMap::new(),
            now: clock(9, 0),
            made: 0,
            contacts: BTreeMap::new(),
            owners: BTreeMap::new(),
            sessions: 0,
            answers: HashMap::new(),
            watchers: Vec::new(),
            devices: devices(),
            lost_answers: 0,
            refusal: None,
            log: Vec::new(),
            contact_reads: 0,
        };
        Self(Arc::new(Shared {
            settings,
            inner: Mutex::new(inner),
        }))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn plan(&self, date: Date) -> Arc<DayPlan> {
        Arc::new(calendar::plan(&self.0.settings, 1, date).expect("a plan"))
    }

    /// Moves the clock to this local time.
    pub(crate) fn set(&self, hour: i8, minute: i8) {
        self.inner().now = clock(hour, minute);
        self.publish();
    }

    /// Moves the clock.
    pub(crate) fn pass(&self, seconds: i64) {
        self.inner().now += SignedDuration::from_secs(seconds);
        self.publish();
    }

    /// The next answers are lost on the way, although the orders were done.
    pub(crate) fn lose_answers(&self, n: u32) {
        self.inner().lost_answers = n;
    }

    /// The next order is refused with this.
    pub(crate) fn refuse(&self, code: ErrorCode) {
        self.inner().refusal = Some(code);
    }

    /// What every desk is told.
    pub(crate) fn tell(&self, feed: &Feed<DeskView>) {
        self.inner()
            .watchers
            .retain(|w| w.unbounded_send(feed.clone()).is_ok());
    }

    /// How often somebody's contact was read.
    pub(crate) fn contact_reads(&self) -> usize {
        self.inner().contact_reads
    }

    /// Every order so far.
    pub(crate) fn log(&self) -> Vec<String> {
        self.inner().log.clone()
    }

    /// How the devices are.
    pub(crate) fn set_devices(&self, devices: Vec<DeviceView>) {
        self.inner().devices = devices;
        self.publish();
    }

    /// The view of today.
    pub(crate) fn view(&self) -> DeskView {
        let plan = self.plan(today());
        let mut inner = self.inner();
        let (now, devices) = (inner.now, inner.devices.clone());
        let day = self.day(&mut inner, today());
        let mut view = view::desk(day, &self.0.settings, &plan, None, now);
        view.devices = devices;
        view
    }

    fn publish(&self) {
        self.tell(&Feed::View(self.view()));
    }

    fn day<'a>(&self, inner: &'a mut Inner, date: Date) -> &'a mut OfficeDay {
        let office = self.0.settings.office.id.clone();
        let day = inner.days.entry(date);
        day.or_insert_with(|| OfficeDay::new(office, date))
    }

    /// Does a command on a day by the real rules.
    pub(crate) fn run(&self, date: Date, command: &Command) -> Result<Answer, ErrorCode> {
        let plan = self.plan(date);
        let mut inner = self.inner();
        let now = inner.now;
        let day = self.day(&mut inner, date);
        let at = day.time(now);
        let events = day
            .decide(command, &plan, now)
            .map_err(|rejection| ErrorCode::Rejected { rejection })?;
        let mut entries = Vec::new();
        for event in events {
            let seq = day.seq() + 1;
            let entry = Entry { seq, at, event };
            day.apply(&entry);
            entries.push(entry);
        }
        drop(inner);
        self.publish();
        Ok(Answer::of(&entries).expect("something happened"))
    }

    fn make(&self) -> VisitId {
        let mut inner = self.inner();
        inner.made += 1;
        VisitId(uuid::Uuid::from_u128(inner.made))
    }

    /// Books for today; the number.
    pub(crate) fn book(&self, hour: i8, minute: i8, services: &[&str], name: &str) -> VisitId {
        let visit = self.make();
        let bits = u64::from(visit.0.as_u128() as u32) * 7919;
        let command = Command::Book {
            visit,
            from: clock(hour, minute),
            concerns: concerns(services),
            bits,
        };
        let _ = self.run(today(), &command).expect("the time is free");
        let contact = Contact {
            name: name.to_owned(),
            ..Contact::default()
        };
        let _ = self.inner().contacts.insert(visit, contact);
        visit
    }

    /// Books for a day of June; the number.
    pub(crate) fn book_on(&self, day: i8, hour: i8, minute: i8, services: &[&str]) -> TicketNumber {
        let zone = calendar::zone("Europe/Berlin").expect("known");
        let time = date(2026, 6, day).at(hour, minute, 0, 0);
        let command = Command::Book {
            visit: self.make(),
            from: zone.to_timestamp(time).expect("unambiguous"),
            concerns: concerns(services),
            bits: 4_713,
        };
        let answer = self.run(date(2026, 6, day), &command);
        match answer.expect("the time is free") {
            Answer::Booked { number, .. } => number,
            other => panic!("{other:?}"),
        }
    }

    /// Does any command of a day of June.
    pub(crate) fn command_on(&self, day: i8, command: &Command) {
        let _ = self.run(date(2026, 6, day), command).expect("possible");
    }

    /// Checks in.
    pub(crate) fn check_in(&self, visit: VisitId) {
        let _ = self
            .run(today(), &Command::CheckIn { visit })
            .expect("expected");
    }

    /// Draws a number at the terminal.
    pub(crate) fn draw(&self, services: &[&str]) -> VisitId {
        let visit = self.make();
        let command = Command::DrawTicket {
            visit,
            concerns: concerns(services),
            beyond_quota: true,
            standby: false,
        };
        let _ = self.run(today(), &command).expect("open");
        visit
    }

    /// Does any command of today.
    pub(crate) fn command(&self, command: &Command) {
        let _ = self.run(today(), command).expect("possible");
    }

    /// Rings.
    pub(crate) fn ring(&self, kind: HelpKind) {
        self.command(&Command::CallHelp { kind });
    }

    /// A seat in this office.
    pub(crate) fn pairing(&self) -> Arc<dyn Pairing> {
        Arc::new(self.clone())
    }

    /// A paired device.
    pub(crate) fn device(&self) -> Arc<dyn Device> {
        Arc::new(self.clone())
    }

    /// Settles an order: once for each id; the answer may be lost.
    fn settle(
        &self,
        id: RequestId,
        what: String,
        order: impl FnOnce() -> Result<Answer, ErrorCode>,
    ) -> backend::Answer<Answer> {
        self.inner().log.push(what);
        let refusal = self.inner().refusal.take();
        if let Some(code) = refusal {
            return done(Err(Error::Refused(code)));
        }
        let known = self.inner().answers.get(&id).cloned();
        let answer = match known {
            Some(answer) => Ok(answer),
            None => order(),
        };
        if let Ok(answer) = &answer {
            let _ = self.inner().answers.insert(id, answer.clone());
        }
        let mut inner = self.inner();
        if inner.lost_answers > 0 {
            inner.lost_answers -= 1;
            return done(Err(Error::TimedOut));
        }
        done(answer.map_err(Error::Refused))
    }
}

fn done<T: Send + 'static>(answer: Result<T, Error>) -> BoxFuture<'static, Result<T, Error>> {
    Box::pin(ready(answer))
}

/// The example office.
pub(crate) fn example_settings() -> OfficeSettings {
    toml::from_str(SETTINGS).expect("the example office")
}

/// A local time of the day.
pub(crate) fn clock(hour: i8, minute: i8) -> Timestamp {
    let zone = calendar::zone("Europe/Berlin").expect("known");
    let time = today().at(hour, minute, 0, 0);
    zone.to_timestamp(time).expect("unambiguous")
}

/// One of each.
pub(crate) fn concerns(services: &[&str]) -> Vec<Concern> {
    let concern = |service: &&str| Concern {
        service: ServiceId::new(service).expect("a slug"),
        quantity: 1,
    };
    services.iter().map(concern).collect()
}

/// A terminal and a monitor that work.
pub(crate) fn devices() -> Vec<DeviceView> {
    let fine = |kind, name: &str| DeviceView {
        kind,
        name: name.to_owned(),
        connected: true,
        status: Some(DeviceStatus {
            camera: Some(true),
            printer: Some(true),
            sound: Some(true),
        }),
    };
    vec![
        fine(DeviceKind::Kiosk, "Terminal"),
        fine(DeviceKind::Display, "Monitor"),
    ]
}

/// The same where the monitor's machine has no sound card.
pub(crate) fn devices_without_sound() -> Vec<DeviceView> {
    let mut devices = devices();
    if let Some(status) = &mut devices[1].status {
        status.sound = Some(false);
    }
    devices
}

impl Pairing for Office {
    fn pair(
        &self,
        _server: String,
        code: String,
    ) -> BoxFuture<'static, Result<Arc<dyn Device>, Arc<CredentialsError>>> {
        let answer = match code.as_str() {
            "K7P2M9QX" => Ok(self.device()),
            _ => Err(Arc::new(CredentialsError::Pairing(Error::Refused(
                ErrorCode::Unauthorized,
            )))),
        };
        Box::pin(ready(answer))
    }
}

impl Device for Office {
    fn server(&self) -> &str {
        "https://rathaus:8443"
    }

    fn log_in(&self, request: LoginRequest) -> backend::Answer<(Session, Arc<dyn Desk>)> {
        if request.password != PASSWORD {
            return done(Err(Error::Refused(ErrorCode::Unauthorized)));
        }
        let role = match request.user.as_str() {
            "leitung" => StaffRole::Lead,
            _ => StaffRole::Clerk,
        };
        let mut inner = self.inner();
        inner.sessions += 1;
        let session = Session {
            token: inner.sessions.to_string(),
            user: request.user,
            role,
            until: Timestamp::MAX,
        };
        let desk: Arc<dyn Desk> = Arc::new(Seat {
            office: self.clone(),
            session: inner.sessions,
        });
        done(Ok((session, desk)))
    }

    fn set_password(&self, request: SetupRequest) -> backend::Answer<()> {
        let why = WeakPassword::Common;
        done(match request.code.as_str() {
            "EINMAL" if request.password.starts_with("Passwort") => {
                Err(Error::Refused(ErrorCode::WeakPassword { why }))
            }
            "EINMAL" => Ok(()),
            _ => Err(Error::Refused(ErrorCode::Unauthorized)),
        })
    }
}
