//! What was asked and what was answered, in order. Secrets are masked before they come here.

use std::fmt::{self, Write as _};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Serialize;
use tokio::time::Instant;
use utoipa::ToSchema;

/// One request of the contract and how it ended. Requests to `/_mock` are not logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LoggedRequest {
    /// When it arrived, in virtual time.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The method, in capitals.
    pub method: String,
    /// The path, with the query string if there is one, in which `Md5Key` is shown as `***`.
    pub path: String,
    /// The parameters of the body in the order in which they were sent; `Md5Key`, misspelt or not, is shown as `***`. None for a
    /// body that is no form.
    #[schema(value_type = Vec<Vec<String>>)]
    pub parameters: Vec<(String, String)>,
    /// The `Idempotency-Key` header.
    pub idempotency_key: Option<String>,
    /// The `If-Match` header.
    pub if_match: Option<String>,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
    /// The status answered; none when the connection was dropped or the answer is still out.
    pub status: Option<u16>,
    /// The code of the error body, for a refusal.
    pub code: Option<u32>,
    /// The fault that was played, by its `kind`; `admits` for a request that a limit refused.
    pub fault: Option<String>,
    /// The `Twilio-Request-Id` of the answer.
    pub request_id: String,
    /// The time of its arrival: real milliseconds from the start of the server.
    pub arrived_after_ms: u64,
    /// The time at which its answer was complete: real milliseconds from the start of the server; none while the answer is out.
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

/// Where a line per request is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogTarget {
    /// Standard output.
    Stdout,
    /// A file, appended to.
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
    /// A log that also writes lines, if a target is given.
    ///
    /// # Errors
    /// When the file cannot be opened.
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

    /// Notes a request on its arrival. The log holds 10,000: the oldest tenth makes room.
    pub(crate) fn arrive(&mut self, request: LoggedRequest) -> Ticket {
        if self.entries.len() >= CAPACITY {
            self.entries.drain(..CAPACITY / 10);
            self.cleared += CAPACITY / 10;
            self.dropped += CAPACITY / 10;
        }
        self.entries.push(request);
        Ticket(self.cleared + self.entries.len() - 1)
    }

    /// Notes how the request ended, and writes its line.
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
            // Writing into a String cannot fail, and a lost log line must not lose an answer.
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

    /// The entries that made room for others since the log was cleared.
    pub(crate) fn dropped(&self) -> usize {
        self.dropped
    }

    /// Forgets all entries.
    pub(crate) fn clear(&mut self) {
        self.dropped = 0;
        self.cleared += self.entries.len();
        self.entries.clear();
    }
}

/// The most entries that the log holds.
const CAPACITY: usize = 10_000;

fn open_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}
