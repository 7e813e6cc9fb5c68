//! The set-up commands: `cargo xtask demo` and `cargo xtask test` do everything
//! that a fresh Debian 12 machine with Rust and git needs, each by itself.
//!
//! This package compiles before anything else, so it depends on next to nothing.
#![expect(
    clippy::print_stdout,
    reason = "a command-line tool speaks on standard output"
)]

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::Arg;

mod bench;
mod crash;
mod debian;
mod demo;
mod deny;
mod display;
mod mutants;
mod postgres;
mod process;
mod setup;
mod test;
mod web;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  demo [ARGS]               build everything and run the demonstration
  test                      format, lints, documents and all tests
  bench [ARGS]              measure everything, in a release build (takes a while)
  bench --oracle, --forecast, --quota, --cost
                            the figures of the queue (--help: more)
  crash [--rounds N]        kill the server N times per database (default 50)
  mutants                   break the rule of the queue on purpose, see a law fail
  setup                     install what building and testing needs
  postgres -- COMMAND...    run COMMAND beside a throw-away PostgreSQL
  deny [ARGS]               check the licences and sources of the dependencies";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut parser = lexopt::Parser::from_env();
    let command = match parser.next()? {
        None => return usage(ExitCode::FAILURE),
        Some(Arg::Long("help") | Arg::Short('h')) => return usage(ExitCode::SUCCESS),
        Some(Arg::Value(command)) => command,
        Some(other) => return Err(other.unexpected().into()),
    };
    let arguments: Vec<OsString> = parser.raw_args()?.collect();
    match command.to_str() {
        Some("bench") => bench::run(&arguments),
        Some("crash") => crash::run(&arguments),
        Some("demo") => demo::run(&arguments),
        Some("deny") => deny::run(&arguments),
        Some("mutants") => mutants::run(&arguments),
        Some("postgres") => postgres::run(&arguments),
        Some("setup") => {
            no_arguments(&arguments)?;
            setup::run(setup::Purpose::Everything).map(|()| ExitCode::SUCCESS)
        }
        Some("test") => {
            no_arguments(&arguments)?;
            test::run()
        }
        _ => bail!("there is no command {}\n\n{USAGE}", command.display()),
    }
}

fn usage(code: ExitCode) -> Result<ExitCode> {
    println!("{USAGE}");
    Ok(code)
}

fn no_arguments(arguments: &[OsString]) -> Result<()> {
    if let Some(argument) = arguments.first() {
        bail!("{} is not expected here", argument.display());
    }
    Ok(())
}
