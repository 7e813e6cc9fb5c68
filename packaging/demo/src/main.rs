//! `cargo xtask demo`: a throw-away town hall with the real programs, to play
//! with or to watch a day that plays itself.

mod camera;
mod cli;
mod crowd;
mod installation;
mod mail_page;
mod photograph;
mod program;
mod screen;
mod standing;
mod story;

use std::io::Write;
use std::process::ExitCode;

use standing::Place;

// One thread: the kernel ends the programs started here with the thread that
// started them.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    aufruf_tests::tls::choose_cryptography();
    let run = match cli::parse(lexopt::Parser::from_env()) {
        Ok(run) => run,
        Err(error) => {
            eprintln!("aufruf-demo: {error}\n\n{}", cli::HELP);
            return ExitCode::from(2);
        }
    };
    let done = match run {
        cli::Run::Help => {
            say(cli::HELP);
            Ok(())
        }
        cli::Run::Windows(morning) => standing::run(Place::Here, morning).await,
        cli::Run::Headless(morning) => standing::run(Place::Virtual, morning).await,
        cli::Run::Story => tokio::select! {
            played = story::run() => played,
            () = told_to_stop() => Err(anyhow::anyhow!("stopped")),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("aufruf-demo: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a line. That nobody reads it is no reason to stop.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Until Ctrl-C, or until the system wants this program to end.
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}
