//! What all screens share.

use std::sync::Arc;
use std::time::Instant;

use aufruf_client::ServerClock;
use aufruf_core::id::{CounterId, ServiceId, VisitId};
use aufruf_core::wire::desk::{CounterView, DeskService, DeskView, HelpView, VisitView};
use aufruf_core::wire::device::{Session, StaffRole};
use aufruf_ui::Metrics;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::backend::Desk;
use crate::words::Words;

/// The live view, the session, words and sizes. Screens read it, the root changes it.
#[derive(Debug)]
pub struct Context {
    /// Words and times.
    pub words: Words,
    /// Sizes of this window.
    pub m: Metrics,
    /// This instant, as far as the program has looked.
    pub at: Instant,
    /// The newest view of the session.
    pub view: Option<DeskView>,
    /// The connection is gone; the view may be old.
    pub lost: bool,
    /// The way to the server, with a session.
    pub desk: Option<Arc<dyn Desk>>,
    /// Who is logged in, or was last.
    pub user: String,
    /// What the clerk may do.
    pub role: StaffRole,
    clock: ServerClock,
}

impl Context {
    /// Before anybody has logged in.
    #[must_use]
    pub fn new(m: Metrics) -> Self {
        Self {
            words: Words::german(),
            m,
            at: Instant::now(),
            view: None,
            lost: false,
            desk: None,
            user: String::new(),
            role: StaffRole::Clerk,
            clock: ServerClock::default(),
        }
    }

    /// A session begins.
    pub fn enter(&mut self, session: Session, desk: Arc<dyn Desk>) {
        self.role = session.role;
        self.user = session.user;
        self.desk = Some(desk);
        self.view = None;
        self.lost = false;
    }

    /// The session is over; its way to the server is given back.
    pub fn leave(&mut self) -> Option<Arc<dyn Desk>> {
        self.view = None;
        self.role = StaffRole::Clerk;
        self.desk.take()
    }

    /// A newer view came.
    pub fn show(&mut self, view: DeskView) {
        self.clock.observe(view.stamp.as_of, self.at);
        self.words.set_zone(&view.office.zone);
        self.lost = false;
        self.view = Some(view);
    }

    /// The server's time; `None` before the first view.
    #[must_use]
    pub fn now(&self) -> Option<Timestamp> {
        self.clock.now(self.at)
    }

    /// Calls for help that nobody has taken yet.
    #[must_use]
    pub fn help(&self) -> &[HelpView] {
        self.view.as_ref().map_or(&[], |v| &v.help)
    }

    /// The local date of the view; a day long ago before the first one.
    #[must_use]
    pub fn today(&self) -> Date {
        self.view.as_ref().map_or(Date::MIN, |v| v.stamp.date)
    }

    /// Whether the clerk may do what only leads may.
    #[must_use]
    pub fn is_lead(&self) -> bool {
        self.role >= StaffRole::Lead
    }

    /// What a counter is called in this office.
    #[must_use]
    pub fn counter_word(&self) -> String {
        self.view
            .as_ref()
            .map_or_else(|| "Schalter".to_owned(), |v| v.office.counter_word.clone())
    }

    /// A counter of the view.
    #[must_use]
    pub fn counter(&self, id: CounterId) -> Option<&CounterView> {
        let view = self.view.as_ref()?;
        view.counters.iter().find(|c| c.sign.id == id)
    }

    /// A service of the catalogue.
    #[must_use]
    pub fn service(&self, id: &ServiceId) -> Option<&DeskService> {
        self.view.as_ref()?.services.iter().find(|s| s.id == *id)
    }

    /// A visit of today, wherever it stands in the view.
    #[must_use]
    pub fn visit(&self, id: VisitId) -> Option<&VisitView> {
        let view = self.view.as_ref()?;
        let at_counters = view.counters.iter().filter_map(|c| c.visit.as_ref());
        [&view.waiting, &view.expected, &view.parked, &view.missed]
            .into_iter()
            .flatten()
            .chain(at_counters)
            .find(|visit| visit.id == id)
    }
}
