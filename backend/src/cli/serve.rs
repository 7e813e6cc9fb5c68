//! `serve`: the server itself.

use anyhow::Context;
use tokio::signal;
use tokio_util::sync::CancellationToken;

use super::say;
use crate::{app::App, clock::Clock, config::Config, server::Server, worker};

/// Serves until the process is told to stop (SIGTERM or Ctrl+C).
///
/// The addresses are printed as `public http://…` and `office http://…` once
/// both sockets are open, for whoever started it with port 0.
///
/// # Errors
/// If the database, the key or an address cannot be used.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let app = App::build(config, Clock::system()).await?;
    worker::start(&app).await.context("cannot start the jobs")?;
    let server = Server::bind(app.clone()).await?;
    announce(&server)?;
    app.background
        .spawn("signals", stop_on_signal(app.shutdown.clone()));
    server.run().await
}

fn announce(server: &Server) -> anyhow::Result<()> {
    say(format!("public http://{}", server.public_address()?));
    say(format!("office http://{}", server.office_address()?));
    Ok(())
}

async fn stop_on_signal(shutdown: CancellationToken) {
    #[cfg(unix)]
    {
        let terminate = signal::unix::signal(signal::unix::SignalKind::terminate());
        match terminate {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = signal::ctrl_c() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "cannot listen for SIGTERM");
                let _ = signal::ctrl_c().await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = signal::ctrl_c().await;
    tracing::info!("stopping");
    shutdown.cancel();
}
