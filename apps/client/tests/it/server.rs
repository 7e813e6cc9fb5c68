//! A scripted HTTP server on a free port: one request for each connection.

use std::{collections::BTreeMap, sync::Arc};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::Mutex,
    task::JoinHandle,
};

/// What came in.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    /// `POST /path?query`.
    pub(crate) line: String,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Received {
    /// A field of the JSON body.
    pub(crate) fn field(&self, name: &str) -> serde_json::Value {
        serde_json::from_str::<serde_json::Value>(&self.body).unwrap()[name].clone()
    }
}

pub(crate) struct Server {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Calls `answer` with the number of the connection, from 0, and its socket.
    pub(crate) async fn start<F>(answer: impl Fn(usize, TcpStream) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self::on(TcpListener::bind("127.0.0.1:0").await.unwrap(), answer)
    }

    pub(crate) fn on<F>(
        listener: TcpListener,
        answer: impl Fn(usize, TcpStream) -> F + Send + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let seen = received.clone();
        let task = tokio::spawn(async move {
            for number in 0.. {
                let (socket, _) = listener.accept().await.unwrap();
                let (request, socket) = read(socket).await;
                seen.lock().await.push(request);
                drop(tokio::spawn(answer(number, socket)));
            }
        });
        Self {
            url,
            received,
            task,
        }
    }

    /// Always the same answer.
    pub(crate) async fn always(status: &'static str, body: &str) -> Self {
        let body: Arc<str> = body.into();
        Self::start(move |_, socket| {
            let body = body.clone();
            async move { respond(socket, status, &body).await }
        })
        .await
    }

    /// Everything received so far.
    pub(crate) async fn received(&self) -> Vec<Received> {
        self.received.lock().await.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn read(socket: TcpStream) -> (Received, TcpStream) {
    let mut reader = BufReader::new(socket);
    let mut first = String::new();
    let _ = reader.read_line(&mut first).await.unwrap();
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        let _ = reader.read_line(&mut line).await.unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        let _ = headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers
        .get("content-length")
        .map_or(0, |l| l.parse().unwrap());
    let mut body = vec![0; length];
    let _ = reader.read_exact(&mut body).await.unwrap();
    let body = String::from_utf8(body).unwrap();
    let line = first.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    (
        Received {
            line,
            headers,
            body,
        },
        reader.into_inner(),
    )
}

/// A whole answer.
pub(crate) async fn respond(mut socket: TcpStream, status: &str, body: &str) {
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\nlocation: /elsewhere\r\nconnection: close\r\n\r\n",
        body.len()
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    // The reader may have had enough of a body that is too large.
    let _ = socket.write_all(body.as_bytes()).await;
}

/// The head of an event stream, which then lasts as long as the socket.
pub(crate) async fn stream(socket: &mut TcpStream) {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
    socket.write_all(head.as_bytes()).await.unwrap();
}
