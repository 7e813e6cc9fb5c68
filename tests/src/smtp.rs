//! A mail server for tests and the demonstration: takes every mail over real
//! SMTP, in plain text or encrypted, and keeps the newest ones in memory.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use crate::tls::{Authority, Wire};
use mailin::{Action, AuthMechanism, Handler, Response, Session, SessionBuilder, response};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// Mails that are kept; older ones are dropped.
const KEPT: usize = 1000;

/// A client that says nothing for this long is hung up on.
const PATIENCE: Duration = Duration::from_secs(60);

/// One mail as it came over the wire.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Envelope recipient.
    pub to: String,
    /// Head and body (RFC 5322).
    pub raw: Vec<u8>,
}

/// How the server protects its connections.
#[derive(Debug, Clone)]
pub enum Protection {
    /// Not at all, and it offers nothing.
    Nothing,
    /// On demand (STARTTLS).
    Starttls(Authority),
    /// From the first byte.
    Implicit(Authority),
}

/// What the town's server is told of its mail server.
#[derive(Debug, Clone)]
pub struct Access {
    /// `smtp.tls`.
    pub tls: &'static str,
    /// The authority of `smtp.ca_file`.
    pub authority: Option<Authority>,
    /// `smtp.user` and the password.
    pub account: Option<(String, String)>,
    /// `smtp.mails_per_hour`; none: the default.
    pub mails_per_hour: Option<u32>,
}

impl Access {
    /// What fits to a server of this protection.
    #[must_use]
    pub fn to(protection: &Protection) -> Self {
        let (tls, authority) = match protection {
            Protection::Nothing => ("none", None),
            Protection::Starttls(authority) => ("starttls", Some(authority.clone())),
            Protection::Implicit(authority) => ("implicit", Some(authority.clone())),
        };
        Self {
            tls,
            authority,
            account: None,
            mails_per_hour: None,
        }
    }
}

/// The account that an encrypted server accepts.
pub const ACCOUNT: (&str, &str) = ("buergerbuero", "Post-aus-Musterstadt");

/// The server; it ends with the runtime.
#[derive(Debug, Clone)]
pub struct SmtpSink {
    /// What a town is told of it.
    pub access: Access,
    address: SocketAddr,
    mails: Arc<Mutex<Vec<Mail>>>,
    count: watch::Receiver<usize>,
}

impl SmtpSink {
    /// Listens on a free port of the loopback interface.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn start() -> io::Result<Self> {
        Self::protected(Protection::Nothing).await
    }

    /// The same, with protected connections.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn protected(protection: Protection) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let (sender, count) = watch::channel(0);
        let mails = Arc::default();
        let sink = Self {
            access: Access::to(&protection),
            address: listener.local_addr()?,
            mails,
            count,
        };
        let shelf = Arc::clone(&sink.mails);
        drop(tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                let handler = Inbox {
                    shelf: Arc::clone(&shelf),
                    sender: sender.clone(),
                    to: String::new(),
                    raw: Vec::new(),
                };
                drop(tokio::spawn(serve(
                    stream,
                    peer.ip(),
                    handler,
                    protection.clone(),
                )));
            }
        }));
        Ok(sink)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Everything received so far, oldest first.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        self.mails
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The mail that `wanted` picks, now or as soon as it comes.
    ///
    /// `None` after `patience`.
    pub async fn wait_for(
        &self,
        patience: Duration,
        wanted: impl Fn(&Mail) -> bool,
    ) -> Option<Mail> {
        let mut count = self.count.clone();
        let search = async {
            loop {
                let _ = count.borrow_and_update();
                if let Some(mail) = self.mails().into_iter().rev().find(&wanted) {
                    return Some(mail);
                }
                count.changed().await.ok()?;
            }
        };
        tokio::time::timeout(patience, search).await.ok().flatten()
    }
}

async fn serve(
    stream: TcpStream,
    peer: IpAddr,
    handler: Inbox,
    protection: Protection,
) -> io::Result<()> {
    let mut builder = SessionBuilder::new("localhost");
    let mut wire: Box<dyn Wire> = Box::new(stream);
    let mut authority = None;
    match protection {
        Protection::Nothing => {}
        Protection::Starttls(later) => {
            let _ = builder.enable_start_tls().enable_auth(AuthMechanism::Plain);
            authority = Some(later);
        }
        Protection::Implicit(now) => {
            let _ = builder
                .enable_auth(AuthMechanism::Plain)
                .insecure_enable_plaintext_auth();
            wire = now.accept(wire).await?;
        }
    }
    let mut session = builder.build(peer, handler);
    let mut greeting = Vec::new();
    session.greeting().write_to(&mut greeting)?;
    wire.write_all(&greeting).await?;
    while let Next::Encrypt(plain) = talk(wire, &mut session).await? {
        let Some(authority) = &authority else {
            return Ok(());
        };
        wire = authority.accept(plain).await?;
        session.tls_active();
    }
    Ok(())
}

/// What follows when a conversation ends.
enum Next {
    HangUp,
    /// The same connection goes on, encrypted.
    Encrypt(Box<dyn Wire>),
}

async fn talk(wire: Box<dyn Wire>, session: &mut Session<Inbox>) -> io::Result<Next> {
    let mut lines = BufReader::new(wire);
    let mut line = Vec::new();
    let mut out = Vec::new();
    loop {
        line.clear();
        let read = tokio::time::timeout(PATIENCE, lines.read_until(b'\n', &mut line)).await??;
        if read == 0 {
            return Ok(Next::HangUp);
        }
        let answer = session.process(&line);
        if !matches!(answer.action, Action::NoReply) {
            out.clear();
            answer.write_to(&mut out)?;
            lines.write_all(&out).await?;
            lines.flush().await?;
        }
        match answer.action {
            Action::Close => return Ok(Next::HangUp),
            Action::UpgradeTls => return Ok(Next::Encrypt(lines.into_inner())),
            Action::Reply | Action::NoReply => {}
        }
    }
}

struct Inbox {
    shelf: Arc<Mutex<Vec<Mail>>>,
    sender: watch::Sender<usize>,
    to: String,
    raw: Vec<u8>,
}

impl Handler for Inbox {
    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        match (user, password) == ACCOUNT {
            true => response::AUTH_OK,
            false => response::INVALID_CREDENTIALS,
        }
    }

    fn rcpt(&mut self, to: &str) -> Response {
        to.clone_into(&mut self.to);
        response::OK
    }

    fn data(&mut self, buf: &[u8]) -> io::Result<()> {
        self.raw.extend_from_slice(buf);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = Mail {
            to: std::mem::take(&mut self.to),
            raw: std::mem::take(&mut self.raw),
        };
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.len() == KEPT {
            drop(shelf.remove(0));
        }
        shelf.push(mail);
        drop(shelf);
        self.sender.send_modify(|count| *count += 1);
        response::OK
    }
}
