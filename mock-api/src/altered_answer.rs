//! The effects of faults on the body of an answer.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use crate::fault::MalformedForm;
use crate::stale_reads::Seen;
use service::code::Code;
use service::refusal::Refusal;

/// The account SID that a fault puts in place of the correct one.
const OTHER_ACCOUNT: &str = "ACffffffffffffffffffffffffffffffff";

/// The digits of the SID that a fault puts in place of the correct one.
const OTHER_OBJECT: &str = "ffffffffffffffffffffffffffffffff";

const HTML: &str =
    "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n";

/// Replaces the body by a malformed one.
pub(crate) async fn malformed(response: Response, form: MalformedForm) -> Response {
    let (mut parts, body) = taken_apart(response).await;
    let malformed = match form {
        MalformedForm::Truncated => body.slice(..body.len() / 2),
        MalformedForm::Empty => Bytes::new(),
        MalformedForm::Html => {
            parts.headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            );
            Bytes::from_static(HTML.as_bytes())
        }
        MalformedForm::WrongTypes => match serde_json::from_slice::<Value>(&body) {
            Ok(value) => Bytes::from(with_wrong_types(value).to_string()),
            Err(_) => body,
        },
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(malformed))
}

/// Replaces the account SID in the body.
pub(crate) async fn wrong_account(response: Response) -> Response {
    changed(response, |object| {
        if let Some(account) = object.get_mut("account_sid") {
            *account = Value::from(OTHER_ACCOUNT);
        }
    })
    .await
}

/// Replaces the SID and the name in the body by those of another object.
pub(crate) async fn wrong_object(response: Response) -> Response {
    changed(response, |object| {
        if let Some(Value::String(sid)) = object.get_mut("sid") {
            *sid = sid.chars().take(2).chain(OTHER_OBJECT.chars()).collect();
        }
        if let Some(name) = object.get_mut("unique_name") {
            *name = Value::from("another-object");
        }
    })
    .await
}

/// Replaces the status in the body. The `status` of an error body is a number, and is not changed.
pub(crate) async fn unknown_status(response: Response, status: &str) -> Response {
    changed(response, |object| {
        if let Some(value) = object.get_mut("status").filter(|value| value.is_string()) {
            *value = Value::from(status);
        }
    })
    .await
}

/// Reads the `sid` in the body.
pub(crate) async fn sid_of(response: Response) -> (Response, Option<String>) {
    let (parts, body) = taken_apart(response).await;
    let value = serde_json::from_slice::<Value>(&body).unwrap_or_default();
    let sid = value.get("sid").and_then(Value::as_str).map(str::to_owned);
    (Response::from_parts(parts, Body::from(body)), sid)
}

/// Applies the stale objects to an answer.
pub(crate) async fn with_stale_reads(response: Response, look: impl FnOnce(Value) -> Seen) -> Response {
    let (mut parts, body) = taken_apart(response).await;
    let Ok(value) = serde_json::from_slice::<Value>(&body) else {
        return Response::from_parts(parts, Body::from(body));
    };
    match look(value) {
        Seen::Body(shown) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            if let Some(revision) = shown
                .get("revision")
                .and_then(|value| HeaderValue::try_from(format!("\"{value}\"")).ok())
            {
                parts.headers.insert(header::ETAG, revision);
            }
            Response::from_parts(parts, Body::from(shown.to_string()))
        }
        Seen::Nothing => Refusal::new(Code::NotFound, "there is no such object").into_response(),
    }
}

/// Changes the object in the body, or every object of the list in it.
async fn changed(response: Response, change: impl Fn(&mut Map<String, Value>)) -> Response {
    let (mut parts, body) = taken_apart(response).await;
    let Ok(mut value) = serde_json::from_slice::<Value>(&body) else {
        return Response::from_parts(parts, Body::from(body));
    };
    if let Some(object) = value.as_object_mut() {
        change(object);
        let items = object.values_mut().filter_map(Value::as_array_mut).flatten();
        items.filter_map(Value::as_object_mut).for_each(change);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(value.to_string()))
}

fn with_wrong_types(value: Value) -> Value {
    match value {
        Value::String(text) => Value::from(text.len()),
        Value::Number(number) => Value::from(number.to_string()),
        Value::Bool(truth) => Value::from(truth.to_string()),
        Value::Null => Value::from(0),
        Value::Array(items) => Value::Array(items.into_iter().map(with_wrong_types).collect()),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, with_wrong_types(value)))
            .collect(),
    }
}

async fn taken_apart(response: Response) -> (axum::http::response::Parts, Bytes) {
    let (mut parts, body) = response.into_parts();
    // A handler made every body in memory, so reading it cannot fail.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if parts.status == StatusCode::NO_CONTENT {
        parts.headers.remove(header::CONTENT_TYPE);
    }
    (parts, body)
}
