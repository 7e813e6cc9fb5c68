//! Programs behind the proxy of a town hall: TLS with the town's own authority.

use std::{env, process::Command};

use anyhow::{Context, Result, ensure};
use aufruf_client::{Client, DeviceKey, Error, Feed};
use aufruf_core::{
    settings::OfficeSettings,
    wire::{
        device::{DeviceKind, PairRequest},
        kiosk::KioskView,
    },
};
use aufruf_tests::{
    office,
    tls::Authority,
    town::{Database, Plan, Town, working_morning},
};
use futures::StreamExt;

use crate::places::program;

/// Set in the process that trusts the authority: where to pair, with which code.
const PAIR_AT: &str = "AUFRUF_TEST_PAIR_AT";
const CODE: &str = "AUFRUF_TEST_CODE";

/// The trust store belongs to a process, so the test runs itself once more with
/// the town's authority in it.
#[tokio::test(flavor = "multi_thread")]
async fn programs_reach_a_server_behind_the_towns_own_tls() -> Result<()> {
    if let (Ok(server), Ok(code)) = (env::var(PAIR_AT), env::var(CODE)) {
        return pair_and_watch(&server, code).await;
    }
    let settings: OfficeSettings = toml::from_str(office::EXAMPLE)?;
    let town = Town::start(Plan {
        program: program(),
        database: Database::Sqlite,
        office: office::EXAMPLE.to_owned(),
        start: working_morning(&settings, 9 * 60),
        smtp: None,
    })
    .await?;
    let authority = Authority::for_server("localhost")?;
    let behind = town.office(0).trim_start_matches("http://").to_owned();
    let port = authority.proxy(behind).await?;
    let server = format!("https://localhost:{port}");
    let code = town.pairing_code(DeviceKind::Kiosk).await?;

    let stranger = aufruf_client::pair(&server, &request(code.clone())).await;
    ensure!(
        matches!(stranger, Err(Error::Unreachable(_))),
        "an unknown authority was trusted: {stranger:?}"
    );

    let folder = tempfile::tempdir()?;
    let trusted = folder.path().join("town-ca.pem");
    std::fs::write(&trusted, authority.pem())?;
    let mut again = Command::new(env::current_exe()?);
    let _ = again
        .args([
            "encrypted::programs_reach_a_server_behind_the_towns_own_tls",
            "--exact",
        ])
        .env("SSL_CERT_FILE", &trusted)
        .env(PAIR_AT, &server)
        .env(CODE, &code);
    let output = tokio::task::spawn_blocking(move || again.output()).await??;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    Ok(())
}

async fn pair_and_watch(server: &str, code: String) -> Result<()> {
    let paired = aufruf_client::pair(server, &request(code)).await?;
    let kiosk = Client::new(server, DeviceKey::new(&paired.key))?;
    let mut views = Box::pin(kiosk.feed::<KioskView>());
    while let Some(event) = views.next().await {
        if let Feed::View(view) = event {
            ensure!(view.office.name.contains("Musterstadt"), "{view:?}");
            return Ok(());
        }
    }
    None.context("the stream ended without a view")
}

fn request(code: String) -> PairRequest {
    PairRequest {
        code,
        kind: DeviceKind::Kiosk,
    }
}

#[test]
fn nothing_leaves_this_machine_unencrypted() {
    let key = || DeviceKey::new("key");
    for refused in [
        "http://rathaus:8081",
        "http://10.0.0.7:8081",
        "ftp://localhost",
    ] {
        assert!(
            matches!(Client::new(refused, key()), Err(Error::Address(_))),
            "{refused}"
        );
    }
    for taken in [
        "http://127.0.0.1:8081",
        "http://[::1]:8081",
        "http://localhost:8081",
    ] {
        assert!(Client::new(taken, key()).is_ok(), "{taken}");
    }
}
