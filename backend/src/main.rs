//! The program: see `aufruf_backend::cli`.

use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    log();
    match aufruf_backend::cli::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("aufruf-backend: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Logs to standard error, which systemd keeps; `RUST_LOG` chooses how much.
fn log() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
