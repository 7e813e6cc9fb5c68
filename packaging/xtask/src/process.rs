//! Running other programs: to their end, or in the background until dropped.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use anyhow::{Context, Result, bail};

/// How long a background program may take to end before it is killed.
const END_LIMIT: Duration = Duration::from_secs(10);

/// The Cargo that runs this program, so that its toolchain is kept.
///
/// What Cargo told this program about its own package is taken away: build scripts
/// (that of `ring`, below everything that speaks TLS) look at these variables, and
/// each change between `cargo xtask` and plain `cargo` would build them anew.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os().filter(|(name, _)| tells_the_package(name)) {
        let _ = command.env_remove(name);
    }
    command
}

/// Whether Cargo sets this variable for the package that it runs.
fn tells_the_package(name: &OsStr) -> bool {
    name.to_str()
        .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
}

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this package lies two folders below the root")
}

/// Runs a command to its end; an error names the command if it failed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a command to its end and returns how it ended.
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus> {
    command
        .status()
        .with_context(|| format!("cannot start `{}`", line(command)))
}

/// Runs a command to its end and returns what it wrote on standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", line(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` wrote no UTF-8", line(command)))
}

/// The command as one would type it, for messages.
pub(crate) fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().display().to_string()];
    words.extend(command.get_args().map(|word| word.display().to_string()));
    words.join(" ")
}

/// Finds a program on the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| fs::metadata(path).is_ok_and(|found| found.is_file()))
}

/// Whether this process may do everything.
pub(crate) fn is_root() -> Result<bool> {
    Ok(output(Command::new("id").arg("-u"))?.trim() == "0")
}

/// A command that the kernel ends with `signal` when this process dies, even if
/// it is killed: nothing started here may outlive it.
///
/// `user` is the account to run as; none is the present one.
pub(crate) fn tied(program: &OsStr, user: Option<&str>, signal: &str) -> Command {
    let mut command = Command::new("setpriv");
    let _ = command.args(["--pdeathsig", signal]);
    if let Some(user) = user {
        let _ = command
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={user}"))
            .arg("--init-groups");
    }
    let _ = command.arg("--").arg(program);
    command
}

/// A background program, ended when dropped.
pub(crate) struct Background {
    name: &'static str,
    signal: &'static str,
    child: Child,
}

impl Background {
    /// Starts a command and keeps hold of it; `signal` tells it to end.
    pub(crate) fn start(
        name: &'static str,
        signal: &'static str,
        command: &mut Command,
    ) -> Result<Self> {
        let child = command
            .spawn()
            .with_context(|| format!("cannot start `{}`", line(command)))?;
        Ok(Self {
            name,
            signal,
            child,
        })
    }

    /// The running process, to read what it writes.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Asks `ready` every 50 ms until it says yes.
    ///
    /// Errors when the program ends first or `limit` passes.
    pub(crate) fn wait_until(&mut self, limit: Duration, ready: impl Fn() -> bool) -> Result<()> {
        let start = Instant::now();
        while !ready() {
            if let Some(status) = self.child.try_wait()? {
                bail!("{} ended at once ({status})", self.name);
            }
            if start.elapsed() > limit {
                bail!("{} is not ready after {} s", self.name, limit.as_secs());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Waits for the end of a program that was told to end, then kills it.
    fn end(&mut self) -> Result<()> {
        let start = Instant::now();
        while self.child.try_wait()?.is_none() {
            if start.elapsed() > END_LIMIT {
                self.child.kill()?;
                let _ = self.child.wait()?;
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        // The standard library can only kill; a server told to end tidies up.
        let _ = Command::new("sh")
            .args(["-c", "kill -s \"$0\" \"$1\"", self.signal])
            .arg(self.child.id().to_string())
            .status();
        if let Err(error) = self.end() {
            eprintln!("xtask: cannot end {}: {error}", self.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tests are run by Cargo, too, so these variables are set here.
    #[test]
    fn a_cargo_that_is_started_hears_nothing_of_this_package() {
        let cargo = cargo();
        for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
            assert!(env::var_os(name).is_some(), "{name} is set for a test");
            let removed = cargo
                .get_envs()
                .any(|(own, value)| own == name && value.is_none());
            assert!(removed, "{name} is handed on");
        }
    }
}
