//! The jobs against a real mail server's protocol and a clock that is moved.

use std::{
    collections::VecDeque,
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use aufruf_core::visit::State;
use jiff::SignedDuration;
use mail_parser::MessageParser;
use mailin::{Action, Handler, Response, SessionBuilder, response};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::{
    config::{Smtp, Tls},
    web::tests::site::Site,
    worker,
};

/// What the mail server took over, and how it answers the next mails.
#[derive(Clone, Default)]
struct Sink {
    taken: Arc<Mutex<Vec<Vec<u8>>>>,
    answers: Arc<Mutex<VecDeque<Response>>>,
    /// How long it thinks before it says that it has taken a mail.
    thinks: Duration,
}

struct Delivery {
    sink: Sink,
    bytes: Vec<u8>,
}

impl Handler for Delivery {
    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn rcpt(&mut self, _: &str) -> Response {
        self.sink
            .answers
            .lock()
            .unwrap()
            .pop_front()
            .unwrap_or(response::OK)
    }

    fn data_end(&mut self) -> Response {
        let bytes = std::mem::take(&mut self.bytes);
        self.sink.taken.lock().unwrap().push(bytes);
        response::OK
    }
}

impl Sink {
    /// Listens until the runtime of the test ends.
    async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let sink = self.clone();
        drop(tokio::spawn(async move {
            while let Ok((socket, peer)) = listener.accept().await {
                drop(tokio::spawn(talk(socket, peer.ip(), sink.clone())));
            }
        }));
        address
    }

    /// Subjects of the mails taken over, once there are so many.
    async fn subjects(&self, count: usize) -> Vec<String> {
        for _ in 0..200 {
            let taken = self.taken.lock().unwrap().clone();
            if taken.len() >= count {
                let subject = |bytes: &Vec<u8>| {
                    let mail = MessageParser::default().parse(bytes).unwrap();
                    mail.subject().unwrap().to_owned()
                };
                return taken.iter().map(subject).collect();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!(
            "only {} mails within 10 s",
            self.taken.lock().unwrap().len()
        );
    }
}

async fn talk(socket: TcpStream, peer: IpAddr, sink: Sink) -> io::Result<()> {
    let thinking = sink.clone();
    let mut session = SessionBuilder::new("sink").build(
        peer,
        Delivery {
            sink,
            bytes: Vec::new(),
        },
    );
    let mut socket = BufReader::new(socket);
    let mut answer = session.greeting();
    let mut line = Vec::new();
    loop {
        if answer.action != Action::NoReply {
            socket.write_all(&answer.buffer()?).await?;
        }
        if answer.action == Action::Close {
            return Ok(());
        }
        line.clear();
        if socket.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let before = thinking.taken.lock().unwrap().len();
        answer = session.process(&line);
        if thinking.taken.lock().unwrap().len() > before {
            tokio::time::sleep(thinking.thinks).await;
        }
    }
}

async fn site(sink: &Sink) -> Site {
    let address = sink.listen().await;
    let smtp = Smtp {
        host: "127.0.0.1".to_owned(),
        port: Some(address.port()),
        tls: Tls::None,
        user: None,
        password_file: None,
        ca_file: None,
        from: "Bürgerbüro <termine@musterstadt.example>".to_owned(),
        timeout_s: 5,
        mails_per_hour: 60,
    };
    let site = Site::with(|_| {}, |config| config.smtp = Some(smtp)).await;
    worker::start(&site.app).await.unwrap();
    site
}

#[tokio::test]
async fn a_stop_finishes_the_mail_that_is_being_handed_over() {
    let sink = Sink {
        thinks: Duration::from_millis(700),
        ..Sink::default()
    };
    let site = site(&sink).await;
    let _ = site.browser().book("Erika", "erika@example.org").await;
    let _ = sink.subjects(1).await;
    // The server has the mail and has not said so yet.
    assert_eq!(site.app.store.mails_waiting().await.unwrap(), 1);
    let url = site.app.config.database_url();
    site.app.clone().close().await;
    let store = crate::store::Store::open(&url).await.unwrap();
    assert_eq!(store.mails_waiting().await.unwrap(), 0, "it goes out twice");
}

#[tokio::test]
async fn booking_confirming_moving_and_cancelling_send_their_mails() {
    let sink = Sink::default();
    let site = site(&sink).await;
    let browser = site.browser();
    let time = browser
        .book("Erika Mustermann", "erika+amt@example.org")
        .await;
    let subjects = sink.subjects(1).await;
    assert!(
        subjects[0].starts_with("Bitte bestätigen: Termin am 08.06.2026"),
        "{subjects:?}"
    );
    let links = browser.links(&time).await;
    let _ = browser
        .confirm(&links)
        .await
        .expect(200, "Ihr Termin ist bestätigt");
    let subjects = sink.subjects(2).await;
    assert!(
        subjects[1].starts_with("Ihr Termin am 08.06.2026"),
        "{subjects:?}"
    );

    let seen = browser.get("/termin/verschieben?tag=2026-06-10").await;
    let other = seen.values("time").first().unwrap().clone();
    let review = format!("/termin/verschieben/pruefen?time={other}");
    let _ = browser
        .fill(&review, "/termin/verschieben/pruefen", &[("time", &other)])
        .await;
    let subjects = sink.subjects(3).await;
    assert!(
        subjects[2].starts_with("Neue Zeit: Ihr Termin am 10.06.2026"),
        "{subjects:?}"
    );

    let _ = browser
        .fill("/termin/absagen", "/termin/absagen", &[])
        .await;
    let subjects = sink.subjects(4).await;
    assert!(
        subjects[3].starts_with("Abgesagt: Termin am 10.06.2026"),
        "{subjects:?}"
    );
    let taken = sink.taken.lock().unwrap().clone();
    let first = MessageParser::default().parse(&taken[0]).unwrap();
    assert!(first.body_text(0).unwrap().contains(&links.confirm));
}

#[tokio::test]
async fn a_mail_server_that_fails_gets_the_mail_later_under_the_same_name() {
    let sink = Sink::default();
    let busy = || Response::custom(451, "try again".to_owned());
    sink.answers.lock().unwrap().extend([busy(), busy()]);
    let site = site(&sink).await;
    let _ = site.browser().book("Erika", "erika@example.org").await;
    for _ in 0..100 {
        if sink.answers.lock().unwrap().is_empty() {
            break;
        }
        site.later(SignedDuration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    site.later(SignedDuration::from_mins(1));
    assert_eq!(sink.subjects(1).await.len(), 1);
}

#[tokio::test]
async fn what_the_server_refuses_for_good_is_given_up() {
    let sink = Sink::default();
    sink.answers
        .lock()
        .unwrap()
        .push_back(Response::custom(550, "no such user".to_owned()));
    let site = site(&sink).await;
    let _ = site.browser().book("Erika", "erika@example.org").await;
    for _ in 0..100 {
        if site.app.store.mails_waiting().await.unwrap() == 0 {
            assert!(sink.taken.lock().unwrap().is_empty());
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the mail still waits");
}

#[tokio::test]
async fn an_unconfirmed_booking_is_erased_and_a_past_day_is_closed() {
    let sink = Sink::default();
    let site = site(&sink).await;
    let browser = site.browser();
    let time = browser.book("Erika", "erika@example.org").await;
    let from: jiff::Timestamp = time.parse().unwrap();
    let date = "2026-06-08".parse().unwrap();
    let visit = async || {
        let snapshot = site.app.days.snapshot(&site.office(), date).await.unwrap();
        let closed = snapshot.day.is_closed();
        (
            snapshot
                .day
                .visits()
                .find(|v| v.booked == Some(from))
                .unwrap()
                .clone(),
            closed,
        )
    };
    let (pending, _) = visit().await;
    assert!(site.app.store.contact(pending.id).await.unwrap().is_some());
    let until = pending.until.unwrap();
    site.later(until.duration_since(site.app.clock.now()) + SignedDuration::from_mins(1));
    let is_erased = async || site.app.store.contact(pending.id).await.unwrap().is_none();
    for _ in 0..100 {
        if is_erased().await && visit().await.0.state == State::Expired {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(is_erased().await, "requirement E06");
    assert_eq!(visit().await.0.state, State::Expired);
    site.later(SignedDuration::from_hours(16));
    for _ in 0..100 {
        if visit().await.1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the day was not closed at midnight");
}
