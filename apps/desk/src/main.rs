//! The clerk's program of a Bürgerbüro.

use std::process::ExitCode;

use aufruf_desk::cli::{self, Start};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,aufruf_desk=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match cli::parse(lexopt::Parser::from_env()).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(start: Start) -> anyhow::Result<()> {
    match start {
        Start::Words(words) => cli::print(&words),
        Start::Program(config) => aufruf_desk::run(config),
    }
}
