//! `cargo xtask crash`: kills the server under load, again and again, on both
//! databases. `test` does the same with fewer kills.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::{Arg, ValueExt};

use crate::demo::FEATURES;
use crate::postgres::{self, Server};
use crate::process::{cargo, root, run as run_command};
use crate::setup::{self, Purpose};

/// Tells the test how many kills.
const ROUNDS: &str = "AUFRUF_CRASH_ROUNDS";
const ROUNDS_DEFAULT: u32 = 50;

/// Runs the test with many kills and prints what it counted.
pub(crate) fn run(arguments: &[OsString]) -> Result<ExitCode> {
    let rounds = rounds(arguments)?;
    setup::run(Purpose::Everything)?;
    let server = Server::start()?;
    let mut test = cargo();
    // As `test` builds it: other features would build the dependencies again.
    let _ = test
        .args(["test", "--workspace", "--locked", "--features", FEATURES])
        .args(["--test", "it", "crash", "--", "--nocapture"])
        .current_dir(root())
        .env(postgres::URL_VARIABLE, server.url())
        .env(ROUNDS, rounds.to_string());
    run_command(&mut test)?;
    Ok(ExitCode::SUCCESS)
}

fn rounds(arguments: &[OsString]) -> Result<u32> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut rounds = ROUNDS_DEFAULT;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("rounds") => rounds = parser.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    if rounds == 0 {
        bail!("no kills, no test");
    }
    Ok(rounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_kills_unless_told_otherwise() {
        let read = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(Into::into).collect();
            rounds(&words)
        };
        assert_eq!(read(&[]).unwrap(), 50);
        assert_eq!(read(&["--rounds", "7"]).unwrap(), 7);
        for wrong in [
            &["--rounds", "0"][..],
            &["--rounds"],
            &["7"],
            &["--round", "7"],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
