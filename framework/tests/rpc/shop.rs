//! The provider of the tests, with items and places.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use framework::data_source::{DataSource, Found};
use framework::erased::{
    AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyResource, action, data_source, ephemeral, function,
    managed,
};
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

use crate::bell::Ring;
use crate::key::Keys;
use crate::label::Label;
use crate::log;
use crate::wire::wire;

/// An item in the shop.
#[derive(Clone, Debug, Model)]
pub(crate) struct Item {
    /// The name, which also selects the outcome of calls.
    #[attr(required, replace)]
    name: Attr<Name>,
    /// The ID.
    #[attr(computed, stable)]
    id: Attr<String>,
    /// A secret.
    #[attr(optional, write_only, sensitive, deprecated = "Use another.")]
    key: Attr<String>,
    /// The parts.
    #[block(max = 2)]
    part: framework::nested::BlockList<Part>,
}

/// A part of an item.
#[derive(Clone, Debug, Model)]
pub(crate) struct Part {
    /// The size.
    #[attr(optional)]
    size: Attr<i64>,
}

/// A name; reading `panic on reading` panics.
#[derive(Clone, Debug)]
pub(crate) struct Name(pub(crate) String);

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

    /// Returns a value that does not match the schema if the name is `made to misfit`.
    fn encode(&self) -> Value {
        match self.0.as_str() {
            "made to misfit" => Value::Bool(true),
            text => Value::string(text),
        }
    }
}

/// The resource of items.
pub(crate) struct Items;

impl Items {
    /// Performs the action that the item's name selects.
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

/// A place to find.
#[derive(Clone, Debug, Model)]
pub(crate) struct Place {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
    /// The address.
    #[attr(computed)]
    address: Attr<String>,
}

/// The data source of places.
pub(crate) struct Places;

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

/// The provider block.
#[derive(Clone, Debug, Model)]
pub(crate) struct Block {
    /// The address of the service.
    #[attr(required)]
    address: Attr<String>,
}

/// A provider of items and places, which records the address of the service.
#[derive(Clone, Default)]
pub(crate) struct Shop {
    pub(crate) addresses: Arc<Mutex<Vec<Attr<String>>>>,
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
        vec![data_source(Places)]
    }

    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        vec![ephemeral(Keys)]
    }

    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        vec![action(Ring)]
    }

    fn functions(&self) -> Vec<Box<dyn AnyFunction>> {
        vec![function(Label)]
    }
}

pub(crate) fn shop() -> Rpc {
    log::listen();
    Rpc::new(Server::new(Shop::default()))
}

pub(crate) fn item(name: &str, id: Value) -> Value {
    Value::object([
        ("name", Value::string(name)),
        ("id", id),
        ("key", Value::Null),
        ("part", Value::List(Vec::new())),
    ])
}

pub(crate) fn block(address: Value) -> Value {
    Value::object([("address", address)])
}

pub(crate) fn wire_item(name: &str, id: Value) -> Option<pb::DynamicValue> {
    wire::<Item>(&item(name, id))
}

pub(crate) fn planning(name: &str) -> pb::plan_resource_change::Request {
    pb::plan_resource_change::Request {
        type_name: "test_item".to_owned(),
        prior_state: Some(pb::DynamicValue::default()),
        config: wire_item(name, Value::Null),
        proposed_new_state: wire_item(name, Value::Null),
        ..Default::default()
    }
}

pub(crate) fn creation(name: &str) -> pb::apply_resource_change::Request {
    pb::apply_resource_change::Request {
        type_name: "test_item".to_owned(),
        prior_state: None,
        planned_state: wire_item(name, Value::unknown()),
        config: wire_item(name, Value::Null),
        planned_private: br#"{"seen":1}"#.to_vec(),
        ..Default::default()
    }
}
