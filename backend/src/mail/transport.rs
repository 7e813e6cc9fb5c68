//! The mail server that takes the mails over.

use std::time::Duration;

use anyhow::Context;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{PoolConfig, authentication::Credentials},
};

use crate::config::{Smtp, Tls};

/// Connections kept open.
const CONNECTIONS_MAX: u32 = 4;

/// Why a mail was not taken over.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The server will never take it.
    #[error("refused for good: {0}")]
    Refused(String),
    /// Everything else: try again.
    #[error("not taken over: {0}")]
    Later(String),
}

/// The connection to the mail server.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// The sender.
    pub from: Mailbox,
    /// Longest time for one mail.
    limit: Duration,
}

impl Mailer {
    /// Prepares the connection; nothing is sent yet.
    ///
    /// # Errors
    /// If the sender is no address, the password file cannot be read, or the
    /// name of the server is impossible.
    pub fn new(smtp: &Smtp) -> anyhow::Result<Self> {
        type Transport = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match smtp.tls {
            Tls::Starttls => Transport::starttls_relay(&smtp.host)?,
            Tls::Implicit => Transport::relay(&smtp.host)?,
            // The configuration allows this to the same machine only.
            Tls::None => Transport::builder_dangerous(&smtp.host),
        };
        let step = Duration::from_secs(smtp.timeout_s.into());
        let mut builder = builder
            .port(smtp.port())
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
            // The server's words may repeat the address; its code does not.
            Ok(Err(error)) if error.is_permanent() => {
                Err(SendError::Refused(format!("{:?}", error.status())))
            }
            Ok(Err(error)) if error.is_response() || error.is_transient() => {
                Err(SendError::Later(format!("{:?}", error.status())))
            }
            Ok(Err(error)) => Err(SendError::Later(error.to_string())),
            Err(_) => Err(SendError::Later("the server is too slow".to_owned())),
        }
    }
}
