//! Requests of someone else: the mock server's controls, and changes outside of Terraform.
//!
//! They use a plain socket: one HTTP request per connection, to this machine.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};

use crate::Failure;
use crate::action::Action;

/// The user agent of a colleague's requests.
pub(crate) const COLLEAGUE: &str = "colleague";

/// A person who uses the service directly.
#[derive(Debug)]
pub(crate) struct Colleague {
    host: String,
}

/// The body of a request.
struct Body {
    content_type: &'static str,
    text: String,
}

impl Colleague {
    /// A colleague at the service of a host and port.
    pub(crate) fn new(host: String) -> Self {
        Self { host }
    }

    /// Sends a request to a control of the mock server: method and path from `call`, JSON from the action's body.
    pub(crate) fn control(&self, call: &str, action: &Action) -> Result<(), Failure> {
        let text = action.body.as_ref().map(ToString::to_string).unwrap_or_default();
        self.send(
            call,
            &Body {
                content_type: "application/json",
                text,
            },
        )
    }

    /// Sends a request of the contract.
    pub(crate) fn change(&self, call: &str, action: &Action) -> Result<(), Failure> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        for (name, parameter) in &action.form {
            form.extend_pairs(parameter.values().iter().map(|value| (name, value)));
        }
        self.send(
            call,
            &Body {
                content_type: "application/x-www-form-urlencoded",
                text: form.finish(),
            },
        )
    }

    fn send(&self, call: &str, body: &Body) -> Result<(), Failure> {
        let answer = self
            .exchange(call, body)
            .map_err(|error| Failure::Case(format!("{call}: {error}")))?;
        if answer.starts_with("HTTP/1.1 2") {
            Ok(())
        } else {
            Err(Failure::Case(format!("{call}: {answer}")))
        }
    }

    fn exchange(&self, call: &str, body: &Body) -> io::Result<String> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let credentials = STANDARD.encode(format!("{DEFAULT_ACCOUNT_SID}:{DEFAULT_AUTH_TOKEN}"));
        write!(
            stream,
            "{call} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.host
        )?;
        write!(
            stream,
            "User-Agent: {COLLEAGUE}\r\nAuthorization: Basic {credentials}\r\n"
        )?;
        if !body.text.is_empty() {
            write!(stream, "Content-Type: {}\r\n", body.content_type)?;
        }
        write!(stream, "Content-Length: {}\r\n\r\n{}", body.text.len(), body.text)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}
