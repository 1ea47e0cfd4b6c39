//! Log lines in the JSON form of HashiCorp's logger, which Terraform reads from a plugin's stderr
//! (conformance rule H13). Deliberately not here: the selection of events.

use std::{fmt, io::Write};

use serde_json::{Map, Value};
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{Layer, layer::Context, registry::LookupSpan};

use super::masks::masked;

/// The longest line. Terraform splits longer lines and treats the pieces as raw text.
const LINE_LIMIT: usize = 60 * 1024;

/// The bytes of the message that remain in a line that is too long. One byte can become six in JSON, and the keys need
/// space.
const MESSAGE_LIMIT: usize = 8 * 1024;

/// Writes each event as one line to stderr.
///
/// `@level`, `@message`, `@module`, and `@timestamp` are always texts, because a number crashes Terraform. Fields of
/// the event and of its enclosing spans follow; for a duplicate name, the inner one wins.
#[derive(Debug)]
pub(super) struct Hclog {
    provider: String,
}

impl Hclog {
    /// Returns a writer for the provider with the given name, with which `@module` begins.
    pub(super) fn new(provider: &str) -> Self {
        Self {
            provider: provider.to_owned(),
        }
    }

    /// Returns the line of an event, including the line end.
    fn line(&self, event: &Event<'_>, around: Fields) -> String {
        let mut fields = around;
        event.record(&mut fields);
        let head = Head {
            level: name_of(*event.metadata().level()),
            module: format!("{}.{}", self.provider, event.metadata().target().replace("::", ".")),
            timestamp: timestamp(),
        };
        let line = head.line(&fields.message, fields.others);
        if line.len() <= LINE_LIMIT {
            line
        } else {
            head.shortened(&fields.message, line.len())
        }
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Hclog {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            let mut fields = Fields::default();
            attributes.record(&mut fields);
            span.extensions_mut().replace(fields);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(fields) = span.extensions_mut().get_mut::<Fields>()
        {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut around = Fields::default();
        for span in context
            .event_scope(event)
            .into_iter()
            .flat_map(|scope| scope.from_root())
        {
            if let Some(fields) = span.extensions().get::<Fields>() {
                around.others.extend(fields.others.clone());
            }
        }
        // If stderr is closed, there is no other place for a message.
        drop(std::io::stderr().lock().write_all(self.line(event, around).as_bytes()));
    }
}

/// The part of a line that every event has.
struct Head {
    level: &'static str,
    module: String,
    timestamp: String,
}

impl Head {
    fn line(&self, message: &str, others: Map<String, Value>) -> String {
        let mut line = others;
        let own = [
            ("level", self.level),
            ("message", message),
            ("module", &self.module),
            ("timestamp", &self.timestamp),
        ];
        for (key, value) in own {
            line.insert(format!("@{key}"), Value::from(value));
        }
        format!("{}\n", Value::Object(line))
    }

    /// Returns a line without fields and with the beginning of the message, as replacement for a line that is too long.
    fn shortened(&self, message: &str, bytes: usize) -> String {
        let kept = message
            .char_indices()
            .take_while(|(start, _)| *start < MESSAGE_LIMIT)
            .map(|(_, character)| character);
        let message = kept.chain("…".chars()).collect::<String>();
        self.line(
            &message,
            Map::from_iter([("bytes_of_the_whole_line".to_owned(), Value::from(bytes))]),
        )
    }
}

/// The fields of an event or a span, with secrets hidden.
#[derive(Debug, Default)]
struct Fields {
    message: String,
    others: Map<String, Value>,
}

impl Fields {
    fn insert(&mut self, field: &Field, value: Value) {
        self.others.insert(key(field.name()), value);
    }

    fn insert_text(&mut self, field: &Field, text: &str) {
        let text = masked(text).into_owned();
        if field.name() == "message" {
            self.message = text;
        } else {
            self.insert(field, Value::from(text));
        }
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.insert_text(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.insert_text(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.insert(field, Value::from(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.insert(field, Value::from(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.insert(field, Value::from(value));
    }
}

/// Returns a field's name as a key. A leading `@` is replaced by `_`, because names with `@` belong to the logger.
fn key(name: &str) -> String {
    match name.strip_prefix('@') {
        Some(rest) => format!("_{rest}"),
        None => name.to_owned(),
    }
}

fn name_of(level: Level) -> &'static str {
    match level {
        Level::TRACE => "trace",
        Level::DEBUG => "debug",
        Level::INFO => "info",
        Level::WARN => "warn",
        Level::ERROR => "error",
    }
}

/// Returns the current time in UTC, with exactly six digits for the fraction of a second. With another number of
/// digits, Terraform does not recognize the line.
fn timestamp() -> String {
    format!("{:.6}", jiff::Timestamp::now())
}
