//! The log of requests and answers, in order. Secrets are masked before they are logged.

use std::fmt::{self, Write as _};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Serialize;
use tokio::time::Instant;
use utoipa::ToSchema;

/// A request to a path of the contract, and its response. Requests to `/_mock` are not logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LoggedRequest {
    /// The virtual time at which the request arrived.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The HTTP method in uppercase.
    pub method: String,
    /// The path with its query string. The value of `Md5Key` is `***`.
    pub path: String,
    /// The parameters of the body in the order in which the client sent them. The value of `Md5Key`, even if the name is misspelled, is
    /// `***`. The list is empty if the body is not a form.
    #[schema(value_type = Vec<Vec<String>>)]
    pub parameters: Vec<(String, String)>,
    /// The `Idempotency-Key` header.
    pub idempotency_key: Option<String>,
    /// The `If-Match` header.
    pub if_match: Option<String>,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
    /// The HTTP status of the response; null if the connection was dropped or the request is still open.
    pub status: Option<u16>,
    /// The code in the error body of a refusal.
    pub code: Option<u32>,
    /// The `kind` of the fault that applied. It is `admits` if a limit refused the request.
    pub fault: Option<String>,
    /// The `Twilio-Request-Id` of the response.
    pub request_id: String,
    /// The real milliseconds from the start of the server until the request arrived.
    pub arrived_after_ms: u64,
    /// The real milliseconds from the start of the server until the response was complete; null while the request is open.
    pub answered_after_ms: Option<u64>,
}

impl fmt::Display for LoggedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {}", self.at, self.method, self.path)?;
        for (name, value) in &self.parameters {
            write!(formatter, " {}={value:?}", name.escape_debug())?;
        }
        match self.status {
            Some(status) => write!(formatter, " -> {status}")?,
            None => formatter.write_str(" -> dropped")?,
        }
        if let Some(code) = self.code {
            write!(formatter, " {code}")?;
        }
        match &self.fault {
            Some(fault) => write!(formatter, " (fault: {fault})"),
            None => Ok(()),
        }
    }
}

/// The target of one line per request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogTarget {
    /// Standard output.
    Stdout,
    /// A file, to which lines are appended.
    File(PathBuf),
}

/// Every request since the start, or since the log was cleared.
#[derive(Debug)]
pub(crate) struct RequestLog {
    entries: Vec<LoggedRequest>,
    cleared: usize,
    dropped: usize,
    sink: Option<Sink>,
    started: Instant,
}

#[derive(Debug)]
enum Sink {
    Stdout,
    File(File),
}

/// The place of an entry, until its answer is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ticket(usize);

impl RequestLog {
    /// Opens a log, which also writes lines if a target is given.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub(crate) fn open(target: Option<&LogTarget>) -> io::Result<Self> {
        let sink = match target {
            None => None,
            Some(LogTarget::Stdout) => Some(Sink::Stdout),
            Some(LogTarget::File(path)) => Some(Sink::File(open_file(path)?)),
        };
        Ok(Self {
            entries: Vec::new(),
            cleared: 0,
            dropped: 0,
            sink,
            started: Instant::now(),
        })
    }

    /// The real milliseconds since the start.
    pub(crate) fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Records a request on its arrival. The log contains 10,000 requests; when it is full, the oldest tenth is removed.
    pub(crate) fn arrive(&mut self, request: LoggedRequest) -> Ticket {
        if self.entries.len() >= CAPACITY {
            self.entries.drain(..CAPACITY / 10);
            self.cleared += CAPACITY / 10;
            self.dropped += CAPACITY / 10;
        }
        self.entries.push(request);
        Ticket(self.cleared + self.entries.len() - 1)
    }

    /// Records the answer of a request, and writes its line.
    pub(crate) fn finish(&mut self, ticket: Ticket, ending: impl FnOnce(&mut LoggedRequest)) {
        let elapsed = self.elapsed_ms();
        let entry = ticket
            .0
            .checked_sub(self.cleared)
            .and_then(|index| self.entries.get_mut(index));
        if let Some(entry) = entry {
            entry.answered_after_ms = Some(elapsed);
            ending(entry);
            let mut line = String::new();
            // Writing into a String cannot fail. An error of the log must not fail the request.
            let _ = writeln!(line, "{entry}");
            let _ = match &mut self.sink {
                None => Ok(()),
                Some(Sink::Stdout) => io::stdout().write_all(line.as_bytes()),
                Some(Sink::File(file)) => file.write_all(line.as_bytes()),
            };
        }
    }

    /// The entries, oldest first.
    pub(crate) fn entries(&self) -> &[LoggedRequest] {
        &self.entries
    }

    /// The number of entries that were removed since the log was cleared.
    pub(crate) fn dropped(&self) -> usize {
        self.dropped
    }

    /// Removes all entries.
    pub(crate) fn clear(&mut self) {
        self.dropped = 0;
        self.cleared += self.entries.len();
        self.entries.clear();
    }
}

/// The maximum number of entries.
const CAPACITY: usize = 10_000;

fn open_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}
