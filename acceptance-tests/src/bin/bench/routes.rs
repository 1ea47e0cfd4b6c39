//! The time of the rules for 50,000 routes.
//!
//! It is the provider's time for a call: from the request on the wire to the answer on the wire. The calls are made without
//! terraform, whose own work on such a list takes many times longer.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use conformance::provider::Provider;
use framework::codec::encode_msgpack;
use framework::types::Type;
use framework::value::Value;
use proto::tfplugin5::{self as pb, DynamicValue};
use tokio::runtime::Builder;

use crate::measurement::{Amount, Measurement, median};
use crate::stage;

const RUNS: usize = 11;
const ROUTES: u32 = 50_000;
/// A prime that divides no power of ten: its multiples, modulo the number of routes, are the routes in another order.
const STRIDE: u32 = 7_919;
const BUDGET: Amount = Amount::Time(Duration::from_millis(100));
const SESSION: &str = "twilio_bgp_session";
const FUNCTIONS: [&str; 2] = ["ip_route_problems", "aggregate_ip_routes"];

/// Returns the median of the validation of a session and of each function that judges routes, for a valid list in no order.
pub(crate) fn measure(executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let provider = Provider::start(&executables.join(stage::PROVIDER)).await;
        let mut measured = vec![of("validation of a session", validated(&provider).await?)];
        for name in FUNCTIONS {
            measured.push(of(name, called(&provider, name).await?));
        }
        provider.shutdown().await;
        Ok(measured)
    })
}

fn of(what: &str, times: Vec<Duration>) -> Measurement {
    let what = format!("50,000 routes: {what} (median of {RUNS})");
    Measurement::new(what, Amount::Time(median(times))).within(BUDGET)
}

async fn validated(provider: &Provider) -> Result<Vec<Duration>, Box<dyn Error>> {
    let resource = provider.resource(SESSION);
    let config = resource.config([
        ("cross_connect_sid", Value::string("XC00000000000000000000000000000001")),
        ("ip_routes", Value::Set(routes())),
    ]);
    let request = pb::validate_resource_type_config::Request {
        type_name: SESSION.to_owned(),
        config: Some(sent(&config, &resource.block().terraform_type())?),
        client_capabilities: None,
    };
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let (mut client, request) = (provider.client().provider.clone(), request.clone());
        let start = Instant::now();
        let answer = client.validate_resource_type_config(request).await?;
        times.push(start.elapsed());
        let diagnostics = &answer.get_ref().diagnostics;
        if !diagnostics.is_empty() {
            return Err(format!("sound routes are answered with {diagnostics:?}").into());
        }
    }
    Ok(times)
}

async fn called(provider: &Provider, name: &str) -> Result<Vec<Duration>, Box<dyn Error>> {
    let request = pb::call_function::Request {
        name: name.to_owned(),
        arguments: vec![sent(&Value::List(routes()), &Type::list(Type::String))?],
    };
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let (mut client, request) = (provider.client().provider.clone(), request.clone());
        let start = Instant::now();
        let answer = client.call_function(request).await?;
        times.push(start.elapsed());
        if let Some(error) = &answer.get_ref().error {
            return Err(format!("{name} of sound routes is answered with {}", error.text).into());
        }
    }
    Ok(times)
}

fn sent(value: &Value, ty: &Type) -> Result<DynamicValue, Box<dyn Error>> {
    Ok(DynamicValue {
        msgpack: encode_msgpack(value, ty)?,
        json: Vec::new(),
    })
}

/// Returns the first /24 networks of 52.0.0.0/8, each once, in no order.
fn routes() -> Vec<Value> {
    let places = (0..ROUTES).map(|number| number * STRIDE % ROUTES);
    let texts = places.map(|place| format!("52.{}.{}.0/24", place / 256, place % 256));
    texts.map(Value::string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::net::Ipv4Addr;

    fn network(route: &Value) -> Ipv4Addr {
        let text = route.as_str().unwrap();
        text.strip_suffix("/24").unwrap().parse().unwrap()
    }

    #[test]
    fn each_route_is_there_once_and_the_list_is_in_no_order() {
        let networks: Vec<_> = routes().iter().map(network).collect();
        assert!(!networks.is_sorted());
        assert_eq!(networks.iter().collect::<BTreeSet<_>>().len(), 50_000);
    }
}
