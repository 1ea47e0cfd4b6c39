//! Applies.

use conformance::oracle::{Applied, Broken, apply};
use conformance::schema::{Attribute, Block, Nesting};
use framework::refinement::{Bound, Refinement};
use framework::types::Type;
use framework::value::Value;

use crate::table::{a_thing, judged, map, number, part, parts, refined, text, thing, unknown, with_parts};

fn judge(block: &Block, planned: &Value, new: &Value) -> Vec<Broken> {
    let applied = Applied {
        prior: &Value::Null,
        planned,
        new,
        failed: false,
    };
    apply(block, applied)
}

/// An attribute `it` of the type, planned and answered.
#[track_caller]
fn answered(ty: Type, planned: Value, new: Value, expected: &[&str]) {
    let block = Block::new([Attribute::optional_computed("it", ty)]);
    let object = |value| Value::object([("it", value)]);
    judged(&judge(&block, &object(planned), &object(new)), expected);
}

/// Judges A1.
#[test]
fn an_answer_is_of_the_schema_s_type() {
    let planned = a_thing([]);
    judged(&judge(&thing(), &planned, &planned), &[]);
    judged(
        &judge(&thing(), &planned, &a_thing([("size", text("1"))])),
        &["A1 size"],
    );
}

/// Judges A2 and P18.
#[test]
fn what_was_planned_is_what_comes() {
    answered(Type::String, text("a"), text("a"), &[]);
    answered(Type::String, text("a"), text("b"), &["A2 it"]);
    answered(Type::String, text("a"), Value::Null, &["A2 it"]);
    answered(Type::String, Value::Null, text("a"), &["A2 it"]);
    answered(Type::String, unknown(), text("a"), &[]);
    answered(Type::String, unknown(), Value::Null, &[]);
    let list = |elements: &[&str]| Value::List(elements.iter().map(|element| text(element)).collect());
    answered(Type::list(Type::String), list(&["a"]), list(&["a"]), &[]);
    answered(Type::list(Type::String), list(&["a"]), list(&["b"]), &["A2 it[0]"]);
    answered(Type::list(Type::String), list(&["a"]), list(&["a", "b"]), &["A2 it"]);
    answered(Type::list(Type::String), list(&["a", "b"]), list(&["a"]), &["A2 it"]);
    let planned = map([("x", text("a")), ("y", unknown())]);
    answered(
        Type::map(Type::String),
        planned.clone(),
        map([("x", text("a")), ("y", text("b"))]),
        &[],
    );
    answered(
        Type::map(Type::String),
        planned,
        map([("x", text("a")), ("z", text("b"))]),
        &["A2 it", "A2 it"],
    );

    let (planned, new) = (a_thing([("pin", text("1234"))]), a_thing([("pin", text("4321"))]));
    let found = judge(&thing(), &planned, &new);
    judged(&found, &["A2 pin"]);
    assert!(!found[0].explanation.contains('1'), "{}", found[0]);
}

/// Judges A2.
#[test]
fn a_set_may_shrink_but_not_grow() {
    let set = |elements: Vec<Value>| Value::Set(elements);
    let ty = Type::set(Type::String);
    answered(ty.clone(), set(vec![text("a"), unknown()]), set(vec![text("a")]), &[]);
    answered(
        ty.clone(),
        set(vec![text("a"), unknown()]),
        set(vec![text("b"), text("a")]),
        &[],
    );
    answered(
        ty.clone(),
        set(vec![text("a")]),
        set(vec![text("b")]),
        &["A2 it", "A2 it"],
    );
    answered(ty, set(vec![unknown()]), set(vec![text("a"), text("b")]), &["A2 it"]);
}

/// Judges A2.
#[test]
fn blocks_keep_their_number_and_their_labels() {
    let block = with_parts(Nesting::List);
    let list = |blocks: Vec<Value>| parts(Value::List(blocks));
    let planned = list(vec![part("a", unknown())]);
    judged(&judge(&block, &planned, &list(vec![part("a", text("1"))])), &[]);
    judged(&judge(&block, &planned, &list(vec![])), &["A2 part"]);

    let block = with_parts(Nesting::Map);
    let planned = parts(map([("x", part("a", unknown()))]));
    judged(
        &judge(&block, &planned, &parts(map([("x", part("a", text("1")))]))),
        &[],
    );
    judged(
        &judge(&block, &planned, &parts(map([("y", part("a", text("1")))]))),
        &["A2 part[\"x\"]", "A2 part"],
    );

    let block = with_parts(Nesting::Set);
    let set = |blocks: Vec<Value>| parts(Value::Set(blocks));
    let planned = set(vec![part("a", unknown()), part("b", unknown())]);
    judged(
        &judge(&block, &planned, &set(vec![part("b", text("2")), part("a", text("1"))])),
        &[],
    );
    judged(
        &judge(&block, &planned, &set(vec![part("b", text("2")), part("c", text("1"))])),
        &["A2 part", "A2 part"],
    );
}

/// Judges W6.
#[test]
fn what_was_said_about_an_unknown_binds() {
    let prefix = || {
        refined(Refinement {
            is_null: Some(false),
            string_prefix: Some("id-".to_owned()),
            ..Default::default()
        })
    };
    answered(Type::String, prefix(), text("id-1"), &[]);
    answered(Type::String, prefix(), text("zz-1"), &["A2 it"]);
    answered(Type::String, prefix(), Value::Null, &["A2 it"]);
    let positive = || {
        refined(Refinement {
            number_min: Some(Bound {
                number: 0.into(),
                is_inclusive: false,
            }),
            ..Default::default()
        })
    };
    answered(Type::Number, positive(), number(1), &[]);
    answered(Type::Number, positive(), number(0), &["A2 it"]);
    let two = || {
        refined(Refinement {
            length_min: Some(2),
            length_max: Some(2),
            ..Default::default()
        })
    };
    let list = |count| Value::List(vec![number(0); count]);
    answered(Type::list(Type::Number), two(), list(2), &[]);
    answered(Type::list(Type::Number), two(), list(1), &["A2 it"]);
    answered(Type::list(Type::Number), two(), list(3), &["A2 it"]);
}

/// Judges A3.
#[test]
fn nothing_stays_unknown() {
    answered(Type::String, unknown(), unknown(), &["A3 it"]);
    answered(Type::String, text("a"), unknown(), &["A3 it"]);
    answered(Type::String, unknown(), text("a"), &[]);
}

/// Judges A4.
#[test]
fn an_object_is_there_or_gone_as_planned() {
    let object = a_thing([]);
    judged(&judge(&thing(), &object, &Value::Null), &["A4"]);
    judged(&judge(&thing(), &Value::Null, &Value::Null), &[]);
    judged(&judge(&thing(), &Value::Null, &object), &["A4"]);
}

/// Judges A5.
#[test]
fn what_is_write_only_is_null_after_apply() {
    let planned = a_thing([]);
    judged(
        &judge(&thing(), &planned, &a_thing([("key", text("secret"))]))[..1],
        &["A5 key"],
    );
}

/// Judges A6.
#[test]
fn after_an_error_the_object_is_taken_as_it_is() {
    let (planned, new) = (a_thing([("name", text("a"))]), a_thing([("name", text("b"))]));
    let judge = |new: &Value, failed| {
        let applied = Applied {
            prior: &Value::Null,
            planned: &planned,
            new,
            failed,
        };
        apply(&thing(), applied)
    };
    judged(&judge(&new, true), &[]);
    judged(&judge(&Value::Null, true), &[]);
    judged(&judge(&new, false), &["A2 name"]);
    judged(&judge(&a_thing([("name", unknown())]), true), &["A3 name"]);
}

/// Judges W13.
#[test]
fn blocks_that_are_not_there_are_empty_and_not_null() {
    for (nesting, expected) in [
        (Nesting::List, &["W13 part"][..]),
        (Nesting::Set, &["W13 part"]),
        (Nesting::Map, &["W13 part"]),
        (Nesting::Group, &["W13 part"]),
        (Nesting::Single, &[]),
    ] {
        let null = parts(Value::Null);
        judged(
            &conformance::oracle::blocks_present(&with_parts(nesting), &null),
            expected,
        );
    }
}
