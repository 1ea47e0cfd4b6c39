//! Ephemeral resources in their wire form.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::key::Key;
use crate::log::Log;
use crate::shop::shop;
use crate::wire::{garbage, read, told, wire};

fn key(owner: &str, secret: Value) -> Value {
    Value::object([("owner", Value::string(owner)), ("secret", secret)])
}

fn opening(config: Option<pb::DynamicValue>) -> pb::open_ephemeral_resource::Request {
    pb::open_ephemeral_resource::Request {
        type_name: "test_key".to_owned(),
        config,
        ..Default::default()
    }
}

fn renewing(private: Option<&[u8]>) -> pb::renew_ephemeral_resource::Request {
    pb::renew_ephemeral_resource::Request {
        type_name: "test_key".to_owned(),
        private: private.map(<[u8]>::to_vec),
    }
}

fn closing(private: Option<&[u8]>) -> pb::close_ephemeral_resource::Request {
    pb::close_ephemeral_resource::Request {
        type_name: "test_key".to_owned(),
        private: private.map(<[u8]>::to_vec),
    }
}

/// Holds E1 and E2.
#[tokio::test]
async fn an_opening_answers_with_a_result_what_to_remember_and_when_to_renew() {
    let answer = call!(open_ephemeral_resource, opening(wire::<Key>(&key("anne", Value::Null))));

    assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    assert_eq!(read::<Key>(answer.result), key("anne", Value::string("s3cret")));
    assert_eq!(answer.private.as_deref(), Some(&br#"{"id":"K1"}"#[..]));
    let when = answer.renew_at.expect("it is renewed");
    assert_eq!((when.seconds, when.nanos), (4_000_000_000, 5));
    assert_eq!(answer.deferred, None);
}

/// Holds E2.
#[tokio::test]
async fn a_renewal_answers_with_what_to_remember_also_when_it_fails() {
    let renewed = call!(renew_ephemeral_resource, renewing(Some(br#"{"id":"K1"}"#)));
    assert_eq!(told(&renewed.diagnostics), Vec::<String>::new());
    assert_eq!(renewed.private.as_deref(), Some(&br#"{"id":"K1","renewed":true}"#[..]));
    assert_eq!(renewed.renew_at.map(|when| when.seconds), Some(4_000_000_000));

    let failed = call!(renew_ephemeral_resource, renewing(renewed.private.as_deref()));
    assert_eq!(told(&failed.diagnostics), ["Error : Not twice"]);
    assert_eq!(failed.private, renewed.private);
    assert_eq!(failed.renew_at, None);
}

/// Holds E2.
#[tokio::test]
async fn a_renewal_that_fails_is_logged_without_what_is_remembered() {
    let log = Log::start();

    let renewed = call!(renew_ephemeral_resource, renewing(Some(br#"{"id":"K1"}"#)));
    assert_eq!(log.lines(), Vec::<String>::new(), "what works is no news");

    call!(renew_ephemeral_resource, renewing(renewed.private.as_deref()));
    let failed = "ERROR message=renewal failed type_name=\"test_key\" summary=\"Not twice\"";
    assert_eq!(log.lines(), [failed]);
}

/// Holds E3.
#[tokio::test]
async fn a_closing_takes_what_the_opening_remembered_and_what_a_renewal_did() {
    for private in [&br#"{"id":"K1"}"#[..], &br#"{"id":"K1","renewed":true}"#[..]] {
        let answer = call!(close_ephemeral_resource, closing(Some(private)));
        assert_eq!(told(&answer.diagnostics), ["Warning : Closed K1"]);
    }
    let nothing = call!(close_ephemeral_resource, closing(None));
    assert_eq!(told(&nothing.diagnostics), ["Warning : Closed "]);
}

/// Holds V2 and V8.
#[tokio::test]
async fn a_configuration_is_checked_by_its_schema() {
    let answer = call!(
        validate_ephemeral_resource_config,
        pb::validate_ephemeral_resource_config::Request {
            type_name: "test_key".to_owned(),
            config: wire::<Key>(&key("anne", Value::string("mine"))),
        }
    );

    assert_eq!(told(&answer.diagnostics), ["Error secret: Read-only attribute"]);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_and_a_panic_is_told() {
    let unreadable = call!(open_ephemeral_resource, opening(garbage()));
    assert_eq!(told(&unreadable.diagnostics), ["Error : Unreadable value in a request"]);
    let forgotten = call!(renew_ephemeral_resource, renewing(Some(b"not ours")));
    assert_eq!(told(&forgotten.diagnostics), ["Error : Unreadable private data"]);
    let forgotten = call!(close_ephemeral_resource, closing(Some(b"not ours")));
    assert_eq!(told(&forgotten.diagnostics), ["Error : Unreadable private data"]);
    let crashed = call!(
        open_ephemeral_resource,
        opening(wire::<Key>(&key("panic", Value::Null)))
    );
    assert_eq!(
        told(&crashed.diagnostics),
        ["Error : The provider crashed during this call"]
    );
    let detail = &crashed.diagnostics[0].detail;
    assert!(
        detail.contains("It is not known whether this call had an effect."),
        "{detail}"
    );
}

#[tokio::test]
async fn types_that_there_are_not_are_refused() {
    let unknown = ["Error : Unknown ephemeral resource"];

    let answer = call!(validate_ephemeral_resource_config, Default::default());
    assert_eq!(told(&answer.diagnostics), unknown);
    let answer = call!(open_ephemeral_resource, Default::default());
    assert_eq!(told(&answer.diagnostics), unknown);
    let answer = call!(renew_ephemeral_resource, Default::default());
    assert_eq!(told(&answer.diagnostics), unknown);
    let answer = call!(close_ephemeral_resource, Default::default());
    assert_eq!(told(&answer.diagnostics), unknown);
}
