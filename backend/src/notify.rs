//! Tells views and other replicas that days have moved on.
//!
//! All of it is hints: whoever is told reads the heads. A lost hint costs at
//! most a second, after which the heads are read anyway.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use aufruf_core::id::OfficeId;
use jiff::civil::Date;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    background::Background,
    live::Live,
    store::{Signal, Store, StoreError},
};

/// At most one hint to other replicas in this time.
const COALESCE: Duration = Duration::from_millis(5);
/// How often the heads are read of the offices that views are served for.
const POLL: Duration = Duration::from_secs(1);
/// Wait before the listener is started again after an error.
const LISTEN_AGAIN: Duration = Duration::from_secs(2);

/// Wakes the publisher of an office, and tells it why.
#[derive(Default)]
pub(crate) struct Wake {
    notify: Notify,
    elsewhere: AtomicBool,
    anew: AtomicBool,
}

/// Why a publisher was woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Why {
    /// The heads must be read: not only this replica may have moved the day.
    pub(crate) elsewhere: bool,
    /// Views are to be made even if the day has not moved.
    pub(crate) anew: bool,
}

impl Wake {
    /// Waits until there is a reason. One wake may stand for several.
    pub(crate) async fn woken(&self) -> Why {
        self.notify.notified().await;
        Why {
            elsewhere: self.elsewhere.swap(false, Ordering::AcqRel),
            anew: self.anew.swap(false, Ordering::AcqRel),
        }
    }

    fn wake(&self, why: Why) {
        if why.elsewhere {
            self.elsewhere.store(true, Ordering::Release);
        }
        if why.anew {
            self.anew.store(true, Ordering::Release);
        }
        self.notify.notify_one();
    }
}

/// A commit of this replica, whose outcome is in the cache of days.
const OWN: Why = Why {
    elsewhere: false,
    anew: false,
};
/// Another replica has moved a day.
const ELSEWHERE: Why = Why {
    elsewhere: true,
    anew: false,
};
/// Something else that the views show, or a new watcher.
pub(crate) const ANEW: Why = Why {
    elsewhere: true,
    anew: true,
};

/// Where commits of this replica are told. Clones share everything.
#[derive(Clone, Default)]
pub(crate) struct Hints(Arc<Inner>);

struct Inner {
    /// Names this replica among the others.
    own: Uuid,
    /// Wakes the publisher of each office that views are served for.
    publishers: Mutex<HashMap<OfficeId, Arc<Wake>>>,
    /// Days that moved and that other replicas are not told of yet; as many
    /// as there are lanes at most.
    moved: Mutex<HashSet<(OfficeId, Date)>>,
    anything: Notify,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            own: Uuid::new_v4(),
            publishers: Mutex::default(),
            moved: Mutex::default(),
            anything: Notify::new(),
        }
    }
}

impl Hints {
    /// A commit moved this day.
    pub(crate) fn committed(&self, office: &OfficeId, date: Date) {
        self.wake_for(office, OWN);
        let _ = self.moved().insert((office.clone(), date));
        self.0.anything.notify_one();
    }

    /// Makes the publisher of this office look at once.
    pub(crate) fn wake(&self, office: &OfficeId) {
        self.wake_for(office, ANEW);
    }

    fn wake_for(&self, office: &OfficeId, why: Why) {
        if let Some(publisher) = self.publishers().get(office) {
            publisher.wake(why);
        }
    }

    fn wake_all(&self) {
        for publisher in self.publishers().values() {
            publisher.wake(ELSEWHERE);
        }
    }

    /// What wakes the publisher of this office from now on.
    pub(crate) fn register(&self, office: &OfficeId) -> Arc<Wake> {
        self.publishers().entry(office.clone()).or_default().clone()
    }

    /// The publisher of this office has ended.
    pub(crate) fn unregister(&self, office: &OfficeId) {
        let _ = self.publishers().remove(office);
    }

    async fn take(&self) -> Vec<(OfficeId, Date)> {
        self.0.anything.notified().await;
        self.moved().drain().collect()
    }

    fn publishers(&self) -> MutexGuard<'_, HashMap<OfficeId, Arc<Wake>>> {
        self.0
            .publishers
            .lock()
            .expect("nothing panics while holding it")
    }

    fn moved(&self) -> MutexGuard<'_, HashSet<(OfficeId, Date)>> {
        self.0
            .moved
            .lock()
            .expect("nothing panics while holding it")
    }
}

/// Starts the notifier, the listener and the reader of heads.
pub(crate) fn start(store: &Store, live: &Live, hints: &Hints, background: &Background) {
    background.spawn("notifier", tell(store.clone(), hints.clone()));
    background.spawn("listener", listen(store.clone(), hints.clone()));
    let heads = poll(store.clone(), live.clone(), hints.clone());
    background.spawn("heads", heads);
}

/// Tells other replicas, outside any transaction: a NOTIFY inside one would
/// serialise every commit of the installation.
async fn tell(store: Store, hints: Hints) {
    loop {
        let moved = hints.take().await;
        if let Err(error) = store.signal(hints.0.own, &moved).await {
            tracing::warn!(%error, "other replicas were not told; they find out by themselves");
        }
        tokio::time::sleep(COALESCE).await;
    }
}

/// Hears other replicas.
async fn listen(store: Store, hints: Hints) {
    loop {
        match hear(&store, &hints).await {
            // SQLite: there are no other replicas.
            Ok(()) => return,
            Err(error) if error.is_closed() => return,
            Err(error) => tracing::warn!(%error, "hints of other replicas are not heard"),
        }
        tokio::time::sleep(LISTEN_AGAIN).await;
        hints.wake_all();
    }
}

async fn hear(store: &Store, hints: &Hints) -> Result<(), StoreError> {
    let Some(mut listener) = store.listen(hints.0.own).await? else {
        return Ok(());
    };
    loop {
        match listener.next().await? {
            Signal::Moved(days) => days
                .iter()
                .for_each(|(office, _)| hints.wake_for(office, ELSEWHERE)),
            Signal::Resync => hints.wake_all(),
        }
    }
}

/// Reads the heads of all offices that views are served for, in one query.
async fn poll(store: Store, live: Live, hints: Hints) {
    loop {
        tokio::time::sleep(POLL).await;
        let shown = live.shown();
        if shown.is_empty() {
            continue;
        }
        let days: Vec<_> = shown
            .iter()
            .map(|(office, shown)| (office.clone(), shown.date))
            .collect();
        match store.heads_of(&days).await {
            Ok(heads) => {
                for ((office, shown), head) in shown.iter().zip(heads) {
                    if head.seq > shown.seq || head.version.is_some_and(|v| v > shown.version) {
                        hints.wake_for(office, ELSEWHERE);
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "the heads cannot be read"),
        }
    }
}
