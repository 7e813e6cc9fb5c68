//! A small page that shows the received mails, in place of a mail program.
//!
//! Mails are shown as what they are, foreign content: their text escaped, their
//! HTML in a frame that may neither run scripts nor load anything.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::Result;
use askama::Template;
use aufruf_tests::{mailbox::Letter, smtp::SmtpSink};
use poem::{
    Endpoint, EndpointExt, IntoResponse, Response, Route, Server, get, handler,
    http::{StatusCode, header},
    listener::{Acceptor, Listener, TcpListener},
    post,
    web::{Data, Path, Redirect},
};

use crate::camera::Camera;

/// For the page itself.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// For the HTML of a mail.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// How long a code is held before the terminal.
const HELD: Duration = Duration::from_secs(6);

/// Ending of the code's file name.
const CODE: &str = "qr-code.png";

/// Where mails come from, and where codes are held.
#[derive(Clone)]
struct Place {
    sink: SmtpSink,
    /// What stands in for the terminal's camera; none if it has a real one.
    camera: Option<Camera>,
}

/// A mail as the page shows it.
struct Shown {
    number: usize,
    to: String,
    letter: Letter,
}

#[derive(Template)]
#[template(path = "mails.html")]
struct ListPage {
    mails: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage {
    mail: Shown,
    /// The code can be held before the terminal from here.
    can_hold: bool,
}

/// Starts the page on a free port and answers its address.
pub(crate) async fn start(sink: SmtpSink, camera: Option<Camera>) -> Result<String> {
    let acceptor = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .into_acceptor()
        .await?;
    let port = acceptor
        .local_addr()
        .iter()
        .find_map(|a| a.as_socket_addr().map(std::net::SocketAddr::port));
    drop(tokio::spawn(
        Server::new_with_acceptor(acceptor).run(routes(Place { sink, camera })),
    ));
    Ok(format!("http://localhost:{}", port.unwrap_or_default()))
}

fn routes(place: Place) -> impl Endpoint {
    Route::new()
        .at("/", get(show_list))
        .at("/mail/:number", get(show_mail))
        .at("/mail/:number/hold", post(hold))
        .at("/mail/:number/html", get(show_html))
        .at("/mail/:number/part/:part", get(show_part))
        .data(place)
}

/// Reads the mail with this number; the first has the number 1.
fn read(sink: &SmtpSink, number: usize) -> Option<Shown> {
    let mails = sink.mails();
    let mail = mails.get(number.checked_sub(1)?)?;
    Some(Shown {
        number,
        to: mail.to.clone(),
        letter: Letter::read(mail)?,
    })
}

#[handler]
fn show_list(Data(place): Data<&Place>) -> Response {
    let mails = (1..=place.sink.mails().len())
        .rev()
        .filter_map(|number| read(&place.sink, number))
        .collect();
    page(&ListPage { mails })
}

#[handler]
fn show_mail(Data(place): Data<&Place>, Path(number): Path<usize>) -> Response {
    match read(&place.sink, number) {
        Some(mail) => {
            let can_hold = place.camera.is_some() && mail.letter.part(CODE).is_some();
            page(&MailPage { mail, can_hold })
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Holds the code of a mail before the terminal for some seconds.
#[handler]
fn hold(Data(place): Data<&Place>, Path(number): Path<usize>) -> Response {
    let mail = read(&place.sink, number);
    let code = mail.and_then(|mail| mail.letter.part(CODE).map(<[u8]>::to_vec));
    let (Some(code), Some(camera)) = (code, place.camera.clone()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if camera.hold(&code).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    drop(tokio::spawn(async move {
        tokio::time::sleep(HELD).await;
        // Held twice, it is already taken away.
        let _ = camera.clear();
    }));
    Redirect::see_other(format!("/mail/{number}")).into_response()
}

#[handler]
fn show_html(Data(place): Data<&Place>, Path(number): Path<usize>) -> Response {
    let Some(mail) = read(&place.sink, number) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut html = mail.letter.html;
    for (at, part) in mail.letter.content_ids.iter().enumerate() {
        if let Some(id) = part {
            html = html.replace(&format!("cid:{id}"), &format!("/mail/{number}/part/{at}"));
        }
    }
    answer("text/html; charset=utf-8", MAIL_POLICY, html.into_bytes())
}

#[handler]
fn show_part(Data(place): Data<&Place>, Path((number, part)): Path<(usize, usize)>) -> Response {
    let found = read(&place.sink, number).and_then(|mail| mail.letter.parts.into_iter().nth(part));
    let Some((name, content)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let kind = match ending.as_deref() {
        Some("ics") => "text/calendar; charset=utf-8",
        // The code in the text has no file name.
        Some("png") | None => "image/png",
        Some(_) => "application/octet-stream",
    };
    answer(kind, MAIL_POLICY, content)
}

fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => answer("text/html; charset=utf-8", PAGE_POLICY, html.into_bytes()),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn answer(kind: &'static str, policy: &'static str, content: Vec<u8>) -> Response {
    Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::REFERRER_POLICY, "no-referrer")
        .body(content)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use poem::test::TestClient;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;
    use crate::photograph::tests::png;

    const MAIL: &str = "HELO test\r\nMAIL FROM:<amt@example.org>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\n\
        Subject: <script>alert(1)</script>\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n\
        --a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n<b>Guten Tag</b> http://localhost/m/x\r\n\
        --a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<img src=\"cid:code\"><script>alert(2)</script>\r\n\
        --a--\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <code>\r\nContent-Disposition: inline\r\n\r\nPNG\r\n\
        --b--\r\n.\r\nQUIT\r\n";

    async fn place_with(mail: &str) -> Place {
        let sink = SmtpSink::start().await.unwrap();
        let mut stream = TcpStream::connect(sink.address()).await.unwrap();
        stream.write_all(mail.as_bytes()).await.unwrap();
        let mut answers = String::new();
        let _ = stream.read_to_string(&mut answers).await.unwrap();
        let mail = sink.wait_for(Duration::from_secs(5), |_| true).await;
        assert!(mail.is_some(), "{answers}");
        Place { sink, camera: None }
    }

    #[tokio::test]
    async fn a_mail_is_shown_without_believing_it() {
        let client = TestClient::new(routes(place_with(MAIL).await));
        for page in ["/", "/mail/1"] {
            let answer = client.get(page).send().await;
            answer.assert_status_is_ok();
            answer.assert_header("content-security-policy", PAGE_POLICY);
            let html = answer.0.into_body().into_string().await.unwrap();
            assert!(html.contains("alert(1)"), "the subject is shown: {html}");
            assert!(
                !html.contains("<script") && !html.contains("<b>Guten"),
                "{html}"
            );
        }
        let answer = client.get("/mail/1/html").send().await;
        answer.assert_header("content-security-policy", MAIL_POLICY);
        let html = answer.0.into_body().into_string().await.unwrap();
        assert!(html.contains("<img src=\"/mail/1/part/0\">"), "{html}");
        let answer = client.get("/mail/1/part/0").send().await;
        answer.assert_content_type("image/png");
        answer.assert_bytes("PNG").await;
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_found() {
        let client = TestClient::new(routes(place_with(MAIL).await));
        for path in ["/mail/0", "/mail/2", "/mail/2/html", "/mail/1/part/7"] {
            let answer = client.get(path).send().await;
            answer.assert_status(StatusCode::NOT_FOUND);
        }
        let answer = client.post("/mail/1/hold").send().await;
        answer.assert_status(StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn the_code_of_a_mail_is_held_before_the_terminal() {
        let code = base64::engine::general_purpose::STANDARD.encode(png());
        let name = "Content-Disposition: attachment; filename=qr-code.png";
        let mail = MAIL.replace(
            "Content-ID: <code>\r\nContent-Disposition: inline\r\n\r\nPNG\r\n",
            &format!("Content-Transfer-Encoding: base64\r\n{name}\r\n\r\n{code}\r\n"),
        );
        let folder = tempfile::tempdir().unwrap();
        let camera = Camera::new(folder.path().join("camera")).unwrap();
        let place = Place {
            camera: Some(camera.clone()),
            ..place_with(&mail).await
        };
        let client = TestClient::new(routes(place));
        let answer = client.get("/mail/1").send().await;
        let html = answer.0.into_body().into_string().await.unwrap();
        assert!(html.contains("action=\"/mail/1/hold\""), "{html}");
        let answer = client.post("/mail/1/hold").send().await;
        answer.assert_status(StatusCode::SEE_OTHER);
        assert!(camera.folder().join("held.png").is_file());
    }
}
