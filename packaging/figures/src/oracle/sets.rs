//! The rooms that have closed formulas.

use aufruf_core::settings::Policy;

use super::{
    Line, SEED,
    batch::{self, Length, MINUTE, Waits},
    closed::{self, Mmc},
    estimate::{self, Estimate},
    random::Shape,
};

/// A room in steady state. Minutes.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) name: &'static str,
    pub(super) servers: u32,
    pub(super) policy: Policy,
    /// Per minute and class; the first class has appointments.
    pub(super) arrivals: [f64; 2],
    pub(super) mean_service: [f64; 2],
    pub(super) shape: Shape,
    known: Known,
}

/// What is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Known {
    /// One class at equal servers: the whole distribution.
    Distribution,
    /// The mean over both classes.
    Mean,
    /// The mean of each class.
    Classes,
    /// What no order of service changes: rate times wait, summed.
    Conserved,
}

const THREE_TO_ONE: Policy = Policy::Apq { per_mille: 3000 };
const TWO_IN_A_ROW: Policy = Policy::Wrr { appointments: 2 };
const LOGNORMAL: Shape = Shape::Lognormal { cv2: 0.5 };

/// All of them.
pub(super) fn all() -> Vec<Set> {
    use Known::{Classes, Conserved, Distribution, Mean};
    use Shape::{Constant, Exponential};
    let set = |name, servers, policy, arrivals, mean_service, shape, known| Set {
        name,
        servers,
        policy,
        arrivals,
        mean_service,
        shape,
        known,
    };
    let (twelve, ten) = ([12.0; 2], [10.0; 2]);
    let (fifo, strict) = (Policy::Fifo, Policy::Strict);
    let hall = [0.12, 0.08];
    vec![
        set(
            "M/M/2",
            2,
            fifo,
            [0.12, 0.0],
            twelve,
            Exponential,
            Distribution,
        ),
        set(
            "M/M/3",
            3,
            fifo,
            [0.2, 0.0],
            twelve,
            Exponential,
            Distribution,
        ),
        set(
            "M/M/6",
            6,
            fifo,
            [0.45, 0.0],
            twelve,
            Exponential,
            Distribution,
        ),
        set(
            "M/M/3, strict",
            3,
            strict,
            hall,
            twelve,
            Exponential,
            Classes,
        ),
        set(
            "M/M/2, strict",
            2,
            strict,
            [0.09, 0.06],
            twelve,
            Exponential,
            Classes,
        ),
        set("M/D/1", 1, fifo, [0.08, 0.0], ten, Constant, Mean),
        set(
            "M/G/1, strict",
            1,
            strict,
            [0.04, 0.025],
            [10.0, 15.0],
            LOGNORMAL,
            Classes,
        ),
        set(
            "M/M/1, apq 3",
            1,
            THREE_TO_ONE,
            [0.04, 0.035],
            ten,
            Exponential,
            Classes,
        ),
        set(
            "M/M/3, apq 3",
            3,
            THREE_TO_ONE,
            hall,
            twelve,
            Exponential,
            Classes,
        ),
        set(
            "M/G/1",
            1,
            fifo,
            [0.05, 0.015],
            [8.0, 20.0],
            LOGNORMAL,
            Mean,
        ),
        set("M/M/3, fifo", 3, fifo, hall, twelve, Exponential, Conserved),
        set(
            "M/M/3, rank 60",
            3,
            Policy::Rank,
            hall,
            twelve,
            Exponential,
            Conserved,
        ),
        set(
            "M/M/3, due",
            3,
            Policy::Due,
            hall,
            twelve,
            Exponential,
            Conserved,
        ),
        set(
            "M/M/3, strict",
            3,
            strict,
            hall,
            twelve,
            Exponential,
            Conserved,
        ),
        set(
            "M/M/3, apq 3",
            3,
            THREE_TO_ONE,
            hall,
            twelve,
            Exponential,
            Conserved,
        ),
        set(
            "M/M/3, wrr 2",
            3,
            TWO_IN_A_ROW,
            hall,
            twelve,
            Exponential,
            Conserved,
        ),
    ]
}

impl Set {
    /// Every closed value beside its estimate.
    pub(super) fn measure(&self, length: Length) -> Vec<Line> {
        // Other sets have other streams.
        let name = self.name.bytes().chain([self.known as u8]);
        let seed = name.fold(SEED, |seed, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let batches = (0..length.batches)
            .map(|batch| batch::play(self, seed.wrapping_add(u64::from(batch)), length));
        let mut batches: Vec<Waits> = batches.collect();
        let line = |quantity: &str, closed, estimate| Line {
            set: self.name,
            quantity: quantity.to_owned(),
            closed,
            estimate,
        };
        let mean = |classes: &[usize]| Estimate::of(batches.iter().map(|b| b.mean_min(classes)));
        match self.known {
            Known::Distribution => self.distribution(&mut batches),
            Known::Mean => vec![line("W", self.fifo(), mean(&[0, 1]))],
            Known::Classes => {
                let [first, second] = self.by_class();
                vec![
                    line("W1", first, mean(&[0])),
                    line("W2", second, mean(&[1])),
                ]
            }
            Known::Conserved => {
                let sum = |b: &Waits| -> f64 {
                    let classes = self.arrivals.iter().zip([[0], [1]]);
                    // FIFO knows no classes in its order, but the sum does.
                    classes.map(|(rate, class)| rate * b.mean_min(&class)).sum()
                };
                let closed = self.one_class().length();
                let sum = Estimate::of(batches.iter().map(sum));
                vec![line("Σ λ W", closed, sum)]
            }
        }
    }

    fn distribution(&self, batches: &mut [Waits]) -> Vec<Line> {
        let room = self.one_class();
        let of = |value: &dyn Fn(&Waits) -> f64| Estimate::of(batches.iter().map(value));
        let length = |b: &Waits| {
            b.of_class[0].iter().map(|w| f64::from(*w)).sum::<f64>() / MINUTE / b.span_min
        };
        let mut lines = vec![
            ("P(W > 0)".to_owned(), room.waits(), of(&|b| b.beyond(0.0))),
            ("W".to_owned(), room.mean(), of(&|b| b.mean_min(&[0]))),
            ("Lq".to_owned(), room.length(), of(&length)),
            (
                "P(W > 15)".to_owned(),
                room.beyond(15.0),
                of(&|b| b.beyond(15.0)),
            ),
        ];
        // A quantile of one batch is biased, that of all together is not: its
        // error is that of the share beyond it over the density there.
        let beyond = [0.80, 0.95].map(|p| {
            let closed = room.quantile(p);
            let error = of(&|b| b.beyond(closed)).error / ((1.0 - p) * room.spare());
            (p, closed, error)
        });
        let mut waits: Vec<u32> = batches
            .iter_mut()
            .flat_map(|b| b.of_class[0].drain(..))
            .collect();
        for (p, closed, error) in beyond {
            let value = estimate::quantile(&mut waits, p) / MINUTE;
            lines.push((
                format!("P{:.0}", 100.0 * p),
                closed,
                Estimate { value, error },
            ));
        }
        let line = |(quantity, closed, estimate)| Line {
            set: self.name,
            quantity,
            closed,
            estimate,
        };
        lines.into_iter().map(line).collect()
    }

    /// Both classes as one; equal means of service.
    fn one_class(&self) -> Mmc {
        Mmc {
            servers: self.servers,
            arrivals: self.arrivals.iter().sum(),
            mean_service: self.mean_service[0],
        }
    }

    /// Load of each class on all servers together.
    fn loads(&self) -> [f64; 2] {
        let load =
            |class| self.arrivals[class] * self.mean_service[class] / f64::from(self.servers);
        [load(0), load(1)]
    }

    /// Mean time until a server is free, as an arrival finds it.
    fn head(&self) -> f64 {
        if self.shape == Shape::Exponential && self.mean_service[0] == self.mean_service[1] {
            let room = self.one_class();
            return room.waits() * room.mean_service / f64::from(room.servers);
        }
        assert_eq!(self.servers, 1, "known for one server only");
        let moment = |class| {
            let mean: f64 = self.mean_service[class];
            self.arrivals[class] * mean * mean * self.shape.second_moment() / 2.0
        };
        moment(0) + moment(1)
    }

    fn fifo(&self) -> f64 {
        closed::pollaczek_khinchine(self.head(), self.loads().iter().sum())
    }

    fn by_class(&self) -> [f64; 2] {
        match self.policy {
            Policy::Apq { per_mille } => {
                let ratio = f64::from(per_mille) / 1000.0;
                closed::accumulating(self.fifo(), self.loads(), ratio)
            }
            Policy::Rank | Policy::Strict | Policy::Due | Policy::Fifo | Policy::Wrr { .. } => {
                closed::priority(self.head(), self.loads())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(n: usize) -> Set {
        all().swap_remove(n)
    }

    fn assert_near(ours: &[f64], published: &[f64]) {
        assert_eq!(ours.len(), published.len());
        for (ours, published) in ours.iter().zip(published) {
            assert!((ours - published).abs() < 2e-6, "{ours} {published}");
        }
    }

    /// Values worked out elsewhere, with six digits.
    #[test]
    fn the_formulas_give_the_published_values() {
        let distributions = [
            [
                0.602791, 12.916944, 1.550033, 0.299337, 23.641129, 53.347436,
            ],
            [0.647191, 12.94382, 2.588764, 0.305711, 23.486482, 51.212369],
            [
                0.740126, 14.802514, 6.661131, 0.349611, 26.170053, 53.895941,
            ],
        ];
        for (n, published) in distributions.into_iter().enumerate() {
            let room = set(n).one_class();
            let ours = [
                room.waits(),
                room.mean(),
                room.length(),
                room.beyond(15.0),
                room.quantile(0.8),
                room.quantile(0.95),
            ];
            assert_near(&ours, &published);
        }
        assert_near(&set(3).by_class(), &[4.978392, 24.891962]);
        assert_near(&set(4).by_class(), &[11.121281, 111.212815]);
        assert_near(&[set(5).fifo()], &[20.0]);
        assert_near(&set(6).by_class(), &[12.03125, 53.472222]);
        assert_near(&set(7).by_class(), &[20.454545, 40.909091]);
        assert_near(&set(8).by_class(), &[8.883014, 19.03503]);
        assert_near(&[set(9).fifo()], &[23.0]);
        assert_near(&[set(10).one_class().length()], &[2.588764]);
    }
}
