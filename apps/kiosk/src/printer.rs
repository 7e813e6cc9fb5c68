//! The printer of slips: where it is, and how bytes get there without holding up the screen.

mod paper;
mod slip;

use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use serde::Deserialize;
use tokio::sync::oneshot;

pub use slip::Slip;

/// Longest time until a slip must be out. Afterwards the screen stands in for it.
const PRINT_LIMIT: Duration = Duration::from_secs(8);

/// Longest time for a connection, and for each write.
const NETWORK_LIMIT: Duration = Duration::from_secs(3);

/// Where the printer is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Place {
    /// `file:/dev/usb/lp0`: a device file, which must exist.
    File(PathBuf),
    /// `tcp:HOST:9100` (or `tcp://HOST:9100`): a printer in the network.
    Network(String, u16),
}

/// A text that names no printer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a printer is file:PATH or tcp:HOST:PORT, not {0:?}")]
pub struct NoPlace(String);

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let none = || NoPlace(text.to_owned());
        let (kind, rest) = text.split_once(':').ok_or_else(none)?;
        match kind {
            "file" if !rest.is_empty() => Ok(Self::File(rest.into())),
            "tcp" => {
                let (host, port) = rest
                    .trim_start_matches("//")
                    .rsplit_once(':')
                    .ok_or_else(none)?;
                let port = port.parse().map_err(|_| none())?;
                let host = host.trim_matches(['[', ']']);
                if host.is_empty() {
                    return Err(none());
                }
                Ok(Self::Network(host.to_owned(), port))
            }
            _ => Err(none()),
        }
    }
}

impl TryFrom<String> for Place {
    type Error = NoPlace;

    fn try_from(text: String) -> Result<Self, NoPlace> {
        text.parse()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::Network(host, port) => write!(f, "tcp:{host}:{port}"),
        }
    }
}

/// Why no slip came out. Paper that ran out looks like a time-out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The device or the connection does not work.
    #[error("{0}")]
    Device(String),
    /// Not ready in time.
    #[error("the printer does not take the slip")]
    TimedOut,
    /// The slip before still hangs in the printer.
    #[error("the printer is still busy")]
    Busy,
}

type Job = (Vec<u8>, oneshot::Sender<Result<(), Failure>>);

/// A printer with a thread of its own: a device file without paper can block forever,
/// and then only this thread waits. At most one slip waits behind the one in print.
#[derive(Debug, Clone)]
pub struct Printer {
    jobs: SyncSender<Job>,
}

impl Printer {
    /// Starts the thread. Nothing is opened before the first slip.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(place: Place) -> io::Result<Self> {
        let (jobs, queue) = sync_channel::<Job>(1);
        let thread = std::thread::Builder::new().name("printer".to_owned());
        let _ = thread.spawn(move || {
            for (bytes, done) in queue {
                // Nobody waits any more: the citizen has gone, the slip is void.
                if !done.is_closed() {
                    let _ = done.send(deliver(&place, &bytes));
                }
            }
        })?;
        Ok(Self { jobs })
    }

    /// Prints, within 8 s.
    ///
    /// # Errors
    /// If it does not work; the number must then stay on the screen.
    pub async fn print(self, slip: Slip) -> Result<(), Failure> {
        let bytes = slip.bytes().map_err(Failure::Device)?;
        let (done, answer) = oneshot::channel();
        self.jobs
            .try_send((bytes, done))
            .map_err(|error| match error {
                TrySendError::Full(_) => Failure::Busy,
                TrySendError::Disconnected(_) => {
                    Failure::Device("the printer's thread ended".to_owned())
                }
            })?;
        match tokio::time::timeout(PRINT_LIMIT, answer).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(Failure::Device("the printer's thread ended".to_owned())),
            Err(_) => Err(Failure::TimedOut),
        }
    }
}

fn deliver(place: &Place, bytes: &[u8]) -> Result<(), Failure> {
    let sent = match place {
        Place::File(path) => to_file(path, bytes),
        Place::Network(host, port) => to_network(host, *port, bytes),
    };
    sent.map_err(|error| Failure::Device(format!("{place}: {error}")))
}

/// The file must exist: a slip written to a new file is a slip that nobody gets.
fn to_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut device = OpenOptions::new().append(true).open(path)?;
    device.write_all(bytes)?;
    device.flush()
}

fn to_network(host: &str, port: u16, bytes: &[u8]) -> io::Result<()> {
    let mut last = io::Error::other("the name has no address");
    for address in (host, port).to_socket_addrs()?.take(2) {
        match TcpStream::connect_timeout(&address, NETWORK_LIMIT) {
            Ok(mut stream) => {
                stream.set_write_timeout(Some(NETWORK_LIMIT))?;
                stream.write_all(bytes)?;
                return stream.flush();
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::TcpListener;

    use super::*;

    fn slip() -> Slip {
        Slip {
            office: "Bürgerbüro Musterstadt".to_owned(),
            number: "W 17".to_owned(),
            lines: vec!["Diese Nummer gilt heute".to_owned()],
            link: None,
        }
    }

    #[test]
    fn places_are_read() {
        let read = |text: &str| text.parse::<Place>().ok();
        assert_eq!(
            read("file:/dev/usb/lp0"),
            Some(Place::File("/dev/usb/lp0".into()))
        );
        let network = |host: &str| Some(Place::Network(host.to_owned(), 9100));
        assert_eq!(read("tcp:drucker:9100"), network("drucker"));
        assert_eq!(read("tcp://10.0.0.7:9100"), network("10.0.0.7"));
        assert_eq!(read("tcp:[fe80::1]:9100"), network("fe80::1"));
        for bad in [
            "",
            "file:",
            "tcp:",
            "tcp:drucker",
            "tcp::9100",
            "usb:1",
            "/dev/lp0",
            "tcp:a:x",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }

    #[tokio::test]
    async fn a_slip_reaches_a_device_file() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("lp0");
        let printer = Printer::start(Place::File(path.clone())).unwrap();
        let missing = printer.clone().print(slip()).await;
        assert!(matches!(missing, Err(Failure::Device(_))), "{missing:?}");
        std::fs::write(&path, "").unwrap();
        assert_eq!(printer.print(slip()).await, Ok(()));
        assert_eq!(std::fs::read(&path).unwrap(), slip().bytes().unwrap());
    }

    #[tokio::test]
    async fn a_slip_reaches_a_printer_in_the_network() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let received = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = listener
                .accept()
                .unwrap()
                .0
                .read_to_end(&mut bytes)
                .unwrap();
            bytes
        });
        let printer = Printer::start(Place::Network("127.0.0.1".to_owned(), port)).unwrap();
        assert_eq!(printer.clone().print(slip()).await, Ok(()));
        assert_eq!(received.join().unwrap(), slip().bytes().unwrap());
        // The listener is gone: refused, and told at once.
        let refused = printer.print(slip()).await;
        assert!(matches!(refused, Err(Failure::Device(_))), "{refused:?}");
    }
}
