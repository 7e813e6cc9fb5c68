//! The demonstration that runs until Ctrl-C: everything open, to be played with.

use std::io::{BufRead, stdin};
use std::path::Path;
use std::time::Duration;
use std::{env, thread};

use anyhow::{Context, Result, ensure};
use tokio::sync::mpsc;

use crate::camera::Camera;
use crate::cli::Morning;
use crate::crowd::Crowd;
use crate::installation::{CLERK, Installation, LEAD, PASSWORD, Part, Window};
use crate::program::Program;
use crate::screen::Screen;
use crate::{mail_page, say};

/// Half an hour after opening. Minutes.
const START_MIN: i64 = 8 * 60 + 30;

/// Before the office opens: the crowd books first.
const BUSY_START_MIN: i64 = 7 * 60 + 30;

/// How long a busy morning has gone on when it is shown. Seconds.
const BUSY_FOR_S: u32 = 2 * 3600;

/// Farthest step of the clock. Minutes.
const STEP_MAX_MIN: u32 = 7 * 24 * 60;

/// How often the programs are looked after.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Where the programs' windows open.
pub(crate) enum Place {
    /// On the present display.
    Here,
    /// On virtual screens.
    Virtual,
}

/// Runs everything until Ctrl-C.
pub(crate) async fn run(place: Place, morning: Morning) -> Result<()> {
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some());
    ensure!(
        has_display || matches!(place, Place::Virtual),
        "no display is there; try: cargo xtask demo --headless"
    );
    let start_min = match morning {
        Morning::Quiet => START_MIN,
        Morning::Busy => BUSY_START_MIN,
    };
    let installation = Installation::start(start_min).await?;
    let mut crowd = match morning {
        Morning::Quiet => None,
        Morning::Busy => Some(Crowd::gather(&installation.town).await?),
    };
    let camera = Camera::new(installation.town.folder().join("camera"))?;
    // Without a camera the terminal looks at a folder of pictures.
    let camera = (!Path::new("/dev/video0").exists()).then_some(camera);
    let mut screens = Vec::new();
    let mut programs = Vec::new();
    for part in Part::ALL {
        let camera = camera.as_ref().filter(|_| part == Part::Kiosk);
        let frames = camera.map(Camera::folder);
        let program = match place {
            Place::Here => {
                installation
                    .open(part, Window::Here(window_size(part)), frames)
                    .await?
            }
            Place::Virtual => {
                let (width, height) = screen_size(part);
                let screen = Screen::start(part.name(), width, height).await?;
                let program = installation
                    .open(part, Window::Full(screen.display()), frames)
                    .await?;
                screens.push(screen);
                program
            }
        };
        programs.push(program);
    }
    let mails = mail_page::start(installation.town.mail().clone(), camera).await?;
    // After the programs have their keys: a pairing code does not last that long.
    if let Some(crowd) = &mut crowd {
        say("The morning begins …");
        crowd.pass(&installation.town, BUSY_FOR_S).await?;
    }
    introduce(&installation, &mails, &screens).await?;
    wait(&installation, &mut programs, &mut crowd).await
}

fn window_size(part: Part) -> &'static str {
    match part {
        Part::Kiosk => "540x960",
        Part::Display => "1280x720",
        Part::Desk => "1440x900",
    }
}

/// The size of a virtual screen for a program. Pixels.
pub(crate) fn screen_size(part: Part) -> (u32, u32) {
    match part {
        Part::Kiosk => (1080, 1920),
        Part::Display => (1920, 1080),
        Part::Desk => (1440, 900),
    }
}

async fn introduce(installation: &Installation, mails: &str, screens: &[Screen]) -> Result<()> {
    let town = &installation.town;
    let clock = clock_of(installation).await?;
    say(&format!(
        "\n{} is open (example data; gone after Ctrl-C).\n\n  \
         Booking pages   {}\n  \
         Mails           {mails} (and QR codes for the terminal)\n  \
         Office API      {}\n  \
         Log-ins         {CLERK} (clerk), {LEAD} (lead); password {PASSWORD}\n  \
         Clock           {clock}; type minutes and Enter to put it forward",
        town.settings().office.name,
        town.public(0),
        town.office(0),
    ));
    for (part, screen) in Part::ALL.iter().zip(screens) {
        say(&format!(
            "  Screen          DISPLAY={} ({})",
            screen.display(),
            part.name()
        ));
    }
    say("");
    Ok(())
}

async fn clock_of(installation: &Installation) -> Result<String> {
    let town = &installation.town;
    let now = town.now().await?.in_tz(&town.settings().office.zone)?;
    Ok(now.strftime("%A, %-d %B %Y, %H:%M").to_string())
}

/// Looks after the programs and the clock until Ctrl-C.
async fn wait(
    installation: &Installation,
    programs: &mut Vec<Program>,
    crowd: &mut Option<Crowd>,
) -> Result<()> {
    let mut lines = typed_lines();
    let mut stop = std::pin::pin!(crate::told_to_stop());
    loop {
        tokio::select! {
            () = &mut stop => return Ok(()),
            Some(line) = lines.recv() => put_forward(installation, crowd.as_mut(), &line).await,
            () = tokio::time::sleep(LOOK_EVERY) => {
                report_ended(programs);
                if let Some(crowd) = crowd
                    && let Ok(now) = installation.town.now().await
                {
                    crowd.look(now).await;
                }
            }
        }
    }
}

fn report_ended(programs: &mut Vec<Program>) {
    programs.retain_mut(|program| {
        let Some(status) = program.ended() else {
            return true;
        };
        say(&format!("The {} has ended ({status}).", program.name()));
        if !status.success() {
            say(&program.last_words());
        }
        false
    });
}

async fn put_forward(installation: &Installation, crowd: Option<&mut Crowd>, line: &str) {
    let Some(minutes) = line
        .trim()
        .parse::<u32>()
        .ok()
        .filter(|minutes| *minutes <= STEP_MAX_MIN)
    else {
        say(&format!(
            "Type minutes, 0 to {STEP_MAX_MIN}, to put the clock forward; Ctrl-C ends."
        ));
        return;
    };
    let moved = async {
        match crowd {
            Some(crowd) => crowd.pass(&installation.town, minutes * 60).await?,
            None => installation.town.advance(minutes * 60).await?,
        }
        clock_of(installation).await
    };
    match moved.await.context("the clock does not move") {
        Ok(clock) => say(&format!("It is {clock}.")),
        Err(error) => say(&format!("{error:#}")),
    }
}

/// What is typed in the terminal, line by line; ends with the terminal's input.
fn typed_lines() -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel(4);
    // A thread of its own: reading a terminal cannot be interrupted.
    drop(thread::spawn(move || {
        for line in stdin().lock().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    }));
    receiver
}
