//! The cost of a plan of 1,000 cross connects in 500 redundancy groups, with a BGP session on each.
//!
//! The cost is the number of requests, and the time. The time is compared with two other plans. One is the same plan without checks. The
//! other has 2,000 objects of the provider that is part of terraform.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use mock_api::DEFAULT_ACCOUNT_SID;
use serde_json::{Value, json};

use crate::measurement::{Amount, Measurement, median};
use crate::stage::{Module, Offer, Stage};

const PAIRS: u32 = 500;
const RUNS: usize = 5;
/// One object of each kind by itself, then a page of each.
const MOST_REQUESTS: Amount = Amount::Count(4);
const CHECKS_BUDGET: Amount = Amount::Times(1.3);
const BUILTIN_BUDGET: Amount = Amount::Times(1.5);
const PLAN: [&str; 2] = ["plan", "-detailed-exitcode"];

/// Returns the requests of a plan in which nothing changes, its time, and its factor to the other two plans. They take
/// turns, so that all run under the same load of the machine.
pub(crate) fn measure(executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let stage = Stage::with_seed(executables, &seed())?;
    let source = |text| ("main.tf", text);
    let (twilio, builtin) = (twilio_state(stage.registry(), PAIRS), builtin_state());
    let twilio = stage.stored(
        "scale",
        &[source(include_str!("scale/twilio.tf")), ("terraform.tfstate", &twilio)],
    )?;
    let builtin = stage.stored(
        "scale-builtin",
        &[
            source(include_str!("scale/builtin.tf")),
            ("terraform.tfstate", &builtin),
        ],
    )?;
    let before = stage.requests()?;
    twilio.run(Offer::Plain, &PLAN)?;
    let requests = stage.requests()? - before;
    let mut measured =
        vec![Measurement::new("plan of 2,000 objects: requests", Amount::Count(requests)).within(MOST_REQUESTS)];
    measured.extend(times(&twilio, &builtin)?);
    Ok(measured)
}

fn times(twilio: &Module<'_>, builtin: &Module<'_>) -> Result<[Measurement; 4], Box<dyn Error>> {
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        let [checked, unchecked, built_in] = &mut times;
        checked.push(time(|| twilio.run(Offer::Plain, &PLAN))?);
        unchecked.push(time(|| twilio.run_without_checks(&PLAN))?);
        built_in.push(time(|| builtin.run(Offer::Plain, &PLAN))?);
    }
    let [checked, unchecked, built_in] = times.map(median);
    let times_as_long = |other: Duration| Amount::Times(checked.as_secs_f64() / other.as_secs_f64());
    let of = |what: &str| format!("plan of 2,000 objects: {what}");
    Ok([
        Measurement::new(of("500 pairs with sessions"), Amount::Time(checked)),
        Measurement::new(of("2,000 terraform_data"), Amount::Time(built_in)),
        Measurement::new(of("in terms of all checks off"), times_as_long(unchecked)).within(CHECKS_BUDGET),
        Measurement::new(of("in terms of terraform_data"), times_as_long(built_in)).within(BUILTIN_BUDGET),
    ])
}

fn time(plan: impl FnOnce() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    plan()?;
    Ok(start.elapsed())
}

/// A leg of a pair.
struct Leg {
    number: u32,
    name: String,
    exchange: &'static str,
}

impl Leg {
    fn all(pairs: u32) -> impl Iterator<Item = Self> {
        let cities = [("ashburn", "ashburn-ix"), ("san-jose", "san-jose-ix")];
        (0..pairs).flat_map(move |pair| {
            (0..).zip(cities).map(move |(place, (city, exchange))| Self {
                number: 2 * pair + place,
                name: format!("pair-{pair:03}-{city}"),
                exchange,
            })
        })
    }

    fn pair(&self) -> u32 {
        self.number / 2
    }

    fn group(&self) -> String {
        format!("pair-{:03}", self.pair())
    }

    fn route(&self) -> String {
        format!("52.{}.{}.0/24", self.pair() / 256, self.pair() % 256)
    }

    fn sid(&self, prefix: &str) -> String {
        format!("{prefix}{:032x}", self.number)
    }
}

fn seed() -> String {
    let cross_connects: Vec<Value> = Leg::all(PAIRS)
        .map(|leg| {
            json!({"sid": leg.sid("XC"), "unique_name": leg.name, "exchange": leg.exchange, "bandwidth_mbps": 1000,
                "redundancy_group": leg.group()})
        })
        .collect();
    let sessions: Vec<Value> = Leg::all(PAIRS)
        .map(|leg| json!({"sid": leg.sid("BG"), "cross_connect": leg.name, "ip_routes": [leg.route()]}))
        .collect();
    json!({"cross_connects": cross_connects, "bgp_sessions": sessions}).to_string()
}

/// Returns the state of a number of pairs with their sessions.
pub(crate) fn twilio_state(registry: &str, pairs: u32) -> String {
    let provider = format!("provider[\"{registry}/interconnect/twilio\"]");
    let cross_connect = |leg: &Leg| {
        json!({"id": leg.sid("XC"), "sid": leg.sid("XC"), "account_sid": DEFAULT_ACCOUNT_SID, "unique_name": leg.name,
            "exchange": leg.exchange, "bandwidth_mbps": 1000, "loa_entity": "Example Corp", "redundancy_group": leg.group(),
            "wait_for": "loa_issued", "deletion_protection": false})
    };
    let session = |leg: &Leg| {
        json!({"id": leg.sid("BG"), "sid": leg.sid("BG"), "account_sid": DEFAULT_ACCOUNT_SID, "cross_connect_sid": leg.sid("XC"),
            "ip_routes": [leg.route()], "enabled": true})
    };
    state(&[
        resource(("twilio_cross_connect", "leg"), &provider, pairs, &cross_connect),
        resource(("twilio_bgp_session", "leg"), &provider, pairs, &session),
    ])
}

fn builtin_state() -> String {
    let provider = "provider[\"terraform.io/builtin/terraform\"]";
    let data = |prefix: &str, leg: &Leg, input: &Value, types: &Value| {
        let dynamic = json!({"value": input, "type": ["object", types]});
        json!({"id": leg.sid(prefix), "input": dynamic, "output": dynamic, "triggers_replace": null})
    };
    let leg = |leg: &Leg| {
        let input = json!({"unique_name": leg.name, "exchange": leg.exchange, "bandwidth_mbps": 1000, "loa_entity": "Example Corp",
            "redundancy_group": leg.group()});
        let types = json!({"unique_name": "string", "exchange": "string", "bandwidth_mbps": "number", "loa_entity": "string",
            "redundancy_group": "string"});
        data("XC", leg, &input, &types)
    };
    let session = |leg: &Leg| {
        let input = json!({"cross_connect_sid": leg.sid("XC"), "ip_routes": [leg.route()]});
        let types = json!({"cross_connect_sid": "string", "ip_routes": ["tuple", ["string"]]});
        data("BG", leg, &input, &types)
    };
    state(&[
        resource(("terraform_data", "leg"), provider, PAIRS, &leg),
        resource(("terraform_data", "session"), provider, PAIRS, &session),
    ])
}

fn resource((kind, name): (&str, &str), provider: &str, pairs: u32, attributes: &dyn Fn(&Leg) -> Value) -> Value {
    let instances: Vec<Value> = Leg::all(pairs)
        .map(|leg| json!({"index_key": leg.name, "schema_version": 0, "attributes": attributes(&leg)}))
        .collect();
    json!({"mode": "managed", "type": kind, "name": name, "provider": provider, "instances": instances})
}

fn state(resources: &[Value]) -> String {
    json!({"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "2f0c0c4e-6b1a-4e6a-9d0f-000000000000", "outputs": {},
        "resources": resources})
    .to_string()
}
