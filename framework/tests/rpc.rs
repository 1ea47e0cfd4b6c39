//! The calls of the protocol, made on the generated trait: what stands in the answers beside what the resources say.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking, also in the functions they share"
)]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use framework::codec::{decode_msgpack, encode_json, encode_msgpack};
use framework::data_source::{DataSource, Found};
use framework::erased::{AnyDataSource, AnyResource, looked_up, managed};
use framework::path::Path;
use framework::provider::{Configure, Provider};
use framework::resource::{
    Context, Create, Delete, Failure, Imports, Outcome, Plan, PlansChanges, Read, Resource, Saved, Update,
};
use framework::rpc::Rpc;
use framework::server::Server;
use framework::types::Type;
use framework::value::Value;
use framework::{Attr, Attribute, Diagnostic, Diagnostics, Model};
use proto::tfplugin5 as pb;
use proto::tfplugin5::attribute_path::step::Selector;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::{Code, Request};

/// Something to keep.
#[derive(Clone, Debug, Model)]
struct Item {
    /// Its name, which also says what becomes of calls.
    #[attr(required, replace)]
    name: Attr<Name>,
    /// Its id.
    #[attr(computed, stable)]
    id: Attr<String>,
    /// A secret.
    #[attr(optional, write_only, sensitive, deprecated = "Use another.")]
    key: Attr<String>,
    /// Its parts.
    #[block(max = 2)]
    part: framework::nested::BlockList<Part>,
}

/// A part of an item.
#[derive(Clone, Debug, Model)]
struct Part {
    /// Its size.
    #[attr(optional)]
    size: Attr<i64>,
}

/// A name; reading `panic on reading` panics.
#[derive(Clone, Debug)]
struct Name(String);

impl Attribute for Name {
    fn terraform_type() -> Type {
        Type::String
    }

    fn decode(value: &Value, decoding: &mut framework::decoding::Decoding) -> Option<Self> {
        match value.as_str() {
            Some("panic on reading") => panic!("a bug in a type"),
            Some(text) => Some(Self(text.to_owned())),
            None => decoding.wrong_type("a name", value),
        }
    }

    /// What this writes for `made to misfit` is not what the schema says.
    fn encode(&self) -> Value {
        match self.0.as_str() {
            "made to misfit" => Value::Bool(true),
            text => Value::string(text),
        }
    }
}

/// Keeps items.
struct Items;

impl Items {
    /// Does what the item's name asks for.
    fn act(item: &Item) {
        if matches!(&item.name, Attr::Known(Name(name)) if name == "panic") {
            panic!("a bug");
        }
    }
}

#[async_trait]
impl Resource for Items {
    type Model = Item;

    fn type_name(&self) -> &'static str {
        "test_item"
    }

    fn version(&self) -> i64 {
        0
    }

    async fn create(&self, request: Create<Item>) -> Outcome<Item> {
        Items::act(&request.planned);
        let id = "I1".to_owned().into();
        let misfit = |name: Name| Name(name.0.replace("misfit", "made to misfit"));
        let name = request.planned.name.map(misfit);
        let saved = Saved::new(Item {
            name,
            id,
            ..request.planned
        });
        Ok(saved.with_private(request.private.with("made", true)))
    }

    async fn read(&self, request: Read<Item>) -> Result<Option<Saved<Item>>, Diagnostics> {
        Items::act(&request.state);
        Ok(Some(Saved::new(request.state).with_private(request.private)))
    }

    async fn update(&self, request: Update<Item>) -> Outcome<Item> {
        Ok(Saved::new(request.planned))
    }

    async fn delete(&self, _request: Delete<Item>) -> Result<Diagnostics, Failure<Item>> {
        Ok(Diagnostics::new())
    }

    fn plans_changes(&self) -> Option<&dyn PlansChanges<Item>> {
        Some(self)
    }

    fn imports(&self) -> Option<&dyn Imports<Item>> {
        Some(self)
    }
}

#[async_trait]
impl PlansChanges<Item> for Items {
    async fn plan(&self, plan: &mut Plan<Item>) {
        plan.planned.iter().for_each(Items::act);
        let id = Path::attribute("id");
        plan.replace.extend([Path::attribute("name"), id.clone(), id]);
    }
}

#[async_trait]
impl Imports<Item> for Items {
    async fn import(&self, id: &str, _context: &Context) -> Result<Saved<Item>, Diagnostics> {
        let item = Item {
            name: Name(id.to_owned()).into(),
            id: id.to_owned().into(),
            key: Attr::Null,
            part: framework::nested::BlockList::Known(Vec::new()),
        };
        Items::act(&item);
        Ok(Saved::new(item))
    }
}

/// A place to look up.
#[derive(Clone, Debug, Model)]
struct Place {
    /// Its name.
    #[attr(required)]
    name: Attr<String>,
    /// Its address.
    #[attr(computed)]
    address: Attr<String>,
}

/// Looks places up.
struct Places;

#[async_trait]
impl DataSource for Places {
    type Model = Place;

    fn type_name(&self) -> &'static str {
        "test_place"
    }

    async fn read(&self, config: Place, _context: &Context) -> Result<Found<Place>, Diagnostics> {
        let address = "street 1".to_owned().into();
        Ok(Found::new(Place { address, ..config }))
    }
}

/// The provider's block.
#[derive(Clone, Debug, Model)]
struct Block {
    /// Where the service is.
    #[attr(required)]
    address: Attr<String>,
}

/// A provider of items and places, which writes down where it was told the service is.
#[derive(Clone, Default)]
struct Shop {
    addresses: Arc<Mutex<Vec<Attr<String>>>>,
}

#[async_trait]
impl Provider for Shop {
    type Config = Block;

    async fn configure(&self, request: Configure<Block>) -> Diagnostics {
        let mut addresses = self.addresses.lock().expect("nothing panics in here");
        addresses.push(request.config.address);
        Diagnostic::warning("Configured", request.terraform_version).into()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![managed(Items)]
    }

    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        vec![looked_up(Places)]
    }
}

fn shop() -> Rpc {
    Rpc::new(Server::new(Shop::default()))
}

fn item(name: &str, id: Value) -> Value {
    Value::object([
        ("name", Value::string(name)),
        ("id", id),
        ("key", Value::Null),
        ("part", Value::List(Vec::new())),
    ])
}

fn block(address: Value) -> Value {
    Value::object([("address", address)])
}

fn wire<M: Model>(value: &Value) -> Option<pb::DynamicValue> {
    let msgpack = encode_msgpack(value, &M::block().terraform_type()).expect("the value is of the type");
    Some(pb::DynamicValue {
        msgpack,
        json: Vec::new(),
    })
}

fn wire_item(name: &str, id: Value) -> Option<pb::DynamicValue> {
    wire::<Item>(&item(name, id))
}

fn garbage() -> Option<pb::DynamicValue> {
    Some(pb::DynamicValue {
        msgpack: vec![0xc1],
        json: Vec::new(),
    })
}

fn read<M: Model>(value: Option<pb::DynamicValue>) -> Value {
    let value = value.expect("the answer holds a value");
    assert!(value.json.is_empty(), "answers are MessagePack alone (W2)");
    decode_msgpack(&value.msgpack, &M::block().terraform_type()).expect("the answer is of the type")
}

/// The messages as `severity path: summary`.
fn told(diagnostics: &[pb::Diagnostic]) -> Vec<String> {
    let message = |found: &pb::Diagnostic| {
        let path: Vec<_> = found.attribute.iter().flat_map(|path| &path.steps).map(step).collect();
        format!("{:?} {}: {}", found.severity(), path.join("."), found.summary)
    };
    diagnostics.iter().map(message).collect()
}

fn step(step: &pb::attribute_path::Step) -> String {
    match step.selector.as_ref().expect("each step says something") {
        Selector::AttributeName(name) => name.clone(),
        Selector::ElementKeyString(key) => format!("{key:?}"),
        Selector::ElementKeyInt(index) => index.to_string(),
    }
}

/// The answer of a call that is served.
macro_rules! call {
    ($method:ident, $request:expr) => {
        shop()
            .$method(Request::new($request))
            .await
            .expect("the call is served")
            .into_inner()
    };
}

fn planning(name: &str) -> pb::plan_resource_change::Request {
    pb::plan_resource_change::Request {
        type_name: "test_item".to_owned(),
        prior_state: Some(pb::DynamicValue::default()),
        config: wire_item(name, Value::Null),
        proposed_new_state: wire_item(name, Value::Null),
        ..Default::default()
    }
}

fn creation(name: &str) -> pb::apply_resource_change::Request {
    pb::apply_resource_change::Request {
        type_name: "test_item".to_owned(),
        prior_state: None,
        planned_state: wire_item(name, Value::unknown()),
        config: wire_item(name, Value::Null),
        planned_private: br#"{"seen":1}"#.to_vec(),
        ..Default::default()
    }
}

#[tokio::test]
async fn the_schema_of_everything_is_told_with_what_the_server_can() {
    let answer = call!(get_schema, pb::get_provider_schema::Request::default());

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    let item = answer.resource_schemas["test_item"]
        .block
        .as_ref()
        .expect("a schema has a block");
    let key = &item.attributes[2];
    assert_eq!(key.name, "key");
    assert_eq!(key.r#type, br#""string""#);
    assert!(key.optional && key.write_only && key.sensitive && key.deprecated);
    assert_eq!(key.deprecation_message, "Use another.");
    assert_eq!(key.description, "A secret.");
    let part = &item.block_types[0];
    assert_eq!((part.type_name.as_str(), part.max_items), ("part", 2));
    assert_eq!(part.nesting(), pb::schema::nested_block::NestingMode::List);
    assert!(answer.data_source_schemas.contains_key("test_place"));
    assert!(answer.provider.is_some_and(|schema| schema.block.is_some()));
    let can = answer.server_capabilities.expect("capabilities are told");
    assert!(can.plan_destroy && can.get_provider_schema_optional && !can.move_resource_state);
}

/// A provider whose author forgot to say who gives an attribute.
struct Careless;

/// A block that cannot be.
#[derive(Clone, Debug, Model)]
struct CarelessBlock {
    /// Nobody gives it.
    #[attr(sensitive)]
    address: Attr<String>,
}

#[async_trait]
impl Provider for Careless {
    type Config = CarelessBlock;

    async fn configure(&self, _request: Configure<CarelessBlock>) -> Diagnostics {
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        Vec::new()
    }
}

#[tokio::test]
async fn an_invalid_schema_is_refused_as_the_authors_bug() {
    let careless = Rpc::new(Server::new(Careless));

    let answer = careless.get_schema(Request::new(pb::get_provider_schema::Request::default()));
    let answer = answer.await.expect("the call is served").into_inner();

    assert_eq!(
        told(&answer.diagnostics),
        ["Error : Invalid schema of the provider block"]
    );
    assert!(answer.diagnostics[0].detail.contains("bug in the provider"));
    assert_eq!(answer.provider, None);
}

#[tokio::test]
async fn unknown_type_names_are_refused_in_every_call() {
    let name = || "test_other".to_owned();
    let resource = ["Error : Unknown resource type"];
    let source = ["Error : Unknown data source"];

    let answer = call!(
        validate_resource_type_config,
        pb::validate_resource_type_config::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        validate_data_source_config,
        pb::validate_data_source_config::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), source);
    let answer = call!(
        upgrade_resource_state,
        pb::upgrade_resource_state::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        plan_resource_change,
        pb::plan_resource_change::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        import_resource_state,
        pb::import_resource_state::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    let answer = call!(
        read_data_source,
        pb::read_data_source::Request {
            type_name: name(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), source);
    let prior = wire_item("a", Value::string("I1"));
    let answer = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            type_name: name(),
            prior_state: prior.clone(),
            planned_private: b"{}".to_vec(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), resource);
    assert_eq!((answer.new_state, answer.private), (prior, b"{}".to_vec()));
}

#[tokio::test]
async fn unreadable_values_are_refused_in_every_call() {
    let unreadable = ["Error : Unreadable value in a request"];
    let name = || "test_item".to_owned();

    let answer = call!(
        prepare_provider_config,
        pb::prepare_provider_config::Request { config: garbage() }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        configure,
        pb::configure::Request {
            config: garbage(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        validate_resource_type_config,
        pb::validate_resource_type_config::Request {
            type_name: name(),
            config: garbage(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        validate_data_source_config,
        pb::validate_data_source_config::Request {
            type_name: "test_place".to_owned(),
            config: garbage(),
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: name(),
            current_state: garbage(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        plan_resource_change,
        pb::plan_resource_change::Request {
            config: garbage(),
            ..planning("a")
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
    let answer = call!(
        read_data_source,
        pb::read_data_source::Request {
            type_name: "test_place".to_owned(),
            config: garbage(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), unreadable);
}

#[tokio::test]
async fn an_apply_that_cannot_be_read_answers_with_what_is_stored() {
    let prior = wire_item("a", Value::string("I1"));
    let request = || pb::apply_resource_change::Request {
        prior_state: prior.clone(),
        ..creation("a")
    };

    let unreadable_plan = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            planned_state: garbage(),
            ..request()
        }
    );
    let unreadable_memory = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            planned_private: b"not ours".to_vec(),
            ..request()
        }
    );

    assert_eq!(
        told(&unreadable_plan.diagnostics),
        ["Error : Unreadable value in a request"]
    );
    assert_eq!(unreadable_plan.new_state, prior);
    assert_eq!(unreadable_plan.private, br#"{"seen":1}"#);
    assert_eq!(
        told(&unreadable_memory.diagnostics),
        ["Error : Unreadable private data"]
    );
    assert_eq!(unreadable_memory.new_state, prior);
    assert_eq!(unreadable_memory.private, b"not ours");
}

#[tokio::test]
async fn unreadable_private_data_is_refused_where_it_would_be_lost() {
    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: "test_item".to_owned(),
            current_state: wire_item("a", Value::string("I1")),
            private: b"not ours".to_vec(),
            ..Default::default()
        }
    );
    assert_eq!(told(&answer.diagnostics), ["Error : Unreadable private data"]);

    let answer = call!(
        plan_resource_change,
        pb::plan_resource_change::Request {
            prior_private: b"[]".to_vec(),
            ..planning("a")
        }
    );
    assert_eq!(told(&answer.diagnostics), ["Error : Unreadable private data"]);
}

#[tokio::test]
async fn a_missing_and_an_empty_value_are_null() {
    for nothing in [None, Some(pb::DynamicValue::default())] {
        let answer = call!(
            apply_resource_change,
            pb::apply_resource_change::Request {
                prior_state: nothing.clone(),
                ..creation("a")
            }
        );
        assert_eq!(read::<Item>(answer.new_state).get("id"), Some(&Value::string("I1")));

        let answer = call!(
            plan_resource_change,
            pb::plan_resource_change::Request {
                type_name: "test_item".to_owned(),
                prior_state: wire_item("a", Value::string("I1")),
                config: nothing.clone(),
                proposed_new_state: nothing,
                ..Default::default()
            }
        );
        assert_eq!(read::<Item>(answer.planned_state), Value::Null);
    }
}

#[tokio::test]
async fn json_is_read_and_never_written() {
    let ty = Item::block().terraform_type();
    let json = encode_json(&item("a", Value::string("I1")), &ty).expect("the value is of the type");

    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: "test_item".to_owned(),
            current_state: Some(pb::DynamicValue {
                msgpack: Vec::new(),
                json,
            }),
            ..Default::default()
        }
    );

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Item>(answer.new_state), item("a", Value::string("I1")));
}

#[tokio::test]
async fn findings_stand_at_their_attribute_with_a_severity_that_core_knows() {
    let part = |size: &str| Value::object([("size", Value::Number(size.parse().expect("a number")))]);
    let mut config = item("a", Value::string("mine"));
    let fields = config.as_object_mut().expect("an item is an object");
    fields.insert("part".to_owned(), Value::List(vec![part("1"), part("1.5")]));
    fields.insert("key".to_owned(), Value::string("s3cret"));
    let request = |client_capabilities| pb::validate_resource_type_config::Request {
        type_name: "test_item".to_owned(),
        config: wire::<Item>(&config),
        client_capabilities,
    };
    let new_client = pb::ClientCapabilities {
        write_only_attributes_allowed: true,
        ..Default::default()
    };

    let old = call!(validate_resource_type_config, request(None));
    let new = call!(validate_resource_type_config, request(Some(new_client)));

    let both = [
        "Error id: Read-only attribute",
        "Error part.1.size: 1.5 is not a whole number that fits here",
    ];
    assert_eq!(told(&new.diagnostics), both);
    assert_eq!(
        told(&old.diagnostics),
        [both[0], "Error key: Write-only argument needs a newer client", both[1]]
    );
    let configured = call!(
        configure,
        pb::configure::Request {
            config: wire::<Block>(&block(Value::string("here"))),
            terraform_version: "1.11.4".to_owned(),
            ..Default::default()
        }
    );
    assert_eq!(told(&configured.diagnostics), ["Warning : Configured"]);
}

#[tokio::test]
async fn a_provider_block_comes_back_as_it_was_and_may_be_unknown() {
    let config = wire::<Block>(&block(Value::unknown()));

    let prepared = call!(
        prepare_provider_config,
        pb::prepare_provider_config::Request { config: config.clone() }
    );

    assert_eq!(told(&prepared.diagnostics), Vec::<String>::new());
    assert_eq!(prepared.prepared_config, config);
}

#[tokio::test]
async fn a_provider_is_configured_again_and_again() {
    let provider = Shop::default();
    let rpc = Rpc::new(Server::new(provider.clone()));
    let configure = |address: &str| pb::configure::Request {
        config: wire::<Block>(&block(Value::string(address))),
        ..Default::default()
    };

    for address in ["one", "two"] {
        let answer = rpc
            .configure(Request::new(configure(address)))
            .await
            .expect("the call is served");
        assert_eq!(told(&answer.into_inner().diagnostics), ["Warning : Configured"]);
    }

    let addresses = provider.addresses.lock().expect("nothing panics in here");
    assert_eq!(
        *addresses,
        ["one", "two"].map(|address| Attr::Known(address.to_owned()))
    );
}

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

#[tokio::test]
async fn a_creation_answers_with_state_and_private_data() {
    let answer = call!(apply_resource_change, creation("a"));

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Item>(answer.new_state), item("a", Value::string("I1")));
    assert_eq!(answer.private, br#"{"made":true,"seen":1}"#);
    assert!(!answer.legacy_type_system);
}

#[tokio::test]
async fn a_deletion_answers_null_and_empties_the_private_data() {
    let answer = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            prior_state: wire_item("a", Value::string("I1")),
            planned_state: None,
            config: None,
            ..creation("a")
        }
    );

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Item>(answer.new_state), Value::Null);
    assert!(answer.private.is_empty());
}

#[tokio::test]
async fn a_value_that_does_not_fit_the_schema_loses_no_object() {
    let answer = call!(apply_resource_change, creation("misfit"));

    assert_eq!(
        told(&answer.diagnostics),
        ["Warning name: The provider answered a value of another type"]
    );
    let state = read::<Item>(answer.new_state);
    assert_eq!(state.get("id"), Some(&Value::string("I1")));
    assert_eq!(state.get("name"), Some(&Value::string("misfit")));
}

#[tokio::test]
async fn a_look_answers_with_state_and_private_data() {
    let state = wire_item("a", Value::string("I1"));
    let answer = call!(
        read_resource,
        pb::read_resource::Request {
            type_name: "test_item".to_owned(),
            current_state: state.clone(),
            private: br#"{"seen":1}"#.to_vec(),
            ..Default::default()
        }
    );

    assert_eq!(answer.new_state, state);
    assert_eq!(answer.private, br#"{"seen":1}"#);
    assert_eq!(answer.deferred, None);
}

#[tokio::test]
async fn an_import_answers_with_one_object_of_the_type_that_was_asked_for() {
    let answer = call!(
        import_resource_state,
        pb::import_resource_state::Request {
            type_name: "test_item".to_owned(),
            id: "I7".to_owned(),
            ..Default::default()
        }
    );

    let [imported] = answer.imported_resources.as_slice() else {
        panic!("there is exactly one");
    };
    assert_eq!(imported.type_name, "test_item");
    assert_eq!(read::<Item>(imported.state.clone()), item("I7", Value::string("I7")));
    assert_eq!(imported.identity, None);
    assert_eq!(answer.deferred, None);
}

#[tokio::test]
async fn a_stored_state_is_json_or_nothing_we_can_read() {
    let request = |raw_state| pb::upgrade_resource_state::Request {
        type_name: "test_item".to_owned(),
        version: 0,
        raw_state,
    };
    let json = pb::RawState {
        json: b"{\n  \"name\": \"a\"\n}".to_vec(),
        ..Default::default()
    };
    let flatmap = pb::RawState {
        flatmap: [("name".to_owned(), "a".to_owned())].into(),
        ..Default::default()
    };

    let answer = call!(upgrade_resource_state, request(Some(json)));
    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Item>(answer.upgraded_state), item("a", Value::Null));
    for nothing in [None, Some(flatmap)] {
        let answer = call!(upgrade_resource_state, request(nothing));
        assert_eq!(told(&answer.diagnostics), ["Error : Stored state without JSON"]);
    }
}

#[tokio::test]
async fn a_data_source_answers_with_what_it_found() {
    let place = |address: Value| Value::object([("name", Value::string("home")), ("address", address)]);

    let answer = call!(
        read_data_source,
        pb::read_data_source::Request {
            type_name: "test_place".to_owned(),
            config: wire::<Place>(&place(Value::Null)),
            ..Default::default()
        }
    );

    assert_eq!(read::<Place>(answer.state), place(Value::string("street 1")));
    assert_eq!(answer.deferred, None);
}

#[tokio::test]
async fn a_panic_in_any_call_is_told_and_the_next_call_is_served() {
    let rpc = shop();
    let crashed = ["Error : The provider crashed during this call"];
    let reading = |name: &str| {
        Request::new(pb::read_resource::Request {
            type_name: "test_item".to_owned(),
            current_state: wire_item(name, Value::string("I1")),
            ..Default::default()
        })
    };

    let read = rpc
        .read_resource(reading("panic"))
        .await
        .expect("the call is served")
        .into_inner();
    let planned = rpc
        .plan_resource_change(Request::new(planning("panic")))
        .await
        .expect("served")
        .into_inner();
    let imported = rpc
        .import_resource_state(Request::new(pb::import_resource_state::Request {
            type_name: "test_item".to_owned(),
            id: "panic".to_owned(),
            ..Default::default()
        }))
        .await
        .expect("the call is served")
        .into_inner();
    let next = rpc
        .read_resource(reading("a"))
        .await
        .expect("the call is served")
        .into_inner();

    assert_eq!(told(&read.diagnostics), crashed);
    assert_eq!(told(&planned.diagnostics), crashed);
    assert_eq!(told(&imported.diagnostics), crashed);
    assert_eq!(told(&next.diagnostics), Vec::<String>::new());
}

#[tokio::test]
async fn a_panic_in_an_apply_keeps_what_is_stored() {
    let prior = wire_item("a", Value::string("I1"));

    let in_creation = call!(apply_resource_change, creation("panic"));
    let in_types = call!(
        apply_resource_change,
        pb::apply_resource_change::Request {
            prior_state: prior.clone(),
            ..creation("panic on reading")
        }
    );

    assert_eq!(
        told(&in_creation.diagnostics),
        ["Error : The provider crashed during this operation"]
    );
    assert_eq!(in_creation.private, br#"{"seen":1}"#);
    assert_eq!(
        told(&in_types.diagnostics),
        ["Error : The provider crashed around this operation"]
    );
    assert_eq!(in_types.new_state, prior);
    assert_eq!(in_types.private, br#"{"seen":1}"#);
}

#[tokio::test]
async fn what_is_not_served_says_so() {
    macro_rules! unserved {
        ($($method:ident: $module:ident),* $(,)?) => {$(
            let answer = shop().$method(Request::new(pb::$module::Request::default())).await;
            let status = answer.map(drop).expect_err(stringify!($method));
            assert_eq!(status.code(), Code::Unimplemented, stringify!($method));
        )*};
    }

    unserved! {
        get_metadata: get_metadata,
        get_functions: get_functions,
        call_function: call_function,
        move_resource_state: move_resource_state,
        get_resource_identity_schemas: get_resource_identity_schemas,
        upgrade_resource_identity: upgrade_resource_identity,
        generate_resource_config: generate_resource_config,
        validate_ephemeral_resource_config: validate_ephemeral_resource_config,
        open_ephemeral_resource: open_ephemeral_resource,
        renew_ephemeral_resource: renew_ephemeral_resource,
        close_ephemeral_resource: close_ephemeral_resource,
        validate_list_resource_config: validate_list_resource_config,
        list_resource: list_resource,
        validate_action_config: validate_action_config,
        plan_action: plan_action,
        invoke_action: invoke_action,
    }
}
