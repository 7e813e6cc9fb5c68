//! What forecasts, decisions and folds cost on one thread.

pub mod fingerprint;
pub mod scene;

use std::{
    fmt,
    hint::black_box,
    time::{Duration, Instant},
};

use aufruf_core::{
    command::Command,
    event::{Entry, Event},
    forecast::{forecasts, outlook},
    id::VisitId,
    rehearsal::RecordedOffice,
    visit::Concern,
};

use jiff::SignedDuration;

use self::scene::{Journal, Moment};

/// Events of the fold that is measured.
pub const FOLDED: usize = 5_000;

const REPEATED: usize = 300;

/// One cost beside its bound and beside something that the machine has to do at
/// least.
pub struct Line {
    what: String,
    times: Vec<Duration>,
    bound: Duration,
    floor: Duration,
}

impl Line {
    fn new(what: &str, bound: Duration, floor: Duration, mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self {
            what: what.to_owned(),
            times,
            bound,
            floor,
        }
    }

    fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.times.len() * percent).div_ceil(100);
        self.times[rank.max(1) - 1]
    }

    /// Whether the 95th percentile is within the bound.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.percentile(95) <= self.bound
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let us = |time: Duration| time.as_secs_f64() * 1e6;
        let median = self.percentile(50);
        write!(
            f,
            "| {} | {:.1} | {:.1} | {:.0} | {:.1} | {} |",
            self.what,
            us(median),
            us(self.percentile(95)),
            us(self.bound),
            median.as_secs_f64() / self.floor.as_secs_f64(),
            self.times.len()
        )
    }
}

/// Measures everything.
#[must_use]
pub fn run(office: &RecordedOffice) -> Vec<Line> {
    let hall = scene::full_hall(office);
    let waiting = outlook(&hall.day, &hall.plan, hall.at).waits.len();
    assert_eq!(waiting, 200, "as the table says");
    let forecast = (0..REPEATED).map(|_| timed(|| outlook(&hall.day, &hall.plan, hall.at)));
    let mut lines = vec![Line::new(
        "200 waiting, 300 replications, 4 counters",
        Duration::from_millis(10),
        draws_and_sorts(),
        forecast.collect(),
    )];
    lines.extend(shown(&hall, &scene::usual_moment(office)));
    lines.extend(all_decisions(&scene::busy_day(office)));
    lines.push(booking(scene::empty_day(office)));
    let large = scene::large_day(office);
    assert!(large.entries.len() >= FOLDED, "{}", large.entries.len());
    let copy = (0..REPEATED).map(|_| timed(|| large.entries[..FOLDED].to_vec()));
    let fold = (0..REPEATED).map(|_| timed(|| large.fold(FOLDED)));
    lines.push(Line::new(
        "fold of 5 000 events",
        Duration::from_millis(5),
        median(copy.collect()),
        fold.collect(),
    ));
    lines
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let done = black_box(work());
    let took = start.elapsed();
    drop(done);
    took
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Drawing 40 000 lognormal times and sorting 200 times 200 of them: what any
/// forecast by simulation has to do, without a queue.
fn draws_and_sorts() -> Duration {
    let once = || {
        let mut state = 1_u64;
        let mut times: Vec<f64> = (0..40_000)
            .map(|_| {
                state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                (6.0 + 0.5 * ((state >> 11) as f64 / (1_u64 << 53) as f64 - 0.5)).exp()
            })
            .collect();
        for of_visit in times.chunks_mut(200) {
            of_visit.sort_unstable_by(f64::total_cmp);
        }
        times
    };
    median((0..REPEATED).map(|_| timed(once)).collect())
}

/// Finding the smallest of 500 numbers in memory, which is what the rule is.
fn smallest_of_500() -> Duration {
    let numbers: Vec<u64> = (0..500_u64).map(|n| n.wrapping_mul(0x9e37_79b9)).collect();
    median(
        (0..REPEATED)
            .map(|_| timed(|| black_box(&numbers).iter().min().copied()))
            .collect(),
    )
}

/// What runs after every event, beside the lock; and a ticket at the kiosk, which
/// the forecast decides under it.
fn shown(hall: &Moment, usual: &Moment) -> Vec<Line> {
    let floor = draws_and_sorts();
    let all = |moment: &Moment| -> Vec<Duration> {
        let all = || timed(|| forecasts(&moment.day, &moment.plan, moment.at));
        (0..REPEATED / 3).map(|_| all()).collect()
    };
    let draw = scene::kiosk_ticket(usual);
    let ticket = || timed(|| usual.day.decide(&draw, &usual.plan, usual.at));
    let ms = Duration::from_millis;
    vec![
        Line::new("all that is shown, 200 waiting", ms(100), floor, all(hall)),
        Line::new("all that is shown, a busy day", ms(50), floor, all(usual)),
        Line::new(
            "decide: ticket at the kiosk, a busy day",
            ms(10),
            floor,
            (0..REPEATED).map(|_| ticket()).collect(),
        ),
    ]
}

const KINDS: [&str; 5] = ["call", "start", "finish", "check-in", "ticket from a clerk"];

/// `decide` and `apply` of what happens at counters and the door, each at many
/// moments of a day of 500 visits.
fn all_decisions(journal: &Journal) -> Vec<Line> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); KINDS.len()];
    let mut moment = journal.moment(1);
    for entry in &journal.entries[1..] {
        moment.at = entry.at;
        if let Some((kind, command)) = command(&entry.event) {
            times[kind].push(decide_and_apply(&moment, &command));
        }
        moment.day.apply(entry);
    }
    let floor = smallest_of_500();
    let lines = KINDS.into_iter().zip(times).map(|(kind, times)| {
        let what = format!("decide and apply, 500 visits: {kind}");
        Line::new(&what, Duration::from_micros(50), floor, times)
    });
    lines.filter(|line| !line.times.is_empty()).collect()
}

/// One moment and command of each kind, late on the day.
#[must_use]
pub fn decisions(journal: &Journal) -> Vec<(&'static str, Moment, Command)> {
    let kinds = KINDS.into_iter().enumerate();
    let late = |(kind, name)| {
        let of_kind = |entry: &Entry| command(&entry.event).filter(|(k, _)| *k == kind);
        let last = journal.entries.iter().rposition(|e| of_kind(e).is_some())?;
        let (_, command) = of_kind(&journal.entries[last])?;
        let mut moment = journal.moment(last);
        moment.at = journal.entries[last].at;
        Some((name, moment, command))
    };
    kinds.filter_map(late).collect()
}

/// The command that led to an event, if it is one of those measured.
fn command(event: &Event) -> Option<(usize, Command)> {
    Some(match event {
        Event::Called { counter, .. } => (
            0,
            Command::CallNext {
                counter: *counter,
                promised: None,
            },
        ),
        Event::Started { counter, .. } => (1, Command::Start { counter: *counter }),
        Event::Finished { counter, .. } => (2, Command::Finish { counter: *counter }),
        Event::CheckedIn { visit, .. } => (3, Command::CheckIn { visit: *visit }),
        Event::TicketDrawn {
            visit, concerns, ..
        } => (
            4,
            Command::DrawTicket {
                visit: *visit,
                concerns: concerns.clone(),
                beyond_quota: true,
                standby: false,
            },
        ),
        _ => return None,
    })
}

/// Short appointments booked one after the other until the day is full.
fn booking(mut moment: Moment) -> Line {
    let opening = moment.plan.opening().expect("the office opens");
    let short = moment.plan.services.iter().min_by_key(|(_, s)| s.minutes);
    let (service, _) = short.expect("an office has services");
    let concern = Concern {
        service: service.clone(),
        quantity: 1,
    };
    let mut times = Vec::new();
    for n in 0..2_000_u32 {
        // Steps that share no factor with the number of times.
        let from = opening + SignedDuration::from_mins(i64::from(n * 41 % 96) * 5);
        let book = Command::Book {
            visit: VisitId(uuid::Uuid::from_u128(u128::from(n) + 1)),
            from,
            concerns: vec![concern.clone()],
            bits: u64::from(n),
        };
        if moment.day.decide(&book, &moment.plan, moment.at).is_ok() {
            times.push(decide_and_apply(&moment, &book));
            moment.run(&book);
        }
    }
    Line::new(
        "decide and apply: booking, until the day is full",
        Duration::from_micros(50),
        smallest_of_500(),
        times,
    )
}

fn decide_and_apply(moment: &Moment, command: &Command) -> Duration {
    let mut after = moment.again();
    timed(|| {
        after.run(command);
        after
    })
}

/// The table.
#[must_use]
pub fn table(lines: &[Line]) -> String {
    let mut text = "| one thread | median µs | p95 µs | bound µs | times the floor | n |\n\
                    |---|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for line in lines {
        text.push_str(&format!("{line}\n"));
    }
    text.push_str(
        "\nFloor: of the forecast, drawing 40 000 lognormal times and sorting them by visit; of a \
         decision, finding the smallest of 500 numbers; of a fold, copying the events.\n",
    );
    text
}
