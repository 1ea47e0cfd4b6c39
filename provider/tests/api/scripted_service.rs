//! A service on the loopback address that answers by a script and records the requests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The reply of the service to one request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    /// Reads the request, and closes the connection.
    Close,
    /// Announces a longer body than it sends, and closes the connection.
    BreakOff,
    /// Reads the request, and never answers.
    Stall,
}

/// One received request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) connection: usize,
}

pub(crate) struct ScriptedService {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl Reply {
    pub(crate) fn json(status: u16, body: impl ToString) -> Self {
        Self::Answer {
            status,
            headers: Vec::new(),
            body: body.to_string().into_bytes(),
        }
        .with("Twilio-Request-Id", REQUEST_ID)
    }

    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        let Self::Answer {
            status,
            mut headers,
            body,
        } = self
        else {
            return self;
        };
        headers.push((name.to_owned(), value.to_owned()));
        Self::Answer { status, headers, body }
    }
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl ScriptedService {
    pub(crate) async fn start(script: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let script = Arc::new(Mutex::new(script.into_iter().collect()));
        let task = tokio::spawn(accept(listener, script, Arc::clone(&received)));
        Self { url, received, task }
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

impl Drop for ScriptedService {
    fn drop(&mut self) {
        self.task.abort();
    }
}

type Script = Arc<Mutex<VecDeque<Reply>>>;

async fn accept(listener: TcpListener, script: Script, received: Arc<Mutex<Vec<Received>>>) {
    for connection in 0.. {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::spawn(serve(stream, connection, Arc::clone(&script), Arc::clone(&received)));
    }
}

async fn serve(stream: TcpStream, connection: usize, script: Script, received: Arc<Mutex<Vec<Received>>>) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream, connection).await {
        received.lock().unwrap().push(request);
        let reply = script.lock().unwrap().pop_front();
        let answer = match reply.unwrap_or_else(|| Reply::json(418, "the script has ended")) {
            Reply::Answer { status, headers, body } => answer(status, &headers, &body),
            Reply::Close => return,
            Reply::BreakOff => {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"sid\":")
                    .await
                    .unwrap();
                return;
            }
            Reply::Stall => std::future::pending().await,
        };
        if stream.write_all(&answer).await.is_err() {
            return;
        }
    }
}

async fn read(stream: &mut BufReader<TcpStream>, connection: usize) -> Option<Received> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut first = lines.first()?.split(' ').map(str::to_owned);
    let (method, target) = (first.next()?, first.next()?);
    let split = lines.iter().skip(1).filter_map(|line| line.split_once(": "));
    let headers = split.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut request = Received {
        method,
        target,
        headers,
        body: String::new(),
        connection,
    };
    let mut body = vec![
        0;
        request
            .header("content-length")
            .map_or(0, |length| length.parse().unwrap())
    ];
    stream.read_exact(&mut body).await.ok()?;
    request.body = String::from_utf8(body).ok()?;
    Some(request)
}

fn answer(status: u16, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Scripted\r\n");
    if status != 204 {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    [format!("{head}\r\n").as_bytes(), body].concat()
}

pub(crate) const REQUEST_ID: &str = "RQ0123456789abcdef0123456789abcdef";
