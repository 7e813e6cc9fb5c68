//! Styles and fonts, embedded in the program: no request leaves for a foreign
//! host (requirement E13). Each address holds a hash of all contents, so that a
//! browser may keep them for ever.

use std::sync::LazyLock;

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Path,
};
use sha2::{Digest, Sha256};

struct Asset {
    name: &'static str,
    media_type: &'static str,
    content: &'static [u8],
}

macro_rules! kern {
    ($path:literal) => {
        include_bytes!(concat!(
            "../../../assets/node_modules/@kern-ux/native/dist/",
            $path
        ))
    };
}

static ASSETS: [Asset; 6] = [
    Asset {
        name: "kern.css",
        media_type: "text/css; charset=utf-8",
        content: kern!("kern.min.css"),
    },
    Asset {
        name: "aufruf.css",
        media_type: "text/css; charset=utf-8",
        content: include_bytes!("../../../assets/web/aufruf.css"),
    },
    Asset {
        name: "FiraSans-Regular.woff2",
        media_type: "font/woff2",
        content: kern!("fonts/fira-sans/FiraSans-Regular.woff2"),
    },
    Asset {
        name: "FiraSans-Medium.woff2",
        media_type: "font/woff2",
        content: kern!("fonts/fira-sans/FiraSans-Medium.woff2"),
    },
    Asset {
        name: "FiraSans-SemiBold.woff2",
        media_type: "font/woff2",
        content: kern!("fonts/fira-sans/FiraSans-SemiBold.woff2"),
    },
    Asset {
        name: "FiraSans-Bold.woff2",
        media_type: "font/woff2",
        content: kern!("fonts/fira-sans/FiraSans-Bold.woff2"),
    },
];

/// Names the contents of this build.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in &ASSETS {
        hash.update(asset.content);
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
});

/// Where an asset is served.
pub(super) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// `GET /assets/:version/:name`.
#[handler]
pub(super) fn get(Path((version, name)): Path<(String, String)>) -> Response {
    let asset = ASSETS
        .iter()
        .find(|asset| asset.name == name && version == *VERSION);
    let Some(asset) = asset else {
        return StatusCode::NOT_FOUND.into();
    };
    Response::builder()
        .header(header::CONTENT_TYPE, asset.media_type)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        .body(asset.content)
}
