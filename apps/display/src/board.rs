//! What stands on the monitor, and what is announced when: no I/O, no clock.
//!
//! Calls that are new queue up; [`Board::poll`] announces one after the other.
//! The announced call owns the large field until the next one, the calls before
//! it stand in rows that keep their place until they are replaced.
//!
//! # Invariants
//!
//! * Every call that comes fresh is announced once, in order, however many come
//!   at once; none that was there at the start, is older than [`FRESH_S`] or was
//!   taken back ever is.
//! * An announced call has the large field for at least the office's `hold_s`,
//!   and is to be seen for [`VISIBLE`] and until as many further calls came as
//!   there are rows (requirement C07), unless it is taken back or its number is
//!   called again.
//! * A row never moves to another place.

mod emphasis;
mod face;

pub use face::Face;

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use aufruf_core::wire::display::{CallView, DisplayView};
use jiff::{SignedDuration, Timestamp};

/// A call older than this is shown, but never announced. Seconds of server time.
pub const FRESH_S: i64 = 30;

/// How long a call is to be seen at least (requirement C07).
pub const VISIBLE: Duration = Duration::from_secs(60);

/// How long the connection may be lost before the monitor says that it cannot
/// be relied on (requirement C10).
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Most calls that wait for their announcement: more than an office with 64
/// counters makes in the two minutes that a view looks back.
const WAITING_MAX: usize = 512;

/// An instant, on the machine's own clock and on the server's.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// For everything that lasts.
    pub local: Instant,
    /// For the age of calls.
    pub server: Timestamp,
}

/// The sound that a call makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sound {
    /// A first call.
    Call,
    /// A number called again; to be told apart (requirement C09).
    Recall,
}

/// A call on the monitor.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    call: CallView,
    /// When it was first to be seen.
    since: Instant,
    /// It was announced, and so must be seen for a while.
    announced: bool,
    /// It is emphasised at first.
    emphasised: bool,
}

impl Shown {
    fn quietly(call: CallView, since: Instant) -> Self {
        Self {
            call,
            since,
            announced: false,
            emphasised: false,
        }
    }

    /// Until when an announced call is kept for this long; one that was only
    /// shown makes way at once.
    fn kept(&self, long: Duration, now: Instant) -> Instant {
        if self.announced {
            self.since + long
        } else {
            now
        }
    }
}

/// The call in the large field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Large<'a> {
    /// The call.
    pub call: &'a CallView,
    /// The visit is still on its way or being served there.
    pub current: bool,
    /// The field is inverted at this moment.
    pub inverted: bool,
}

/// The state of the monitor.
#[derive(Debug, Default)]
pub struct Board {
    view: Option<DisplayView>,
    /// Greatest id of a call that was looked at, of the day of `view`.
    last_id: u64,
    waiting: VecDeque<CallView>,
    large: Option<Shown>,
    rows: Vec<Option<Shown>>,
    lost: Option<Instant>,
}

impl Board {
    /// The newest view.
    #[must_use]
    pub fn view(&self) -> Option<&DisplayView> {
        self.view.as_ref()
    }

    /// How many rows fit beside the large field: fewer drop the last ones, more
    /// are filled with what the view still has.
    pub fn set_places(&mut self, places: usize, now: Instant) {
        self.rows.resize(places, None);
        let calls = self.view.iter().flat_map(|view| view.calls.iter().rev());
        let mut others = Vec::new();
        for call in calls.filter(|call| !call.undone && call.id <= self.last_id) {
            let mut known = self
                .shown()
                .map(|shown| &shown.call)
                .chain(&self.waiting)
                .chain(&others);
            if known.all(|other| other.number != call.number) {
                others.push(call.clone());
            }
        }
        let free = self.rows.iter_mut().filter(|row| row.is_none());
        for (row, call) in free.zip(others) {
            *row = Some(Shown::quietly(call, now));
        }
    }

    /// The rows, each in its place.
    pub fn rows(&self) -> impl Iterator<Item = Option<&CallView>> {
        self.rows
            .iter()
            .map(|row| row.as_ref().map(|shown| &shown.call))
    }

    /// The large field, if a call has it.
    #[must_use]
    pub fn large(&self, now: Instant) -> Option<Large<'_>> {
        let shown = self.large.as_ref()?;
        Some(Large {
            call: &shown.call,
            current: self.is_current(&shown.call),
            inverted: shown.emphasised && emphasis::is_inverted(shown.since, now),
        })
    }

    /// The connection is lost since `now`.
    pub fn lose(&mut self, now: Instant) {
        let _ = self.lost.get_or_insert(now);
    }

    /// The connection is back.
    pub fn restore(&mut self) {
        self.lost = None;
    }

    /// Whether the connection is lost.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.lost.is_some()
    }

    /// Takes a newer view.
    pub fn receive(&mut self, view: DisplayView, now: Now) {
        self.lost = None;
        let before = self.view.replace(view);
        let view = self.view.as_ref().expect("just put there");
        if before
            .as_ref()
            .is_none_or(|before| before.stamp.date != view.stamp.date)
        {
            // Ids name calls of one day only.
            self.last_id = 0;
            self.waiting.clear();
            self.large = None;
            self.rows.fill(None);
        }
        let last_id = self.last_id;
        let new: Vec<_> = view
            .calls
            .iter()
            .filter(|call| call.id > last_id)
            .cloned()
            .collect();
        let undone: Vec<_> = view
            .calls
            .iter()
            .filter(|call| call.undone)
            .cloned()
            .collect();
        for call in &undone {
            self.take_back(call, now.local);
        }
        if let Some(newest) = new.last() {
            self.last_id = newest.id;
        }
        let new = new.into_iter().filter(|call| !call.undone);
        if before.is_none() {
            self.fill(new.collect(), now.local);
            return;
        }
        for call in new {
            let age = now.server.duration_since(call.at);
            if age > SignedDuration::from_secs(FRESH_S) {
                self.show_quietly(call, now.local);
            } else if self.waiting.len() < WAITING_MAX {
                self.waiting.push_back(call);
            }
        }
    }

    /// Announces the next call if it is time; call again until there is none.
    pub fn poll(&mut self, now: Instant) -> Option<Sound> {
        if self.next_announcement(now)? > now {
            return None;
        }
        let call = self.waiting.pop_front()?;
        let sound = if call.recall {
            Sound::Recall
        } else {
            Sound::Call
        };
        self.put_large(Shown {
            call,
            since: now,
            announced: true,
            emphasised: true,
        });
        Some(sound)
    }

    /// When something changes by time alone: the caller looks again then.
    #[must_use]
    pub fn next_change(&self, now: Instant) -> Option<Instant> {
        let shown = self.large.as_ref();
        let emphasis = shown
            .filter(|s| s.emphasised)
            .and_then(|s| emphasis::next_edge(s.since, now));
        let settled = self.shown().map(|shown| shown.since + VISIBLE);
        let disturbed = self.lost.map(|lost| lost + PATIENCE);
        [emphasis, disturbed, self.next_announcement(now)]
            .into_iter()
            .flatten()
            .chain(settled)
            .filter(|at| *at > now)
            .min()
    }

    /// Everything that is to be seen.
    fn shown(&self) -> impl Iterator<Item = &Shown> {
        self.large.iter().chain(self.rows.iter().flatten())
    }

    /// When the first waiting call may be announced; may lie in the past.
    fn next_announcement(&self, now: Instant) -> Option<Instant> {
        let call = self.waiting.front()?;
        let Some(large) = &self.large else {
            return Some(now);
        };
        let held = large.kept(self.hold(), now);
        let is_again = |shown: &Shown| shown.call.number == call.number;
        if is_again(large) || self.rows.iter().flatten().any(is_again) {
            return Some(held);
        }
        // The large call moves into a row, so the oldest row must have been
        // seen long enough; without rows the large call itself.
        let free = match self.oldest_place() {
            None => large.kept(VISIBLE, now),
            Some(place) => self.rows[place]
                .as_ref()
                .map_or(held, |row| row.kept(VISIBLE, now)),
        };
        Some(held.max(free))
    }

    fn hold(&self) -> Duration {
        let hold_s = self.view.as_ref().map_or(8, |view| view.settings.hold_s);
        Duration::from_secs(hold_s.max(8).into())
    }

    /// The first view after the start: everything is shown, nothing announced.
    fn fill(&mut self, calls: Vec<CallView>, now: Instant) {
        let mut newest_first: Vec<CallView> = Vec::new();
        for call in calls.into_iter().rev() {
            if newest_first.iter().all(|other| other.number != call.number) {
                newest_first.push(call);
            }
        }
        let mut shown = newest_first
            .into_iter()
            .map(|call| Shown::quietly(call, now));
        self.large = shown.next();
        for (row, shown) in self.rows.iter_mut().zip(shown) {
            *row = Some(shown);
        }
    }

    /// A call of which the announcement would come too late: takes a place
    /// that nobody needs, or none.
    fn show_quietly(&mut self, call: CallView, now: Instant) {
        self.forget_number(&call);
        let shown = Shown::quietly(call, now);
        let settled = |other: &Shown| other.kept(VISIBLE, now) <= now;
        if self.waiting.is_empty() && self.large.as_ref().is_none_or(settled) {
            self.put_large(shown);
        } else if let Some(place) = self.oldest_place()
            && self.rows[place].as_ref().is_none_or(settled)
        {
            self.rows[place] = Some(shown);
        }
    }

    fn put_large(&mut self, shown: Shown) {
        self.forget_number(&shown.call);
        if let Some(earlier) = self.large.replace(shown)
            && let Some(place) = self.oldest_place()
        {
            self.rows[place] = Some(earlier);
        }
    }

    /// A number stands on the monitor once, with its newest call.
    fn forget_number(&mut self, call: &CallView) {
        let is_same = |shown: &mut Shown| shown.call.number == call.number;
        let _ = self.large.take_if(is_same);
        for row in &mut self.rows {
            let _ = row.take_if(is_same);
        }
    }

    /// The place for the next row: a free one, or the one longest there.
    fn oldest_place(&self) -> Option<usize> {
        let since = |row: &Option<Shown>| row.as_ref().map(|shown| (shown.since, shown.call.id));
        (0..self.rows.len()).min_by_key(|place| since(&self.rows[*place]))
    }

    /// A clerk took the call back: it disappears, and nothing is said. The call
    /// that a recall repeated stands again.
    fn take_back(&mut self, undone: &CallView, now: Instant) {
        self.waiting.retain(|call| call.id != undone.id);
        let is_undone = |shown: &mut Shown| shown.call.id == undone.id;
        let was_large = self.large.take_if(is_undone).is_some();
        let row = self
            .rows
            .iter_mut()
            .find_map(|row| row.take_if(is_undone).map(|_| row));
        let mut calls = self.view.iter().flat_map(|view| &view.calls);
        let earlier = calls
            .rfind(|call| call.number == undone.number && call.id < undone.id && !call.undone)
            .map(|call| Shown {
                announced: true,
                ..Shown::quietly(call.clone(), now)
            });
        if was_large {
            self.large = earlier;
        } else if let Some(row) = row {
            *row = earlier;
        }
    }

    fn is_current(&self, call: &CallView) -> bool {
        self.view
            .iter()
            .flat_map(|view| &view.calls)
            .any(|other| other.id == call.id && other.current)
    }
}

#[cfg(test)]
mod tests;
