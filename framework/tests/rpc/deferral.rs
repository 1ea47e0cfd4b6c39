//! Deferred results and `provider_meta` in their wire form.

use framework::Model;
use framework::rpc::Rpc;
use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::deferred::Reason;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::grove::{GroveBlock, Meta, Tree, grove, wanted_tree, wire_identity, wire_tree};
use crate::wire::{garbage, read, told, wire};

fn client(deferral_allowed: bool) -> Option<pb::ClientCapabilities> {
    Some(pb::ClientCapabilities {
        deferral_allowed,
        ..Default::default()
    })
}

fn reason(deferred: Option<pb::Deferred>) -> Option<Reason> {
    deferred.map(|deferred| deferred.reason())
}

async fn configured(place: Value) -> Rpc {
    let grove = grove();
    let request = pb::configure::Request {
        config: wire::<GroveBlock>(&Value::object([("place", place)])),
        ..Default::default()
    };
    grove
        .configure(Request::new(request))
        .await
        .expect("the call is served");
    grove
}

/// Returns the reason for which the plan of a tree is deferred. Its author always requests deferral.
async fn planned(grove: &Rpc, kind: Value, client: Option<pb::ClientCapabilities>) -> Option<Reason> {
    reason(plan(grove, kind, client).await.deferred)
}

async fn plan(grove: &Rpc, kind: Value, client: Option<pb::ClientCapabilities>) -> pb::plan_resource_change::Response {
    let request = pb::plan_resource_change::Request {
        type_name: "test_tree".to_owned(),
        config: wanted_tree(kind.clone()),
        proposed_new_state: wanted_tree(kind),
        client_capabilities: client,
        ..Default::default()
    };
    let answer = grove.plan_resource_change(Request::new(request)).await;
    answer.expect("the call is served").into_inner()
}

/// Holds R11.
#[tokio::test]
async fn an_author_hears_whether_the_client_allows_an_answer_to_wait() {
    let grove = configured(Value::string("here")).await;
    let table = [
        (Value::string("oak"), client(true), true),
        (Value::string("oak"), client(false), false),
        (Value::string("oak"), None, false),
        (Value::unknown(), client(true), true),
    ];
    for (kind, client, expected) in table {
        let said = told(&plan(&grove, kind, client).await.diagnostics);
        assert_eq!(said.contains(&"Warning : once more".to_owned()), expected, "{said:?}");
    }
}

/// Holds R11 and R12.
#[tokio::test]
async fn a_plan_waits_only_where_the_client_allows_it_and_something_is_unknown() {
    let known = configured(Value::string("here")).await;
    let oak = || Value::string("oak");
    let wait = Some(Reason::ResourceConfigUnknown);

    assert_eq!(planned(&known, Value::unknown(), client(true)).await, wait);
    assert_eq!(planned(&known, Value::unknown(), client(false)).await, None);
    assert_eq!(planned(&known, Value::unknown(), None).await, None);
    assert_eq!(planned(&known, oak(), client(true)).await, None, "as within an apply");
    let unknown = configured(Value::unknown()).await;
    assert_eq!(planned(&unknown, oak(), client(true)).await, wait);
}

/// Holds R11.
#[tokio::test]
async fn a_look_waits_where_the_client_allows_it_and_keeps_what_is_stored() {
    for (allowed, waits) in [(true, Some(Reason::AbsentPrereq)), (false, None)] {
        let request = pb::read_resource::Request {
            type_name: "test_tree".to_owned(),
            current_state: wire_tree("later", "T1"),
            client_capabilities: client(allowed),
            ..Default::default()
        };

        let answer = grove().read_resource(Request::new(request)).await;
        let answer = answer.expect("the call is served").into_inner();

        assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
        assert_eq!(answer.new_state, wire_tree("later", "T1"));
        assert_eq!(reason(answer.deferred), waits);
    }
}

/// Holds R8 and R11.
#[tokio::test]
async fn an_import_that_waits_answers_one_object_with_its_identity_and_without_a_state() {
    let imported = async |deferral_allowed| {
        let request = pb::import_resource_state::Request {
            type_name: "test_tree".to_owned(),
            identity: wire_identity("later"),
            client_capabilities: client(deferral_allowed),
            ..Default::default()
        };
        let answer = grove().import_resource_state(Request::new(request)).await;
        answer.expect("the call is served").into_inner()
    };
    let state = |answer: &pb::import_resource_state::Response| read::<Tree>(answer.imported_resources[0].state.clone());

    let (waiting, found) = (imported(true).await, imported(false).await);

    assert_eq!(told(&waiting.diagnostics), Vec::<String>::new());
    assert_eq!(waiting.imported_resources[0].identity, wire_identity("later"));
    assert_eq!(
        (state(&waiting), reason(waiting.deferred)),
        (Value::Null, Some(Reason::AbsentPrereq))
    );
    assert_eq!(state(&found).get("id"), Some(&Value::string("later")));
    assert_eq!(found.deferred, None);
}

/// Holds R11 and D1.
#[tokio::test]
async fn a_look_up_waits_only_for_the_provider_block() {
    let looked_up = async |grove: Rpc| {
        let request = pb::read_data_source::Request {
            type_name: "test_forester".to_owned(),
            config: meta("me"),
            client_capabilities: client(true),
            ..Default::default()
        };
        let answer = grove.read_data_source(Request::new(request)).await;
        reason(answer.expect("the call is served").into_inner().deferred)
    };

    let unknown = looked_up(configured(Value::unknown()).await).await;
    let known = looked_up(configured(Value::string("here")).await).await;

    assert_eq!((unknown, known), (Some(Reason::ProviderConfigUnknown), None));
}

/// Holds R11 and E1.
#[tokio::test]
async fn an_opening_waits_only_for_the_provider_block_and_only_where_the_client_allows_it() {
    let opened = async |grove: &Rpc, client| {
        let request = pb::open_ephemeral_resource::Request {
            type_name: "test_gate".to_owned(),
            config: meta("me"),
            client_capabilities: client,
        };
        let answer = grove.open_ephemeral_resource(Request::new(request)).await;
        let answer = answer.expect("the call is served").into_inner();
        assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
        assert_eq!(answer.result, meta("me"));
        reason(answer.deferred)
    };
    let (unknown, known) = (
        configured(Value::unknown()).await,
        configured(Value::string("here")).await,
    );

    let wait = Some(Reason::ProviderConfigUnknown);
    assert_eq!(opened(&unknown, client(true)).await, wait);
    assert_eq!(opened(&unknown, client(false)).await, None);
    assert_eq!(opened(&unknown, None).await, None);
    assert_eq!(opened(&known, client(true)).await, None);
}

fn meta(planter: &str) -> Option<pb::DynamicValue> {
    let planter = planter.to_owned().into();
    wire::<Meta>(&Meta { planter }.to_object())
}

#[tokio::test]
async fn what_a_module_says_is_heard_and_garbage_is_refused() {
    let looking = |provider_meta| pb::read_resource::Request {
        type_name: "test_tree".to_owned(),
        current_state: wire_tree("oak", "T1"),
        provider_meta,
        ..Default::default()
    };
    let kind = |answer: pb::read_resource::Response| read::<Tree>(answer.new_state).get("kind").cloned();

    for (said, becomes) in [(meta("Jill"), "Jill"), (None, "oak")] {
        let answer = grove().read_resource(Request::new(looking(said))).await;
        let answer = answer.expect("the call is served").into_inner();
        assert_eq!(kind(answer), Some(Value::string(becomes)));
    }
    let refused = grove().read_resource(Request::new(looking(garbage()))).await;
    let refused = refused.expect("the call is served").into_inner();
    assert_eq!(told(&refused.diagnostics), ["Error : Unreadable value in a request"]);
}
