//! The mail server that takes the mails over.

use std::{error::Error as _, io, path::Path, time::Duration};

use anyhow::{Context, ensure};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        Error, PoolConfig,
        authentication::Credentials,
        client::{self, Certificate, TlsParameters},
    },
};

use crate::{
    config::{Smtp, Tls},
    store::Delay,
};

/// Connections kept open.
const CONNECTIONS_MAX: u32 = 4;

/// Why a mail was not taken over.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The server will never take it.
    #[error("refused for good: {0}")]
    Refused(String),
    /// Everything else: try again.
    #[error("not taken over: {1}")]
    Later(Delay, String),
}

/// The connection to the mail server.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// The sender.
    pub from: Mailbox,
    /// Most mails of one office within an hour; `None`: no limit.
    pub hourly_max: Option<u64>,
    /// Longest time for one mail.
    limit: Duration,
}

impl Mailer {
    /// Prepares the connection; nothing is sent yet.
    ///
    /// # Errors
    /// If the sender is no address, the file of the password or of the
    /// authorities cannot be read, or the name of the server is impossible.
    pub fn new(smtp: &Smtp) -> anyhow::Result<Self> {
        let tls = match smtp.tls {
            // "Required": without it there is an error, never plain text.
            Tls::Starttls => client::Tls::Required(trust(smtp)?),
            Tls::Implicit => client::Tls::Wrapper(trust(smtp)?),
            // The configuration allows this to the same machine only.
            Tls::None => client::Tls::None,
        };
        let step = Duration::from_secs(smtp.timeout_s.into());
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port())
            .tls(tls)
            .timeout(Some(step))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS_MAX));
        if let (Some(user), Some(file)) = (&smtp.user, &smtp.password_file) {
            let password = std::fs::read_to_string(file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            let password = password.trim_end_matches(['\r', '\n']).to_owned();
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self {
            transport: builder.build(),
            from: smtp.from.parse().context("smtp.from is no mail address")?,
            hourly_max: smtp.hourly_max(),
            limit: step * 3,
        })
    }

    /// Hands a mail over. Errors never hold the address.
    ///
    /// # Errors
    /// [`SendError`] if the server did not take it over.
    pub async fn send(&self, message: Message) -> Result<(), SendError> {
        match tokio::time::timeout(self.limit, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(judge(&error)),
            Err(_) => {
                let text = "the server is too slow".to_owned();
                Err(SendError::Later(Delay::TooSlow, text))
            }
        }
    }
}

/// Whom to believe that the server is the one it says it is.
fn trust(smtp: &Smtp) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(smtp.host.clone());
    if let Some(file) = &smtp.ca_file {
        builder = builder.add_root_certificate(authorities(file)?);
    }
    builder
        .build()
        .with_context(|| format!("smtp.host {:?} or smtp.ca_file", smtp.host))
}

fn authorities(file: &Path) -> anyhow::Result<Certificate> {
    let name = file.display();
    let pem = std::fs::read(file).with_context(|| format!("cannot read {name}"))?;
    // A file without any would be read as "none" and every mail would fail.
    let holds_one = String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----");
    ensure!(holds_one, "smtp.ca_file: {name} holds no certificate (PEM)");
    Certificate::from_pem(&pem).with_context(|| format!("smtp.ca_file: {name}"))
}

/// What follows from a failure. The server's words may repeat the address; its
/// code does not.
fn judge(error: &Error) -> SendError {
    if let Some(code) = error.status() {
        return match u16::from(code) {
            // About the mail or its recipient (RFC 5321, 4.2.2).
            550..=553 | 555 | 556 => SendError::Refused(code.to_string()),
            // About the account (RFC 4954, 6): the mail can go once it is put right.
            530 | 534 | 535 | 538 => SendError::Later(Delay::Account, code.to_string()),
            _ => SendError::Later(Delay::Answer, code.to_string()),
        };
    }
    let text = error.to_string();
    let delay = if error.is_client() && text.contains("STARTTLS") {
        Delay::NoEncryption
    } else if is_about_certificate(error) {
        Delay::Certificate
    } else if error.is_response() || error.is_client() {
        Delay::Answer
    } else if error.is_timeout() {
        Delay::TooSlow
    } else {
        Delay::Unreachable
    };
    SendError::Later(delay, text)
}

/// Whether the TLS library refused the certificate; it stands at the bottom of
/// the causes, inside an I/O error that does not name it as its own cause.
fn is_about_certificate(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        let inner = error.downcast_ref::<io::Error>().and_then(|e| e.get_ref());
        let tls = inner.and_then(|e| e.downcast_ref::<rustls::Error>());
        if matches!(tls, Some(rustls::Error::InvalidCertificate(_))) {
            return true;
        }
        cause = error.source();
    }
    false
}
