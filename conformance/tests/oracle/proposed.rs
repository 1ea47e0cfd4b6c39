//! The proposals of core.

use conformance::oracle::proposed_new;
use conformance::schema::Nesting;
use framework::value::Value;

use crate::table::{a_thing, map, number, part, parts, text, thing, with_parts};

#[test]
fn a_creation_is_proposed_as_configured() {
    let config = a_thing([("name", text("a")), ("key", text("secret"))]);

    assert_eq!(proposed_new(&thing(), &Value::Null, &config), config);
    assert_eq!(proposed_new(&thing(), &config, &Value::Null), Value::Null);
}

#[test]
fn an_update_keeps_what_is_computed_and_not_configured() {
    let prior = a_thing([("id", text("1")), ("zone", text("z")), ("size", number(7))]);
    let config = a_thing([("name", text("b"))]);
    let expected = a_thing([("id", text("1")), ("zone", text("z")), ("name", text("b"))]);
    assert_eq!(proposed_new(&thing(), &prior, &config), expected);

    let config = a_thing([("zone", text("y"))]);
    let expected = a_thing([("id", text("1")), ("zone", text("y"))]);
    assert_eq!(proposed_new(&thing(), &prior, &config), expected);
}

#[test]
fn blocks_are_merged_by_index_by_label_and_by_likeness() {
    let (a, b) = (part("a", text("1")), part("b", text("2")));
    let (new_a, new_b) = (part("a", Value::Null), part("b", Value::Null));

    let merged = |nesting, prior, config| proposed_new(&with_parts(nesting), &parts(prior), &parts(config));
    assert_eq!(
        merged(
            Nesting::List,
            Value::List(vec![a.clone()]),
            Value::List(vec![new_b.clone(), new_a.clone()])
        ),
        parts(Value::List(vec![part("b", text("1")), new_a.clone()])),
    );
    assert_eq!(
        merged(
            Nesting::Map,
            map([("x", a.clone()), ("y", b.clone())]),
            map([("y", new_a.clone())])
        ),
        parts(map([("y", part("a", text("2")))])),
    );
    assert_eq!(
        merged(
            Nesting::Set,
            Value::Set(vec![a.clone(), b.clone()]),
            Value::Set(vec![new_b, part("c", Value::Null)])
        ),
        parts(Value::Set(vec![b.clone(), part("c", Value::Null)])),
    );
    assert_eq!(merged(Nesting::Single, a, new_a), parts(part("a", text("1"))));
    assert_eq!(
        merged(Nesting::List, Value::List(vec![b]), Value::unknown()),
        parts(Value::unknown())
    );
}
