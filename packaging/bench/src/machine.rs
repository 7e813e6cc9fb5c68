//! The machine: what it is, and what nothing that runs on it can beat.

use std::{
    fs,
    io::{Read, Seek, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::sample::Sample;

/// What a commit writes at least. Bytes.
const BLOCK: usize = 4096;
const FSYNCS: usize = 300;
const ROUND_TRIPS: usize = 3000;

/// What this machine can do at best.
#[derive(Default)]
pub(crate) struct Limits {
    fsyncs: Vec<Duration>,
    round_trips: Vec<Duration>,
}

impl Limits {
    /// Measures them; a few seconds. Done again between other measurements,
    /// since disks have better and worse minutes.
    pub(crate) fn measure(&mut self) -> Result<()> {
        fsyncs(&mut self.fsyncs).context("writing a file")?;
        round_trips(&mut self.round_trips).context("the loopback interface")
    }

    /// Writing 4 KiB over what a file holds and waiting until they are on the
    /// disk: what a database does with its log.
    pub(crate) fn fsync(&self) -> Sample {
        Sample::new(self.fsyncs.clone())
    }

    /// One byte to another thread over the loopback interface, and back.
    pub(crate) fn round_trip(&self) -> Sample {
        Sample::new(self.round_trips.clone())
    }
}

/// In the folder in which the databases lie, too.
fn fsyncs(times: &mut Vec<Duration>) -> Result<()> {
    let mut file = tempfile::tempfile()?;
    let block = [0x5a; BLOCK];
    for _ in 0..FSYNCS {
        file.write_all(&block)?;
    }
    file.sync_all()?;
    file.rewind()?;
    for _ in 0..FSYNCS {
        let start = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        times.push(start.elapsed());
    }
    Ok(())
}

fn round_trips(times: &mut Vec<Duration>) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let mut near = TcpStream::connect(listener.local_addr()?)?;
    let (mut far, _) = listener.accept()?;
    near.set_nodelay(true)?;
    far.set_nodelay(true)?;
    let echo = thread::spawn(move || -> std::io::Result<()> {
        let mut byte = [0];
        while far.read(&mut byte)? == 1 {
            far.write_all(&byte)?;
        }
        Ok(())
    });
    let mut byte = [1];
    for _ in 0..ROUND_TRIPS {
        let start = Instant::now();
        near.write_all(&byte)?;
        near.read_exact(&mut byte)?;
        times.push(start.elapsed());
    }
    drop(near);
    echo.join().ok().context("the echo")??;
    Ok(())
}

/// Processor, cores and memory, for the head of the table.
pub(crate) fn description() -> String {
    let field = |file: &str, key: &str| -> Option<String> {
        let text = fs::read_to_string(file).ok()?;
        let line = text.lines().find(|line| line.starts_with(key))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "?".to_owned());
    let kib = field("/proc/meminfo", "MemTotal")
        .and_then(|size| size.trim_end_matches(" kB").parse::<u64>().ok());
    let memory = kib.map_or_else(String::new, |kib| {
        format!(", {:.0} GiB memory", kib as f64 / f64::from(1 << 20))
    });
    format!("{processor}, {} cores{memory}", cores())
}

/// Processors that this program may use.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}
