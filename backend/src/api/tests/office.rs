//! One office for one test.

use std::time::Duration;

use aufruf_core::{
    id::OfficeId,
    settings::OfficeSettings,
    wire::device::{DeviceKind, StaffRole},
};
use jiff::{SignedDuration, Timestamp, civil};
use poem::{
    Response,
    endpoint::BoxEndpoint,
    http::{Method, StatusCode},
    test::{TestClient, TestRequestBuilder},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{
    app::App,
    auth::{Device, identity::SESSION_HEADER, key::Key, pairing, streams},
    clock::Clock,
    config::Config,
    router,
    store::{device::kind_name, staff::User},
};

/// The password of everybody who has one.
pub(super) const PASSWORD: &str = "gelbes Fahrrad am Ufer";

/// What a request brings along.
#[derive(Clone, Debug, Default)]
pub(super) struct Credential {
    pub(super) key: Option<String>,
    pub(super) session: Option<String>,
}

/// An office with its server.
pub(super) struct Office {
    pub(super) app: App,
    pub(super) id: OfficeId,
    pub(super) client: TestClient<BoxEndpoint<'static, Response>>,
    _folder: TempDir,
}

impl Office {
    /// The example office on a Tuesday at 9 o'clock, open since 8.
    pub(super) async fn open() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with other settings.
    pub(super) async fn with(change: impl FnOnce(&mut OfficeSettings)) -> Self {
        Self::configured(change, |_| {}).await
    }

    /// The same on a server of another configuration.
    pub(super) async fn configured(
        change: impl FnOnce(&mut OfficeSettings),
        configure: impl FnOnce(&mut Config),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tuesday = civil::date(2027, 1, 12)
            .at(9, 0, 0, 0)
            .in_tz("Europe/Berlin")
            .unwrap();
        let offset: SignedDuration = tuesday.timestamp().duration_since(Timestamp::now());
        let mut config = Config::in_folder(folder.path());
        configure(&mut config);
        let app = App::build(config, Clock::movable(offset)).await.unwrap();
        let text = include_str!("../../../../assets/example-office.toml");
        let mut settings: OfficeSettings = toml::from_str(text).unwrap();
        change(&mut settings);
        let id = settings.office.id.clone();
        let document = serde_json::to_string(&settings).unwrap();
        let _ = app
            .store
            .import_settings(&id, document, app.clock.now())
            .await
            .unwrap();
        drop(tokio::spawn(streams::watch(app.clone())));
        let client = TestClient::new(router::office(&app));
        Self {
            app,
            id,
            client,
            _folder: folder,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.app.clock.now()
    }

    pub(super) fn wait(&self, seconds: u64) {
        self.app
            .clock
            .advance(Duration::from_secs(seconds))
            .unwrap();
    }

    /// Pairs a device through the API.
    pub(super) async fn device(&self, kind: DeviceKind) -> (Device, Credential) {
        let name = format!("{} {}", kind_name(kind), Uuid::new_v4().simple());
        let added = pairing::add(
            &self.app.store,
            &self.id,
            kind,
            name[..20].to_owned(),
            self.now(),
        );
        let (device, code) = added.await.unwrap();
        let body = json!({ "code": code.to_string(), "kind": kind_name(kind) });
        let (status, paired) = self
            .post("/api/v1/pair", &Credential::default(), &body)
            .await;
        assert_eq!(status, StatusCode::OK, "{paired}");
        let key = paired["key"].as_str().unwrap().to_owned();
        (
            device,
            Credential {
                key: Some(key),
                session: None,
            },
        )
    }

    /// A session on a desk, without the time that a password takes.
    pub(super) async fn staff(&self, role: StaffRole) -> Credential {
        let (device, credential) = self.device(DeviceKind::Desk).await;
        self.session(&device, credential, role).await
    }

    /// A session on this desk.
    pub(super) async fn session(
        &self,
        device: &Device,
        desk: Credential,
        role: StaffRole,
    ) -> Credential {
        let user = User {
            id: Uuid::now_v7(),
            office: self.id.clone(),
            name: format!("user-{}", Uuid::new_v4().simple()),
            role,
            password_hash: None,
            disabled: false,
        };
        let (now, code) = (self.now(), Key::generate());
        assert!(
            self.app
                .store
                .add_user(&user, code.hash(), now, now)
                .await
                .unwrap()
        );
        let token = Key::generate();
        let until = now + crate::auth::login::LONGEST;
        let opened = self
            .app
            .store
            .open_session(token.hash(), user.id, device.id, until, now);
        opened.await.unwrap();
        Credential {
            session: Some(token.as_str().to_owned()),
            ..desk
        }
    }

    pub(super) fn request(
        &self,
        method: Method,
        path: &str,
        credential: &Credential,
    ) -> TestRequestBuilder<'_, BoxEndpoint<'static, Response>> {
        let mut request = self.client.request(method, path);
        if let Some(key) = &credential.key {
            request = request.header("Authorization", format!("Bearer {key}"));
        }
        if let Some(session) = &credential.session {
            request = request.header(SESSION_HEADER, session);
        }
        request
    }

    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        credential: &Credential,
        body: Option<&Value>,
    ) -> (StatusCode, Value) {
        let mut request = self.request(method, path, credential);
        if let Some(body) = body {
            request = request.body_json(body);
        }
        let response = request.send().await.0;
        let status = response.status();
        let text = response.into_body().into_string().await.unwrap();
        let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
        (status, value)
    }

    pub(super) async fn get(&self, path: &str, credential: &Credential) -> (StatusCode, Value) {
        self.send(Method::GET, path, credential, None).await
    }

    pub(super) async fn post(
        &self,
        path: &str,
        credential: &Credential,
        body: &Value,
    ) -> (StatusCode, Value) {
        self.send(Method::POST, path, credential, Some(body)).await
    }

    /// Sends a command with a new request id; it must be accepted.
    pub(super) async fn must(&self, path: &str, credential: &Credential, body: Value) -> Value {
        let (status, answer) = self.post(path, credential, &intent(body)).await;
        assert!(status.is_success(), "{path}: {status} {answer}");
        answer
    }

    /// Sends a command to the queue; it must be accepted.
    pub(super) async fn command(&self, desk: &Credential, body: Value) -> Value {
        self.must("/api/v1/desk/command", desk, body).await
    }
}

/// A body with a new request id.
pub(super) fn intent(mut body: Value) -> Value {
    body["request_id"] = json!(Uuid::new_v4());
    body
}

/// The code of an error's body, with that of a rejection in it.
pub(super) fn code(body: &Value) -> String {
    let error = &body["error"];
    match error["rejection"]["code"].as_str() {
        Some(code) => code.to_owned(),
        None => error["kind"].as_str().unwrap_or("no error").to_owned(),
    }
}
