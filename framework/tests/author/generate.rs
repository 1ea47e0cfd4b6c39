//! The configuration that is generated for an existing object (conformance rule R13).

use framework::generate::config_of;
use framework::nested::{BlockList, BlockMap, BlockSet};
use framework::value::Value;
use framework::{Attr, Model};

use crate::script::Script;
use crate::thing::{Thing, Timeouts, config, full_config, made, text, word};

fn generated(script: Script, state: &Thing) -> Value {
    let config = script.resource().generate_config(&state.to_object());
    config.expect("the state is readable")
}

/// Holds R13.
#[test]
fn what_only_the_provider_decides_is_left_out_and_what_the_user_could_write_stays() {
    let wanted = Thing {
        number: 12.into(),
        ..full_config()
    };

    assert_eq!(generated(Script::new(), &made(&full_config())), wanted.to_object());
}

/// Holds R13 and E7.
#[test]
fn a_default_is_left_out_and_so_is_a_secret() {
    let with = |guarded: bool| Thing {
        guarded: guarded.into(),
        key: text("s3cret"),
        ..made(&config())
    };

    let by_default = generated(Script::new(), &with(false));
    let chosen = generated(Script::new(), &with(true));

    assert_eq!(by_default.get("guarded"), Some(&Value::Null));
    assert_eq!(chosen.get("guarded"), Some(&Value::Bool(true)));
    assert_eq!(by_default.get("key"), Some(&Value::Null));
}

#[test]
fn blocks_that_nobody_would_write_are_absent() {
    let state = Thing {
        timeouts: Attr::Known(Timeouts { create: Attr::Null }),
        ..made(&config())
    };

    let config = generated(Script::new(), &state);

    assert_eq!(config.get("timeouts"), Some(&Value::Null));
    assert_eq!(config.get("legs"), Some(&Value::List(Vec::new())));
}

/// A thing with deprecated and current attributes.
#[derive(Clone, Debug, Model)]
struct Aged {
    /// Deprecated.
    #[attr(optional, deprecated = "Use new.")]
    old: Attr<String>,
    /// Deprecated, but required.
    #[attr(required, deprecated = "There will be another.")]
    needed: Attr<String>,
    /// The replacement of the deprecated attributes.
    #[attr(optional, computed)]
    new: Attr<String>,
    /// Readings, which are only computed.
    #[block]
    readings: BlockList<Reading>,
    /// A mark, which has a meaning by its presence.
    #[block]
    marks: BlockSet<Bare>,
    /// Readings by name.
    #[block]
    by_name: BlockMap<Reading>,
    /// A required block.
    #[block(min = 1)]
    limits: Attr<Limits>,
}

/// A reading.
#[derive(Clone, Debug, Model)]
struct Reading {
    /// In degrees.
    #[attr(computed)]
    degrees: Attr<i64>,
}

/// An empty block.
#[derive(Clone, Debug, Model)]
struct Bare {}

/// Limits.
#[derive(Clone, Debug, Model)]
struct Limits {
    /// The highest.
    #[attr(optional)]
    high: Attr<i64>,
}

/// Holds R13.
#[test]
fn what_is_deprecated_is_left_out_unless_it_is_required_and_blocks_follow_what_can_be_written_in_them() {
    let reading = Reading { degrees: 20.into() };
    let state = Aged {
        old: text("a"),
        needed: text("b"),
        new: text("c"),
        readings: BlockList::Known(vec![reading.clone()]),
        marks: BlockSet::Known(vec![Bare {}]),
        by_name: BlockMap::Known([("roof".to_owned(), reading)].into()),
        limits: Attr::Known(Limits { high: Attr::Null }),
    };

    let config = config_of(&Aged::block(), &state.to_object());

    let nothing = || Value::object::<&str>([]);
    let wanted = Value::object([
        ("old", Value::Null),
        ("needed", Value::string("b")),
        ("new", Value::string("c")),
        ("readings", Value::List(Vec::new())),
        ("marks", Value::Set(vec![nothing()])),
        ("by_name", Value::Map([].into())),
        ("limits", Value::object([("high", Value::Null)])),
    ]);
    assert_eq!(config, wanted);
}

/// Holds R13.
#[test]
fn an_author_chooses_between_what_excludes_each_other_and_cannot_bring_back_what_is_not_configurable() {
    let script = Script::new().generate(|state, config| {
        config.name = Attr::Null;
        config.number = Attr::Null;
        config.id = state.id.clone();
        config.key = text("s3cret");
    });

    let config = generated(script, &made(&full_config()));

    for name in ["name", "number", "id", "key"] {
        assert_eq!(config.get(name), Some(&Value::Null), "{name}");
    }
    assert_eq!(config.get("place"), Some(&Value::string("here")));
}

#[test]
fn the_users_spelling_is_that_of_the_state() {
    let mut state = made(&config()).to_object();
    let place = Value::string("HERE");
    let fields = state.as_object_mut().expect("a state is an object");
    fields.insert("place".to_owned(), place.clone());
    let script = Script::new().generate(|_, config| config.name = word("new"));

    let config = script.resource().generate_config(&state).expect("it is readable");

    assert_eq!(config.get("place"), Some(&place));
    assert_eq!(config.get("name"), Some(&Value::string("new")));
}
