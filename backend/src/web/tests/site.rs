//! An installation with the example office, and a browser that keeps cookies.

use std::{collections::BTreeMap, sync::Mutex};

use aufruf_core::{id::OfficeId, settings::OfficeSettings};
use jiff::{SignedDuration, Timestamp};
use poem::{
    Endpoint, Request, Response,
    endpoint::BoxEndpoint,
    http::{Method, StatusCode, header},
};

use crate::{app::App, clock::Clock, config::Config, web};

/// Monday, 08:30 in Musterstadt; a week without holidays follows.
pub(crate) const NOW: &str = "2026-06-08T06:30:00Z";
/// Link to the example office.
pub(crate) const OFFICE: &str = "/buergerbuero";

/// A running installation in a folder of its own.
pub(crate) struct Site {
    pub(crate) app: App,
    pages: BoxEndpoint<'static, Response>,
    _folder: tempfile::TempDir,
}

/// The settings of the example office.
pub(crate) fn example() -> OfficeSettings {
    toml::from_str(include_str!("../../../../assets/example-office.toml")).unwrap()
}

impl Site {
    pub(crate) async fn open() -> Self {
        Self::with(|_| {}, |_| {}).await
    }

    pub(crate) async fn with(
        change: impl FnOnce(&mut OfficeSettings),
        configure: impl FnOnce(&mut Config),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::in_folder(folder.path());
        config.pages.requests_per_minute = 0;
        config.pages.bookings_per_10_minutes = 0;
        configure(&mut config);
        let now: Timestamp = NOW.parse().unwrap();
        let clock = Clock::movable(now.duration_since(Timestamp::now()));
        let app = App::build(config, clock).await.unwrap();
        let mut settings = example();
        change(&mut settings);
        let document = serde_json::to_string(&settings).unwrap();
        let _ = app
            .store
            .import_settings(&settings.office.id, document, now)
            .await
            .unwrap();
        Self {
            pages: web::routes(app.clone()),
            app,
            _folder: folder,
        }
    }

    pub(crate) fn office(&self) -> OfficeId {
        OfficeId::new(OFFICE.trim_start_matches('/')).unwrap()
    }

    pub(crate) fn later(&self, by: SignedDuration) {
        let seconds = u64::try_from(by.as_secs()).unwrap();
        drop(
            self.app
                .clock
                .advance(std::time::Duration::from_secs(seconds)),
        );
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser {
            site: self,
            cookies: Mutex::default(),
            heard: Mutex::default(),
        }
    }
}

/// A browser: keeps cookies, follows nothing by itself.
pub(crate) struct Browser<'a> {
    site: &'a Site,
    cookies: Mutex<BTreeMap<String, String>>,
    /// Every address and header that was answered with.
    heard: Mutex<String>,
}

/// An answer.
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) headers: poem::http::HeaderMap,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .expect("a redirect")
            .to_str()
            .unwrap()
    }

    /// The values that a form field offers, in the order of the page.
    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        let mark = format!("name=\"{name}\" value=\"");
        let rest = self.body.split(&mark).skip(1);
        rest.map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    }

    pub(crate) fn title(&self) -> &str {
        let rest = self.body.split("<title>").nth(1).expect("a title");
        rest.split('<').next().unwrap()
    }

    #[track_caller]
    pub(crate) fn expect(&self, status: u16, text: &str) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert!(self.body.contains(text), "{text:?} is not in {}", self.body);
        self
    }
}

impl Browser<'_> {
    pub(crate) async fn send(&self, method: Method, path: &str, body: &[(&str, &str)]) -> Seen {
        let mut request = Request::builder().method(method).uri_str(path);
        let cookies = self.cookies.lock().unwrap().clone();
        if !cookies.is_empty() {
            let pairs: Vec<String> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        let mut form = form_urlencoded::Serializer::new(String::new());
        let _ = form.extend_pairs(body);
        let request = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form.finish());
        let response = self.site.pages.get_response(request).await;
        let (parts, body) = response.into_parts();
        let heard = format!("{:?}\n", parts.headers);
        self.heard.lock().unwrap().push_str(&heard);
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            let _ = self
                .cookies
                .lock()
                .unwrap()
                .insert(name.to_owned(), value.to_owned());
        }
        let body = body.into_string().await.unwrap_or_default();
        Seen {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Every header of every answer so far.
    pub(crate) fn heard(&self) -> String {
        self.heard.lock().unwrap().clone()
    }

    pub(crate) async fn get(&self, path: &str) -> Seen {
        self.send(Method::GET, path, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, body: &[(&str, &str)]) -> Seen {
        self.send(Method::POST, path, body).await
    }

    /// Opens a page, fills its form and sends it.
    pub(crate) async fn fill(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Seen {
        let seen = self.get(page).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        self.answer(&seen, action, fields).await
    }

    /// Fills the form of a page that was seen and sends it.
    pub(crate) async fn answer(&self, seen: &Seen, action: &str, fields: &[(&str, &str)]) -> Seen {
        let csrf = seen.values("csrf").first().expect("a form").clone();
        let request_id = seen.values("request_id").first().expect("a form").clone();
        let mut body = vec![("csrf", csrf.as_str()), ("request_id", request_id.as_str())];
        body.extend_from_slice(fields);
        self.post(action, &body).await
    }

    /// Steps 1 and 2: the first free time for an identity card.
    pub(crate) async fn hold(&self) -> String {
        let seen = self
            .fill(OFFICE, OFFICE, &[("service", "personalausweis")])
            .await;
        assert_eq!(seen.location(), "/buergerbuero/zeit");
        let seen = self.get("/buergerbuero/zeit").await;
        let time = seen.values("time").first().expect("a free time").clone();
        let seen = self
            .answer(&seen, "/buergerbuero/zeit", &[("time", &time)])
            .await;
        assert_eq!(seen.location(), "/buergerbuero/kontakt");
        time
    }

    /// Steps 1 to 4. Answers the booked time.
    pub(crate) async fn book(&self, name: &str, email: &str) -> String {
        let time = self.hold().await;
        let fields = [
            ("name", name),
            ("email", email),
            ("phone", ""),
            ("action", "next"),
        ];
        let page = "/buergerbuero/kontakt";
        let seen = self.fill(page, page, &fields).await;
        assert_eq!(seen.location(), "/buergerbuero/pruefen");
        let page = "/buergerbuero/pruefen";
        let seen = self.fill(page, page, &[("action", "send")]).await;
        assert_eq!(seen.location(), "/buergerbuero/gesendet");
        time
    }

    /// The links of the only booked visit: confirm, manage, ticket.
    pub(crate) async fn links(&self, time: &str) -> Links {
        let from: Timestamp = time.parse().unwrap();
        let app = &self.site.app;
        let office = self.site.office();
        let zone = crate::i18n::zone("Europe/Berlin");
        let date = from.to_zoned(zone).date();
        let snapshot = app.days.snapshot(&office, date).await.unwrap();
        let visit = snapshot
            .day
            .visits()
            .filter(|v| v.booked == Some(from))
            .max_by_key(|v| v.last_seq)
            .expect("a visit at that time")
            .id;
        let found = app.store.find_visit(visit).await.unwrap().unwrap();
        Links {
            confirm: format!("/b/{}", app.secrets.confirm_token(visit, found.generation)),
            manage: format!("/m/{}", app.secrets.manage_token(visit, found.generation)),
        }
    }

    /// Opens the confirm link and presses the button.
    pub(crate) async fn confirm(&self, links: &Links) -> Seen {
        assert_eq!(self.get(&links.confirm).await.location(), "/bestaetigen");
        self.fill("/bestaetigen", "/bestaetigen", &[]).await
    }
}

/// Links of mails.
pub(crate) struct Links {
    pub(crate) confirm: String,
    pub(crate) manage: String,
}
