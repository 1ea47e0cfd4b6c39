//! The schemas of a provider in the form that core reads.

use async_trait::async_trait;
use framework::erased::AnyResource;
use framework::provider::{Configure, Provider};
use framework::rpc::Rpc;
use framework::server::Server;
use framework::{Attr, Diagnostics, Model};
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::shop;
use crate::wire::told;

/// Holds S1.
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
    let can = answer.server_capabilities.expect("the response has capabilities");
    assert!(can.plan_destroy && can.get_provider_schema_optional && !can.move_resource_state);
}

/// A provider with an attribute that is not required, optional, or computed.
struct Careless;

/// An invalid block.
#[derive(Clone, Debug, Model)]
struct CarelessBlock {
    /// An attribute without a source.
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

/// Holds S1.
#[tokio::test]
async fn every_schema_is_told_with_its_block() {
    let answer = call!(get_schema, pb::get_provider_schema::Request::default());

    let key = &answer.ephemeral_resource_schemas["test_key"];
    let key = key.block.as_ref().expect("a schema has a block");
    assert_eq!(key.description, "A key for one run.");
    assert_eq!(key.attributes[0].name, "owner");
    let bell = &answer.action_schemas["test_ring"];
    let bell = bell.schema.as_ref().expect("an action has a schema");
    let bell = bell.block.as_ref().expect("a schema has a block");
    assert_eq!(bell.attributes[0].name, "name");
}

#[tokio::test]
async fn names_are_told_alone_except_those_of_actions() {
    let schema = call!(get_schema, pb::get_provider_schema::Request::default());
    let answer = call!(get_metadata, pb::get_metadata::Request::default());

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(answer.server_capabilities, schema.server_capabilities);
    let names: Vec<_> = answer.resources.into_iter().map(|each| each.type_name).collect();
    assert_eq!(names, ["test_item"]);
    let names: Vec<_> = answer.data_sources.into_iter().map(|each| each.type_name).collect();
    assert_eq!(names, ["test_place"]);
    let names: Vec<_> = answer
        .ephemeral_resources
        .into_iter()
        .map(|each| each.type_name)
        .collect();
    assert_eq!(names, ["test_key"]);
    let names: Vec<_> = answer.functions.into_iter().map(|each| each.name).collect();
    assert_eq!(names, ["label"]);
    assert_eq!(answer.actions, Vec::new());
}
