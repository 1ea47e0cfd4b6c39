//! Models: one struct is the schema, the codec, and the documentation.

use std::collections::BTreeMap;

use framework::collection::{List, Map, Set};
use framework::decoding::Source;
use framework::model::read_model;
use framework::number::Number;
use framework::schema::AttributeSchema;
use framework::types::Type;
use framework::value::Value;
use framework::{Attr, Model};

use crate::core::told;
use crate::thing::{Shape, Thing, Word, full_config, made};

fn attribute(name: &str) -> AttributeSchema {
    let block = Thing::block();
    let found = block.attributes.into_iter().find(|attribute| attribute.name == name);
    found.expect("the attribute is in the schema")
}

#[test]
fn the_doc_comment_and_the_rule_of_the_type_are_the_description() {
    assert_eq!(Thing::block().description, "A thing for all tests.");
    assert_eq!(attribute("place").description, "The place. Without spaces.");
    assert_eq!(attribute("steps").description, "Words in order. Without spaces.");
    assert_eq!(attribute("id").description, "The ID.");
}

#[test]
fn the_marks_are_in_the_schema() {
    let place = attribute("place");
    assert!(place.required && place.replaces && !place.optional && !place.computed);
    let number = attribute("number");
    assert!(number.optional && number.computed && number.stable && !number.required);
    let guarded = attribute("guarded");
    assert!(guarded.optional && guarded.computed);
    assert_eq!(guarded.default, Some(Value::Bool(false)));
    let key = attribute("key");
    assert!(key.write_only && key.sensitive && key.optional);
}

#[test]
fn the_type_is_an_object_of_attributes_and_blocks() {
    let Type::Object(members) = Thing::block().terraform_type() else {
        panic!("a block is an object");
    };
    let leg = Type::object([("at", Type::String), ("port", Type::String)]);

    assert_eq!(members["tags"], Type::map(Type::String));
    assert_eq!(
        members["shape"],
        Type::object([("height", Type::Number), ("width", Type::Number)])
    );
    assert_eq!(members["legs"], Type::list(leg.clone()));
    assert_eq!(members["sides"], Type::map(leg));
    assert_eq!(members["timeouts"], Type::object([("create", Type::String)]));
}

#[test]
fn what_is_written_reads_back() {
    let thing = made(&full_config());

    let (read, diagnostics) = read_model::<Thing>(&thing.to_object(), Source::State);

    assert_eq!(told(&diagnostics), Vec::<String>::new());
    assert_eq!(read, Some(thing));
}

#[test]
fn the_three_states_stay_apart_down_to_the_elements() {
    let three = Thing {
        name: Attr::Unknown,
        steps: Attr::Known(List(vec![Attr::Null, Attr::Unknown])),
        routes: Attr::Known(Set(Vec::new())),
        tags: Attr::Known(Map(BTreeMap::from([("a".to_owned(), Attr::Null)]))),
        ..full_config()
    };

    let written = three.to_object();

    assert!(written.get("name").is_some_and(Value::is_unknown));
    assert_eq!(
        written.get("steps"),
        Some(&Value::List(vec![Value::Null, Value::unknown()]))
    );
    assert_eq!(
        written.get("routes"),
        Some(&Value::Set(Vec::new())),
        "empty is not null"
    );
    assert_eq!(written.get("number"), Some(&Value::Null));
    assert_eq!(read_model::<Thing>(&written, Source::State).0, Some(three));
}

#[test]
fn a_missing_attribute_is_null_and_null_is_no_object() {
    let (shape, _) = read_model::<Shape>(&Value::object([("height", Value::Null)]), Source::State);
    assert!(shape.is_some_and(|shape| shape.width.is_null()));

    let (nothing, diagnostics) = read_model::<Shape>(&Value::Null, Source::State);
    assert!(nothing.is_none() && diagnostics.is_empty());

    let (nothing, diagnostics) = read_model::<Shape>(&Value::string("x"), Source::State);
    assert!(nothing.is_none());
    assert_eq!(told(&diagnostics), ["error : Expected an object"]);
}

/// A number that fits into a `u16`.
#[derive(Clone, Debug, Model)]
struct Port {
    /// The number.
    #[attr(required)]
    number: Attr<u16>,
}

#[test]
fn a_whole_number_is_neither_cut_nor_rounded() {
    let read = |text: &str| {
        let number: Number = text.parse().expect("a number");
        read_model::<Port>(&Value::object([("number", Value::Number(number))]), Source::State)
    };

    for text in ["65536", "-1", "1.5", "1e400"] {
        let (port, diagnostics) = read(text);
        assert!(port.is_some_and(|port| port.number.is_unknown()), "{text}");
        assert!(diagnostics.has_errors(), "{text}");
    }
    for text in ["65535", "6.5535e4", "0"] {
        assert!(read(text).1.is_empty(), "{text}");
    }
}

/// A value whose type the user chooses.
#[derive(Clone, Debug, Model)]
struct Anything {
    /// The value.
    #[attr(optional)]
    value: Attr<Value>,
}

#[test]
fn a_dynamic_value_is_null_or_unknown_whatever_type_it_names() {
    let read = |inner: Value| {
        let typed = Value::Dynamic(Box::new(Type::String), Box::new(inner));
        let (model, _) = read_model::<Anything>(&Value::object([("value", typed)]), Source::State);
        model.expect("it is an object").value
    };

    assert!(read(Value::Null).is_null());
    assert!(read(Value::unknown()).is_unknown());
    assert!(read(Value::string("x")).known().is_some());
}

/// Holds P18.
#[test]
fn what_is_wrong_with_something_sensitive_is_told_without_it() {
    /// A door.
    #[derive(Clone, Debug, Model)]
    struct Door {
        /// The code.
        #[attr(optional, sensitive)]
        code: Attr<u8>,
        /// The key.
        #[attr(optional, write_only)]
        key: Attr<Word>,
        /// The keys.
        #[attr(optional, sensitive)]
        keys: Attr<List<Word>>,
        /// The number.
        #[attr(optional)]
        number: Attr<u8>,
    }
    let number = |text: &str| Value::Number(text.parse().expect("a number"));
    let door = Value::object([
        ("code", number("4711")),
        ("key", Value::string("to the \"door\"")),
        (
            "keys",
            Value::List(vec![Value::string("one two"), Value::string("three")]),
        ),
        ("number", number("300")),
    ]);

    let (_, found) = read_model::<Door>(&door, Source::Config);

    let messages: Vec<_> = found
        .iter()
        .map(|found| format!("{}: {}", found.summary, found.detail))
        .collect();
    assert_eq!(
        messages,
        [
            "Invalid whole number: (sensitive value) is not a whole number from 0 to 255. Use a number in that range.",
            "Not a word: \"(sensitive value)\" has a space.",
            "Not a word: \"(sensitive value)\" has a space.",
            "Invalid whole number: 300 is not a whole number from 0 to 255. Use a number in that range.",
        ]
    );
}
