//! The time of 40 orders at a service that admits 4 requests at a time, compared with the minimum that such a service needs.
//!
//! The plan is saved before, and terraform works on 10 resources at a time, its default. The service issues each letter at the first
//! read of the order. So every request of the apply is necessary, and nothing waits for a step.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use mock_api::{FaultKind, LoggedRequest, StepTimes};

use crate::measurement::{Amount, Measurement};
use crate::service::Service;
use crate::stage::{Offer, Stage};

/// The number of requests that the service admits at a time.
const ADMITTED: u32 = 4;
/// The duration of each request.
const TAKES: Duration = Duration::from_millis(250);
const ORDERS: usize = 40;
/// The upper bound as a factor of the ideal time.
const MOST: f64 = 1.3;
/// The time that is allowed beyond the ideal where a refusal requests a pause: two such pauses.
const PAUSES: Duration = Duration::from_secs(2);
const FILES: [(&str, &str); 2] = [
    ("main.tf", include_str!("orders.tf")),
    ("orders.auto.tfvars", "orders = 40\n"),
];

/// The requests that a service received.
struct Received {
    /// The requests that were served.
    served: u32,
    /// The requests that the limit refused.
    refused: usize,
    /// The time from the arrival of the first to the answer of the last.
    time: Duration,
}

/// Returns the apply as a factor of the ideal, with the number of refused requests, and its time where a refusal requests a second.
pub(crate) fn measure(executables: &Path) -> Result<[Measurement; 4], Box<dyn Error>> {
    let (plain, paused) = (applied(executables, None)?, applied(executables, Some(1))?);
    let of = |what: &str| format!("{ORDERS} orders, {ADMITTED} admitted: {what}");
    let ratio = plain.time.as_secs_f64() / plain.ideal().as_secs_f64();
    let most = paused.ideal().mul_f64(MOST) + PAUSES;
    Ok([
        Measurement::new(of("apply in terms of the ideal"), Amount::Times(ratio)).within(Amount::Times(MOST)),
        Measurement::new(of("requests refused"), Amount::Count(plain.refused)),
        Measurement::new(of("apply with Retry-After: 1"), Amount::Time(paused.time)).within(Amount::Time(most)),
        Measurement::new(of("requests refused with Retry-After"), Amount::Count(paused.refused)),
    ])
}

/// An apply in which every order succeeds.
fn applied(executables: &Path, retry_after: Option<u64>) -> Result<Received, Box<dyn Error>> {
    let service = Service::start(StepTimes {
        letter_issue: Duration::ZERO,
        ..StepTimes::default()
    })?;
    let stage = Stage::at(executables, &service.base_url())?;
    let module = stage.written("orders", &FILES)?;
    module.run(Offer::Plain, &["plan", "-out=plan"])?;
    service.forget_requests();
    service.limit(FaultKind::Admits {
        requests: ADMITTED,
        milliseconds: u64::try_from(TAKES.as_millis())?,
        retry_after,
    });
    module.run(Offer::Plain, &["apply", "plan"])?;
    Received::of(&service.requests())
}

impl Received {
    fn of(requests: &[LoggedRequest]) -> Result<Self, Box<dyn Error>> {
        let is_refused = |request: &&LoggedRequest| request.fault.as_deref() == Some("admits");
        let is_order = |request: &&LoggedRequest| request.method == "POST" && request.status == Some(201);
        let orders = requests.iter().filter(is_order).count();
        if orders != ORDERS {
            return Err(format!("{orders} orders were accepted, and not {ORDERS}").into());
        }
        let first = requests.iter().map(|request| request.arrived_after_ms).min();
        let last = requests.iter().filter_map(|request| request.answered_after_ms).max();
        let refused = requests.iter().filter(is_refused).count();
        Ok(Self {
            served: u32::try_from(requests.len() - refused)?,
            refused,
            time: Duration::from_millis(last.unwrap_or_default().saturating_sub(first.unwrap_or_default())),
        })
    }

    /// The minimum time of the service for the served requests.
    fn ideal(&self) -> Duration {
        TAKES * self.served / ADMITTED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request((arrived, answered): (u64, u64), fault: Option<&str>) -> LoggedRequest {
        LoggedRequest {
            at: jiff::Timestamp::UNIX_EPOCH,
            method: "POST".to_owned(),
            path: "/v1/CrossConnects".to_owned(),
            parameters: Vec::new(),
            idempotency_key: None,
            if_match: None,
            user_agent: None,
            status: Some(if fault.is_none() { 201 } else { 429 }),
            code: None,
            fault: fault.map(str::to_owned),
            request_id: String::new(),
            arrived_after_ms: arrived,
            answered_after_ms: Some(answered),
        }
    }

    #[test]
    fn the_ideal_leaves_out_what_was_refused_and_the_time_does_not() {
        let mut requests = vec![request((100, 101), Some("admits"))];
        requests.extend((0..40).map(|_| request((200, 3_100), None)));
        let received = Received::of(&requests).unwrap();
        assert_eq!((received.served, received.refused), (40, 1));
        assert_eq!(received.time, Duration::from_secs(3));
        assert_eq!(received.ideal(), Duration::from_millis(2_500));
    }

    #[test]
    fn an_order_that_is_missing_is_no_measurement() {
        let requests: Vec<_> = (0..39).map(|_| request((0, 1), None)).collect();
        assert!(Received::of(&requests).is_err());
    }
}
