//! The fields of a form.

use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use serde_json::Value;
use service::code::Code;
use service::refusal::Refusal;

use crate::page::place::Place;

/// The fields of a submitted form.
#[derive(Debug)]
pub(super) struct Sent(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let fields = Form::from_request(request, state).await;
        fields
            .map(|Form(fields)| Self(fields))
            .map_err(IntoResponse::into_response)
    }
}

impl Sent {
    /// The page of the form.
    pub(super) fn place(&self) -> Place {
        Place::read_back(self.filled("back").unwrap_or_default())
    }

    /// A field without the blanks around it; none for an empty field.
    pub(super) fn filled(&self, name: &str) -> Option<&str> {
        self.text(name).filter(|text| !text.is_empty())
    }

    /// A field without the blanks around it.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim())
    }

    /// A required field without the blanks around it.
    ///
    /// # Errors
    /// 20422 for an empty field.
    pub(super) fn required(&self, name: &str, label: &str) -> Result<&str, Refusal> {
        let missing = || refused(format!("\"{label}\" must not be empty"));
        self.filled(name).ok_or_else(missing)
    }

    /// A field with a day; none for an empty field.
    ///
    /// # Errors
    /// 20422 for anything else.
    pub(super) fn day(&self, name: &str, label: &str) -> Result<Option<Date>, Refusal> {
        let none = |text: &str| {
            refused(format!(
                "\"{label}\" must be a day, such as 2026-01-05, and \"{text}\" is not one"
            ))
        };
        let read = |text: &str| text.parse().map_err(|_| none(text));
        self.filled(name).map(read).transpose()
    }

    /// A field with a date and a time, in UTC.
    ///
    /// # Errors
    /// 20422 for anything else.
    pub(super) fn instant(&self, name: &str, label: &str) -> Result<Timestamp, Refusal> {
        let text = self.required(name, label)?;
        let read = text.parse::<DateTime>().and_then(|at| TimeZone::UTC.to_timestamp(at));
        let none = |_| {
            refused(format!(
                "\"{label}\" must be a date and a time, such as 2026-01-05T09:00, and \"{text}\" is not one"
            ))
        };
        read.map_err(none)
    }

    /// A field with a whole number; none for an empty field.
    ///
    /// # Errors
    /// 20422 for anything else.
    pub(super) fn number(&self, name: &str, label: &str) -> Result<Option<u64>, Refusal> {
        let read = |text: &str| text.parse().map_err(|_| no_number(label, text));
        self.filled(name).map(read).transpose()
    }
}

fn no_number(label: &str, text: &str) -> Refusal {
    refused(format!("\"{label}\" must be a whole number, and \"{text}\" is not one"))
}

/// The refusal of a value in a form.
pub(super) fn refused(message: impl Into<String>) -> Refusal {
    Refusal::new(Code::InvalidParameter, message)
}

/// The body of a control, read from JSON.
///
/// # Errors
/// 20422 with the fault in the JSON.
pub(super) fn body<T: DeserializeOwned>(json: impl Into<Value>) -> Result<T, Refusal> {
    serde_json::from_value(json.into()).map_err(|error| refused(error.to_string()))
}
