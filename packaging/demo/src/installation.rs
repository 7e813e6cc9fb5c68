//! The throw-away town hall: a database in a temporary folder, the server, the
//! mail server, two clerks, and the three programs.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use aufruf_core::settings::OfficeSettings;
use aufruf_core::wire::device::{DeviceKind, SetupRequest, StaffRole};
use aufruf_tests::smtp::SmtpSink;
use aufruf_tests::town::{Database, Plan, Town, working_morning};

use crate::program::Program;

/// The example office.
const OFFICE: &str = include_str!("../../../assets/example-office.toml");

/// The password of both clerks: only letters that every keyboard has.
pub(crate) const PASSWORD: &str = "Rathaus-Demo-2026";

/// Calls and serves.
pub(crate) const CLERK: &str = "schulz";

/// Also closes counters and changes the order.
pub(crate) const LEAD: &str = "kaya";

/// One of the three programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Kiosk,
    Display,
    Desk,
}

impl Part {
    pub(crate) const ALL: [Self; 3] = [Self::Desk, Self::Display, Self::Kiosk];

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kiosk => "kiosk",
            Self::Display => "display",
            Self::Desk => "desk",
        }
    }

    fn kind(self) -> DeviceKind {
        match self {
            Self::Kiosk => DeviceKind::Kiosk,
            Self::Display => DeviceKind::Display,
            Self::Desk => DeviceKind::Desk,
        }
    }
}

/// Where a program opens its window.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Window<'a> {
    /// On the display of whoever started the demonstration, in a window of
    /// this size.
    Here(&'a str),
    /// On a virtual display, all of it.
    Full(&'a str),
}

/// A running town hall; dropped, it is gone.
pub(crate) struct Installation {
    /// The server and what lies behind it.
    pub(crate) town: Town,
}

impl Installation {
    /// Makes the database, imports the office, starts the server and sets up
    /// the clerks. Its clock shows the given minute of a working Thursday.
    pub(crate) async fn start(minute_of_day: i64) -> Result<Self> {
        let settings: OfficeSettings = toml::from_str(OFFICE).context("the example office")?;
        let plan = Plan {
            program: sibling("aufruf-backend")?,
            database: Database::Sqlite,
            office: OFFICE.to_owned(),
            start: working_morning(&settings, minute_of_day),
            smtp: Some(SmtpSink::start().await?),
        };
        let installation = Self {
            town: Town::start(plan).await?,
        };
        let desk = installation.town.pair(DeviceKind::Desk, 0).await?;
        for (user, role) in [(CLERK, StaffRole::Clerk), (LEAD, StaffRole::Lead)] {
            let setup = SetupRequest {
                user: user.to_owned(),
                code: installation.town.setup_code(user, role).await?,
                password: PASSWORD.to_owned(),
            };
            desk.set_password(&setup)
                .await
                .with_context(|| format!("the password of {user}"))?;
        }
        Ok(installation)
    }

    /// Starts a program, paired with the server.
    pub(crate) async fn open(
        &self,
        part: Part,
        window: Window<'_>,
        frames: Option<&Path>,
    ) -> Result<Program> {
        let folder = self.town.folder();
        let mut command = Program::command(sibling(&format!("aufruf-{}", part.name()))?);
        let _ = command
            .args(["--server", self.town.office(0)])
            .args(["--pair", &self.town.pairing_code(part.kind()).await?])
            .arg("--key")
            .arg(folder.join(format!("{}.key", part.name())))
            // The software renderer: the same picture on every machine.
            .env("ICED_BACKEND", "tiny-skia");
        match window {
            Window::Here(size) => {
                let _ = command.args(["--windowed", size]);
            }
            Window::Full(display) => {
                let _ = command
                    .env("DISPLAY", display)
                    .env("XDG_RUNTIME_DIR", folder)
                    .env_remove("WAYLAND_DISPLAY");
            }
        }
        if let Some(frames) = frames {
            let _ = command.arg("--frames").arg(frames);
        }
        let log = folder.join(format!("{}.log", part.name()));
        Program::start(part.name(), command, Some(&log))
    }
}

/// A program that the same Cargo built into the same folder.
fn sibling(name: &str) -> Result<PathBuf> {
    let path = env::current_exe()?.with_file_name(name);
    ensure!(
        path.is_file(),
        "{} is missing; run: cargo xtask demo",
        path.display()
    );
    Ok(path)
}
