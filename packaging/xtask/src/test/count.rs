//! Counting tests from what Cargo's test runner prints.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process::line;

/// How many tests passed, failed and were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u32,
    pub(super) failed: u32,
    pub(super) ignored: u32,
    /// Whether the runner itself reported success.
    success: bool,
}

impl Count {
    /// Errors unless tests ran, all of them, and all passed.
    pub(super) fn judge(self) -> Result<()> {
        if self.failed > 0 || !self.success {
            bail!("tests failed");
        }
        if self.ignored > 0 {
            bail!("{} tests are ignored; none may be skipped", self.ignored);
        }
        if self.passed == 0 {
            bail!("no test ran");
        }
        Ok(())
    }

    /// Adds a line like `test result: ok. 3 passed; 0 failed; 0 ignored; …`;
    /// other lines count nothing.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|result| result.split_once(". "))
        else {
            return;
        };
        for part in counts.split("; ") {
            let Some((number, word)) = part.split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<u32>() else {
                continue;
            };
            match word {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

/// Runs a test command, passing on what it prints as it comes.
pub(super) fn run(command: &mut Command) -> Result<Count> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    let mut lines = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    let mut count = Count::default();
    let mut bytes = Vec::new();
    while lines.read_until(b'\n', &mut bytes)? > 0 {
        count.add(String::from_utf8_lossy(&bytes).trim_end());
        let mut stdout = io::stdout().lock();
        stdout.write_all(&bytes)?;
        stdout.flush()?;
        bytes.clear();
    }
    count.success = child.wait()?.success();
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_binaries_are_added() {
        let mut count = Count {
            success: true,
            ..Count::default()
        };
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out; finished in 1.50s",
        ] {
            count.add(line);
        }
        assert_eq!((count.passed, count.failed, count.ignored), (5, 0, 0));
        assert!(count.judge().is_ok());
    }

    #[test]
    fn a_failed_or_an_ignored_test_or_none_at_all_is_a_failure() {
        for line in [
            "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured",
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured",
        ] {
            let mut count = Count {
                success: true,
                ..Count::default()
            };
            count.add(line);
            assert!(count.judge().is_err(), "{line}");
        }
        let crashed = Count {
            passed: 1,
            ..Count::default()
        };
        assert!(crashed.judge().is_err());
    }
}
