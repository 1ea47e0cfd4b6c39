//! The command `review` over a large plan: 2,000 objects, of which 300 have findings.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::measurement::{Amount, Measurement, median};
use crate::{memory, stage};

const RUNS: usize = 5;
const OBJECTS: usize = 2_000;
const FINDINGS: usize = 300;
const TIME: Amount = Amount::Time(Duration::from_secs(1));
const MEMORY: Amount = Amount::Bytes(100_000_000);

/// Returns the median time and the peak memory of the review of such a plan.
pub(crate) fn measure(executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let plan = folder.path().join("plan.json");
    std::fs::write(&plan, serde_json::to_vec(&large())?)?;
    let (mut times, mut peak) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let (time, reached) = reviewed(&executables.join(stage::PROVIDER), &plan)?;
        times.push(time);
        peak = peak.max(reached);
    }
    let what = format!("review of {OBJECTS} objects with {FINDINGS} findings");
    Ok(vec![
        Measurement::new(format!("{what} (median of {RUNS})"), Amount::Time(median(times))).within(TIME),
        Measurement::new(format!("{what}: resident memory"), Amount::Bytes(peak)).within(MEMORY),
    ])
}

/// Returns the time and the peak memory of one review. It counts the findings, so that a review that judges nothing fails.
fn reviewed(executable: &Path, plan: &Path) -> Result<(Duration, u64), Box<dyn Error>> {
    let output = plan.with_extension("out");
    let start = Instant::now();
    let mut review = Command::new(executable)
        .args(["review", "--format", "json"])
        .arg(plan)
        .stdout(Stdio::from(std::fs::File::create(&output)?))
        .spawn()?;
    let id = review.id().to_string();
    let mut peak = 0;
    while review.try_wait()?.is_none() {
        peak = peak.max(memory::peak(&id).unwrap_or_default());
        thread::sleep(Duration::from_millis(1));
    }
    let time = start.elapsed();
    let report: Value = serde_json::from_slice(&std::fs::read(&output)?)?;
    match report["findings"].as_array().map(Vec::len) {
        Some(FINDINGS) => Ok((time, peak)),
        found => Err(format!("the review found {found:?} instead of {FINDINGS} findings").into()),
    }
}

/// A plan of 500 pairs with their sessions. In 150 of them, each leg changes its bandwidth before it is active.
fn large() -> Value {
    let changes: Vec<Value> = (0..OBJECTS / 4).flat_map(pair).collect();
    json!({
        "format_version": "1.2",
        "resource_changes": changes,
        "configuration": {"provider_config": {"twilio": {"name": "twilio", "full_name": SOURCE}}, "root_module": {}},
    })
}

fn pair(number: usize) -> Vec<Value> {
    let sites = [("ashburn", 0), ("san-jose", 1)];
    sites
        .into_iter()
        .flat_map(|(site, leg)| [circuit(number, site, leg), session(number, site, leg)])
        .collect()
}

fn circuit(number: usize, site: &str, leg: usize) -> Value {
    let moves = number < FINDINGS / 2;
    let values = |mbps: u32| {
        json!({
            "sid": sid("XC", number, leg), "account_sid": sid("AC", 0, 0), "unique_name": format!("pair-{number}-{site}"),
            "exchange": format!("{site}-ix"), "bandwidth_mbps": mbps, "loa_entity": "Example Corp",
            "redundancy_group": format!("pair-{number}"), "status": if moves { "configuring" } else { "active" },
            "deletion_protection": true,
        })
    };
    let after = if moves { 100 } else { 1000 };
    change(
        "twilio_cross_connect",
        &format!("{number}-{site}"),
        (values(1000), values(after)),
    )
}

fn session(number: usize, site: &str, leg: usize) -> Value {
    let values = json!({
        "sid": sid("BG", number, leg), "account_sid": sid("AC", 0, 0), "cross_connect_sid": sid("XC", number, leg),
        "ip_routes": [format!("52.{}.{}.0/24", number / 256, number % 256)], "enabled": true, "status": "available",
    });
    change(
        "twilio_bgp_session",
        &format!("{number}-{site}"),
        (values.clone(), values),
    )
}

fn change(resource_type: &str, key: &str, (before, after): (Value, Value)) -> Value {
    let action = if before == after { "no-op" } else { "update" };
    json!({
        "address": format!("{resource_type}.leg[\"{key}\"]"), "mode": "managed", "type": resource_type, "name": "leg", "index": key,
        "provider_name": SOURCE, "change": {"actions": [action], "before": before, "after": after, "after_unknown": {}},
    })
}

fn sid(prefix: &str, number: usize, leg: usize) -> String {
    format!("{prefix}{number:030}{leg:02}")
}

const SOURCE: &str = "registry.terraform.io/interconnect/twilio";
