//! A virtual screen whose pixels are watched without asking the X server: Xvfb
//! keeps its frame buffer in a file.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    os::unix::fs::FileExt,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::program::Program;

/// How often the pixels are looked at.
const LOOK_EVERY: Duration = Duration::from_micros(200);
const START_MAX: Duration = Duration::from_secs(15);
const BYTES_PER_PIXEL: usize = 4;

/// Only every eighth line is read: nothing that matters is thinner.
const LINE_STEP: usize = 8;

/// Fewer changed pixels than this are a cursor or a blinking caret, not a
/// frame. Parts of a thousand.
const CHANGED_MIN: usize = 5;

/// A virtual screen of 1920 by 1080 pixels with a window manager.
pub(crate) struct Screen {
    // Fields drop in this order: the manager ends before its server.
    _manager: Program,
    _server: Program,
    _folder: TempDir,
    /// The value for `DISPLAY`.
    pub(crate) display: String,
    buffer: File,
    header: usize,
    stride: usize,
    size: (usize, usize),
}

/// A part of the screen in percent of its width and height.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// From the left edge.
    pub(crate) width: usize,
    /// From the top edge.
    pub(crate) height: usize,
}

/// All of the screen.
pub(crate) const WHOLE: Part = Part {
    width: 100,
    height: 100,
};

/// Pixels as they were once.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture(Vec<u8>);

impl Screen {
    /// Starts a screen under a free number.
    pub(crate) fn start() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("aufruf-bench").tempdir()?;
        let mut server = Program::start(
            Program::command("Xvfb")
                // The server picks a free number and writes it on standard output.
                .args(["-displayfd", "1", "-screen", "0", "1920x1080x24"])
                .args(["-nolisten", "tcp", "-noreset", "-fbdir"])
                .arg(folder.path()),
        )?;
        let output = server.output().context("standard output is a pipe")?;
        let mut number = String::new();
        let _ = BufReader::new(output).read_line(&mut number)?;
        let number: u32 = number
            .trim()
            .parse()
            .context("Xvfb does not start; run: cargo xtask setup")?;
        let display = format!(":{number}");
        let manager = Program::start(
            Program::command("openbox")
                .arg("--sm-disable")
                .env("DISPLAY", &display),
        )?;
        wait_for_manager(&display)?;
        let buffer = File::open(folder.path().join("Xvfb_screen0"))?;
        let [header, width, height, stride] = layout(&buffer)?;
        Ok(Self {
            _manager: manager,
            _server: server,
            _folder: folder,
            display,
            buffer,
            header,
            stride,
            size: (width, height),
        })
    }

    /// What stands there now.
    pub(crate) fn picture(&self, part: Part) -> Result<Picture> {
        let mut picture = Picture(Vec::new());
        self.read(part, &mut picture)?;
        Ok(picture)
    }

    fn read(&self, part: Part, picture: &mut Picture) -> Result<()> {
        let (width, height) = self.size;
        let line = width * part.width / 100 * BYTES_PER_PIXEL;
        let lines = (0..height * part.height / 100).step_by(LINE_STEP);
        picture.0.resize(line * lines.len(), 0);
        for (row, into) in lines.zip(picture.0.chunks_exact_mut(line)) {
            let offset = self.header + row * self.stride;
            self.buffer.read_exact_at(into, offset as u64)?;
        }
        Ok(())
    }

    /// Watches until this part differs from what it was.
    pub(crate) fn wait_for_change(
        &self,
        part: Part,
        before: &Picture,
        limit: Duration,
    ) -> Result<Instant> {
        let since = Instant::now();
        let mut now = before.clone();
        while since.elapsed() < limit {
            self.read(part, &mut now)?;
            if now.differs(before) {
                return Ok(Instant::now());
            }
            thread::sleep(LOOK_EVERY);
        }
        bail!("nothing changed on the screen within {limit:?}")
    }

    /// Watches until this part has not changed for so long.
    pub(crate) fn wait_for_rest(&self, part: Part, rest: Duration) -> Result<Picture> {
        let limit = Instant::now() + rest * 20;
        let mut last = self.picture(part)?;
        let mut since = Instant::now();
        while since.elapsed() < rest {
            ensure!(Instant::now() < limit, "the screen never comes to rest");
            thread::sleep(Duration::from_millis(20));
            let now = self.picture(part)?;
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        Ok(last)
    }
}

impl Picture {
    fn differs(&self, other: &Self) -> bool {
        if self == other {
            return false;
        }
        let pixels = |picture: &Self| picture.0.len() / BYTES_PER_PIXEL;
        let pairs = self
            .0
            .chunks_exact(BYTES_PER_PIXEL)
            .zip(other.0.chunks_exact(BYTES_PER_PIXEL));
        let changed = pairs.filter(|(a, b)| a != b).count();
        changed * 1000 > pixels(self) * CHANGED_MIN
    }
}

/// Size of the head, width, height and bytes of a line (X window dump,
/// version 7: 32-bit numbers, the highest byte first).
fn layout(buffer: &File) -> Result<[usize; 4]> {
    let mut head = [0; 100];
    buffer.read_exact_at(&mut head, 0)?;
    let number = |at: usize| {
        let bytes = head[4 * at..][..4].try_into().expect("four bytes");
        u32::from_be_bytes(bytes) as usize
    };
    let (size, version, width, height) = (number(0), number(1), number(4), number(5));
    let (bits, stride, colours) = (number(11), number(12), number(19));
    ensure!(
        version == 7 && bits == 32,
        "an unknown form of the frame buffer"
    );
    /// Bytes of each entry of the colour table, which follows the head.
    const COLOUR: usize = 12;
    Ok([size + colours * COLOUR, width, height, stride])
}

fn wait_for_manager(display: &str) -> Result<()> {
    let since = Instant::now();
    while since.elapsed() < START_MAX {
        let asked = Command::new("xprop")
            .args(["-display", display, "-root", "_NET_SUPPORTING_WM_CHECK"])
            .output()
            .context("cannot start xprop; run: cargo xtask setup")?;
        if asked.stdout.windows(11).any(|part| part == b"window id #") {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!("openbox is not ready after {START_MAX:?}")
}
