//! The frame around every handler: identity, role, limits, errors, log.

use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use aufruf_core::wire::{ErrorBody, ErrorCode};
use jiff::Timestamp;
use poem::{
    Endpoint, IntoResponse, Request, Response,
    http::{HeaderValue, StatusCode, header},
};
use tokio::time::timeout;
use uuid::Uuid;

use super::{
    input::{BODY_BYTES, JSON, is_cross_site},
    route::Route,
};
use crate::{
    app::App,
    auth::{Access, identity::Identity},
    error::{ApiError, status},
    server,
};

/// The longest time from a request to the start of its answer.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// A request whose sender is known.
pub struct Arrived {
    /// The server.
    pub app: App,
    /// Who asks.
    pub identity: Identity,
    /// The request without its body.
    pub request: Request,
    /// The body.
    pub body: Vec<u8>,
    /// When it came.
    pub now: Timestamp,
    /// Where it came from.
    pub source: Option<IpAddr>,
}

/// A route, mounted.
pub struct Guarded {
    app: App,
    route: Arc<Route>,
}

impl Guarded {
    /// Mounts a route.
    #[must_use]
    pub fn new(app: App, route: Arc<Route>) -> Self {
        Self { app, route }
    }

    async fn answer(&self, mut request: Request) -> Result<Response, ApiError> {
        if is_cross_site(&request) {
            return Err(ErrorCode::Forbidden.into());
        }
        let now = self.app.clock.now();
        let identity = match self.route.access {
            Access::Open | Access::OneTime => Identity::default(),
            Access::Monitor => Identity::of_monitor(&request, &self.app),
            _ => Identity::of(&request, &self.app, now).await?,
        };
        self.route.access.admit(&identity)?;
        let body = request.take_body().into_bytes_limit(BODY_BYTES).await;
        let body = body.map_err(|_| ApiError::bad_request("the body is too long or broken off"))?;
        let source = source(&request, &self.app);
        let app = self.app.clone();
        let arrived = Arrived {
            app,
            identity,
            request,
            body: body.to_vec(),
            now,
            source,
        };
        self.route.handle(arrived).await
    }
}

impl Endpoint for Guarded {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let start = Instant::now();
        let answer = match timeout(TIME_LIMIT, self.answer(request)).await {
            Ok(answer) => answer,
            Err(_) => Err(ErrorCode::Unavailable.into()),
        };
        let correlation = Uuid::now_v7().simple().to_string();
        let answer = answer.unwrap_or_else(|error| refuse(&error, &correlation));
        log(&self.route, answer.status(), start.elapsed(), &correlation);
        Ok(answer)
    }
}

/// Writes an error as the client gets it, and what it does not get into the log.
#[must_use]
pub fn refuse(error: &ApiError, correlation: &str) -> Response {
    if let ApiError::Fault(fault) = error {
        tracing::error!(correlation, "{fault:#}");
    }
    let code = error.code();
    let status = status(&code);
    let body = ErrorBody {
        error: code,
        correlation: correlation.to_owned(),
    };
    let body = serde_json::to_vec(&body).unwrap_or_default();
    let mut response = Response::builder()
        .status(status)
        .content_type(JSON)
        .body(body);
    if let Some(seconds) = error.retry_after_s() {
        let _ = response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        let bearer = HeaderValue::from_static("Bearer");
        let _ = response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, bearer);
    }
    response
}

/// Paths are logged as they stand in the table: what fills them may be secret.
fn log(route: &Route, status: StatusCode, took: Duration, correlation: &str) {
    let (method, path, status) = (&route.method, route.path, status.as_u16());
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    match status {
        401 | 403 | 429 => tracing::warn!(%method, path, status, ms, correlation, "refused"),
        500.. => tracing::error!(%method, path, status, ms, correlation, "failed"),
        _ => tracing::debug!(%method, path, status, ms, correlation, "answered"),
    }
}

fn source(request: &Request, app: &App) -> Option<IpAddr> {
    let peer = request.remote_addr().as_socket_addr()?.ip();
    // A proxy may add a line of its own after one that the sender made up.
    let lines = request.headers().get_all("x-forwarded-for").iter();
    let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
    let trusted = &app.config.trusted_proxies;
    Some(server::sender(peer, Some(&lines.join(",")), trusted))
}

/// Everything of the office listener: the routes, an error body also where
/// there is no route, and the headers that every answer carries.
pub struct Frame<E>(pub E);

impl<E: Endpoint> Endpoint for Frame<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let answer = self.0.call(request).await.map(IntoResponse::into_response);
        let mut response = answer.unwrap_or_else(|error| {
            let code = match error.status() {
                StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => ErrorCode::NotFound,
                _ => ErrorCode::BadRequest {
                    message: "not a request of this API".to_owned(),
                },
            };
            refuse(&code.into(), &Uuid::now_v7().simple().to_string())
        });
        protect(&mut response);
        Ok(response)
    }
}

/// Requirements F09, F10, F27: nothing is stored, framed, sniffed or run.
const HEADERS: [(&str, &str); 8] = [
    ("cache-control", "no-store"),
    ("content-security-policy", CSP),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=()",
    ),
    ("referrer-policy", "no-referrer"),
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
];

/// The only page of this listener has one style sheet and no script.
const CSP: &str = concat!(
    "default-src 'none'; style-src 'self'; object-src 'none'; base-uri 'none'; ",
    "form-action 'none'; frame-ancestors 'none'"
);

fn protect(response: &mut Response) {
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        let _ = response.headers_mut().insert(name, value);
    }
}
