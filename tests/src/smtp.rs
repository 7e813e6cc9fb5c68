//! A mail server for tests and the demonstration: takes every mail over real
//! SMTP and keeps the newest ones in memory.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use mailin::{Action, Handler, Response, SessionBuilder, response};
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

/// The server; it ends with the runtime.
#[derive(Debug, Clone)]
pub struct SmtpSink {
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
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let (sender, count) = watch::channel(0);
        let mails = Arc::default();
        let sink = Self {
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
                drop(tokio::spawn(serve(stream, peer.ip(), handler)));
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

async fn serve(stream: TcpStream, peer: IpAddr, handler: Inbox) -> io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    let mut session = SessionBuilder::new("localhost").build(peer, handler);
    let mut out = Vec::new();
    session.greeting().write_to(&mut out)?;
    write.write_all(&out).await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = tokio::time::timeout(PATIENCE, lines.read_until(b'\n', &mut line)).await??;
        if read == 0 {
            return Ok(());
        }
        let answer = session.process(&line);
        if !matches!(answer.action, Action::NoReply) {
            out.clear();
            answer.write_to(&mut out)?;
            write.write_all(&out).await?;
        }
        if matches!(answer.action, Action::Close) {
            return Ok(());
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
