//! A throw-away PostgreSQL on a free port of 127.0.0.1, with the durability of
//! a real one: the tests hold promises about commits.

use std::ffi::OsString;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;
use std::{fs, process};

use anyhow::{Context, Result, bail};

use crate::process::{Background, find, is_root, output, run as run_command, status, tied};

/// The environment variable that carries the server's URL to the tests.
pub(crate) const URL_VARIABLE: &str = "AUFRUF_TEST_POSTGRES";

/// Where Debian puts the server programs of each version.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";
/// Not `TMPDIR`: the account `postgres` must be able to enter it.
const FOLDERS: &str = "/tmp";
const FOLDER_PREFIX: &str = "aufruf-postgres";
/// Another program may take the free port before PostgreSQL does.
const TRIES: usize = 3;
const START_LIMIT: Duration = Duration::from_secs(30);
/// Ends the server without waiting for its clients to leave.
const FAST_SHUTDOWN: &str = "INT";
const CONNECTIONS_MAX: u16 = 200;

/// `cargo xtask postgres -- COMMAND...`: ends as COMMAND ended.
pub(crate) fn run(arguments: &[OsString]) -> Result<ExitCode> {
    let words = match arguments {
        [dashes, words @ ..] if dashes == "--" => words,
        words => words,
    };
    let Some((program, words)) = words.split_first() else {
        bail!("which command? cargo xtask postgres -- COMMAND...");
    };
    let server = Server::start()?;
    let mut command = tied(program, None, "TERM");
    let status = status(command.args(words).env(URL_VARIABLE, server.url()))?;
    drop(server);
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// A running server; dropped, it is stopped and its files are removed.
pub(crate) struct Server {
    // Fields drop in this order: the server ends before its folder goes.
    _process: Background,
    _folder: Folder,
    port: u16,
}

impl Server {
    /// Makes a database cluster and starts a server on it.
    pub(crate) fn start() -> Result<Self> {
        sweep();
        let account = Account::of_server()?;
        let folder = Folder::new(&account)?;
        account.initialise(&folder.0)?;
        let mut tries = 1;
        loop {
            let port = free_port()?;
            match account.serve(&folder.0, port) {
                Ok(process) => {
                    return Ok(Self {
                        _process: process,
                        _folder: folder,
                        port,
                    });
                }
                Err(_) if tries < TRIES => tries += 1,
                Err(error) => {
                    let log = fs::read_to_string(folder.log()).unwrap_or_default();
                    return Err(error.context(format!("PostgreSQL does not start:\n{log}")));
                }
            }
        }
    }

    /// The URL of the server's own database, whose user may create others.
    pub(crate) fn url(&self) -> String {
        format!(
            "postgres://postgres@{}:{}/postgres",
            Ipv4Addr::LOCALHOST,
            self.port
        )
    }
}

/// Who runs the server, and which server.
struct Account {
    programs: PathBuf,
    user: Option<&'static str>,
}

impl Account {
    /// PostgreSQL refuses to run as root: root runs it as `postgres`, anyone
    /// else as themselves.
    fn of_server() -> Result<Self> {
        Ok(Self {
            programs: programs()?,
            user: is_root()?.then_some("postgres"),
        })
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = tied(program.as_os_str(), self.user, FAST_SHUTDOWN);
        let _ = command.current_dir(folder).stdin(Stdio::null());
        command
    }

    fn initialise(&self, folder: &Path) -> Result<()> {
        let mut initdb = self.command(&self.programs.join("initdb"), folder);
        let _ = initdb
            .args([
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ])
            .args(["--no-sync", "--pgdata"])
            .arg(folder.join("data"))
            .stdout(Stdio::null());
        run_command(&mut initdb)
    }

    fn serve(&self, folder: &Path, port: u16) -> Result<Background> {
        let log = fs::File::create(folder.join("log"))?;
        let mut postgres = self.command(&self.programs.join("postgres"), folder);
        let _ = postgres.arg("-D").arg(folder.join("data"));
        for setting in [
            "listen_addresses=127.0.0.1".to_owned(),
            format!("port={port}"),
            format!("unix_socket_directories={}", folder.display()),
            format!("max_connections={CONNECTIONS_MAX}"),
            "fsync=on".to_owned(),
            "synchronous_commit=on".to_owned(),
        ] {
            let _ = postgres.arg("-c").arg(setting);
        }
        let _ = postgres.stdout(log.try_clone()?).stderr(log);
        let mut process = Background::start("PostgreSQL", FAST_SHUTDOWN, &mut postgres)?;
        process.wait_until(START_LIMIT, || self.is_ready(port))?;
        Ok(process)
    }

    fn is_ready(&self, port: u16) -> bool {
        Command::new(self.programs.join("pg_isready"))
            .args([
                "--quiet",
                "--host=127.0.0.1",
                "--username=postgres",
                "--dbname=postgres",
            ])
            .arg(format!("--port={port}"))
            .status()
            .is_ok_and(|status| status.success())
    }
}

/// The server's folder, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    /// Made by the server's account, so that nobody else can enter it.
    fn new(account: &Account) -> Result<Self> {
        let template = format!("{FOLDERS}/{FOLDER_PREFIX}.{}.XXXXXXXX", process::id());
        let mut mktemp = account.command(Path::new("mktemp"), Path::new(FOLDERS));
        let path = output(mktemp.arg("-d").arg(template))?;
        Ok(Self(path.trim_end().into()))
    }

    fn log(&self) -> PathBuf {
        self.0.join("log")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("xtask: cannot remove {}: {error}", self.0.display());
        }
    }
}

/// Removes the folders of runs that were killed; their servers ended with them.
fn sweep() {
    let Ok(entries) = fs::read_dir(FOLDERS) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| {
            let (prefix, rest) = name.split_once('.')?;
            (prefix == FOLDER_PREFIX).then(|| rest.split('.').next())?
        });
        if owner.is_some_and(|owner| !Path::new("/proc").join(owner).exists()) {
            // Another user's folder is theirs to remove.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The folder of the newest installed server's programs.
fn programs() -> Result<PathBuf> {
    let newest = fs::read_dir(DEBIAN_VERSIONS)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            let programs = entry.path().join("bin");
            programs
                .join("initdb")
                .exists()
                .then_some((version, programs))
        })
        .max();
    if let Some((_, programs)) = newest {
        return Ok(programs);
    }
    let initdb = find("initdb").context("no PostgreSQL server here; run: cargo xtask setup")?;
    let programs = initdb
        .parent()
        .expect("a file found in a folder has a parent");
    Ok(programs.to_owned())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_server_answers_and_is_gone_with_its_files_when_dropped() {
        let server = Server::start().expect("a PostgreSQL server is installed");
        let (port, folder) = (server.port, server._folder.0.clone());
        let mut psql = Command::new("psql");
        let answer = output(
            psql.arg(server.url())
                .args(["-Atc", "show synchronous_commit"]),
        );
        assert_eq!(answer.expect("the server answers"), "on\n");
        drop(server);
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
        assert!(!folder.exists());
    }
}
