//! The situations in which a run is interrupted.

use std::error::Error;
use std::time::{Duration, Instant};

use mock_api::{FaultKind, LoggedRequest, StepTimes};
use tokio::time::sleep;

use crate::service::Service;

/// The time limit for the requests of a situation.
const PATIENCE: Duration = Duration::from_secs(30);
/// The time between these requests and the interruption, so that the provider is processing them.
const IN_THE_MIDDLE: Duration = Duration::from_millis(500);
const PERIOD: Duration = Duration::from_millis(2);

const LIST: &str = "terraform {\n  required_providers {\n    twilio = { source = \"interconnect/twilio\" }\n  }\n}\n\n\
    data \"twilio_cross_connects\" \"all\" {}\n";

/// A call of the provider that takes long.
#[derive(Clone, Copy)]
pub(crate) enum Call {
    /// Of the data source `twilio_cross_connects`.
    List,
    /// Of a cross connect.
    Creation,
}

/// The activity of terraform when the signal arrives.
#[derive(Clone, Copy)]
pub(crate) struct Situation {
    /// The words that follow "while".
    pub(crate) what: &'static str,
    /// A module for terraform.
    pub(crate) files: &'static [(&'static str, &'static str)],
    /// The command of terraform.
    pub(crate) command: &'static [&'static str],
    /// The call of the provider alone.
    pub(crate) call: Call,
    /// Prepares the service.
    prepare: fn(&Service),
    /// True where the requests so far are those of the situation.
    is_reached: fn(&[LoggedRequest]) -> bool,
}

const APPLY: &[&str] = &["apply", "-auto-approve"];

/// None of them has a request in flight that must not be cut off.
pub(crate) const SITUATIONS: [Situation; 3] = [
    Situation {
        what: "a list takes 25 s",
        files: &[("main.tf", LIST)],
        command: &["plan"],
        call: Call::List,
        prepare: |service| {
            let slow = FaultKind::Delay { milliseconds: 25_000 };
            service.always(slow, "GET", "/v1/CrossConnects");
        },
        is_reached: |requests| !requests.is_empty(),
    },
    Situation {
        what: "a creation waits for a letter",
        files: &[
            ("main.tf", include_str!("orders.tf")),
            ("orders.auto.tfvars", "orders = 1\n"),
        ],
        command: APPLY,
        call: Call::Creation,
        prepare: |_| {},
        is_reached: |requests| {
            let after_order = requests.iter().skip_while(|request| request.method != "POST");
            after_order.skip(1).any(|request| request.status == Some(200))
        },
    },
    Situation {
        what: "20 orders pause for 60 s",
        files: &[
            ("main.tf", include_str!("orders.tf")),
            ("orders.auto.tfvars", "orders = 20\n"),
        ],
        command: APPLY,
        call: Call::Creation,
        prepare: |service| {
            let refused = FaultKind::TooManyRequests { retry_after: Some(60) };
            service.always(refused, "POST", "/v1/CrossConnects");
        },
        is_reached: |requests| requests.iter().any(|request| request.status == Some(429)),
    },
];

impl Situation {
    /// Returns a service that causes the situation.
    pub(crate) fn service(&self) -> Result<Service, Box<dyn Error>> {
        let service = Service::start(StepTimes::default())?;
        (self.prepare)(&service);
        Ok(service)
    }

    /// Returns when the situation has begun.
    pub(crate) async fn until_reached(&self, service: &Service) -> Result<(), Box<dyn Error>> {
        let start = Instant::now();
        while !(self.is_reached)(&service.requests()) {
            if start.elapsed() > PATIENCE {
                return Err("the requests after which the run is interrupted have not come".into());
            }
            sleep(PERIOD).await;
        }
        sleep(IN_THE_MIDDLE).await;
        Ok(())
    }
}
