//! One process of the server.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tokio::process::{Child, Command};

/// A server that is not ready after this long does not start.
const START_MAX: Duration = Duration::from_secs(30);

pub(super) struct Server {
    pub(super) public: String,
    pub(super) office: String,
    number: usize,
    child: Child,
}

impl Server {
    pub(super) async fn start(program: &Path, config: &Path, number: usize) -> Result<Self> {
        let settings: toml::Table = std::fs::read_to_string(config)?.parse()?;
        let address = |key: &str| -> Result<String> {
            let port = settings[key]
                .as_str()
                .and_then(|a| a.rsplit_once(':'))
                .context("a port")?
                .1;
            Ok(format!("http://localhost:{port}"))
        };
        let (public, office) = (address("public_listen")?, address("office_listen")?);
        let child = spawn(program, config, number)?;
        let mut server = Self {
            public,
            office,
            number,
            child,
        };
        server.wait().await?;
        Ok(server)
    }

    pub(super) async fn restart(&mut self, program: &Path, config: &Path) -> Result<()> {
        self.child = spawn(program, config, self.number)?;
        self.wait().await
    }

    pub(super) fn process(&self) -> Option<u32> {
        self.child.id()
    }

    pub(super) async fn kill(&mut self) -> Result<()> {
        self.child.kill().await.context("killing the server")
    }

    /// Until it answers that it is ready.
    async fn wait(&mut self) -> Result<()> {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(2))
            .build()?;
        let since = Instant::now();
        while since.elapsed() < START_MAX {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended at once: {status}");
            }
            let answer = client.get(format!("{}/readyz", self.office)).send().await;
            if answer.is_ok_and(|a| a.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        bail!("the server was not ready after {START_MAX:?}")
    }
}

fn spawn(program: &Path, config: &Path, number: usize) -> Result<Child> {
    let log = config.with_file_name(format!("server-{number}.log"));
    let log = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)?;
    Command::new(program)
        .arg("--config")
        .arg(config)
        .arg("serve")
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("starting {}", program.display()))
}

/// A port of the loopback interface that is free at this moment.
///
/// # Errors
/// If none can be had.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}
