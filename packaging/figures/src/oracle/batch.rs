//! One batch: a stream of customers played through the waiting room.

use aufruf_core::{
    queue::{self, Place, QueueState},
    settings::{Policy, QueueRules},
    simulation::{Customer, Play, Room, Server, Start},
};
use jiff::{SignedDuration, Timestamp};

use super::{random::Random, sets::Set};

/// One minute of a formula in seconds of the core, so that whole seconds do not
/// bias anything.
pub(super) const MINUTE: f64 = 60_000.0;

/// D: one hour of the formulas, in the core's minutes.
const HEAD_START_MIN: u16 = 60_000;

/// How much is played.
#[derive(Debug, Clone, Copy)]
pub struct Length {
    /// Batches of each set.
    pub batches: u32,
    /// Customers counted of each batch.
    pub counted: u32,
    /// Customers before and after them that are not counted.
    pub margin: u32,
}

impl Length {
    /// Ten million customers counted of every set.
    pub const FULL: Self = Self {
        batches: 200,
        counted: 50_000,
        margin: 5_000,
    };

    /// Half a million of every set.
    pub const SMALL: Self = Self {
        batches: 50,
        counted: 10_000,
        margin: 2_500,
    };

    /// Customers counted of each set.
    #[must_use]
    pub fn counted(&self) -> u64 {
        u64::from(self.batches) * u64::from(self.counted)
    }
}

/// What the counted customers of a batch waited.
pub(super) struct Waits {
    /// By class, in seconds of the core.
    pub(super) of_class: [Vec<u32>; 2],
    /// From the first of them to the last, in minutes.
    pub(super) span_min: f64,
}

impl Waits {
    /// Mean of some classes in minutes.
    pub(super) fn mean_min(&self, classes: &[usize]) -> f64 {
        let waits = classes.iter().flat_map(|class| &self.of_class[*class]);
        let (mut n, mut sum) = (0.0, 0.0);
        for wait in waits {
            n += 1.0;
            sum += f64::from(*wait);
        }
        sum / n / MINUTE
    }

    /// Share of the first class that waited longer than this.
    pub(super) fn beyond(&self, limit_min: f64) -> f64 {
        let waits = &self.of_class[0];
        let longer = waits.iter().filter(|w| f64::from(**w) > limit_min * MINUTE);
        longer.count() as f64 / waits.len() as f64
    }
}

struct Stream {
    arrivals: Vec<(i64, u32)>,
    classes: Vec<u8>,
    services: Vec<i64>,
}

/// Plays the batch of this seed.
pub(super) fn play(set: &Set, seed: u64, length: Length) -> Waits {
    let count = length.counted + 2 * length.margin;
    let stream = stream(set, seed, count);
    let room = room(set, &stream);
    let counted = length.margin as usize..(length.margin + length.counted) as usize;
    let mut of_class = [Vec::new(), Vec::new()];
    let see = |start: Start| {
        if counted.contains(&start.customer) {
            let wait = start.at_s - stream.arrivals[start.customer].0;
            let wait = u32::try_from(wait).expect("no wait of a stable room is that long");
            of_class[usize::from(stream.classes[start.customer])].push(wait);
        }
    };
    let _ = Play::default().run(
        &room,
        &stream.arrivals,
        &vec![0; set.servers as usize],
        |customer, _| stream.services[customer],
        see,
    );
    let (first, last) = (
        stream.arrivals[counted.start].0,
        stream.arrivals[counted.end].0,
    );
    Waits {
        of_class,
        span_min: (last - first) as f64 / MINUTE,
    }
}

fn stream(set: &Set, seed: u64, count: u32) -> Stream {
    let mut random = Random::new(seed);
    let rate: f64 = set.arrivals.iter().sum();
    let first_class = set.arrivals[0] / rate;
    let mut at_min = 0.0;
    let mut stream = Stream {
        arrivals: Vec::with_capacity(count as usize),
        classes: Vec::with_capacity(count as usize),
        services: Vec::with_capacity(count as usize),
    };
    for customer in 0..count {
        at_min += random.exponential(1.0 / rate);
        let class = u8::from(random.uniform() >= first_class);
        let service = random.service(set.mean_service[usize::from(class)], set.shape);
        stream
            .arrivals
            .push(((at_min * MINUTE).round() as i64, customer));
        stream.classes.push(class);
        stream.services.push((service * MINUTE).round() as i64);
    }
    stream
}

/// The first class has appointments for when it comes, unless the order is FIFO.
fn room(set: &Set, stream: &Stream) -> Room {
    let origin = Timestamp::UNIX_EPOCH;
    let rules = QueueRules {
        policy: set.policy,
        head_start_min: HEAD_START_MIN,
        ..QueueRules::default()
    };
    let customers = stream.arrivals.iter().zip(&stream.classes);
    let customers = customers.map(|((at_s, customer), class)| {
        let at = origin + SignedDuration::from_secs(*at_s);
        let appointment = *class == 0 && set.policy != Policy::Fifo;
        let booked = appointment.then_some(at);
        let seq = u64::from(*customer);
        Customer {
            place: Place {
                rank: queue::order(set.policy, &rules, booked, at, false, seq),
                due: None,
                standby: false,
                urgent: false,
                appointment,
                stood: SignedDuration::ZERO,
            },
            servers: (1 << set.servers) - 1,
            lateness: None,
        }
    });
    let server = Server {
        skills: 1,
        breaks: Vec::new(),
    };
    let queue = QueueState {
        policy: set.policy,
        appointments_in_a_row: 0,
    };
    let servers = vec![server; set.servers as usize];
    Room::new(origin, &rules, queue, servers, customers.collect())
}
