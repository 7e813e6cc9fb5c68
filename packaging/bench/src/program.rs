//! Programs that run beside the measurements and end with them.

use std::{
    ffi::OsStr,
    process::{Child, ChildStdout, Command, Stdio},
};

use anyhow::{Context, Result};

/// A running program; dropped, it ends.
pub(crate) struct Program(Child);

impl Program {
    /// Prepares a program that the kernel ends when this process dies, even if
    /// it is killed.
    pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("setpriv");
        let _ = command.args(["--pdeathsig", "TERM", "--"]).arg(program);
        command
    }

    /// Starts it.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        Ok(Self(child))
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        // setpriv becomes the program, so this is the program's own.
        self.0.id()
    }

    /// What it writes; only once.
    pub(crate) fn output(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // None of them has anything to tidy up.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
