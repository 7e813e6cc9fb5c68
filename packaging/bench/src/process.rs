//! What processes take of the machine, read from `/proc`.

use std::{
    fs,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::machine::cores;

/// Linux counts processor time in hundredths of a second on every machine that
/// Debian runs on (`USER_HZ`).
const TICKS_PER_S: f64 = 100.0;

/// Processor time since its start, in user and kernel mode.
pub(crate) fn cpu(pid: u32) -> Result<Duration> {
    let path = format!("/proc/{pid}/stat");
    let text = fs::read_to_string(&path).with_context(|| path)?;
    let ticks = ticks(&text).context("an unknown form of /proc/PID/stat")?;
    Ok(Duration::from_secs_f64(ticks as f64 / TICKS_PER_S))
}

/// The fields after the name, which may itself hold spaces and brackets.
fn ticks(stat: &str) -> Option<u64> {
    let fields = stat.rsplit_once(')')?.1;
    let mut times = fields.split_whitespace().skip(11);
    Some(times.next()?.parse::<u64>().ok()? + times.next()?.parse::<u64>().ok()?)
}

/// Memory that is in use now (resident set). MiB.
pub(crate) fn memory_mib(pid: u32) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line
        .and_then(|line| line.split_whitespace().next())
        .context("no VmRSS")?;
    Ok(kib.parse::<f64>()? / 1024.0)
}

/// The whole machine: all time of all processors, and that of them idle.
fn machine() -> Result<(u64, u64)> {
    let text = fs::read_to_string("/proc/stat")?;
    let line = text.lines().next().context("/proc/stat is empty")?;
    let fields: Vec<u64> = line
        .split_whitespace()
        .skip(1)
        // Guests are counted in the user time already.
        .take(8)
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    let idle = fields.get(3..5).context("an unknown form of /proc/stat")?;
    Ok((fields.iter().sum(), idle.iter().sum()))
}

/// Shares of the processors over a while. Percent of all of them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shares {
    /// This program, which makes the load.
    pub(crate) generator: f64,
    /// The server.
    pub(crate) server: f64,
    /// Everything else: PostgreSQL, the kernel's own threads, other programs.
    pub(crate) rest: f64,
}

/// The beginning of a while.
pub(crate) struct Watch {
    start: Instant,
    own: Duration,
    server: Duration,
    machine: (u64, u64),
    pid: u32,
}

impl Watch {
    /// Begins, with the server of this process id.
    pub(crate) fn start(pid: u32) -> Result<Self> {
        Ok(Self {
            start: Instant::now(),
            own: cpu(std::process::id())?,
            server: cpu(pid)?,
            machine: machine()?,
            pid,
        })
    }

    /// Ends.
    pub(crate) fn stop(&self) -> Result<Shares> {
        let available = self.start.elapsed().as_secs_f64() * cores() as f64;
        let part = |now: Duration, then: Duration| {
            100.0 * now.saturating_sub(then).as_secs_f64() / available
        };
        let generator = part(cpu(std::process::id())?, self.own);
        let server = part(cpu(self.pid)?, self.server);
        let (all, idle) = machine()?;
        let (all, idle) = (all - self.machine.0, idle - self.machine.1);
        let busy = 100.0 * all.saturating_sub(idle) as f64 / all.max(1) as f64;
        Ok(Shares {
            generator,
            server,
            rest: (busy - generator - server).max(0.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_brackets_do_not_shift_the_fields() {
        let stat = "42 (a) b (c)) S 1 1 1 0 -1 4194304 100 0 0 0 7 5 0 0 20 0 1 0 1 1 1";
        assert_eq!(ticks(stat), Some(12));
    }

    #[test]
    fn this_process_uses_time_and_memory() {
        let me = std::process::id();
        let before = cpu(me).unwrap();
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(60) {
            std::hint::spin_loop();
        }
        assert!(cpu(me).unwrap() > before);
        assert!(memory_mib(me).unwrap() > 0.5);
    }
}
