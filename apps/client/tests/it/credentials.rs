use std::{fs, path::PathBuf};

use aufruf_client::{Credentials, CredentialsError, DeviceKey};
use aufruf_core::{id::OfficeId, wire::device::DeviceKind};

use crate::server::Server;

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("aufruf-client-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("deep").join("display.toml")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn credentials(key: &str) -> Credentials {
    Credentials {
        server: "https://rathaus:8443".to_owned(),
        key: DeviceKey::new(key),
        office: OfficeId::new("musterstadt").unwrap(),
        name: "Monitor Foyer".to_owned(),
    }
}

#[test]
fn a_key_is_kept_and_replaced() {
    let folder = Folder::new("kept");
    let file = folder.file();
    assert!(Credentials::read(&file).unwrap().is_none());
    for key in ["one", "two"] {
        credentials(key).write(&file).unwrap();
        assert_eq!(Credentials::read(&file).unwrap(), Some(credentials(key)));
    }
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("mode");
    // What a crash left behind, open to everyone, is not reused.
    fs::create_dir_all(folder.file().parent().unwrap()).unwrap();
    fs::write(folder.0.join("deep").join("display.toml.new"), "").unwrap();
    credentials("k").write(&folder.file()).unwrap();
    assert_eq!(
        fs::metadata(folder.file()).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn a_broken_file_is_named_without_its_secret() {
    let folder = Folder::new("broken");
    fs::create_dir_all(folder.file().parent().unwrap()).unwrap();
    for text in ["key = \"geheim\"\n", "key = geheim\n", &"x".repeat(20_000)] {
        fs::write(folder.file(), text).unwrap();
        let error = Credentials::read(&folder.file()).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("display.toml") && !shown.contains("geheim"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn pairing_keeps_the_key_and_a_wrong_code_keeps_nothing() {
    let folder = Folder::new("pair");
    let wrong = Server::always("401 Unauthorized", "").await;
    let pair = async |url: &str| {
        Credentials::pair(url, " ABCD2345\n", DeviceKind::Display, &folder.file()).await
    };
    assert!(matches!(
        pair(&wrong.url).await,
        Err(CredentialsError::Pairing(_))
    ));
    assert!(!folder.file().exists());

    let body =
        r#"{"key":"k","office":"musterstadt","office_name":"Bürgerbüro","device_name":"Foyer"}"#;
    let right = Server::always("200 OK", body).await;
    let paired = pair(&right.url).await.unwrap();
    assert_eq!(right.received().await[0].field("code"), "ABCD2345");
    assert_eq!(
        Credentials::read(&folder.file()).unwrap(),
        Some(paired.clone())
    );
    assert_eq!(paired.client().unwrap().server(), right.url);
}
