//! Around every page: limits, the check of the origin, error pages, headers.

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
};

use super::{
    context::office_id,
    limit::Limits,
    page::{Failure, Page},
};
use crate::{app::App, i18n::Words};

/// Nothing foreign, nothing inline; pictures inside the styles (requirement F09).
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Everything around the pages.
pub(super) struct Layer<E> {
    pub(super) inner: E,
    pub(super) app: App,
    pub(super) limits: Arc<Limits>,
}

impl<E: Endpoint> Endpoint for Layer<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let path = request.uri().path().to_owned();
        let is_asset = path.starts_with("/assets/");
        let is_head = *request.method() == Method::HEAD;
        let answer = match self.admit(&request, is_asset) {
            Ok(()) => self
                .inner
                .call(request)
                .await
                .map(IntoResponse::into_response),
            Err(failure) => Err(failure.into()),
        };
        let mut response = match answer {
            Ok(response) if response.status() != StatusCode::NOT_FOUND || has_body(&response) => {
                response
            }
            Ok(_) => self.error_page(&path, &Failure::NotFound).await,
            Err(error) => self.error_page(&path, &failure_of(&error)).await,
        };
        set_headers(response.headers_mut(), &path);
        if is_head {
            response.set_body(());
        }
        Ok(response)
    }
}

impl<E> Layer<E> {
    fn admit(&self, request: &Request, is_asset: bool) -> Result<(), Failure> {
        if is_asset {
            return Ok(());
        }
        self.limits.check(request)?;
        match *request.method() {
            Method::GET | Method::HEAD => Ok(()),
            Method::POST if is_same_origin(request, &self.app.config.public_url) => Ok(()),
            Method::POST => Err(Failure::Forbidden),
            _ => Err(Failure::BadRequest),
        }
    }

    async fn error_page(&self, path: &str, failure: &Failure) -> Response {
        let page = self.frame(path).await;
        failure
            .page(page)
            .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into())
    }

    /// The frame of the office that the address names, else of the only office.
    async fn frame(&self, path: &str) -> Page {
        let named = path.split('/').nth(1).and_then(|name| office_id(name).ok());
        let office = match named {
            Some(office) if self.app.settings.current(&office).await.is_ok() => Some(office),
            _ => match self
                .app
                .settings
                .offices()
                .await
                .unwrap_or_default()
                .as_slice()
            {
                [only] => Some(only.clone()),
                _ => None,
            },
        };
        let title = Words.w("error-title");
        if let Some(office) = office
            && let Ok(published) = self.app.settings.current(&office).await
        {
            return Page::of(&published.settings, title);
        }
        Page::plain(title, "")
    }
}

fn has_body(response: &Response) -> bool {
    response.headers().contains_key(header::CONTENT_TYPE)
}

/// What a failed handler or the router meant.
fn failure_of(error: &poem::Error) -> Failure {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return failure.clone();
    }
    match error.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Failure::NotFound,
        status if status.is_client_error() => Failure::BadRequest,
        _ => Failure::fault(&"an error of the framework"),
    }
}

/// Whether a POST comes from a page of ours (requirement F11). Browsers send
/// `Sec-Fetch-Site` or `Origin` with each POST; programs that send neither have
/// no session of somebody else to misuse, and the form token is asked as well.
fn is_same_origin(request: &Request, public_url: &str) -> bool {
    if let Some(site) = request.header("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = request.header(header::ORIGIN) else {
        return true;
    };
    let host = request.header(header::HOST).unwrap_or_default();
    let rest = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    origin == public_url || (rest == Some(host) && !host.is_empty())
}

fn set_headers(headers: &mut HeaderMap, path: &str) {
    let is_token = ["/b/", "/m/", "/t/"]
        .iter()
        .any(|prefix| path.starts_with(prefix));
    let mut set = |name: header::HeaderName, value: &'static str| {
        drop(headers.insert(name, HeaderValue::from_static(value)));
    };
    set(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    set(
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    );
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // `no-referrer` would also blank the `Origin` of our own forms.
    set(
        header::REFERRER_POLICY,
        if is_token {
            "no-referrer"
        } else {
            "same-origin"
        },
    );
    set(
        header::HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    set(
        header::HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        header::HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    if !path.starts_with("/assets/") {
        // Also the pages before the first personal datum: back and forward then
        // show what the session holds (requirements F27, A09).
        set(header::CACHE_CONTROL, "no-store");
    }
}
