//! The examples of the controls: forms that the mock accepts, and its answers.

use std::time::Duration;

use axum::http::Method;
use jiff::Timestamp;
use serde_json::{Value, json};
use service::code::Code;
use service::openapi::examples::{Example, found_in, of_contract};
use service::refusal::Refusal;
use service::step_times::StepTimes;
use service::world::World;
use service::world::exchange::catalogue;
use service::world::outcome::{Outcome, OutcomeKind};
use utoipa::Modify;
use utoipa::openapi::path::{Parameter, ParameterBuilder};
use utoipa::openapi::{PathItem, RefOr, Schema};

use crate::clock::{Clock, ClockReading, RunningClock};
use crate::control::clock::ClockBody;
use crate::control::faults::FaultList;
use crate::control::health::Health;
use crate::control::requests::{RequestCount, RequestList};
use crate::control::snapshot::{SavedState, Snapshot};
use crate::control::world::OutcomeList;
use crate::fault::{Fault, FaultKind, Faults, MalformedForm};
use crate::request_log::LoggedRequest;
use crate::stale_reads::StaleReads;

/// 2026-01-05 at 09:00 UTC.
const START: Timestamp = Timestamp::constant(1_767_603_600, 0);

/// The examples, for each schema with fields, and for parameters.
pub(super) struct Examples;

impl Modify for Examples {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let contract = of_contract();
        let mut wholes = forms();
        wholes.extend(answers());
        wholes.extend(contract.iter().filter(|whole| whole.schema == "Error").cloned());
        let found = found_in(&serde_json::to_value(&*openapi).unwrap_or_default(), &wholes);
        let mut schemas = openapi.components.as_mut().map(|components| &mut components.schemas);
        for (name, example) in found {
            let schema = schemas.as_deref_mut().and_then(|schemas| schemas.get_mut(&name));
            match schema {
                Some(RefOr::T(Schema::Object(object))) => object.examples = vec![example],
                Some(RefOr::T(Schema::OneOf(one_of))) => one_of.examples = vec![example],
                Some(_) | None => {}
            }
        }
        for (path, item) in &mut openapi.paths.paths {
            add_to_parameters(path, item, &contract);
        }
    }
}

fn add_to_parameters(path: &str, item: &mut PathItem, contract: &[Example]) {
    let PathItem {
        get, put, post, delete, ..
    } = item;
    let calls = [get, put, post, delete].into_iter().flatten();
    for parameter in calls.flat_map(|call| call.parameters.iter_mut().flatten()) {
        let RefOr::T(parameter) = parameter else {
            continue;
        };
        if let Some(example) = of_parameter(path, &parameter.name, contract) {
            let described = std::mem::replace(parameter, Parameter::new(""));
            *parameter = ParameterBuilder::from(described).example(Some(example)).build();
        }
    }
}

fn of_parameter(path: &str, name: &str, contract: &[Example]) -> Option<Value> {
    let kind = if path.contains("/bgp-sessions/") {
        "BgpSession"
    } else {
        "CrossConnect"
    };
    match name {
        "Sid" => {
            let object = contract.iter().find(|whole| whole.schema == kind)?;
            object.value.get("sid").cloned()
        }
        "Action" => Some(json!("finish-step")),
        "method" => Some(json!("GET")),
        "path" => Some(json!("/v1/CrossConnects/*")),
        _ => None,
    }
}

/// An example form of each control.
fn forms() -> Vec<Example> {
    let letter = json!({"port": "17", "issued_on": "2026-01-05", "expires_on": "2026-03-06"});
    let decision = json!({"reason": "The device has no capacity until March.", "role": "network planning"});
    let forms = [
        ("Advance", json!({"days": 1, "hours": 2})),
        ("MockInstant", json!({"now": "2026-03-01T09:00:00Z"})),
        ("Seed", seed()),
        ("CrossConnectEdit", circuit_edit()),
        (
            "BgpSessionEdit",
            json!({"session_state": "idle", "prefixes_missing": ["52.1.2.0/24"]}),
        ),
        ("ForceDetails", decision),
        ("ForceDetails", json!({"letter": letter})),
    ];
    let forms = forms.map(|(schema, value)| Example { schema, value });
    let faults = fault_kinds()
        .into_iter()
        .map(|kind| Fault::new(kind).on("POST", "/v1/CrossConnects"));
    let faults = faults.map(|fault| Example::of("Fault", &fault));
    forms.into_iter().chain(faults).collect()
}

fn seed() -> Value {
    let circuit = json!({
        "unique_name": "ashburn-primary", "exchange": "ashburn-ix", "bandwidth_mbps": 100, "status": "active",
    });
    let session = json!({"cross_connect": "ashburn-primary", "ip_routes": ["52.1.2.0/24"]});
    json!({"cross_connects": [circuit], "bgp_sessions": [session]})
}

fn circuit_edit() -> Value {
    let maintenance = json!({
        "from": "2026-01-19T09:00:00Z", "until": "2026-01-19T13:00:00Z", "reason": "Replacement of a line card",
    });
    json!({"bandwidth_mbps": 1000, "maintenance": [maintenance]})
}

/// Each kind of fault with details.
fn fault_kinds() -> [FaultKind; 8] {
    let (message, status) = ("Come again later.".to_owned(), "hibernating".to_owned());
    [
        FaultKind::Refuse {
            status: 503,
            code: 20503,
            message,
            retry_after: Some(7),
            after_effect: false,
        },
        FaultKind::Admits {
            requests: 2,
            milliseconds: 50,
            retry_after: Some(1),
        },
        FaultKind::TooManyRequests { retry_after: Some(1) },
        FaultKind::Delay { milliseconds: 250 },
        FaultKind::MalformedBody {
            form: MalformedForm::Truncated,
        },
        FaultKind::UnknownStatus { status },
        FaultKind::Lag { reads: 2 },
        FaultKind::HiddenForReads { reads: 2 },
    ]
}

/// An example answer of each control.
fn answers() -> Vec<Example> {
    let refusal =
        Refusal::new(Code::InvalidParameter, "the maintenance period ends before it begins").about("maintenance");
    let lost = Fault::new(FaultKind::DropAfterEffect).on("POST", "/v1/CrossConnects");
    let mut answers = vec![
        Example::of("MockClock", &ClockBody::of(&stopped_clock())),
        Example::of("FaultList", &FaultList { faults: vec![lost] }),
        Example::of("StepTimes", &StepTimes::default()),
        Example::of("MockSnapshot", &snapshot()),
        Example::of("MockHealth", &Health::ok()),
        Example::of("Error", refusal.body()),
        Example::of("RequestList", &requests()),
        Example::of("RequestCount", &RequestCount { count: 1, dropped: 0 }),
        Example::of("MockOutcomeList", &decisions()),
    ];
    let exchanges = catalogue();
    answers.extend(
        exchanges
            .first()
            .map(|exchange| Example::of("CatalogueExchange", exchange)),
    );
    answers
}

fn stopped_clock() -> RunningClock {
    RunningClock::start(Clock {
        start: Some(START),
        speed: 0,
        tick_per_request: Duration::ZERO,
    })
}

fn decisions() -> OutcomeList {
    let rejected = Outcome {
        unique_name: Some("ashburn-primary".to_owned()),
        outcome: OutcomeKind::Rejected,
    };
    OutcomeList {
        outcomes: vec![rejected],
    }
}

/// The state of a server with one exchange and without orders.
fn snapshot() -> Snapshot {
    let exchanges = catalogue().into_iter().take(1).collect();
    Snapshot {
        clock: ClockReading::at(START),
        state: SavedState {
            world: World::new(exchanges, StepTimes::default(), 1),
            faults: Faults::default(),
            shadows: StaleReads::default(),
        },
    }
}

/// The log of one order.
fn requests() -> RequestList {
    let parameters = [("UniqueName", "ashburn-primary"), ("Exchange", "ashburn-ix")];
    let ordered = LoggedRequest {
        at: START,
        method: Method::POST.to_string(),
        path: "/v1/CrossConnects".to_owned(),
        parameters: parameters
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        idempotency_key: Some("ashburn-primary-2026-01-05".to_owned()),
        if_match: None,
        user_agent: Some("terraform-provider-twilio".to_owned()),
        status: Some(400),
        code: Some(Code::Bandwidth.number()),
        fault: None,
        request_id: service::sid::derived(service::sid::REQUEST, "1"),
        arrived_after_ms: 1200,
        answered_after_ms: Some(1203),
    };
    RequestList {
        requests: vec![ordered],
        count: 1,
        dropped: 0,
    }
}
