//! The configuration that is generated for existing objects.

use framework::codec;
use framework::value::Value;
use proto::tfplugin5 as pb;
use serde_json::json;

use crate::stage::{Stage, cross_connect, sid, text};

async fn stage() -> Stage {
    Stage::with(json!({
        "cross_connects": [cross_connect(1, "active"), cross_connect(2, "active")],
        "bgp_sessions": [
            {"sid": sid("BG", 1), "cross_connect": "circuit-1", "ip_routes": ["52.1.2.0/24"]},
            {"sid": sid("BG", 2), "cross_connect": "circuit-2", "ip_routes": ["52.1.3.0/24"], "customer_asn": 3333,
             "customer_address": "52.1.9.1/30", "enabled": false}
        ]
    }))
    .await
}

/// Imports an object. Returns the configuration that is generated for it, and the object.
async fn generated(stage: &Stage, type_name: &str, sid: &str) -> (Value, conformance::provider::Stored) {
    let resource = stage.provider.resource(type_name);
    let stored = resource.import(sid).await.checked().objects.remove(0).1;
    let ty = resource.block().terraform_type();
    let request = pb::generate_resource_config::Request {
        type_name: type_name.to_owned(),
        state: Some(pb::DynamicValue {
            msgpack: codec::encode_msgpack(&stored.state, &ty).unwrap(),
            json: Vec::new(),
        }),
    };
    let mut client = stage.provider.client().provider.clone();
    let answer = client.generate_resource_config(request).await.unwrap().into_inner();
    assert!(answer.diagnostics.is_empty(), "{:?}", answer.diagnostics);
    let config = codec::decode_msgpack(&answer.config.unwrap().msgpack, &ty).unwrap();
    (config, stored)
}

/// Asserts that a generated configuration is valid, and that its plan does not change the object.
async fn is_a_true_picture(stage: &Stage, type_name: &str, config: &Value, stored: conformance::provider::Stored) {
    let resource = stage.provider.resource(type_name);
    let said = resource.validate(config).await.checked();
    assert_eq!(said.told(), [""; 0]);
    let before = stored.state.clone();
    let change = conformance::provider::Change {
        prior: stored,
        config: config.clone(),
    };
    let planned = resource.plan(change).await.checked();
    assert_eq!(planned.planned, before, "{type_name}");
}

#[tokio::test]
async fn what_twilio_assigned_to_a_session_is_left_out() {
    let stage = stage().await;
    let (config, stored) = generated(&stage, "twilio_bgp_session", &sid("BG", 1)).await;
    assert!(stored.state.get("customer_asn").is_some_and(|asn| !asn.is_null()));
    for name in [
        "customer_asn",
        "customer_address",
        "enabled",
        "md5_key_wo",
        "sid",
        "status",
        "timeouts",
    ] {
        assert_eq!(config.get(name), Some(&Value::Null), "{name}");
    }
    assert_eq!(config.get("cross_connect_sid"), Some(&text(&sid("XC", 1))));
    is_a_true_picture(&stage, "twilio_bgp_session", &config, stored).await;
}

#[tokio::test]
async fn what_the_customer_chose_for_a_session_is_written_out() {
    let stage = stage().await;
    let (config, stored) = generated(&stage, "twilio_bgp_session", &sid("BG", 2)).await;
    assert_eq!(config.get("customer_address"), Some(&text("52.1.9.1/30")));
    assert_eq!(config.get("customer_asn"), stored.state.get("customer_asn"));
    assert_eq!(config.get("enabled"), Some(&Value::Bool(false)));
    is_a_true_picture(&stage, "twilio_bgp_session", &config, stored).await;
}

#[tokio::test]
async fn a_completed_cross_connect_has_neither_its_notice_nor_what_has_its_default() {
    let stage = stage().await;
    let (config, stored) = generated(&stage, "twilio_cross_connect", &sid("XC", 1)).await;
    for name in [
        "completion",
        "enabled",
        "loa_revision",
        "wait_for",
        "deletion_protection",
        "timeouts",
        "letter_of_authorization",
        "next_action",
    ] {
        assert_eq!(config.get(name), Some(&Value::Null), "{name}");
    }
    is_a_true_picture(&stage, "twilio_cross_connect", &config, stored).await;
}
