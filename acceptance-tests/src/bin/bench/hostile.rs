//! The memory that a hostile service can make the provider hold, while terraform refreshes ten objects and reads three lists.

use std::error::Error;
use std::path::Path;

use serde_json::{Value, json};

use crate::flooding_service::{Answer, FloodingService};
use crate::measurement::{Amount, Measurement};
use crate::memory;
use crate::scale;
use crate::stage::{Offer, Stage};

const BUDGET: Amount = Amount::Bytes(64 * 1024 * 1024);
/// Two cross connects and two sessions each; terraform works on ten objects concurrently.
const PAIRS: u32 = 3;
/// Enough requests to ask for each object and list of the module at least once.
const FEWEST_ANSWERS: usize = 3;

/// The peak of a provider's process under each kind of answer.
pub(crate) fn measure(executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let measured = answers().into_iter().map(|(what, answer)| {
        let peak = peak(executables, answer).map_err(|error| format!("{what}: {error}"))?;
        let what = format!("memory, hostile service: {what}");
        Ok(Measurement::new(what, Amount::Bytes(peak)).within(BUDGET))
    });
    measured.collect()
}

fn peak(executables: &Path, answer: Answer) -> Result<u64, Box<dyn Error>> {
    let service = FloodingService::start(answer)?;
    let stage = Stage::at(executables, service.base_url())?;
    let state = scale::twilio_state(stage.registry(), PAIRS);
    let files = [
        ("main.tf", include_str!("hostile.tf")),
        ("terraform.tfstate", state.as_str()),
    ];
    let module = stage.written("hostile", &files)?;
    let mut plan = module.command(Offer::Watched, &["plan"]);
    // A plan has no time limit of its own while a service answers.
    plan.env("TWILIO_INTERCONNECT_MAX_RETRIES", "1");
    let (status, peak) = memory::during(plan, &stage.ids())?;
    match (status.code(), service.answered()) {
        (Some(1), FEWEST_ANSWERS..) => Ok(peak),
        (_, answered) => Err(format!("terraform plan ends with {status} after {answered} answers").into()),
    }
}

/// Returns bodies of 16 MB, and lists whose next page is always a new one.
fn answers() -> [(&'static str, Answer); 8] {
    [
        ("errors of 16 MB", error(400)),
        ("unavailable with 16 MB", error(503)),
        ("deep lists", body(r#"{"cross_connects":["#, "[".repeat(10_000), 1600)),
        ("doubled fields", doubled()),
        ("one text of 16 MB", body(r#"{"sid":""#, "x".repeat(10_000), 1600)),
        (
            "endless cross connects, 747 KB",
            page("cross_connects", &padded_cross_connect()),
        ),
        ("endless sessions of 100 routes", page("bgp_sessions", &bgp_session())),
        ("both endless", both()),
    ]
}

fn body(beginning: &str, part: String, times: usize) -> Answer {
    Answer {
        status: 200,
        beginning: beginning.to_owned(),
        part,
        times,
        end: String::new(),
    }
}

fn error(status: u16) -> Answer {
    Answer {
        status,
        end: "1]}".to_owned(),
        ..body(
            r#"{"code":20001,"message":"no","problems":["#,
            r#"{"a":{}},"#.repeat(1000),
            1800,
        )
    }
}

fn doubled() -> Answer {
    body(r#"{"bgp_sessions":["#, format!("{{{}", r#""a":1,"#.repeat(100)), 27_000)
}

/// A page with a thousand of these records, always with a next page.
fn page(key: &str, record: &Value) -> Answer {
    let end = format!(r#"{record}],"meta":{{"next_page_url":"/v1/X?Page=NUMBER"}}}}"#);
    Answer {
        end,
        ..body(&format!(r#"{{"{key}":["#), format!("{record},"), 999)
    }
}

/// A page that is one of cross connects and of sessions, so that both lists continue.
fn both() -> Answer {
    let (key, records) = ("cross_connects", page("cross_connects", &padded_cross_connect()));
    let sessions = format!("{},", bgp_session()).repeat(999);
    let beginning = format!(r#"{{"bgp_sessions":[{sessions}{}],"{key}":["#, bgp_session());
    Answer { beginning, ..records }
}

fn padded_cross_connect() -> Value {
    json!({"sid": "XC00000000000000000000000000000001", "account_sid": mock_api::DEFAULT_ACCOUNT_SID, "unique_name": "a",
        "exchange": "b", "bandwidth_mbps": 10, "loa_entity": "c", "status": "active", "revision": 1,
        "date_created": "2026-01-05T09:00:00Z", "date_updated": "2026-01-05T09:00:00Z", "data_center": "x".repeat(450)})
}

fn bgp_session() -> Value {
    json!({"sid": "BG00000000000000000000000000000001", "account_sid": mock_api::DEFAULT_ACCOUNT_SID, "enabled": true,
        "cross_connect_sid": "XC00000000000000000000000000000001", "ip_routes": vec!["1.1.1.1/1"; 100], "status": "available",
        "revision": 1, "date_created": "2026-01-05T09:00:00Z", "date_updated": "2026-01-05T09:00:00Z"})
}
