//! A service that answers every request with more data than a client can use.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// An answer that is generated while it is sent: a beginning, a repeated part, and an end.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// The text before the parts.
    pub(crate) beginning: String,
    /// The repeated part.
    pub(crate) part: String,
    /// The number of times.
    pub(crate) times: usize,
    /// The text after the parts; `NUMBER` in it becomes the number of the answer.
    pub(crate) end: String,
}

/// A listener, for as long as this process runs.
pub(crate) struct FloodingService {
    base_url: String,
    answered: Arc<AtomicUsize>,
}

impl FloodingService {
    /// Answers every request alike from now on.
    pub(crate) fn start(answer: Answer) -> Result<Self, Box<dyn Error>> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let answered = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&answered);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, count) = (answer.clone(), Arc::clone(&count));
                // A hostile service must expect a client that hangs up during an answer.
                thread::spawn(move || answer.serve(stream, &count));
            }
        });
        Ok(Self { base_url, answered })
    }

    /// The address.
    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Returns the number of answers that it has begun.
    pub(crate) fn answered(&self) -> usize {
        self.answered.load(Ordering::Relaxed)
    }
}

impl Answer {
    /// Answers the requests of one connection. Their bodies do not matter.
    fn serve(&self, mut stream: TcpStream, count: &AtomicUsize) -> io::Result<()> {
        let mut requests = BufReader::new(stream.try_clone()?);
        let mut line = String::new();
        while requests.read_line(&mut line)? > 0 {
            if line.trim_end().is_empty() {
                self.send(&mut stream, count.fetch_add(1, Ordering::Relaxed))?;
            }
            line.clear();
        }
        Ok(())
    }

    fn send(&self, stream: &mut TcpStream, number: usize) -> io::Result<()> {
        let end = self.end.replace("NUMBER", &number.to_string());
        let length = self.beginning.len() + self.part.len() * self.times + end.len();
        write!(
            stream,
            "HTTP/1.1 {} Hostile\r\nContent-Length: {length}\r\n\r\n",
            self.status
        )?;
        stream.write_all(self.beginning.as_bytes())?;
        for _ in 0..self.times {
            stream.write_all(self.part.as_bytes())?;
        }
        stream.write_all(end.as_bytes())
    }
}
