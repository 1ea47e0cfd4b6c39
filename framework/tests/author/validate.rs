//! The validation of a configuration: every error in one run, each at its path (conformance rules V1 to V4).

use framework::collection::Map;
use framework::nested::{BlockGroup, BlockList, BlockMap, BlockSet};
use framework::validate::{ClientAbilities, by_schema};
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::told;
use crate::script::Script;
use crate::thing::{Thing, Timeouts, Word, config, full_config, leg, mark, text, word};

const NEW_CLIENT: ClientAbilities = ClientAbilities { write_only: true };
const OLD_CLIENT: ClientAbilities = ClientAbilities { write_only: false };

fn marked(config: &Thing, client: ClientAbilities) -> Vec<String> {
    told(&by_schema(&Thing::block(), &config.to_object(), client))
}

#[test]
fn a_configuration_that_is_right_is_told_nothing() {
    assert_eq!(marked(&full_config(), OLD_CLIENT), Vec::<String>::new());
    assert_eq!(
        told(&Script::new().resource().validate(&full_config().to_object())),
        Vec::<String>::new()
    );
}

#[test]
fn every_bad_value_is_reported_in_one_run_with_its_place() {
    let words = |texts: [&str; 2]| texts.map(|text| Word(text.to_owned()));
    let bad = Thing {
        place: word("not here"),
        name: word("no name"),
        routes: Attr::Known(words(["a", "a route"]).into_iter().collect()),
        steps: Attr::Known(words(["a step", "b"]).into_iter().collect()),
        tags: Attr::Known(Map([("k".to_owned(), word("a tag"))].into())),
        legs: BlockList::Known(vec![leg("no leg"), leg("a"), leg("nor this")]),
        sides: BlockMap::Known(
            [
                ("left".to_owned(), leg("no side")),
                ("right".to_owned(), leg("nor this")),
            ]
            .into(),
        ),
        marks: BlockSet::Known(vec![mark("no mark")]),
        timeouts: Attr::Known(Timeouts { create: word("1 h") }),
        ..config()
    };

    let found = Script::new().resource().validate(&bad.to_object());

    let places = [
        "place",
        "name",
        "routes",
        "steps[0]",
        "tags[\"k\"]",
        "legs[0].at",
        "legs[2].at",
        "sides[\"left\"].at",
        "sides[\"right\"].at",
        "marks.text",
        "timeouts.create",
    ];
    assert_eq!(told(&found), places.map(|place| format!("error {place}: Not a word")));
}

/// Holds V3.
#[test]
fn blocks_after_one_that_is_unknown_are_read_too() {
    let mut undecided = config().to_object();
    let fields = undecided.as_object_mut().expect("a thing is an object");
    let bad = leg("no leg").to_object();
    fields.insert("legs".to_owned(), Value::List(vec![Value::unknown(), bad.clone()]));
    fields.insert(
        "sides".to_owned(),
        Value::Map([("a".to_owned(), Value::unknown()), ("b".to_owned(), bad)].into()),
    );
    fields.insert(
        "marks".to_owned(),
        Value::Set(vec![Value::unknown(), mark("no mark").to_object()]),
    );

    let found = Script::new().resource().validate(&undecided);

    let places = ["legs[1].at", "sides[\"b\"].at", "marks.text"];
    assert_eq!(told(&found), places.map(|place| format!("error {place}: Not a word")));
}

#[test]
fn a_refused_value_is_unknown_to_the_rules_between_attributes() {
    let rules = |config: &Thing| {
        assert!(config.place.is_unknown(), "it was rejected");
        assert_eq!(config.name, word("one"));
        Diagnostic::error("Together", "The rules between attributes ran as well.").into()
    };
    let bad = Thing {
        place: word("not here"),
        ..full_config()
    };

    let found = Script::new().validate(rules).resource().validate(&bad.to_object());

    assert_eq!(told(&found), ["error place: Not a word", "error : Together"]);
}

/// Holds V3.
#[test]
fn unknown_values_are_accepted_everywhere() {
    let undecided = Thing {
        place: Attr::Unknown,
        name: Attr::Unknown,
        routes: Attr::Unknown,
        legs: BlockList::Unknown,
        timeouts: Attr::Unknown,
        ..config()
    };
    let accepts = |config: &Thing| {
        assert!(config.place.is_unknown());
        Diagnostics::new()
    };

    assert_eq!(marked(&undecided, NEW_CLIENT), Vec::<String>::new());
    let found = Script::new()
        .validate(accepts)
        .resource()
        .validate(&undecided.to_object());
    assert_eq!(told(&found), Vec::<String>::new());
}

/// Holds V1.
#[test]
fn a_required_argument_that_is_null_is_missing_also_inside_blocks() {
    let missing = Thing {
        place: Attr::Null,
        legs: BlockList::Known(vec![
            leg("a"),
            crate::thing::Leg {
                at: Attr::Null,
                port: Attr::Null,
            },
        ]),
        ..config()
    };

    assert_eq!(
        marked(&missing, NEW_CLIENT),
        [
            "error place: Missing required argument",
            "error legs[1].at: Missing required argument"
        ]
    );
}

/// Holds V2.
#[test]
fn a_read_only_attribute_cannot_be_set_not_even_to_something_unknown() {
    let set = Thing {
        id: text("T1"),
        status: Attr::Unknown,
        sides: BlockMap::Known(
            [(
                "left".to_owned(),
                crate::thing::Leg {
                    port: text("p"),
                    ..leg("a")
                },
            )]
            .into(),
        ),
        ..config()
    };

    assert_eq!(
        marked(&set, NEW_CLIENT),
        [
            "error id: Read-only attribute",
            "error status: Read-only attribute",
            "error sides[\"left\"].port: Read-only attribute"
        ]
    );
}

/// Holds V4.
#[test]
fn a_write_only_value_needs_a_client_that_keeps_it_out_of_its_state() {
    let secret = Thing {
        key: text("s3cret"),
        ..config()
    };

    assert_eq!(
        marked(&secret, OLD_CLIENT),
        ["error key: Write-only argument requires a newer client"]
    );
    assert_eq!(marked(&secret, NEW_CLIENT), Vec::<String>::new());
    assert_eq!(marked(&config(), OLD_CLIENT), Vec::<String>::new());
}

/// A model with a block that always exists.
#[derive(Clone, Debug, Model)]
struct Grouped {
    /// A block that always exists.
    #[block]
    inner: BlockGroup<Inner>,
}

/// The model of a block that always exists.
#[derive(Clone, Debug, Model)]
struct Inner {
    /// Required if the user writes the block.
    #[attr(required)]
    name: Attr<String>,
    /// Not required.
    #[attr(optional)]
    size: Attr<i64>,
}

#[test]
fn nothing_is_required_of_a_group_that_nobody_wrote() {
    let grouped = |size| Grouped {
        inner: BlockGroup(Inner { name: Attr::Null, size }),
    };
    let found = |grouped: Grouped| told(&by_schema(&Grouped::block(), &grouped.to_object(), NEW_CLIENT));

    assert_eq!(found(grouped(Attr::Null)), Vec::<String>::new());
    assert_eq!(
        found(grouped(Attr::Known(1))),
        ["error inner.name: Missing required argument"]
    );
}
