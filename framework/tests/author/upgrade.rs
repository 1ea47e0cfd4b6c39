//! Stored states of the current version and of older ones (conformance rules R5 and R6).

use framework::resource::Upgrade;
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::told;
use crate::script::Script;
use crate::thing::{Thing, Word, config, text};

/// A thing as stored in version 1.
#[derive(Clone, Debug, Model)]
struct OldThing {
    /// The former name of `place`.
    #[attr(required)]
    location: Attr<Word>,
    /// The size.
    #[attr(optional)]
    size: Attr<u8>,
}

fn from_old(old: OldThing) -> Result<Thing, Diagnostics> {
    if old.location.is_null() {
        return Err(Diagnostic::error("No location", "Version 1 has always had one.").into());
    }
    Ok(Thing {
        place: old.location,
        id: Attr::Unknown,
        key: text("s3cret"),
        ..config()
    })
}

fn third_version() -> Script {
    Script::new().upgrades(3, || vec![Upgrade::from(1, from_old)])
}

/// Returns the value of JSON in the current version, which may lack attributes or have unknown ones.
fn upgraded(json: &str) -> Value {
    let upgraded = third_version()
        .resource()
        .upgrade(3, json.as_bytes())
        .expect("it is readable");
    assert_eq!(told(&upgraded.diagnostics), Vec::<String>::new());
    upgraded.state
}

/// Holds R5.
#[test]
fn a_state_of_the_present_version_is_read_as_it_is() {
    let state = upgraded(r#"{"place": "Here", "number": 5, "tags": {"a": "b"}}"#);

    assert_eq!(
        state.get("place"),
        Some(&Value::string("Here")),
        "the user's spelling stays"
    );
    assert_eq!(
        state
            .get("number")
            .and_then(Value::as_number)
            .and_then(|number| number.to_i64()),
        Some(5)
    );
    assert_eq!(
        state.get("tags").and_then(|tags| tags.get("a")),
        Some(&Value::string("b"))
    );
}

/// Holds R5.
#[test]
fn attributes_that_are_new_are_null_and_those_that_are_gone_are_dropped() {
    let state = upgraded(r#"{"place": "here", "colour": "red"}"#);

    assert_eq!(state.get("name"), Some(&Value::Null));
    assert_eq!(state.get("colour"), None);
}

/// Holds R5 and R6.
#[test]
fn blocks_that_are_new_are_empty_and_not_null() {
    let state = upgraded(r#"{"place": "here"}"#);

    assert_eq!(state.get("legs"), Some(&Value::List(Vec::new())));
    assert_eq!(state.get("sides"), Some(&Value::Map([].into())));
    assert_eq!(state.get("marks"), Some(&Value::Set(Vec::new())));
    assert_eq!(
        state.get("timeouts"),
        Some(&Value::Null),
        "a single block is null when it is absent"
    );
}

#[test]
fn attributes_that_are_new_within_blocks_are_null() {
    let state = upgraded(r#"{"place": "here", "legs": [{"at": "a"}]}"#);

    let legs = state.get("legs").and_then(Value::as_elements).expect("there are legs");
    assert_eq!(legs[0].get("port"), Some(&Value::Null));
}

/// Holds R6.
#[test]
fn a_state_of_an_older_version_goes_its_way_and_comes_out_whole_and_without_secrets() {
    let resource = third_version().resource();

    let upgraded = resource
        .upgrade(1, br#"{"location": "there"}"#)
        .expect("the conversion exists");

    assert_eq!(upgraded.state.get("place"), Some(&Value::string("there")));
    assert_eq!(upgraded.state.get("id"), Some(&Value::Null));
    assert_eq!(upgraded.state.get("key"), Some(&Value::Null));
    assert_eq!(
        told(&upgraded.diagnostics),
        ["warning id: Provider returned an unknown value"]
    );
}

#[test]
fn a_refusal_of_the_way_is_told() {
    let refused = third_version().resource().upgrade(1, b"{}");

    assert_eq!(told(&refused.expect_err("it has no location")), ["error : No location"]);
}

#[test]
fn an_older_state_that_no_type_reads_is_named() {
    let refused = third_version()
        .resource()
        .upgrade(1, br#"{"location": "there", "size": 300}"#);

    let found = told(&refused.expect_err("the size is too large"));
    assert_eq!(found, ["error size: Invalid whole number"]);
}

#[test]
fn a_version_without_a_way_is_refused_by_number() {
    for version in [0, 2, 4] {
        let refused = third_version()
            .resource()
            .upgrade(version, b"{}")
            .expect_err("the version is not supported");

        assert_eq!(told(&refused), ["error : Unsupported state version"]);
        let detail = &refused.iter().next().expect("one message").detail;
        assert!(
            detail.contains(&format!("test_thing has version {version}")),
            "{detail}"
        );
    }
}

/// Holds R5.
#[test]
fn bytes_that_are_no_state_are_refused_in_every_version() {
    let garbage: [&[u8]; 4] = [b"", b"{", b"[]", b"{\"place\": {}, \"location\": {}}"];

    for bytes in garbage {
        for version in [1, 3] {
            let refused = third_version().resource().upgrade(version, bytes).expect_err("garbage");

            assert_eq!(told(&refused), ["error : Unreadable stored state"]);
        }
    }
}
