//! The provider block, and the errors of a configuration.

use framework::Attr;
use framework::rpc::Rpc;
use framework::server::Server;
use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{Block, Item, Shop, block, item, shop};
use crate::wire::{told, wire};

/// Holds W17 and W18.
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
        "Error part.1.size: Invalid whole number",
    ];
    assert_eq!(told(&new.diagnostics), both);
    assert_eq!(
        told(&old.diagnostics),
        [
            both[0],
            "Error key: Write-only argument requires a newer client",
            both[1]
        ]
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

/// Holds V6.
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

/// Holds V7.
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
