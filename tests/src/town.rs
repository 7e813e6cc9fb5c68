//! A throw-away installation: the real server as a process of its own, with a
//! real database, a movable clock and a mail server.

mod clock;
mod database;
mod post;
mod server;

pub use clock::working_morning;
pub use database::Database;
pub use server::free_port;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use aufruf_client::{Client, DeskClient, DeviceKey};
use aufruf_core::{
    settings::OfficeSettings,
    wire::{
        demo::{Advance, ServerTime},
        device::{DeviceKind, LoginRequest, PairRequest, SetupRequest, StaffRole},
    },
};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::smtp::SmtpSink;
use server::Server;

/// The password of every clerk of a throw-away town.
pub const PASSWORD: &str = "Viele-Grüße-aus-dem-Rathaus-7";

/// How a throw-away town is made.
pub struct Plan {
    /// The server's program.
    pub program: PathBuf,
    /// Where the data lies.
    pub database: Database,
    /// The office's settings as TOML.
    pub office: String,
    /// Server time at the start.
    pub start: Timestamp,
    /// The mail server; none: mails wait.
    pub smtp: Option<SmtpSink>,
}

/// A throw-away town with one office; dropped, it is gone.
pub struct Town {
    plan: Plan,
    settings: OfficeSettings,
    folder: TempDir,
    servers: Vec<Server>,
    /// Key of a device that only reads and moves the clock.
    key: String,
}

impl Town {
    /// Makes the database, imports the office and starts one server.
    ///
    /// # Errors
    /// If a part is missing or does not start.
    pub async fn start(plan: Plan) -> Result<Self> {
        crate::tls::choose_cryptography();
        let folder = tempfile::Builder::new().prefix("aufruf-town").tempdir()?;
        let settings = toml::from_str(&plan.office).context("the office's settings")?;
        let mut town = Self {
            plan,
            settings,
            folder,
            servers: Vec::new(),
            key: String::new(),
        };
        town.plan.database.create().await?;
        let office = town.folder.path().join("office.toml");
        std::fs::write(&office, &town.plan.office)?;
        drop(town.write_config(0)?);
        drop(town.command(&["migrate", "--demo"]).await?);
        drop(
            town.command(&["import-office", &office.to_string_lossy()])
                .await?,
        );
        town.add_server().await?;
        let code = town.pairing_code(DeviceKind::Display).await?;
        let request = PairRequest {
            code,
            kind: DeviceKind::Display,
        };
        town.key = aufruf_client::pair(town.office(0), &request).await?.key;
        Ok(town)
    }

    /// The office's settings.
    #[must_use]
    pub fn settings(&self) -> &OfficeSettings {
        &self.settings
    }

    /// The folder of the installation.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Address of the booking pages of a server.
    #[must_use]
    pub fn public(&self, server: usize) -> &str {
        &self.servers[server].public
    }

    /// Address of the office API of a server.
    #[must_use]
    pub fn office(&self, server: usize) -> &str {
        &self.servers[server].office
    }

    /// The process id of a server, if it runs.
    #[must_use]
    pub fn process(&self, server: usize) -> Option<u32> {
        self.servers[server].process()
    }

    /// The mail server.
    ///
    /// # Panics
    /// If the town was made without one.
    #[must_use]
    pub fn mail(&self) -> &SmtpSink {
        self.plan
            .smtp
            .as_ref()
            .expect("this town has a mail server")
    }

    /// Starts one more server on the same database.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn add_server(&mut self) -> Result<()> {
        let number = self.servers.len();
        let config = self.write_config(number)?;
        let server = Server::start(&self.plan.program, &config, number).await?;
        self.servers.push(server);
        Ok(())
    }

    /// Kills a server with SIGKILL, as a power cut would.
    ///
    /// # Errors
    /// If the process cannot be waited for.
    pub async fn kill(&mut self, server: usize) -> Result<()> {
        self.servers[server].kill().await
    }

    /// Starts a killed or stopped server again, on the same addresses.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn restart(&mut self, server: usize) -> Result<()> {
        let config = self.config_file(server);
        self.servers[server]
            .restart(&self.plan.program, &config)
            .await
    }

    /// Runs a subcommand of the server's program and answers what it printed.
    ///
    /// # Errors
    /// If it fails; the message holds what it printed.
    pub async fn command(&self, arguments: &[&str]) -> Result<String> {
        let config = self.config_file(0);
        let run = tokio::process::Command::new(&self.plan.program)
            .arg("--config")
            .arg(config)
            .args(arguments)
            .kill_on_drop(true)
            .output();
        let output = tokio::time::timeout(Duration::from_secs(60), run).await??;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(
            output.status.success(),
            "{arguments:?} failed: {printed}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(printed)
    }

    /// Folds every day afresh and compares it with what is stored.
    ///
    /// # Errors
    /// If something differs.
    pub async fn verify(&self) -> Result<()> {
        self.command(&["verify"]).await.map(drop)
    }

    /// A one-time pairing code.
    ///
    /// # Errors
    /// If the command fails.
    pub async fn pairing_code(&self, kind: DeviceKind) -> Result<String> {
        let kind = match kind {
            DeviceKind::Kiosk => "kiosk",
            DeviceKind::Display => "display",
            DeviceKind::Desk => "desk",
        };
        let office = self.settings.office.id.as_str();
        let printed = self
            .command(&["device", "add", "--kind", kind, "--office", office])
            .await?;
        last_code(&printed)
    }

    /// A paired device's client, talking to one of the servers.
    ///
    /// # Errors
    /// If pairing fails.
    pub async fn pair(&self, kind: DeviceKind, server: usize) -> Result<Client> {
        let code = self.pairing_code(kind).await?;
        let paired = aufruf_client::pair(self.office(server), &PairRequest { code, kind }).await?;
        Ok(Client::new(
            self.office(server),
            DeviceKey::new(&paired.key),
        )?)
    }

    /// A desk with a clerk who has just logged in for the first time.
    ///
    /// # Errors
    /// If a step fails.
    pub async fn clerk(&self, name: &str, role: StaffRole, server: usize) -> Result<DeskClient> {
        let desk = self.pair(DeviceKind::Desk, server).await?;
        self.set_up(&desk, name, role).await?;
        self.log_in(&desk, name).await
    }

    /// Makes a clerk and sets the first password at this desk.
    ///
    /// # Errors
    /// If a step fails.
    pub async fn set_up(&self, desk: &Client, name: &str, role: StaffRole) -> Result<()> {
        let code = self.setup_code(name, role).await?;
        let setup = SetupRequest {
            user: name.to_owned(),
            code,
            password: PASSWORD.to_owned(),
        };
        Ok(desk.set_password(&setup).await?)
    }

    /// Logs a clerk in at a paired desk.
    ///
    /// # Errors
    /// If the server refuses.
    pub async fn log_in(&self, desk: &Client, name: &str) -> Result<DeskClient> {
        let login = LoginRequest {
            user: name.to_owned(),
            password: PASSWORD.to_owned(),
        };
        let session = desk.log_in(&login).await?;
        Ok(desk.desk(&session))
    }

    /// Many desks, at all of which the same clerk has logged in.
    ///
    /// # Errors
    /// If a step fails.
    pub async fn desks(&self, name: &str, count: usize, server: usize) -> Result<Vec<DeskClient>> {
        let mut desks = vec![self.clerk(name, StaffRole::Clerk, server).await?];
        while desks.len() < count {
            let desk = self.pair(DeviceKind::Desk, server).await?;
            desks.push(self.log_in(&desk, name).await?);
        }
        Ok(desks)
    }

    /// The server's time.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn now(&self) -> Result<Timestamp> {
        self.move_clock(self.office(0), 0).await
    }

    /// Moves the clocks of all servers forward.
    ///
    /// # Errors
    /// If a server does not answer.
    pub async fn advance(&self, seconds: u32) -> Result<()> {
        for server in &self.servers {
            let _ = self.move_clock(&server.office, seconds).await?;
        }
        Ok(())
    }

    async fn move_clock(&self, office: &str, advance_s: u32) -> Result<Timestamp> {
        let request = reqwest::Client::new()
            .post(format!("{office}/api/v1/demo/clock"))
            .bearer_auth(&self.key)
            .json(&Advance { advance_s })
            .timeout(Duration::from_secs(10));
        let answer = request.send().await?.error_for_status()?;
        Ok(answer.json::<ServerTime>().await?.now)
    }

    /// A one-time set-up code for a new clerk.
    ///
    /// # Errors
    /// If the command fails.
    pub async fn setup_code(&self, name: &str, role: StaffRole) -> Result<String> {
        let role = match role {
            StaffRole::Clerk => "clerk",
            StaffRole::Lead => "lead",
            StaffRole::Administrator => "administrator",
        };
        let office = self.settings.office.id.as_str();
        let printed = self
            .command(&["user", "add", name, "--role", role, "--office", office])
            .await?;
        last_code(&printed)
    }

    fn config_file(&self, server: usize) -> PathBuf {
        self.folder.path().join(format!("server-{server}.toml"))
    }

    fn write_config(&self, server: usize) -> Result<PathBuf> {
        let file = self.config_file(server);
        let (public, office) = (free_port()?, free_port()?);
        let offset = self.plan.start.duration_since(Timestamp::now()).as_secs();
        let folder = self.folder.path().display();
        let database = self.plan.database.url(self.folder.path());
        // All citizens of a throw-away town share one network address.
        let mut config = format!(
            "data_dir = {:?}\ndatabase_url = {database:?}\n\
             public_listen = \"127.0.0.1:{public}\"\noffice_listen = \"127.0.0.1:{office}\"\n\
             public_url = \"http://localhost:{public}\"\ntest_clock_offset_s = {offset}\n\
             \n[pages]\nrequests_per_minute = 0\nbookings_per_10_minutes = 0\n",
            folder.to_string()
        );
        if let Some(smtp) = &self.plan.smtp {
            config += &post::section(smtp, self.folder.path())?;
        }
        std::fs::write(&file, config)?;
        Ok(file)
    }
}

/// The code is the last word of what `device add` and `user add` print.
fn last_code(printed: &str) -> Result<String> {
    let code = printed.split_whitespace().find(|word| {
        let plain: Vec<u8> = word.bytes().filter(|b| *b != b'-').collect();
        plain.len() >= 8
            && plain
                .iter()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    });
    code.map(str::to_owned)
        .with_context(|| format!("no code in {printed:?}"))
}
