//! The two listeners, over real sockets.

use std::time::{Duration, Instant};

use aufruf_core::wire::device::DeviceKind;
use poem::http::StatusCode;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::office::Office;
use crate::server::Server;

async fn read_until(socket: &mut TcpStream, part: &str) -> String {
    let mut text = String::new();
    let mut buffer = [0; 4096];
    while !text.contains(part) {
        let read = timeout(Duration::from_secs(5), socket.read(&mut buffer)).await;
        let length = read
            .expect("the server answers in time")
            .expect("the socket is open");
        assert!(length > 0, "closed before {part:?}: {text}");
        text.push_str(&String::from_utf8_lossy(&buffer[..length]));
    }
    text
}

#[tokio::test]
async fn public_and_office_are_two_sockets_and_a_stop_ends_open_streams() {
    let office = Office::open().await;
    let display = office.device(DeviceKind::Display).await.1;
    let server = Server::bind(office.app.clone()).await.unwrap();
    let (public, private) = (
        server.public_address().unwrap(),
        server.office_address().unwrap(),
    );
    assert_ne!(public.port(), private.port());
    assert!(private.ip().is_loopback(), "unless configured");
    let running = tokio::spawn(server.run());

    let ask = async |address, path: &str| {
        let mut socket = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        socket.write_all(request.as_bytes()).await.unwrap();
        read_until(&mut socket, "\r\n").await
    };
    assert!(ask(private, "/healthz").await.contains("204"), "alive");
    assert!(
        ask(public, "/healthz")
            .await
            .contains(StatusCode::NOT_FOUND.as_str())
    );

    let mut stream = TcpStream::connect(private).await.unwrap();
    let key = display.key.unwrap();
    let request = format!(
        "GET /api/v1/display/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let _ = read_until(&mut stream, "data: ").await;

    let start = Instant::now();
    office.app.shutdown.cancel();
    timeout(Duration::from_secs(10), running)
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    assert!(
        TcpStream::connect(private).await.is_err(),
        "nobody listens any more"
    );
}
