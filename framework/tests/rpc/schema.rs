//! What a provider offers, as core reads it.

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
