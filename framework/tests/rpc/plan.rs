//! Plans.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{Item, planning, shop, wire_item};
use crate::wire::{read, step, told};

/// Holds P11, P16 and R11.
#[tokio::test]
async fn a_plan_names_replacements_sorted_and_once_and_is_never_legacy_or_deferred() {
    let answer = call!(
        plan_resource_change,
        pb::plan_resource_change::Request {
            prior_state: wire_item("a", Value::string("I1")),
            proposed_new_state: wire_item("b", Value::string("I1")),
            prior_private: br#"{"seen":1}"#.to_vec(),
            client_capabilities: Some(pb::ClientCapabilities {
                deferral_allowed: true,
                ..Default::default()
            }),
            ..planning("b")
        }
    );

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    let paths: Vec<Vec<_>> = answer
        .requires_replace
        .iter()
        .map(|path| path.steps.iter().map(step).collect())
        .collect();
    assert_eq!(paths, [["id"], ["name"]]);
    assert_eq!(answer.planned_private, br#"{"seen":1}"#);
    assert_eq!(
        read::<Item>(answer.planned_state).get("name"),
        Some(&Value::string("b"))
    );
    assert!(!answer.legacy_type_system);
    assert_eq!(answer.deferred, None);
}
