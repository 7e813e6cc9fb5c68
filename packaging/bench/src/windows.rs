//! The three programs with real windows, paired with the real server: how soon
//! a call stands on the monitor, and what each of them takes of the machine.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use aufruf_client::Credentials;
use aufruf_core::{
    id::{CounterId, ServiceId},
    visit::Concern,
    wire::{desk::DeskCommand, device::DeviceKind, kiosk::Draw},
};
use aufruf_tests::{
    office,
    town::{Database, Plan, Town, working_morning},
};

use crate::{
    door::{CLERK, Door, PASSWORD},
    process,
    program::Program,
    sample::Sample,
    screen::{Part, Screen, WHOLE},
    sibling,
};

/// The large field with the newest call, without the bar with the clock.
const LARGE_FIELD: Part = Part {
    width: 55,
    height: 75,
};

/// A call owns the large field this long at least, and flashes at first.
const HOLD: Duration = Duration::from_millis(8_300);
const REST: Duration = Duration::from_millis(700);
const CHANGE_MAX: Duration = Duration::from_secs(20);

const STARTS: usize = 5;
const IDLE: Duration = Duration::from_secs(10);

/// What was measured.
pub(crate) struct Windows {
    /// From sending the clerk's command to the changed pixel.
    pub(crate) call_to_pixel: Sample,
    /// What each program takes.
    pub(crate) programs: Vec<Taken>,
}

/// What a program takes.
pub(crate) struct Taken {
    /// Its name.
    pub(crate) name: &'static str,
    /// From the start of the process to the first frame; the server has none.
    pub(crate) first_frame: Sample,
    /// With nothing to do. Percent of one processor.
    pub(crate) idle_percent: f64,
    /// Then. MiB.
    pub(crate) memory_mib: f64,
}

const PROGRAMS: [(&str, DeviceKind); 3] = [
    ("aufruf-kiosk", DeviceKind::Kiosk),
    ("aufruf-display", DeviceKind::Display),
    ("aufruf-desk", DeviceKind::Desk),
];

/// Measures them in the example office, with so many calls.
pub(crate) async fn measure(calls: usize) -> Result<Windows> {
    let settings = toml::from_str(office::EXAMPLE)?;
    let town = Town::start(Plan {
        program: sibling("aufruf-backend")?,
        database: Database::Sqlite,
        office: office::EXAMPLE.to_owned(),
        start: working_morning(&settings, 9 * 60),
        smtp: None,
    })
    .await?;
    let desk = Door::desks(&town, 1).await?.remove(0);
    let mut programs = Vec::new();
    for (name, kind) in PROGRAMS {
        eprintln!("  {name}");
        let key = key(&town, kind).await?;
        programs.push(idle(name, kind, &key).with_context(|| name)?);
    }
    let server = town.process(0).context("the server runs")?;
    let (idle_percent, memory_mib) = take(server)?;
    programs.push(Taken {
        name: "aufruf-backend",
        first_frame: Sample::default(),
        idle_percent,
        memory_mib,
    });
    eprintln!("  {calls} calls on the monitor");
    let call_to_pixel = calls_to_pixels(&town, desk, calls).await?;
    Ok(Windows {
        call_to_pixel,
        programs,
    })
}

/// Pairs a program; the file with its key.
async fn key(town: &Town, kind: DeviceKind) -> Result<PathBuf> {
    let path = town.folder().join(format!("{kind:?}.key"));
    let code = town.pairing_code(kind).await?;
    let _ = Credentials::pair(town.office(0), &code, kind, &path).await?;
    Ok(path)
}

fn window(name: &str, key: &Path, screen: &Screen) -> Result<Command> {
    let mut command = Program::command(sibling(name)?);
    let _ = command
        .arg("--key")
        .arg(key)
        .env("DISPLAY", &screen.display)
        .env_remove("WAYLAND_DISPLAY")
        .env("ICED_BACKEND", "tiny-skia");
    Ok(command)
}

/// Starts a program a few times and lets the last one stand idle.
fn idle(name: &'static str, kind: DeviceKind, key: &Path) -> Result<Taken> {
    let mut first_frame = Vec::with_capacity(STARTS);
    let mut last = None;
    for _ in 0..STARTS {
        drop(last.take());
        let screen = Screen::start()?;
        let empty = screen.wait_for_rest(WHOLE, REST)?;
        let start = Instant::now();
        let program = Program::start(&mut window(name, key, &screen)?)?;
        let framed = screen.wait_for_change(WHOLE, &empty, CHANGE_MAX)?;
        first_frame.push(framed - start);
        last = Some((program, screen));
    }
    let (program, screen) = last.context("it was started")?;
    if kind == DeviceKind::Desk {
        log_in(&screen)?;
    }
    // Until what it shows at first has settled.
    thread::sleep(3 * REST);
    let (idle_percent, memory_mib) = take(program.id())?;
    Ok(Taken {
        name,
        first_frame: Sample::new(first_frame),
        idle_percent,
        memory_mib,
    })
}

/// As a clerk does, so that the desk shows its day and not only a form.
fn log_in(screen: &Screen) -> Result<()> {
    // No waiting for rest here: the caret blinks.
    thread::sleep(2 * REST);
    let form = screen.picture(WHOLE)?;
    for typed in [
        ["type", CLERK],
        ["key", "Tab"],
        ["type", PASSWORD],
        ["key", "Return"],
        // The question at which counter.
        ["key", "F2"],
    ] {
        let status = Command::new("xdotool")
            .args(typed)
            .env("DISPLAY", &screen.display)
            .status()
            .context("cannot start xdotool; run: cargo xtask setup")?;
        ensure!(status.success(), "xdotool {} failed", typed[0]);
        thread::sleep(2 * REST);
    }
    let changed = screen.wait_for_change(WHOLE, &form, CHANGE_MAX);
    changed.map(drop).context("nobody is logged in")
}

fn take(pid: u32) -> Result<(f64, f64)> {
    let before = process::cpu(pid)?;
    thread::sleep(IDLE);
    let used = process::cpu(pid)? - before;
    let percent = 100.0 * used.as_secs_f64() / IDLE.as_secs_f64();
    Ok((percent, process::memory_mib(pid)?))
}

async fn calls_to_pixels(town: &Town, desk: Door, calls: usize) -> Result<Sample> {
    let counter = Counter {
        desk,
        kiosk: Door::kiosks(town, 1).await?.remove(0),
        counter: CounterId(1),
    };
    counter.open().await?;
    let screen = Arc::new(Screen::start()?);
    let key = key(town, DeviceKind::Display).await?;
    let _monitor = Program::start(&mut window("aufruf-display", &key, &screen)?)?;
    // Until it is connected.
    thread::sleep(4 * REST);
    let mut times = Vec::with_capacity(calls);
    // The first call changes the whole page and is not counted.
    for n in 0..=calls {
        counter.draw().await?;
        let before = screen.wait_for_rest(LARGE_FIELD, REST)?;
        let watched = screen.clone();
        let watch = tokio::task::spawn_blocking(move || {
            watched.wait_for_change(LARGE_FIELD, &before, CHANGE_MAX)
        });
        let start = Instant::now();
        counter.call().await?;
        let took = watch.await?? - start;
        if n > 0 {
            times.push(took);
        }
        counter.serve().await?;
        thread::sleep(HOLD);
    }
    Ok(Sample::new(times))
}

/// One counter with its clerk, and the kiosk at which people come.
struct Counter {
    desk: Door,
    kiosk: Door,
    counter: CounterId,
}

impl Counter {
    async fn draw(&self) -> Result<()> {
        let service = ServiceId::new("personalausweis").expect("a fixed name");
        let draw = Draw {
            concerns: vec![Concern {
                service,
                quantity: 1,
            }],
            standby: false,
        };
        let drawn = self.kiosk.command("/api/v1/kiosk/tickets", draw).await;
        drawn.map(drop)
    }

    async fn open(&self) -> Result<()> {
        let counter = self.counter;
        self.tell(DeskCommand::OpenCounter { counter }).await
    }

    async fn call(&self) -> Result<()> {
        self.tell(DeskCommand::CallNext {
            counter: self.counter,
            promised: None,
        })
        .await
    }

    async fn serve(&self) -> Result<()> {
        let counter = self.counter;
        self.tell(DeskCommand::Start { counter }).await?;
        self.tell(DeskCommand::Finish { counter }).await
    }

    async fn tell(&self, command: DeskCommand) -> Result<()> {
        let told = self.desk.command("/api/v1/desk/command", command).await;
        told.map(drop)
    }
}
