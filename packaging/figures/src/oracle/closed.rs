//! Closed formulas. Times in any unit, rates in its reciprocal.

/// Erlang C: the probability that an arrival at `servers` equal servers waits.
pub(super) fn erlang_c(servers: u32, offered: f64) -> f64 {
    // Erlang B by its recursion, then C from B.
    let blocked = (1..=servers).fold(1.0, |blocked, n| {
        offered * blocked / (f64::from(n) + offered * blocked)
    });
    let free = 1.0 - offered / f64::from(servers);
    blocked / (free + (1.0 - free) * blocked)
}

/// M/M/c, first come first served.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mmc {
    pub(super) servers: u32,
    pub(super) arrivals: f64,
    pub(super) mean_service: f64,
}

impl Mmc {
    pub(super) fn waits(&self) -> f64 {
        erlang_c(self.servers, self.arrivals * self.mean_service)
    }

    /// How fast those who wait get fewer: capacity beyond the arrivals.
    pub(super) fn spare(&self) -> f64 {
        f64::from(self.servers) / self.mean_service - self.arrivals
    }

    /// Mean wait.
    pub(super) fn mean(&self) -> f64 {
        self.waits() / self.spare()
    }

    /// Mean number of waiting customers (Little).
    pub(super) fn length(&self) -> f64 {
        self.arrivals * self.mean()
    }

    /// Probability of a wait longer than `t`.
    pub(super) fn beyond(&self, t: f64) -> f64 {
        self.waits() * (-self.spare() * t).exp()
    }

    /// The wait that is not exceeded with probability `p`.
    pub(super) fn quantile(&self, p: f64) -> f64 {
        (self.waits() / (1.0 - p)).ln().max(0.0) / self.spare()
    }
}

/// Non-preemptive priority (Cobham 1954; for M/M/c Davis 1966, Kella and
/// Yechiali 1985). `head`: mean time until a server is free as an arrival finds
/// it, M/G/1: sum of rate x second moment / 2; M/M/c: C / (c mu). `loads`: of
/// the classes, first one first, of all servers together.
pub(super) fn priority<const N: usize>(head: f64, loads: [f64; N]) -> [f64; N] {
    let mut above = 0.0;
    loads.map(|load| {
        let with = above + load;
        let wait = head / ((1.0 - above) * (1.0 - with));
        above = with;
        wait
    })
}

/// Pollaczek and Khinchine: mean wait at one server, first come first served.
pub(super) fn pollaczek_khinchine(head: f64, load: f64) -> f64 {
    head / (1.0 - load)
}

/// Accumulating priority of two classes, `ratio` = slope of the first over that
/// of the second, at least 1 (Kleinrock 1964; for M/M/c Stanford, Taylor,
/// Ziedins 2014). `fifo`: the mean wait under FIFO.
pub(super) fn accumulating(fifo: f64, loads: [f64; 2], ratio: f64) -> [f64; 2] {
    let second = fifo / (1.0 - loads[0] * (1.0 - 1.0 / ratio));
    // Conservation gives the first.
    let first = (fifo * (loads[0] + loads[1]) - loads[1] * second) / loads[0];
    [first, second]
}
