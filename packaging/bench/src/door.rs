//! A device's way to the server with as little work as can be: one connection
//! that stays open, no repetition, answers read only as far as needed.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use aufruf_client::{Client, DeviceKey, intent};
use aufruf_core::wire::device::{DeviceKind, LoginRequest, PairRequest, SetupRequest, StaffRole};
use aufruf_tests::town::Town;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Serialize;

/// A request that takes longer failed.
const ANSWER_MAX: Duration = Duration::from_secs(20);

/// The clerk who sits at every desk.
pub(crate) const CLERK: &str = "schmidt";

/// Their password: letters that every keyboard has.
pub(crate) const PASSWORD: &str = "Rathaus-Bench-2026";

/// A paired device, at a desk with a session.
pub(crate) struct Door {
    http: reqwest::Client,
    base: String,
}

impl Door {
    fn new(town: &Town, key: &str, session: Option<&str>) -> Result<Self> {
        let mut headers = HeaderMap::new();
        let _ = headers.insert(
            AUTHORIZATION,
            HeaderValue::try_from(format!("Bearer {key}"))?,
        );
        let _ = headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(session) = session {
            let _ = headers.insert("x-session", HeaderValue::try_from(session)?);
        }
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .pool_max_idle_per_host(1)
            .tcp_nodelay(true)
            .no_proxy()
            .timeout(ANSWER_MAX)
            .build()?;
        // The name would be looked up for each connection.
        let base = town.office(0).replace("localhost", "127.0.0.1");
        Ok(Self { http, base })
    }

    /// Kiosks of the town.
    pub(crate) async fn kiosks(town: &Town, count: usize) -> Result<Vec<Self>> {
        let mut kiosks = Vec::with_capacity(count);
        while kiosks.len() < count {
            let key = pair(town, DeviceKind::Kiosk).await?;
            kiosks.push(Self::new(town, &key, None)?);
        }
        Ok(kiosks)
    }

    /// Desks of the town, at each of which a clerk has logged in.
    pub(crate) async fn desks(town: &Town, count: usize) -> Result<Vec<Self>> {
        let code = town.setup_code(CLERK, StaffRole::Clerk).await?;
        let mut setup = Some(SetupRequest {
            user: CLERK.to_owned(),
            code,
            password: PASSWORD.to_owned(),
        });
        let login = LoginRequest {
            user: CLERK.to_owned(),
            password: PASSWORD.to_owned(),
        };
        let mut desks = Vec::with_capacity(count);
        while desks.len() < count {
            let key = pair(town, DeviceKind::Desk).await?;
            let client = Client::new(town.office(0), DeviceKey::new(&key))?;
            if let Some(setup) = setup.take() {
                client.set_password(&setup).await?;
            }
            let session = client.log_in(&login).await?;
            desks.push(Self::new(town, &key, Some(&session.token))?);
        }
        Ok(desks)
    }

    /// Sends a command with an id of its own; how long the whole answer took.
    pub(crate) async fn command(&self, path: &str, body: impl Serialize) -> Result<Duration> {
        let body = serde_json::to_vec(&intent(body))?;
        let request = self.http.post(format!("{}{path}", self.base)).body(body);
        timed(request).await.map(|(took, _)| took)
    }

    /// Asks; how long the whole answer took, and the answer.
    pub(crate) async fn ask(&self, path: &str) -> Result<(Duration, Vec<u8>)> {
        timed(self.http.get(format!("{}{path}", self.base))).await
    }
}

async fn timed(request: reqwest::RequestBuilder) -> Result<(Duration, Vec<u8>)> {
    let start = Instant::now();
    let answer = request.send().await?;
    let status = answer.status();
    let body = answer.bytes().await?;
    let took = start.elapsed();
    ensure!(
        status.is_success(),
        "{status}: {}",
        String::from_utf8_lossy(&body)
    );
    Ok((took, body.to_vec()))
}

async fn pair(town: &Town, kind: DeviceKind) -> Result<String> {
    let code = town.pairing_code(kind).await?;
    let request = PairRequest { code, kind };
    let paired = aufruf_client::pair(town.office(0), &request).await;
    Ok(paired.context("pairing")?.key)
}
