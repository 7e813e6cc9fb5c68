use std::{
    pin::pin,
    time::{Duration, Instant},
};

use aufruf_client::{Client, DeviceKey, Feed};
use aufruf_core::{
    id::OfficeId,
    settings::{DisplaySettings, Letters},
    wire::{OfficeHead, Stamp, display::DisplayView},
};
use futures::{Stream, StreamExt};
use jiff::{Timestamp, civil::date};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

use crate::server::{Server, respond, stream};

fn view(seq: u64) -> DisplayView {
    DisplayView {
        stamp: Stamp {
            date: date(2026, 11, 23),
            seq,
            version: 1,
            as_of: Timestamp::UNIX_EPOCH,
        },
        office: OfficeHead {
            id: OfficeId::new("musterstadt").unwrap(),
            name: "Bürgerbüro Musterstadt".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            counter_word: "Schalter".to_owned(),
            letters: Letters::default(),
            example: true,
        },
        settings: DisplaySettings::default(),
        calls: Vec::new(),
        open: true,
        opens: None,
        walk_in_wait: None,
        appointment_wait: None,
        interrupted: false,
    }
}

async fn send(socket: &mut TcpStream, seq: u64) {
    let json = serde_json::to_string(&view(seq)).unwrap();
    socket
        .write_all(format!("event: view\ndata: {json}\n\n").as_bytes())
        .await
        .unwrap();
}

fn client(url: &str) -> Client {
    Client::new(url, DeviceKey::new("k")).unwrap()
}

async fn next(feed: &mut (impl Stream<Item = Feed<DisplayView>> + Unpin)) -> Feed<DisplayView> {
    timeout(Duration::from_secs(15), feed.next())
        .await
        .expect("in time")
        .expect("no end")
}

#[tokio::test]
async fn heartbeats_keep_it_alive_and_silence_ends_it_within_five_seconds() {
    let server = Server::start(async |number, mut socket| {
        stream(&mut socket).await;
        send(&mut socket, 1).await;
        if number == 0 {
            for _ in 0..3 {
                sleep(Duration::from_secs(2)).await;
                socket.write_all(b": beat\n\n").await.unwrap();
            }
            // A pulled cable: the socket stays open and says nothing.
        } else {
            sleep(Duration::from_secs(1)).await;
            send(&mut socket, 2).await;
        }
        sleep(Duration::from_secs(60)).await;
    })
    .await;
    let mut feed = pin!(client(&server.url).feed());
    assert_eq!(next(&mut feed).await, Feed::View(view(1)));
    let start = Instant::now();
    assert_eq!(next(&mut feed).await, Feed::Lost);
    let waited = start.elapsed().as_secs_f32();
    assert!(
        (10.5..11.8).contains(&waited),
        "{waited} s after 6 s of heartbeats"
    );
    // The same view again is no news, but the connection is.
    assert_eq!(next(&mut feed).await, Feed::Restored);
    assert_eq!(next(&mut feed).await, Feed::View(view(2)));
}

#[tokio::test]
async fn only_greater_views_are_given_out() {
    let server = Server::start(async |_, mut socket| {
        stream(&mut socket).await;
        for seq in [5, 4, 5, 6] {
            send(&mut socket, seq).await;
        }
        sleep(Duration::from_secs(60)).await;
    })
    .await;
    let mut feed = pin!(client(&server.url).feed());
    assert_eq!(next(&mut feed).await, Feed::View(view(5)));
    assert_eq!(next(&mut feed).await, Feed::View(view(6)));
}

#[tokio::test]
async fn a_restarted_server_alarms_nobody() {
    let server = Server::start(async |number, mut socket| {
        stream(&mut socket).await;
        send(&mut socket, 1 + u64::try_from(number).unwrap()).await;
        if number > 0 {
            sleep(Duration::from_secs(60)).await;
        }
    })
    .await;
    let mut feed = pin!(client(&server.url).feed());
    assert_eq!(next(&mut feed).await, Feed::View(view(1)));
    assert_eq!(next(&mut feed).await, Feed::View(view(2)));
}

#[tokio::test]
async fn streams_that_end_before_their_first_view_do_alarm() {
    let server = Server::start(async |_, mut socket| stream(&mut socket).await).await;
    let mut feed = pin!(client(&server.url).feed());
    let start = Instant::now();
    assert_eq!(next(&mut feed).await, Feed::Lost);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_server_that_comes_late_is_found_within_ten_seconds() {
    let reserved = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = reserved.local_addr().unwrap();
    drop(reserved);
    let mut feed = pin!(client(&format!("http://{address}")).feed());
    assert_eq!(next(&mut feed).await, Feed::Lost);
    // Keeps trying, with growing waits, and says nothing more.
    assert!(timeout(Duration::from_secs(8), feed.next()).await.is_err());
    let server = Server::on(
        TcpListener::bind(address).await.unwrap(),
        async |_, mut socket| {
            stream(&mut socket).await;
            send(&mut socket, 1).await;
            sleep(Duration::from_secs(60)).await;
        },
    );
    let start = Instant::now();
    assert_eq!(next(&mut feed).await, Feed::Restored);
    assert_eq!(next(&mut feed).await, Feed::View(view(1)));
    assert!(start.elapsed() < Duration::from_secs(10));
    drop(server);
}

#[tokio::test]
async fn endless_lines_and_nonsense_count_as_a_lost_connection() {
    let server = Server::start(async |number, mut socket| {
        stream(&mut socket).await;
        match number {
            0 => {
                let line = vec![b'x'; (1 << 20) + 1];
                let _ = socket.write_all(&line).await;
            }
            1 => socket.write_all(b"data: {}\n\n").await.unwrap(),
            _ => send(&mut socket, 1).await,
        }
        sleep(Duration::from_secs(60)).await;
    })
    .await;
    let mut feed = pin!(client(&server.url).feed());
    assert_eq!(next(&mut feed).await, Feed::Lost);
    assert_eq!(next(&mut feed).await, Feed::Restored);
    assert_eq!(next(&mut feed).await, Feed::View(view(1)));
    assert_eq!(server.received().await.len(), 3);
}

#[tokio::test]
async fn a_revoked_key_ends_the_stream() {
    let server = Server::start(async |number, mut socket| {
        if number == 0 {
            stream(&mut socket).await;
            send(&mut socket, 1).await;
        } else {
            respond(socket, "401 Unauthorized", "").await;
        }
    })
    .await;
    let mut feed = pin!(client(&server.url).feed::<DisplayView>());
    assert_eq!(next(&mut feed).await, Feed::View(view(1)));
    assert_eq!(next(&mut feed).await, Feed::Unpaired);
    assert_eq!(feed.next().await, None);
    let first = &server.received().await[0];
    assert_eq!(first.line, "GET /api/v1/display/live");
    assert_eq!(first.headers["accept"], "text/event-stream");
}
