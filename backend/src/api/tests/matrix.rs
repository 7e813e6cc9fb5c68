//! Every route with every kind of credential (requirement F20).

use aufruf_core::wire::device::{
    DeviceKind,
    StaffRole::{Administrator, Clerk, Lead},
};
use poem::http::{Method, StatusCode};
use uuid::Uuid;

use super::office::{Credential, Office};
use crate::{auth::Access, router};

/// Kinds of credentials, and whom each is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    WrongKey,
    RevokedDesk,
    Kiosk,
    Display,
    Desk,
    WrongSession,
    SessionOfAnotherDesk,
    SessionOnAKiosk,
    Clerk,
    Lead,
    Administrator,
}

const KINDS: [Kind; 12] = [
    Kind::Nothing,
    Kind::WrongKey,
    Kind::RevokedDesk,
    Kind::Kiosk,
    Kind::Display,
    Kind::Desk,
    Kind::WrongSession,
    Kind::SessionOfAnotherDesk,
    Kind::SessionOnAKiosk,
    Kind::Clerk,
    Kind::Lead,
    Kind::Administrator,
];

/// The table that the routes must keep to, written down a second time.
fn expected(access: Access, kind: Kind) -> Result<(), u16> {
    let rank = match kind {
        Kind::Clerk => 1,
        Kind::Lead => 2,
        Kind::Administrator => 3,
        _ => 0,
    };
    let device = match kind {
        Kind::Nothing | Kind::WrongKey | Kind::RevokedDesk => None,
        Kind::Kiosk | Kind::SessionOnAKiosk => Some("kiosk"),
        Kind::Display => Some("display"),
        _ => Some("desk"),
    };
    let needs_device = |wanted: &str| match device {
        None => Err(401),
        Some(device) if device == wanted => Ok(()),
        Some(_) => Err(403),
    };
    let needs_rank = |least: u8| {
        needs_device("desk")?;
        match rank {
            0 => Err(401),
            rank if rank >= least => Ok(()),
            _ => Err(403),
        }
    };
    match access {
        Access::Open | Access::OneTime => Ok(()),
        // No kind has the operator's token, and a test comes from no machine.
        Access::Monitor => Err(401),
        Access::AnyDevice => device.map(drop).ok_or(401),
        Access::Kiosk => needs_device("kiosk"),
        Access::Display => needs_device("display"),
        Access::Desk => needs_device("desk"),
        Access::Clerk => needs_rank(1),
        Access::Lead => needs_rank(2),
        Access::Administrator => needs_rank(3),
    }
}

async fn credential(office: &Office, kind: Kind) -> Credential {
    let device = async |kind| office.device(kind).await.1;
    let bare = |key: &str| Credential {
        key: Some(key.to_owned()),
        session: None,
    };
    match kind {
        Kind::Nothing => Credential::default(),
        Kind::WrongKey => bare(&"ab".repeat(32)),
        Kind::RevokedDesk => {
            let (device, credential) = office.device(DeviceKind::Desk).await;
            let with_session = office.session(&device, credential, Administrator).await;
            assert!(office.app.store.revoke_device(device.id).await.unwrap());
            with_session
        }
        Kind::Kiosk => device(DeviceKind::Kiosk).await,
        Kind::Display => device(DeviceKind::Display).await,
        Kind::Desk => device(DeviceKind::Desk).await,
        Kind::WrongSession => Credential {
            session: Some("cd".repeat(32)),
            ..device(DeviceKind::Desk).await
        },
        Kind::SessionOfAnotherDesk => Credential {
            session: office.staff(Administrator).await.session,
            ..device(DeviceKind::Desk).await
        },
        Kind::SessionOnAKiosk => Credential {
            session: office.staff(Administrator).await.session,
            ..device(DeviceKind::Kiosk).await
        },
        Kind::Clerk => office.staff(Clerk).await,
        Kind::Lead => office.staff(Lead).await,
        Kind::Administrator => office.staff(Administrator).await,
    }
}

#[tokio::test]
async fn every_route_admits_exactly_whom_its_role_says() {
    let office = Office::open().await;
    for kind in KINDS {
        let mut valid = credential(&office, kind).await;
        for route in router::routes() {
            let path = route.path.replace(":id", &Uuid::new_v4().to_string());
            let path = path.replace(":token", &"0".repeat(64));
            let request = office.request(route.method.clone(), &path, &valid);
            // Without a body: who is admitted is told that it is missing.
            let status = request.send().await.0.status();
            let case = format!("{} {} as {kind:?}: {status}", route.method, route.path);
            match expected(route.access, kind) {
                Err(refused) => assert_eq!(status.as_u16(), refused, "{case}"),
                Ok(()) => assert!(
                    status != StatusCode::UNAUTHORIZED && status != StatusCode::FORBIDDEN,
                    "{case}"
                ),
            }
            if route.path.ends_with("/logout") {
                valid = credential(&office, kind).await;
            }
        }
    }
}

#[tokio::test]
async fn only_health_codes_and_links_work_without_a_key() {
    let open: Vec<_> = router::routes()
        .into_iter()
        .filter(|route| matches!(route.access, Access::Open | Access::OneTime))
        .map(|route| route.path)
        .collect();
    assert_eq!(
        open,
        [
            "/healthz",
            "/readyz",
            "/api/v1/pair",
            "/day-list/:token",
            "/day-list.css"
        ]
    );
}

#[tokio::test]
async fn no_office_route_exists_on_the_public_listener() {
    let office = Office::open().await;
    let public = poem::test::TestClient::new(crate::web::routes(office.app.clone()));
    let desk = office.staff(Administrator).await;
    for route in router::routes() {
        let path = route.path.replace(":id", &Uuid::new_v4().to_string());
        let request = public
            .request(route.method.clone(), path.replace(":token", "0"))
            .header(
                "Authorization",
                format!("Bearer {}", desk.key.clone().unwrap()),
            )
            .header("X-Session", desk.session.clone().unwrap());
        let status = request.send().await.0.status();
        assert!(
            status.is_client_error(),
            "{} {}: {status}",
            route.method,
            route.path
        );
        if route.method == Method::GET {
            assert_eq!(status, StatusCode::NOT_FOUND, "{}", route.path);
        }
    }
}

#[tokio::test]
async fn answers_cannot_be_stored_framed_or_sniffed_and_foreign_pages_are_refused() {
    let office = Office::open().await;
    let nobody = Credential::default();
    for path in ["/healthz", "/api/v1/desk/session", "/no/such/path"] {
        let response = office.request(Method::GET, path, &nobody).send().await;
        for (name, part) in [
            ("cache-control", "no-store"),
            ("content-security-policy", "frame-ancestors 'none'"),
            ("referrer-policy", "no-referrer"),
            ("strict-transport-security", "max-age=63072000"),
            ("x-content-type-options", "nosniff"),
        ] {
            let value = response.0.header(name).unwrap_or_default();
            assert!(value.contains(part), "{path}: {name}: {value}");
        }
    }
    for method in [Method::TRACE, Method::DELETE] {
        let (status, body) = office.send(method, "/healthz", &nobody, None).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(body["error"]["kind"], "not_found");
    }
    let kiosk = office.device(DeviceKind::Kiosk).await.1;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = office.request(Method::POST, "/api/v1/device/status", &kiosk);
        let response = request
            .header(name, value)
            .body_json(&serde_json::json!({}))
            .send()
            .await;
        response.assert_status(StatusCode::FORBIDDEN);
    }
}
