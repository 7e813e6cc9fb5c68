//! Shows a page once more to a browser that has none of its cookies. Styles
//! and fonts go to nobody but the server's own pages, so they are passed on.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result};
use aufruf_tests::browser::Page;
use poem::http::{StatusCode, Uri, header};
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::web::{Data, Html};
use poem::{EndpointExt, IntoResponse, Response, Route, Server, get, handler};
use reqwest::{Client, Url};

/// How long a style or a font may take.
const LIMIT: Duration = Duration::from_secs(10);

#[derive(Clone)]
struct Copy {
    page: Url,
    html: String,
    client: Client,
}

/// Serves a page as it is on a free port, as long as this program runs, and
/// answers its address.
pub(super) async fn serve(page: &Page) -> Result<String> {
    let copy = Copy {
        page: page.url.clone(),
        html: page.html.clone(),
        client: Client::builder().timeout(LIMIT).no_proxy().build()?,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let acceptor = listener.into_acceptor().await?;
    let address = acceptor
        .local_addr()
        .into_iter()
        .find_map(|address| address.as_socket_addr().map(SocketAddr::port))
        .context("a port")?;
    let app = Route::new()
        .at("/", get(html))
        .at("/assets/*path", get(asset))
        .data(copy);
    drop(tokio::spawn(Server::new_with_acceptor(acceptor).run(app)));
    Ok(format!("http://localhost:{address}/"))
}

#[handler]
fn html(Data(copy): Data<&Copy>) -> Html<String> {
    Html(copy.html.clone())
}

#[handler]
async fn asset(Data(copy): Data<&Copy>, uri: &Uri) -> Response {
    pass_on(copy, uri.path())
        .await
        .unwrap_or_else(|_| StatusCode::BAD_GATEWAY.into_response())
}

async fn pass_on(copy: &Copy, path: &str) -> Result<Response> {
    let answer = copy.client.get(copy.page.join(path)?).send().await?;
    let answer = answer.error_for_status()?;
    let kind = answer.headers().get(header::CONTENT_TYPE).cloned();
    let kind = kind.context("a content type")?;
    let content = answer.bytes().await?.to_vec();
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .body(content))
}
