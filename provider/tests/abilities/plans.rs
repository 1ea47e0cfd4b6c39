//! Plans as different clients request them: at any parallelism, twice, and with deferral.

use conformance::provider::{Change, Stored};
use framework::value::Value;
use futures_util::StreamExt;
use futures_util::stream;
use proto::tfplugin5::ClientCapabilities;
use serde_json::json;

use crate::stage::{Stage, sid, text};

const CIRCUIT: &str = "twilio_cross_connect";
const SESSION: &str = "twilio_bgp_session";

fn number(number: i64) -> Value {
    Value::Number(number.into())
}

/// The configuration of a leg in a numbered group.
fn leg(stage: &Stage, group: usize, city: &str) -> Value {
    stage.provider.resource(CIRCUIT).config([
        ("exchange", text(&format!("{city}-ix"))),
        ("bandwidth_mbps", number(1000)),
        ("loa_entity", text("Example Corp")),
        ("unique_name", text(&format!("{group}-{city}"))),
        ("redundancy_group", text(&format!("group-{group}"))),
    ])
}

fn creation(config: Value) -> Change {
    Change {
        prior: Stored::nothing(),
        config,
    }
}

/// Plans changes of one kind with a given parallelism, and returns the messages of each.
async fn planned(stage: &Stage, type_name: &str, changes: Vec<Change>, parallelism: usize) -> Vec<Vec<String>> {
    let resource = || stage.provider.resource(type_name);
    let plans = changes
        .into_iter()
        .map(|change| async move { resource().plan(change).await.checked().messages.told() });
    stream::iter(plans).buffered(parallelism).collect().await
}

#[tokio::test]
async fn faultless_pairs_are_planned_without_a_word_at_every_parallelism() {
    for pairs in [10, 40] {
        for parallelism in [1, 4, 6, 10, 64] {
            let stage = Stage::with(json!({})).await;
            let firsts = (0..pairs).map(|group| leg(&stage, group, "ashburn"));
            let seconds = (0..pairs).map(|group| leg(&stage, group, "san-jose"));
            let changes = firsts.chain(seconds).map(creation).collect();
            let said = planned(&stage, CIRCUIT, changes, parallelism).await;
            assert_eq!(said.concat(), [""; 0], "{pairs} pairs at {parallelism}");
        }
    }
}

/// A stage with active circuits without a group, each with a session that carries traffic.
async fn in_service(circuits: u32) -> Stage {
    let all = (1..=circuits).map(|at| {
        json!({"sid": sid("XC", at), "unique_name": format!("circuit-{at}"), "exchange": "ashburn-ix", "bandwidth_mbps": 1000, "status": "active"})
    });
    let sessions = (1..=circuits).map(|at| {
        let route = format!("52.{}.{}.0/24", at / 256, at % 256);
        json!({"sid": sid("BG", at), "cross_connect": format!("circuit-{at}"), "ip_routes": [route]})
    });
    Stage::with(json!({"cross_connects": all.collect::<Vec<_>>(), "bgp_sessions": sessions.collect::<Vec<_>>()})).await
}

/// The import of an object, and its configuration with some values changed.
async fn changed(stage: &Stage, type_name: &str, sid: &str, changes: &[(&str, Value)]) -> Change {
    let resource = stage.provider.resource(type_name);
    let prior = resource.import(sid).await.checked().objects.remove(0).1;
    let mut config = resource.generate(&prior.state).await.checked().0;
    let fields = config.as_object_mut().unwrap();
    for (name, value) in changes {
        fields.insert((*name).to_owned(), value.clone());
    }
    Change { prior, config }
}

#[tokio::test]
async fn every_finding_is_said_of_its_own_object() {
    for circuits in [12, 300] {
        let stage = in_service(circuits).await;
        let mut changes = Vec::new();
        for at in 1..=circuits {
            let off = [("enabled", Value::Bool(false))];
            changes.push(changed(&stage, SESSION, &sid("BG", at), &off).await);
        }
        for (at, said) in (1..).zip(planned(&stage, SESSION, changes, 10).await) {
            let expected = format!("warning enabled: Traffic of \"circuit-{at}\" has no alternative path [TWX404]");
            assert_eq!(said, [expected], "of {circuits}");
        }
    }
}

#[tokio::test]
async fn a_plan_that_is_made_once_more_says_what_was_said() {
    let stage = in_service(6).await;
    for at in 1..=6 {
        let off = [("enabled", Value::Bool(false))];
        let change = changed(&stage, SESSION, &sid("BG", at), &off).await;
        let resource = stage.provider.resource(SESSION);
        let first = resource.plan(change.clone()).await.checked().messages.told();
        let read = resource.read(&change.prior).await.checked().stored;
        let again = resource
            .plan(Change { prior: read, ..change })
            .await
            .checked()
            .messages
            .told();
        assert_eq!((first.len(), &first), (1, &again));
    }
}

#[tokio::test]
async fn a_tainted_object_that_is_planned_before_and_after_its_read_is_one_object() {
    let stage = in_service(1).await;
    let Change { prior, config } = changed(&stage, CIRCUIT, &sid("XC", 1), &[("completion", Value::Null)]).await;
    let resource = stage.provider.resource(CIRCUIT);
    let first = resource.plan(creation(config.clone())).await.checked().messages.told();
    resource.read(&prior).await.checked();
    let again = resource.plan(creation(config)).await.checked().messages.told();
    assert_eq!(
        first,
        ["warning unique_name: unique_name \"circuit-1\" is in use [TWX301]"]
    );
    assert_eq!(again, first);
}

#[tokio::test]
async fn a_client_that_allows_answers_to_wait_hears_every_error_and_no_warning() {
    for deferral_allowed in [false, true] {
        let Stage { mock, provider } = in_service(1).await;
        let provider = provider.saying(ClientCapabilities {
            deferral_allowed,
            write_only_attributes_allowed: true,
        });
        let stage = Stage { mock, provider };
        let elsewhere = [
            ("exchange", text("tokyo-ix")),
            ("deletion_protection", Value::Bool(true)),
        ];
        let replaced = changed(&stage, CIRCUIT, &sid("XC", 1), &elsewhere).await;
        let said = stage
            .provider
            .resource(CIRCUIT)
            .plan(replaced)
            .await
            .checked()
            .messages
            .told();
        let error = "error exchange: Protected cross connect \"circuit-1\" would be replaced [TWX602]";
        assert!(said.contains(&error.to_owned()), "{said:?}");
        assert_eq!(
            said.iter().all(|said| said.starts_with("error")),
            deferral_allowed,
            "{said:?}"
        );
    }
}
