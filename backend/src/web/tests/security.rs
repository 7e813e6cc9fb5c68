//! Headers, cookies, origins, secrets.

use poem::http::{Method, header};

use super::site::{OFFICE, Site};

#[tokio::test]
async fn every_answer_has_the_headers() {
    let site = Site::open().await;
    let browser = site.browser();
    for path in [
        "/",
        OFFICE,
        "/nirgends",
        "/b/xyz",
        "/termin",
        "/buergerbuero/impressum",
    ] {
        for method in [Method::GET, Method::HEAD, Method::DELETE] {
            let seen = browser.send(method, path, &[]).await;
            let header = |name: &str| seen.headers.get(name).map_or("", |v| v.to_str().unwrap());
            let policy = header("content-security-policy");
            for part in [
                "default-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            ] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe"));
            assert!(header("strict-transport-security").contains("includeSubDomains"));
            assert_eq!(header("x-content-type-options"), "nosniff");
            assert_eq!(header("cache-control"), "no-store");
            assert!(header("permissions-policy").contains("camera=()"));
        }
    }
    let seen = browser.get("/b/xyz").await;
    assert_eq!(
        seen.headers.get(header::REFERRER_POLICY).unwrap(),
        "no-referrer"
    );
}

#[tokio::test]
async fn cookies_are_bound_to_the_host() {
    let site = Site::open().await;
    let browser = site.browser();
    let seen = browser.get(OFFICE).await;
    let cookies: Vec<_> = seen.headers.get_all(header::SET_COOKIE).iter().collect();
    assert_eq!(cookies.len(), 1);
    let cookie = cookies[0].to_str().unwrap();
    assert!(cookie.starts_with("__Host-"), "{cookie}");
    for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
}

#[tokio::test]
async fn a_form_needs_its_session_and_a_foreign_page_is_refused() {
    let site = Site::open().await;
    let browser = site.browser();
    let _ = browser.get(OFFICE).await;
    let seen = browser
        .post(OFFICE, &[("service", "personalausweis"), ("csrf", "x")])
        .await;
    let _ = seen
        .expect(403, "Die Seite war zu lange offen")
        .expect(403, "id=\"service-personalausweis\" checked");
    // The page that was shown can be sent.
    let seen = browser
        .answer(&seen, OFFICE, &[("service", "personalausweis")])
        .await;
    assert_eq!(seen.location(), "/buergerbuero/zeit");
    // The token of another browser is worth nothing.
    let page = site.browser().get(OFFICE).await;
    let seen = browser
        .answer(&page, OFFICE, &[("service", "personalausweis")])
        .await;
    assert_eq!(seen.status, 403);
}

#[tokio::test]
async fn too_many_requests_get_a_page_and_a_time() {
    let site = Site::with(|_| {}, |config| config.pages.requests_per_minute = 5).await;
    let browser = site.browser();
    for _ in 0..5 {
        assert_eq!(browser.get(OFFICE).await.status, 200);
    }
    let seen = browser.get(OFFICE).await;
    let _ = seen.expect(429, "Zu viele Anfragen");
    assert!(seen.headers.contains_key(header::RETRY_AFTER));
    assert!(seen.title().contains("Zu viele Anfragen"));
}
