//! Around every page: limits, the check of the origin, error pages, headers.

use std::{sync::Arc, time::Duration};

use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
};
use tokio::time::timeout;

use super::{
    context::{Throttled, office_id},
    limit::Limits,
    page::{Failure, Page},
};
use crate::{
    app::App,
    http::{is_foreign, shield},
    i18n::Words,
};

/// Nothing foreign, nothing inline; pictures inside the styles (requirement F09).
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Everything around the pages.
pub(super) struct Layer<E> {
    pub(super) inner: E,
    pub(super) app: App,
    pub(super) limits: Arc<Limits>,
    /// The longest time from a request to its answer.
    pub(super) request_max: Duration,
}

impl<E: Endpoint> Endpoint for Layer<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let path = request.uri().path().to_owned();
        let is_head = *request.method() == Method::HEAD;
        let answer = match timeout(self.request_max, self.answer(request)).await {
            Ok(answer) => answer,
            Err(_) => Err(Failure::TooSlow.into()),
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

impl<E: Endpoint> Layer<E> {
    async fn answer(&self, mut request: Request) -> Result<Response> {
        if let Err(failure) = self.admit(&request) {
            let is_form = *request.method() == Method::POST;
            let Failure::TooMany { retry_after_s } = failure else {
                return Err(failure.into());
            };
            if !is_form || self.is_foreign(&request) || !self.limits.may_show_again(&request) {
                return Err(failure.into());
            }
            // Nothing is done, but what was typed must not be lost: the handler
            // shows the form again (see `Context::refusal`).
            let mark = Throttled { retry_after_s };
            let _ = request.extensions_mut().insert(mark);
        }
        let response = self.inner.call(request).await?;
        Ok(response.into_response())
    }
}

impl<E> Layer<E> {
    fn admit(&self, request: &Request) -> Result<(), Failure> {
        if request.uri().path().starts_with("/assets/") {
            return Ok(());
        }
        self.limits.check(request)?;
        match *request.method() {
            Method::GET | Method::HEAD => Ok(()),
            Method::POST if self.is_foreign(request) => Err(Failure::Forbidden),
            Method::POST => Ok(()),
            _ => Err(Failure::BadRequest),
        }
    }

    fn is_foreign(&self, request: &Request) -> bool {
        is_foreign(request, Some(&self.app.config.public_url))
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

fn set_headers(headers: &mut HeaderMap, path: &str) {
    let is_token = ["/b/", "/m/", "/t/"]
        .iter()
        .any(|prefix| path.starts_with(prefix));
    // Pages are not stored, not even those before the first personal datum:
    // back and forward then show what the session holds (requirements F27,
    // A09). Styles and fonts say themselves how long.
    let own = headers.get(header::CACHE_CONTROL).cloned();
    shield(headers, CONTENT_SECURITY_POLICY);
    if path.starts_with("/assets/")
        && let Some(own) = own
    {
        let _ = headers.insert(header::CACHE_CONTROL, own);
    }
    if !is_token {
        // `no-referrer` would also blank the `Origin` of our own forms.
        let same = HeaderValue::from_static("same-origin");
        let _ = headers.insert(header::REFERRER_POLICY, same);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::tests::site::{OFFICE, Site};

    #[tokio::test]
    async fn what_takes_too_long_is_answered_in_words() {
        let site = Site::open().await;
        let layer = Layer {
            inner: poem::endpoint::make(|_| std::future::pending::<Result<Response>>()),
            app: site.app.clone(),
            limits: Arc::new(Limits::new(&site.app.config)),
            request_max: Duration::from_millis(20),
        };
        let request = Request::builder().uri_str(OFFICE).finish();
        let response = layer.get_response(request).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(response.headers().contains_key(header::RETRY_AFTER));
        let page = response.into_body().into_string().await.unwrap();
        assert!(page.contains("Das hat zu lange gedauert"), "{page}");
    }
}
