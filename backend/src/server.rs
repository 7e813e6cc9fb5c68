//! The two listeners and their end.
//!
//! Public and office API are two sockets, so that a firewall can tell them
//! apart (requirement F12). On the signal to stop the streams end first, then
//! the listeners, then the lanes and the database.

use std::{io, net::SocketAddr, time::Duration};

use anyhow::{Context, ensure};
use poem::{
    Response,
    endpoint::BoxEndpoint,
    http::uri::Scheme,
    listener::{Acceptor, TcpAcceptor},
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use crate::{app::App, auth::streams, background::STOP_MAX, router, web};

/// A connection on which nothing moves is closed after this time; the
/// heartbeat of the streams moves.
const IDLE_MAX: Duration = Duration::from_secs(75);

/// A server whose sockets are open.
pub struct Server {
    app: App,
    public: TcpListener,
    office: TcpListener,
}

impl Server {
    /// Opens both sockets; port 0 lets the system choose.
    ///
    /// # Errors
    /// If a port is taken or an address is not this machine's.
    pub async fn bind(app: App) -> anyhow::Result<Self> {
        let bind = async |address: SocketAddr| {
            let listener = TcpListener::bind(address).await;
            listener.with_context(|| format!("cannot listen on {address}"))
        };
        let public = bind(app.config.public_listen).await?;
        let office = bind(app.config.office_listen).await?;
        Ok(Self {
            app,
            public,
            office,
        })
    }

    /// Where the booking pages are.
    ///
    /// # Errors
    /// If the system does not tell.
    pub fn public_address(&self) -> io::Result<SocketAddr> {
        self.public.local_addr()
    }

    /// Where the office API is.
    ///
    /// # Errors
    /// If the system does not tell.
    pub fn office_address(&self) -> io::Result<SocketAddr> {
        self.office.local_addr()
    }

    /// Serves until [`App::shutdown`](crate::app::Inner::shutdown) is
    /// cancelled, then lets requests end and closes the application.
    ///
    /// # Errors
    /// If a socket fails or a task panics.
    pub async fn run(self) -> anyhow::Result<()> {
        let Self {
            app,
            public,
            office,
        } = self;
        let mut tasks = JoinSet::new();
        let _ = tasks.spawn(listen(
            "public",
            public,
            web::routes(app.clone()),
            app.clone(),
        ));
        let _ = tasks.spawn(listen("office", office, router::office(&app), app.clone()));
        app.background.spawn("streams", streams::watch(app.clone()));
        let listeners = async {
            let mut outcome = Ok(());
            while let Some(ended) = tasks.join_next().await {
                // One listener without the other is no server.
                app.shutdown.cancel();
                let ended = ended
                    .context("a listener panicked")
                    .and_then(|e| e.context("listener"));
                outcome = outcome.and(ended);
            }
            outcome
        };
        // Requests and tasks end side by side, each in its time.
        let (outcome, ()) = tokio::join!(listeners, app.background.ended());
        let failed = app.background.has_failed();
        app.close().await;
        ensure!(!failed, "a task panicked");
        outcome
    }
}

async fn listen(
    name: &'static str,
    listener: TcpListener,
    endpoint: BoxEndpoint<'static, Response>,
    app: App,
) -> io::Result<()> {
    let acceptor = NoDelay(TcpAcceptor::from_tokio(listener)?);
    let shutdown = app.shutdown.clone();
    poem::Server::new_with_acceptor(acceptor)
        .name(name)
        .idle_timeout(IDLE_MAX)
        .run_with_graceful_shutdown(endpoint, shutdown.cancelled_owned(), Some(STOP_MAX))
        .await
}

/// Sends what is written at once: a call must not wait for the kernel to
/// gather more.
struct NoDelay(TcpAcceptor);

impl Acceptor for NoDelay {
    type Io = TcpStream;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.0.local_addr()
    }

    async fn accept(&mut self) -> io::Result<(TcpStream, LocalAddr, RemoteAddr, Scheme)> {
        let accepted = self.0.accept().await;
        match &accepted {
            Ok((socket, ..)) => socket.set_nodelay(true)?,
            // Out of file descriptors, say: the others need time to end.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
        accepted
    }
}
