//! What happens on a made-up day, apart from what the rules decide; printed as a
//! timetable, so that a failing case can be read and played by hand.

use std::fmt;

use aufruf_core::settings::Policy;
use proptest::prelude::*;

/// The policies that an office can choose.
pub(crate) const POLICIES: [Policy; 6] = [
    Policy::Rank,
    Policy::Strict,
    Policy::Due,
    Policy::Fifo,
    Policy::Apq { per_mille: 3000 },
    Policy::Wrr { appointments: 2 },
];

/// Counters of the offices here.
pub(crate) const COUNTERS: usize = 3;

/// Visitors and everything that crosses the plan.
#[derive(Clone, Default)]
pub(crate) struct Day {
    pub(crate) visitors: Vec<Visitor>,
    pub(crate) mishaps: Vec<Mishap>,
}

/// One visitor who comes; all times in seconds after opening.
#[derive(Clone)]
pub(crate) struct Visitor {
    /// `None`: without an appointment.
    pub(crate) booked_s: Option<i64>,
    pub(crate) arrives_s: i64,
    pub(crate) service: usize,
    pub(crate) lasts_s: i64,
    /// Without an appointment and without a promise.
    pub(crate) standby: bool,
    pub(crate) twist: Twist,
}

/// What happens to a visitor besides being served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Twist {
    None,
    /// The first call is taken back.
    Undone,
    /// Does not come at the first call, but after this long, if at all.
    Missed {
        back_s: Option<i64>,
    },
    /// Is set aside a minute after the start.
    Parked {
        for_s: i64,
        to_me: bool,
    },
    /// Is sent on a minute after the start; to a certain counter or to any.
    Transferred {
        to: Option<usize>,
    },
    /// Goes home after waiting this long.
    Leaves {
        after_s: i64,
    },
}

/// Something that happens to the office.
#[derive(Debug, Clone)]
pub(crate) struct Mishap {
    pub(crate) at_s: i64,
    pub(crate) what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Interruption {
        lasts_s: i64,
    },
    Pause {
        counter: usize,
        lasts_s: i64,
    },
    /// For the rest of the day; `None`: back to the settings'.
    Policy(Option<Policy>),
    /// Newer settings come with the next command.
    Settings {
        policy: Policy,
        head_start_min: u16,
    },
    Urgent {
        visitor: usize,
    },
    OutOfTurn {
        counter: usize,
        visitor: usize,
    },
}

/// Mostly small days, now and then a full one.
fn sizes() -> impl Strategy<Value = (usize, usize)> {
    prop_oneof![4 => Just((5, 7)), 1 => Just((20, 24))]
}

/// Appointments stand on the quarter hours, two at most on each, and are planned
/// no longer than that, so that all of them can be booked.
fn visitors(services: usize) -> impl Strategy<Value = Vec<Visitor>> {
    // Whole minutes make ties, which seq decides.
    let arrival = || prop_oneof![2 => 0_i64..12_000, 1 => (0_i64..100).prop_map(|m| m * 60)];
    let offset =
        prop_oneof![6 => -1200_i64..=900, 2 => 901_i64..4000, 1 => Just(0), 1 => Just(-600)];
    let appointment = (0_i64..12, 0_usize..services, offset, 1_i64..2400);
    let walk_in = (arrival(), 0_usize..services, 1_i64..2400);
    let lists = sizes().prop_flat_map(move |(appointments, walk_ins)| {
        (
            prop::collection::vec(appointment.clone(), 0..=appointments),
            prop::collection::vec(walk_in.clone(), 0..=walk_ins),
        )
    });
    lists.prop_map(|(appointments, walk_ins)| {
        let mut taken = [0; 12];
        let mut all = Vec::new();
        for (slot, service, offset_s, lasts_s) in appointments {
            let slot_taken = &mut taken[usize::try_from(slot).unwrap()];
            if *slot_taken < 2 {
                *slot_taken += 1;
                let booked_s = slot * 900;
                all.push(Visitor::of(
                    Some(booked_s),
                    booked_s + offset_s,
                    service.min(1),
                    lasts_s,
                ));
            }
        }
        let drawn = walk_ins.into_iter();
        all.extend(
            drawn.map(|(arrives_s, service, lasts_s)| {
                Visitor::of(None, arrives_s, service, lasts_s)
            }),
        );
        all
    })
}

impl Visitor {
    pub(crate) fn of(booked_s: Option<i64>, arrives_s: i64, service: usize, lasts_s: i64) -> Self {
        Self {
            booked_s,
            arrives_s,
            service,
            lasts_s,
            standby: false,
            twist: Twist::None,
        }
    }

    /// Waits from its arrival to its call, or goes home: the guarantees speak
    /// of it.
    pub(crate) fn is_ordinary(&self) -> bool {
        !self.standby && matches!(self.twist, Twist::None | Twist::Leaves { .. })
    }

    /// Not later than the grace.
    pub(crate) fn is_punctual(&self) -> bool {
        self.booked_s.is_some_and(|b| self.arrives_s <= b + 900)
    }
}

/// The same as [`unsteady`], with nobody later than the grace.
pub(crate) fn punctual(services: usize) -> impl Strategy<Value = Day> {
    unsteady(services).prop_map(|mut day| {
        for visitor in &mut day.visitors {
            let latest = visitor.booked_s.map_or(i64::MAX, |booked_s| booked_s + 900);
            visitor.arrives_s = visitor.arrives_s.min(latest);
        }
        day
    })
}

/// Clerks pause and take a call back, fire drills are held, people are set aside
/// or sent on, go home or have no promise: the guarantees of the others hold.
pub(crate) fn unsteady(services: usize) -> impl Strategy<Value = Day> {
    let twist = prop_oneof![
        12 => Just(Twist::None),
        1 => Just(Twist::Undone),
        2 => parked(),
        2 => transferred(),
        2 => (0_i64..3000).prop_map(|after_s| Twist::Leaves { after_s }),
    ];
    let extras = prop::collection::vec((twist, prop::bool::weighted(0.1)), 44);
    let mishaps = prop::collection::vec(mishap(stoppage().boxed()), 0..4);
    (visitors(services), extras, mishaps).prop_map(|(mut visitors, extras, mishaps)| {
        for (visitor, (twist, standby)) in visitors.iter_mut().zip(extras) {
            visitor.twist = twist;
            visitor.standby = standby && visitor.booked_s.is_none();
        }
        Day { visitors, mishaps }
    })
}

fn parked() -> impl Strategy<Value = Twist> {
    (1_i64..1800, any::<bool>()).prop_map(|(for_s, to_me)| Twist::Parked { for_s, to_me })
}

fn transferred() -> impl Strategy<Value = Twist> {
    prop::option::of(0..COUNTERS).prop_map(|to| Twist::Transferred { to })
}

/// A full day of visitors who come all day long and are served equally long; one
/// appointment at most each quarter of an hour, so that a single counter can
/// take them.
pub(crate) fn full() -> impl Strategy<Value = Day> {
    let appointments = prop::collection::btree_map(0_i64..28, -900_i64..=2700, 0..=28);
    let walk_ins = prop::collection::vec(0_i64..28_800, 20..=92);
    (appointments, walk_ins, 60_i64..2400).prop_map(|(appointments, walk_ins, lasts_s)| {
        let booked = appointments.into_iter().map(|(slot, offset_s)| {
            // From twelve to one nothing can be booked.
            let booked_s = (if slot < 16 { slot } else { slot + 4 }) * 900;
            Visitor::of(Some(booked_s), booked_s + offset_s, 0, lasts_s)
        });
        let drawn = walk_ins.into_iter();
        let drawn = drawn.map(|arrives_s| Visitor::of(None, arrives_s, 0, lasts_s));
        Day {
            visitors: booked.chain(drawn).collect(),
            mishaps: Vec::new(),
        }
    })
}

/// Everything that can happen to a queue.
pub(crate) fn eventful(services: usize) -> impl Strategy<Value = Day> {
    let twist = prop_oneof![
        10 => Just(Twist::None),
        1 => Just(Twist::Undone),
        2 => prop::option::weighted(0.8, 120_i64..2400).prop_map(|back_s| Twist::Missed { back_s }),
        1 => parked(),
        1 => transferred(),
        1 => (0_i64..3000).prop_map(|after_s| Twist::Leaves { after_s }),
    ];
    let extras = prop::collection::vec((twist, prop::bool::weighted(0.15)), 44);
    let what = prop_oneof![
        3 => stoppage(),
        1 => prop::option::weighted(0.7, prop::sample::select(&POLICIES)).prop_map(What::Policy),
        1 => settings(),
        2 => (0_usize..44).prop_map(|visitor| What::Urgent { visitor }),
        2 => (0..COUNTERS, 0_usize..44).prop_map(|(counter, visitor)| What::OutOfTurn { counter, visitor }),
    ];
    let mishaps = prop::collection::vec(mishap(what.boxed()), 0..8);
    (visitors(services), extras, mishaps).prop_map(|(mut visitors, extras, mut mishaps)| {
        for (visitor, (twist, standby)) in visitors.iter_mut().zip(extras) {
            visitor.twist = twist;
            visitor.standby = standby && visitor.booked_s.is_none();
        }
        let count = visitors.len().max(1);
        for mishap in &mut mishaps {
            if let What::Urgent { visitor } | What::OutOfTurn { visitor, .. } = &mut mishap.what {
                *visitor %= count;
            }
        }
        Day { visitors, mishaps }
    })
}

fn mishap(what: BoxedStrategy<What>) -> impl Strategy<Value = Mishap> {
    (0_i64..14_000, what).prop_map(|(at_s, what)| Mishap { at_s, what })
}

/// The policy and the head start are often the same as before.
fn settings() -> impl Strategy<Value = What> {
    let policy = prop_oneof![1 => Just(Policy::Rank), 1 => prop::sample::select(&POLICIES)];
    let head_start_min = prop::sample::select(&[0, 20, 60, 60, 90]);
    (policy, head_start_min).prop_map(|(policy, head_start_min)| What::Settings {
        policy,
        head_start_min,
    })
}

fn stoppage() -> impl Strategy<Value = What> {
    prop_oneof![
        (1_i64..2400).prop_map(|lasts_s| What::Interruption { lasts_s }),
        (0..COUNTERS, 1_i64..2400).prop_map(|(counter, lasts_s)| What::Pause { counter, lasts_s }),
    ]
}

/// `08:07:30` for 450 seconds after opening.
struct Clock(i64);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = self.0 + 8 * 3600;
        write!(
            f,
            "{:02}:{:02}:{:02}",
            of_day.div_euclid(3600),
            of_day.rem_euclid(3600) / 60,
            of_day.rem_euclid(60)
        )
    }
}

/// `7 min 30 s`.
struct Long(i64);

impl fmt::Display for Long {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} min {} s", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, visitor) in self.visitors.iter().enumerate() {
            write!(f, "\n    visitor {index:>2}  {visitor:?}")?;
        }
        for mishap in &self.mishaps {
            write!(f, "\n    {}    {}", Clock(mishap.at_s), mishap.what)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.booked_s, self.standby) {
            (Some(booked_s), _) => write!(f, "booked {}", Clock(booked_s))?,
            (None, false) => f.write_str("walk-in        ")?,
            (None, true) => f.write_str("standby        ")?,
        }
        write!(
            f,
            "  comes {}  for s{}, {}",
            Clock(self.arrives_s),
            self.service,
            Long(self.lasts_s)
        )?;
        match self.twist {
            Twist::None => Ok(()),
            Twist::Undone => f.write_str("; first call taken back after 5 s"),
            Twist::Missed { back_s: None } => f.write_str("; misses the call"),
            Twist::Missed {
                back_s: Some(back_s),
            } => write!(f, "; misses the call, back {} later", Long(back_s)),
            Twist::Parked { for_s, to_me } => {
                let whom = if to_me { "the same clerk" } else { "anybody" };
                write!(f, "; set aside for {}, then for {whom}", Long(for_s))
            }
            Twist::Transferred { to: None } => f.write_str("; sent on"),
            Twist::Transferred { to: Some(to) } => write!(f, "; sent on to {}, if it can", to + 1),
            Twist::Leaves { after_s } => write!(f, "; goes home after {}", Long(after_s)),
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interruption { lasts_s } => write!(f, "interruption of {}", Long(*lasts_s)),
            Self::Pause { counter, lasts_s } => {
                write!(f, "counter {} pauses {}", counter + 1, Long(*lasts_s))
            }
            Self::Policy(Some(policy)) => write!(f, "from now on {policy:?}"),
            Self::Policy(None) => f.write_str("the order of the settings again"),
            Self::Settings {
                policy,
                head_start_min,
            } => {
                write!(
                    f,
                    "newer settings: {policy:?}, head start {head_start_min} min"
                )
            }
            Self::Urgent { visitor } => {
                write!(f, "visitor {visitor} is marked urgent, if it waits")
            }
            Self::OutOfTurn { counter, visitor } => {
                write!(
                    f,
                    "counter {} calls visitor {visitor} out of turn, if possible",
                    counter + 1
                )
            }
        }
    }
}
