//! One HTTP client for all calls: keys, time limits, sizes, errors.

use std::{
    fmt,
    hash::{Hash, Hasher},
    net::IpAddr,
    sync::Arc,
    time::Duration,
};

use aufruf_core::wire::{ErrorBody, ErrorCode};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url, redirect};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::error::Error;

/// Longest time for a connection.
pub const CONNECT_LIMIT: Duration = Duration::from_secs(3);

/// Longest time for a whole call, its answer included.
pub const CALL_LIMIT: Duration = Duration::from_secs(10);

/// Largest answer that is read. Bytes.
const ANSWER_BYTES_MAX: usize = 4 << 20;

/// The secret of a paired device. Never shown, not even by `Debug`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceKey(Arc<str>);

impl DeviceKey {
    /// Takes the key that pairing gave.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(key.into())
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}

/// A paired device's connection to its server. Cheap to clone; two are equal,
/// and hash alike, when they are the same device (and session) at the same
/// server, so it can be the identity of a subscription.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    identity: Identity,
}

/// Keys and names of citizens leave this machine encrypted or not at all
/// (requirement F22).
fn is_protected(url: &Url) -> bool {
    let here = match url.host_str() {
        Some("localhost") => true,
        Some(host) => host
            .trim_matches(['[', ']'])
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback()),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && here)
}

/// TLS 1.2 or 1.3 with a server whose certificate the machine trusts: a town's
/// own authority is made known to the machine, not to each program.
fn trust(url: &Url) -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring knows TLS 1.2 and 1.3");
    if url.scheme() != "https" {
        let nobody = RootCertStore::empty();
        return Ok(builder.with_root_certificates(nobody).with_no_client_auth());
    }
    let builder = builder.with_platform_verifier().map_err(|error| {
        Error::protocol(format_args!(
            "the certificates that this machine trusts cannot be read: {error}"
        ))
    })?;
    Ok(builder.with_no_client_auth())
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Identity {
    /// Without a slash at the end.
    base: Arc<str>,
    key: Option<DeviceKey>,
    session: Option<Arc<str>>,
}

impl Client {
    /// A client of the server at `base_url` for the device with this key:
    /// `https://HOST:PORT`, or `http://` for a server on this machine. Connects
    /// only when the first call is made.
    ///
    /// # Errors
    /// [`Error::Address`] if `base_url` is no such address.
    pub fn new(base_url: &str, key: DeviceKey) -> Result<Self, Error> {
        Self::build(base_url, Some(key))
    }

    /// For the one call that needs no key: pairing.
    pub(crate) fn unpaired(base_url: &str) -> Result<Self, Error> {
        Self::build(base_url, None)
    }

    fn build(base_url: &str, key: Option<DeviceKey>) -> Result<Self, Error> {
        let base: Arc<str> = base_url.trim().trim_end_matches('/').into();
        let url = Url::parse(&base).map_err(|_| Error::Address(base.clone()))?;
        if !is_protected(&url) || url.query().is_some() || !url.username().is_empty() {
            return Err(Error::Address(base));
        }
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(trust(&url)?)
            .connect_timeout(CONNECT_LIMIT)
            .redirect(redirect::Policy::none())
            .tcp_nodelay(true)
            .no_proxy()
            .build()
            .expect("with TLS settled and no proxy nothing is left that can fail");
        Ok(Self {
            http,
            identity: Identity {
                base,
                key,
                session: None,
            },
        })
    }

    pub(crate) fn with_session(&self, token: &str) -> Self {
        let mut client = self.clone();
        client.identity.session = Some(token.into());
        client
    }

    /// The server's address.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.identity.base
    }

    /// A request to this path, which starts with a slash, with key and session.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.identity.base));
        if let Some(key) = &self.identity.key {
            request = request.bearer_auth(&key.0);
        }
        if let Some(session) = &self.identity.session {
            request = request.header("x-session", &**session);
        }
        request
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str, body: &impl Serialize) -> RequestBuilder {
        self.request(Method::POST, path).json(body)
    }
}

/// Sends, and reads the whole answer, within [`CALL_LIMIT`].
pub(crate) async fn call<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Error> {
    let body = answer(request).await?;
    serde_json::from_slice(&body).map_err(Error::protocol)
}

/// Like [`call`], for routes whose answer says nothing.
pub(crate) async fn tell(request: RequestBuilder) -> Result<(), Error> {
    answer(request).await.map(drop)
}

async fn answer(request: RequestBuilder) -> Result<Vec<u8>, Error> {
    let response = request
        .timeout(CALL_LIMIT)
        .send()
        .await
        .map_err(Error::of_transport)?;
    let status = response.status();
    let body = read(response).await?;
    if status.is_success() {
        Ok(body)
    } else {
        Err(refusal(status, &body))
    }
}

async fn read(mut response: Response) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Error::of_transport)? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(Error::protocol("larger than any answer"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Reads an error body; without one (a proxy answered) goes by the status.
pub(crate) fn refusal(status: StatusCode, body: &[u8]) -> Error {
    if let Ok(body) = serde_json::from_slice::<ErrorBody>(body) {
        tracing::debug!(%status, correlation = body.correlation, "refused: {}", body.error);
        return Error::Refused(body.error);
    }
    Error::Refused(match status {
        StatusCode::UNAUTHORIZED => ErrorCode::Unauthorized,
        StatusCode::FORBIDDEN => ErrorCode::Forbidden,
        StatusCode::NOT_FOUND => ErrorCode::NotFound,
        StatusCode::TOO_MANY_REQUESTS => ErrorCode::TooMany { retry_after_s: 60 },
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
            ErrorCode::Unavailable
        }
        StatusCode::INTERNAL_SERVER_ERROR => ErrorCode::Internal,
        other => return Error::protocol(format!("status {other} without a reason")),
    })
}

impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        self.identity == other.identity
    }
}

impl Eq for Client {}

impl Hash for Client {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity.hash(state);
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("server", &self.identity.base)
            .finish_non_exhaustive()
    }
}
