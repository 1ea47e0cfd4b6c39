//! Moves of stored states from other types (conformance rule R10).

use framework::erased::{AnyResource, Applied, SourceState};
use framework::provider::{Configure, Provider};
use framework::resource::{Move, MoveSource};
use framework::server::Server;
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::told;
use crate::script::Script;
use crate::thing::{Thing, Word, config, text};

/// The attributes of another type that a move reads.
#[derive(Clone, Debug, Model)]
struct ForeignThing {
    /// The location.
    #[attr(required)]
    location: Attr<Word>,
}

const OTHER: &str = "registry.terraform.io/other/other";
const OURS: &str = "registry.terraform.io/example/test";

fn source(provider: &'static str, type_name: &'static str) -> MoveSource {
    MoveSource {
        provider,
        type_name,
        versions: 1..=2,
    }
}

fn taken(foreign: ForeignThing) -> Result<Thing, Diagnostics> {
    if foreign.location.is_null() {
        return Err(Diagnostic::error("No location", "It is nowhere.").into());
    }
    Ok(Thing {
        place: foreign.location,
        id: Attr::Unknown,
        key: text("s3cret"),
        ..config()
    })
}

fn movable() -> Box<dyn AnyResource> {
    Script::new()
        .moves(|| {
            vec![
                Move::from(source(OTHER, "other_thing"), taken),
                Move::from(source(OURS, "test_old"), taken).keeping_private(),
            ]
        })
        .resource()
}

fn foreign<'a>(provider: &'a str, type_name: &'a str) -> SourceState<'a> {
    SourceState {
        provider,
        type_name,
        version: 2,
        json: br#"{"location": "there", "colour": "red"}"#,
        private: br#"{"revision":3}"#,
    }
}

fn refused(foreign: &SourceState<'_>) -> Diagnostics {
    movable().move_here(foreign).expect_err("it cannot be moved")
}

fn moved(foreign: &SourceState<'_>) -> Applied {
    movable().move_here(foreign).expect("the conversion exists")
}

/// Holds R10.
#[test]
fn a_foreign_state_comes_out_whole_without_secrets_and_without_what_another_provider_remembers() {
    let moved = moved(&foreign(OTHER, "other_thing"));

    assert_eq!(moved.state.get("place"), Some(&Value::string("there")));
    assert_eq!(moved.state.get("id"), Some(&Value::Null));
    assert_eq!(moved.state.get("key"), Some(&Value::Null));
    assert_eq!(moved.state.get("legs"), Some(&Value::List(Vec::new())));
    assert_eq!(moved.private.get::<i64>("revision"), None);
    assert_eq!(
        told(&moved.diagnostics),
        ["warning id: Provider returned an unknown value"]
    );
}

#[test]
fn a_provider_is_the_same_in_either_public_registry() {
    let moved = moved(&foreign("registry.opentofu.org/other/other", "other_thing"));

    assert_eq!(moved.state.get("place"), Some(&Value::string("there")));
}

#[test]
fn what_a_type_of_our_own_remembered_may_be_kept() {
    let moved = moved(&foreign(OURS, "test_old"));

    assert_eq!(moved.private.get("revision"), Some(3));
}

/// Holds R10.
#[test]
fn a_source_that_nothing_leads_from_is_refused_with_what_can_be_moved() {
    let strangers = [
        foreign(OTHER, "other_place"),
        foreign("registry.example.com/other/other", "other_thing"),
        foreign("registry.opentofu.org/other/another", "other_thing"),
        SourceState {
            version: 3,
            ..foreign(OTHER, "other_thing")
        },
    ];

    for stranger in strangers {
        let refused = refused(&stranger);
        assert_eq!(told(&refused), ["error : Unsupported move to test_thing"]);
        let detail = &refused.iter().next().expect("one message").detail;
        let known = "other_thing of registry.terraform.io/other/other, version 1 to 2; test_old of";
        assert!(detail.contains(known), "{detail}");
    }
}

#[test]
fn a_state_that_cannot_be_read_or_converted_is_refused() {
    let with = |json: &'static [u8]| SourceState {
        json,
        ..foreign(OTHER, "other_thing")
    };

    assert_eq!(told(&refused(&with(b"{"))), ["error : Unreadable stored state"]);
    assert_eq!(told(&refused(&with(b"{}"))), ["error : No location"]);
}

/// An empty block.
#[derive(Clone, Debug, Model)]
struct Block {}

/// A provider with one type.
struct Things(fn() -> Script);

#[async_trait::async_trait]
impl Provider for Things {
    type Config = Block;

    async fn configure(&self, _request: Configure<Block>) -> Diagnostics {
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![(self.0)().resource()]
    }
}

/// Holds R10.
#[test]
fn moving_is_announced_where_something_can_be_moved() {
    let with_a_move = || Script::new().moves(|| vec![Move::from(source(OTHER, "other_thing"), taken)]);

    assert!(Server::new(Things(with_a_move)).can_move());
    assert!(!Server::new(Things(Script::new)).can_move());
}

#[test]
fn moves_that_terraform_never_asks_for_or_that_hide_each_other_are_the_authors_bug() {
    let careless = || {
        Script::new().moves(|| {
            vec![
                Move::from(source("other/other", "other_thing"), taken),
                Move::from(source(OTHER, "other_thing"), taken),
                Move::from(
                    MoveSource {
                        versions: 2..=5,
                        ..source(OTHER, "other_thing")
                    },
                    taken,
                ),
            ]
        })
    };

    let problems = Server::new(Things(careless)).schema_problems();

    let details: Vec<_> = problems.iter().map(|problem| problem.detail.as_str()).collect();
    let [address, twice] = details.as_slice() else {
        panic!("{details:?}");
    };
    assert!(
        address.contains("a move from other_thing of other/other, version 1 to 2 is not possible: a provider address"),
        "{address}"
    );
    assert!(twice.contains("more than one move"), "{twice}");
}
