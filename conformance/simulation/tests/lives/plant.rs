//! Plants: carriers between provider and service that act as a faulty client.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use http::{Method, Request, Response, StatusCode};
use provider::api::{Carrier, Chunks, NotAnswered};

/// A refusal as the service writes it.
const REFUSAL: &str = r#"{"code": 20422, "message": "no", "more_info": "", "status": 400}"#;

/// The fault of a plant.
#[derive(Clone, Copy, Debug)]
enum Wrong {
    OrdersTwice,
    ForgetsTheSid,
    RefusesWhatWasDone,
    DestroysUnasked,
    NeverConverges,
    Panics,
}

#[derive(Debug)]
struct Plant {
    inner: Arc<dyn Carrier>,
    wrong: Wrong,
}

pub(crate) fn ordering_twice(inner: Arc<dyn Carrier>) -> Arc<dyn Carrier> {
    planted(inner, Wrong::OrdersTwice)
}

pub(crate) fn forgetting_the_sid(inner: Arc<dyn Carrier>) -> Arc<dyn Carrier> {
    planted(inner, Wrong::ForgetsTheSid)
}

pub(crate) fn refusing_what_was_done(inner: Arc<dyn Carrier>) -> Arc<dyn Carrier> {
    planted(inner, Wrong::RefusesWhatWasDone)
}

pub(crate) fn destroying_unasked(inner: Arc<dyn Carrier>) -> Arc<dyn Carrier> {
    planted(inner, Wrong::DestroysUnasked)
}

pub(crate) fn never_converging(inner: Arc<dyn Carrier>) -> Arc<dyn Carrier> {
    planted(inner, Wrong::NeverConverges)
}

pub(crate) fn panicking(inner: Arc<dyn Carrier>) -> Arc<dyn Carrier> {
    planted(inner, Wrong::Panics)
}

fn planted(inner: Arc<dyn Carrier>, wrong: Wrong) -> Arc<dyn Carrier> {
    Arc::new(Plant { inner, wrong })
}

impl Plant {
    /// Sends an order again under another key.
    async fn order_again(&self, request: &Request<String>) {
        let mut again = copied(request);
        again
            .headers_mut()
            .insert("idempotency-key", "another-key".parse().unwrap());
        let _ = self.inner.carry(again).await;
    }

    /// Deletes the cross connect of a list that was just read.
    async fn delete_first(&self, request: &Request<String>, body: &[u8]) {
        let list: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let active = list["cross_connects"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|held| held["status"] == "active");
        if let Some(sid) = active.and_then(|held| held["sid"].as_str()) {
            let mut deletion = copied(request);
            *deletion.method_mut() = Method::DELETE;
            *deletion.uri_mut() = format!("http://127.0.0.1:8080/v1/CrossConnects/{sid}").parse().unwrap();
            let _ = self.inner.carry(deletion).await;
        }
    }
}

#[async_trait]
impl Carrier for Plant {
    async fn carry(&self, request: Request<String>) -> Result<Response<Chunks>, NotAnswered> {
        let kept = copied(&request);
        let orders = request.method() == Method::POST && request.uri().path() == "/v1/CrossConnects";
        let lists = request.method() == Method::GET && request.uri().path() == "/v1/CrossConnects";
        let answer = self.inner.carry(request).await;
        assert!(!(orders && matches!(self.wrong, Wrong::Panics)), "a planted panic");
        match (self.wrong, answer) {
            (Wrong::RefusesWhatWasDone, Ok(mut answer)) if orders => {
                *answer.status_mut() = StatusCode::BAD_REQUEST;
                let body = Bytes::from_static(REFUSAL.as_bytes());
                Ok(answer.map(|_| stream::iter([Ok(body)]).boxed()))
            }
            (Wrong::OrdersTwice, answer) if orders => {
                self.order_again(&kept).await;
                answer
            }
            (Wrong::ForgetsTheSid, Ok(answer)) if orders => {
                Ok(changed(answer, "\"sid\":\"XC", "\"sid\":\"XC0000").await)
            }
            (Wrong::NeverConverges, Ok(answer)) if !orders && kept.method() == Method::GET => {
                Ok(changed(answer, "\"loa_entity\":\"Example", "\"loa_entity\":\"Other").await)
            }
            (Wrong::DestroysUnasked, Ok(answer)) if lists => {
                let (answer, body) = read(answer).await;
                self.delete_first(&kept, &body).await;
                Ok(answer)
            }
            (_, answer) => answer,
        }
    }
}

/// An answer with its body, read to the end.
async fn read(answer: Response<Chunks>) -> (Response<Chunks>, Vec<u8>) {
    let (parts, body) = answer.into_parts();
    let chunks: Vec<Bytes> = body.try_collect().await.unwrap_or_default();
    let body = chunks.concat();
    let again = stream::iter([Ok(Bytes::from(body.clone()))]).boxed();
    (Response::from_parts(parts, again), body)
}

async fn changed(answer: Response<Chunks>, from: &str, to: &str) -> Response<Chunks> {
    let (answer, body) = read(answer).await;
    let mut text = String::from_utf8_lossy(&body).replace(from, to);
    if from.contains("sid") {
        // A SID has 34 characters, so the digits at its end are cut off.
        text = shortened(&text);
    }
    answer.map(|_| stream::iter([Ok(Bytes::from(text))]).boxed())
}

fn shortened(text: &str) -> String {
    let Some((before, after)) = text.split_once("\"sid\":\"XC0000") else {
        return text.to_owned();
    };
    let (digits, rest) = after.split_at(32);
    format!("{before}\"sid\":\"XC0000{}{rest}", &digits[..28])
}

fn copied(request: &Request<String>) -> Request<String> {
    let mut copy = Request::new(request.body().clone());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    copy
}
