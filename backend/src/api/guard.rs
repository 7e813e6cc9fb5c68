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
    input::{BODY_BYTES, JSON},
    route::Route,
};
use crate::{
    app::App,
    auth::{Access, identity::Identity},
    error::{ApiError, status},
    http,
};

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
    /// The network it came from.
    pub network: IpAddr,
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
        // Citizens have no address of this listener.
        if http::is_foreign(&request, None) {
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
        let network = http::network(&request, &self.app.config.trusted_proxies);
        let app = self.app.clone();
        let arrived = Arrived {
            app,
            identity,
            request,
            body: body.to_vec(),
            now,
            network,
        };
        self.route.handle(arrived).await
    }
}

impl Endpoint for Guarded {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let start = Instant::now();
        let answer = match timeout(http::REQUEST_MAX, self.answer(request)).await {
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
        http::shield(response.headers_mut(), CSP);
        Ok(response)
    }
}

/// The only page of this listener has one style sheet and no script.
const CSP: &str = concat!(
    "default-src 'none'; style-src 'self'; object-src 'none'; base-uri 'none'; ",
    "form-action 'none'; frame-ancestors 'none'"
);
