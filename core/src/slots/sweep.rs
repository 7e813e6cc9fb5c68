//! The reachable occupations of a stretch, forwards and backwards.

use jiff::Timestamp;

use super::stretch::Class;
use crate::plan::Span;

/// Most classes of counters that one stretch of bookings may tell apart.
pub const MAX_CLASSES: usize = 12;

/// Most occupations that are remembered at one instant.
pub const MAX_OCCUPATIONS: usize = 20_000;

/// One booking of the stretch.
pub(super) struct Task {
    pub(super) span: Span,
    /// The classes that can take it, bit by bit.
    pub(super) classes: u16,
}

/// One busy counter: until which of the ends of the stretch, and in the low
/// four bits of which class.
type Busy = u32;

const CLASS_BITS: u32 = 4;

/// The busy counters of one instant, ascending: those that end first come first.
type Occupation = Box<[Busy]>;

/// What can be the case just after a booking has got its counter.
struct Step {
    /// The start of that booking; `None` before the first.
    at: Option<Timestamp>,
    /// Reachable from the beginning of the stretch, different, ascending.
    occupations: Vec<Occupation>,
    /// Whether the rest of the stretch can be served from there.
    alive: Vec<bool>,
    /// From an occupation of the step before to one of this step. After the
    /// backward sweep only those between living ones.
    moves: Vec<(u32, u32)>,
}

/// All ways to serve a stretch.
pub(super) struct Sweep {
    /// Counters of each class.
    seats: Vec<u32>,
    /// The different ends of the bookings, ascending.
    ends: Vec<Timestamp>,
    /// One more than there are bookings.
    steps: Vec<Step>,
}

impl Sweep {
    /// Sweeps over tasks that ascend by start. `None` if they are not jointly
    /// assignable, or if a bound was hit.
    pub(super) fn new(tasks: &[Task], seats: Vec<u32>) -> Option<Self> {
        let mut ends: Vec<Timestamp> = tasks.iter().map(|task| task.span.to).collect();
        ends.sort_unstable();
        ends.dedup();
        let nobody = Step {
            at: None,
            occupations: vec![Occupation::default()],
            alive: vec![false],
            moves: Vec::new(),
        };
        let mut sweep = Self {
            seats,
            ends,
            steps: vec![nobody],
        };
        for task in tasks {
            let step = sweep.place(task)?;
            sweep.steps.push(step);
        }
        sweep.look_back();
        Some(sweep)
    }

    /// Whether, in some way to serve the stretch, a counter of the class is
    /// free for the whole span.
    pub(super) fn has_room(&self, class: Class, span: &Span) -> bool {
        let before = self
            .steps
            .partition_point(|s| s.at.is_none_or(|at| at < span.from));
        // The first step has no start and is before everything.
        let (past, coming) = self.steps.split_at(before);
        let Some(step) = past.last() else {
            return false;
        };
        let ended = self.ended(span.from);
        let mut reached: Vec<bool> = step
            .occupations
            .iter()
            .zip(&step.alive)
            .map(|(occupation, alive)| *alive && self.spares(class, still(occupation, ended)))
            .collect();
        for step in coming
            .iter()
            .take_while(|s| s.at.is_some_and(|at| at < span.to))
        {
            let mut next = vec![false; step.occupations.len()];
            for (from, to) in &step.moves {
                next[*to as usize] |= reached[*from as usize];
            }
            for (reached, occupation) in next.iter_mut().zip(&step.occupations) {
                *reached = *reached && self.spares(class, occupation);
            }
            reached = next;
        }
        reached.contains(&true)
    }

    /// Every way to give the next task a counter.
    fn place(&self, task: &Task) -> Option<Step> {
        let before = self.steps.last()?;
        let ended = self.ended(task.span.from);
        let end = self.ended(task.span.to) - (1 << CLASS_BITS);
        let mut ways: Vec<(Occupation, u32)> = Vec::new();
        for (from, occupation) in (0..).zip(&before.occupations) {
            let busy = still(occupation, ended);
            for class in (0..16).filter(|class| task.classes & 1 << class != 0) {
                if self.spares(class, busy) {
                    ways.push((with(busy, end | Busy::from(class)), from));
                }
            }
        }
        ways.sort_unstable();

        let mut occupations: Vec<Occupation> = Vec::new();
        let mut moves = Vec::with_capacity(ways.len());
        for (occupation, from) in ways {
            if occupations.last() != Some(&occupation) {
                occupations.push(occupation);
            }
            moves.push((from, occupations.len() as u32 - 1));
        }
        if occupations.is_empty() || occupations.len() > MAX_OCCUPATIONS {
            return None;
        }
        Some(Step {
            at: Some(task.span.from),
            alive: vec![false; occupations.len()],
            occupations,
            moves,
        })
    }

    /// Marks the occupations from which everybody can be served.
    fn look_back(&mut self) {
        let mut later: Option<&mut Step> = None;
        for step in self.steps.iter_mut().rev() {
            match later {
                None => step.alive.fill(true),
                Some(later) => {
                    later.moves.retain(|(_, to)| later.alive[*to as usize]);
                    for (from, _) in &later.moves {
                        step.alive[*from as usize] = true;
                    }
                }
            }
            later = Some(step);
        }
    }

    /// The least [`Busy`] that goes on after the instant.
    fn ended(&self, at: Timestamp) -> Busy {
        (self.ends.partition_point(|end| *end <= at) as Busy) << CLASS_BITS
    }

    /// Whether a counter of the class is not busy.
    fn spares(&self, class: Class, busy: &[Busy]) -> bool {
        let mask = (1 << CLASS_BITS) - 1;
        let taken = busy
            .iter()
            .filter(|b| **b & mask == Busy::from(class))
            .count();
        taken < self.seats[usize::from(class)] as usize
    }
}

/// Those still busy, given the least that goes on.
fn still(occupation: &[Busy], ended: Busy) -> &[Busy] {
    &occupation[occupation.partition_point(|busy| *busy < ended)..]
}

/// The occupation with one more busy counter.
fn with(busy: &[Busy], new: Busy) -> Occupation {
    let place = busy.partition_point(|b| *b < new);
    let mut all = Vec::with_capacity(busy.len() + 1);
    all.extend_from_slice(&busy[..place]);
    all.push(new);
    all.extend_from_slice(&busy[place..]);
    all.into_boxed_slice()
}
