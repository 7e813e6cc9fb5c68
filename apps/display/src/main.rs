//! The monitor in the waiting area.

use anyhow::Result;
use aufruf_client::Credentials;
use aufruf_core::wire::device::DeviceKind;
use aufruf_display::config::{Config, Start};
use tracing_subscriber::EnvFilter;

fn main() -> Result<()> {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,aufruf_display=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();

    let config = match Start::from_args(std::env::args_os().skip(1))? {
        Start::Run(config) => config,
        Start::Pair { server, code, then } => pair(&server, &code, then)?,
        Start::Print(text) => {
            use std::io::Write;
            std::io::stdout().write_all(text.as_bytes())?;
            return Ok(());
        }
    };
    aufruf_display::application(config).run()?;
    Ok(())
}

/// Exchanges the code for a key before anything is shown.
fn pair(server: &str, code: &str, config: Config) -> Result<Config> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let pairing = Credentials::pair(server, code, DeviceKind::Display, &config.key);
    let credentials = runtime.block_on(pairing)?;
    tracing::info!(
        "paired as {:?}, key kept in {}",
        credentials.name,
        config.key.display()
    );
    Ok(config)
}
