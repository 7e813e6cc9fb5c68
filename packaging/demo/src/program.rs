//! Programs that run beside the demonstration and end with it.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// A program that was told to end is killed after this long.
const END_LIMIT: Duration = Duration::from_secs(3);

/// A running program; dropped, it ends.
pub(crate) struct Program {
    name: String,
    child: Child,
    log: Option<PathBuf>,
}

impl Program {
    /// Prepares a program that the kernel ends when this process dies, even if
    /// it is killed, and that a Ctrl-C in the terminal does not reach: it is
    /// told to end in its turn.
    pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
        use std::os::unix::process::CommandExt;
        let mut command = Command::new("setpriv");
        let _ = command
            .args(["--pdeathsig", "TERM", "--"])
            .arg(program)
            .process_group(0)
            .stdin(Stdio::null());
        command
    }

    /// Starts it. What it writes goes into the log, or nowhere; a standard
    /// output that was asked for as a pipe stays one.
    pub(crate) fn start(name: &str, mut command: Command, log: Option<&Path>) -> Result<Self> {
        let (out, err) = match log {
            Some(path) => {
                let file = File::create(path).with_context(|| path.display().to_string())?;
                (Stdio::from(file.try_clone()?), Stdio::from(file))
            }
            None => (Stdio::piped(), Stdio::null()),
        };
        let child = command
            .stdout(out)
            .stderr(err)
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        Ok(Self {
            name: name.to_owned(),
            child,
            log: log.map(Path::to_owned),
        })
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The running process.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// How it ended, if it did.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// The last lines of its log.
    pub(crate) fn last_words(&self) -> String {
        let text = self
            .log
            .as_ref()
            .and_then(|log| std::fs::read_to_string(log).ok())
            .unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(10)..].join("\n")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.ended().is_some() {
            return;
        }
        // The standard library can only kill; a server told to end tidies up.
        let _ = Command::new("kill")
            .args(["-s", "TERM", "--", &self.child.id().to_string()])
            .status();
        let told = Instant::now();
        while self.ended().is_none() && told.elapsed() < END_LIMIT {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
