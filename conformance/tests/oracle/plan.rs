//! Plans.

use conformance::oracle::{Broken, PlanAnswer, PlanRequest, final_plan, plan};
use conformance::schema::{Block, Nesting};
use framework::path::{Path, Step};
use framework::types::Type;
use framework::value::Value;

use crate::table::{a_thing, judged, map, number, part, parts, refined, text, thing, unknown, with_parts};

fn judge(block: &Block, prior: &Value, config: &Value, planned: &Value) -> Vec<Broken> {
    replacing(block, prior, config, planned, &[])
}

fn replacing(block: &Block, prior: &Value, config: &Value, planned: &Value, paths: &[Path]) -> Vec<Broken> {
    let answer = PlanAnswer {
        planned,
        requires_replace: paths,
        legacy_type_system: false,
    };
    plan(block, PlanRequest { prior, config }, answer)
}

/// A creation of a thing with this attribute configured and planned.
#[track_caller]
fn planned(name: &str, config: Value, planned: Value, expected: &[&str]) {
    let (config, planned) = (a_thing([(name, config)]), a_thing([(name, planned)]));
    judged(&judge(&thing(), &Value::Null, &config, &planned), expected);
}

/// An update of a thing with this attribute before, configured and planned.
#[track_caller]
fn updated(name: &str, [prior, config, planned]: [Value; 3], expected: &[&str]) {
    let object = |value| a_thing([(name, value)]);
    let found = judge(&thing(), &object(prior), &object(config), &object(planned));
    judged(&found, expected);
}

/// Judges P1.
#[test]
fn a_plan_is_of_the_schema_s_type() {
    let config = a_thing([]);
    let judge = |planned: &Value| judge(&thing(), &Value::Null, &config, planned);

    judged(&judge(&config), &[]);
    judged(&judge(&a_thing([("name", number(1))])), &["P1 name"]);
    judged(&judge(&a_thing([("colour", Value::Null)])), &["P1"]);
    judged(&judge(&Value::object([("name", Value::Null)]))[..1], &["P1"]);
    judged(&judge(&text("x")), &["P1"]);
}

/// Judges P2 and P18.
#[test]
fn what_is_configured_is_planned_or_stays_as_it_was() {
    planned("name", text("a"), text("a"), &[]);
    planned("name", text("a"), text("b"), &["P2 name"]);
    planned("name", text("a"), Value::Null, &["P2 name"]);
    planned("name", text("a"), unknown(), &["P2 name"]);
    planned("name", unknown(), text("a"), &["P2 name"]);
    planned("zone", text("a"), text("b"), &["P2 zone"]);
    updated("name", [text("A"), text("a"), text("A")], &[]);
    updated("name", [text("A"), text("a"), text("b")], &["P2 name"]);

    let (config, answer) = (a_thing([("pin", text("1234"))]), a_thing([("pin", text("4321"))]));
    let found = judge(&thing(), &Value::Null, &config, &answer);
    judged(&found, &["P2 pin"]);
    assert!(!found[0].explanation.contains('1'), "{}", found[0]);
}

/// Judges P3.
#[test]
fn what_is_not_configured_and_not_computed_is_null() {
    planned("size", Value::Null, Value::Null, &[]);
    planned("size", Value::Null, number(1), &["P3 size"]);
    planned("size", Value::Null, unknown(), &["P3 size"]);
    updated("size", [number(1), Value::Null, number(1)], &["P3 size"]);
}

/// Judges P4.
#[test]
fn what_is_computed_and_not_configured_is_the_provider_s() {
    for value in [Value::Null, text("a"), unknown()] {
        planned("zone", Value::Null, value.clone(), &[]);
        planned("id", Value::Null, value, &[]);
    }
    planned("id", text("not the user's"), text("a"), &[]);
    planned("zone", text("a"), unknown(), &["P2 zone"]);
}

/// Judges P5.
#[test]
fn what_is_said_about_an_unknown_does_not_count_in_a_plan() {
    let not_null = framework::refinement::Refinement {
        is_null: Some(false),
        ..Default::default()
    };
    planned("name", refined(not_null), unknown(), &[]);
    planned("name", unknown(), text("a"), &["P2 name"]);
}

/// Judges P6.
#[test]
fn an_object_is_planned_exactly_if_it_is_configured() {
    let config = a_thing([]);
    judged(&judge(&thing(), &Value::Null, &config, &Value::Null), &["P6"]);

    let block = with_parts(Nesting::Single);
    let (none, one) = (parts(Value::Null), parts(part("a", Value::Null)));
    judged(&judge(&block, &Value::Null, &none, &none), &[]);
    judged(&judge(&block, &Value::Null, &none, &one), &["P6 part"]);
    judged(&judge(&block, &Value::Null, &one, &none), &["P6 part"]);
}

/// Judges P7.
#[test]
fn a_list_of_blocks_is_the_configured_one() {
    let block = with_parts(Nesting::List);
    let list = |blocks: &[Value]| parts(Value::List(blocks.to_vec()));
    let (a, b) = (part("a", Value::Null), part("b", Value::Null));
    let config = list(&[a.clone(), b.clone()]);
    let judge = |planned: &Value| judge(&block, &Value::Null, &config, planned);

    judged(&judge(&list(&[part("a", unknown()), part("b", text("2"))])), &[]);
    judged(
        &judge(&list(&[b.clone(), a.clone()])),
        &["P2 part[0].name", "P2 part[1].name"],
    );
    judged(&judge(&list(std::slice::from_ref(&a))), &["P7 part"]);
    judged(&judge(&list(&[a.clone(), unknown()])), &["P7 part[1]"]);
    judged(&judge(&parts(unknown())), &["P7 part"]);
    judged(&judge(&parts(Value::Null)), &["P7 part"]);
}

/// Judges P7.
#[test]
fn a_map_of_blocks_has_the_configured_labels() {
    let block = with_parts(Nesting::Map);
    let config = parts(map([("x", part("a", Value::Null)), ("y", part("b", Value::Null))]));
    let judge = |planned: Value| judge(&block, &Value::Null, &config, &parts(planned));

    judged(
        &judge(map([("x", part("a", unknown())), ("y", part("b", Value::Null))])),
        &[],
    );
    judged(
        &judge(map([("x", part("c", Value::Null)), ("z", part("b", Value::Null))])),
        &["P2 part[\"x\"].name", "P7 part[\"z\"]", "P7 part"],
    );
    judged(
        &judge(map([("x", unknown()), ("y", part("b", Value::Null))])),
        &["P7 part[\"x\"]"],
    );
    judged(&judge(Value::Null), &["P7 part"]);
}

/// Judges P7.
#[test]
fn a_set_of_blocks_is_trusted_as_long_as_it_is_one() {
    let block = with_parts(Nesting::Set);
    let set = |blocks: Vec<Value>| parts(Value::Set(blocks));
    let config = set(vec![part("a", Value::Null)]);
    let judge = |planned: &Value| judge(&block, &Value::Null, &config, planned);

    judged(&judge(&set(vec![part("b", unknown()), part("c", unknown())])), &[]);
    judged(&judge(&set(vec![unknown()])), &["P7 part"]);
    judged(&judge(&parts(Value::Null)), &["P7 part"]);
}

/// Judges P7.
#[test]
fn blocks_of_an_unknown_number_come_back_as_they_are() {
    for nesting in [Nesting::List, Nesting::Set, Nesting::Map] {
        let block = with_parts(nesting);
        let config = parts(unknown());
        judged(&judge(&block, &Value::Null, &config, &config), &[]);
        let known = parts(if nesting == Nesting::Map {
            map([])
        } else if nesting == Nesting::List {
            Value::List(vec![])
        } else {
            Value::Set(vec![])
        });
        judged(&judge(&block, &Value::Null, &config, &known), &["P7 part"]);
    }
}

/// Judges P8.
#[test]
fn a_destruction_is_planned_as_nothing() {
    let prior = a_thing([("name", text("a"))]);
    judged(&judge(&thing(), &prior, &Value::Null, &Value::Null), &[]);
    judged(&judge(&thing(), &prior, &Value::Null, &prior), &["P8"]);
}

/// Judges P10.
#[test]
fn what_is_write_only_is_planned_as_null() {
    planned("key", text("secret"), Value::Null, &[]);
    planned("key", text("secret"), text("secret"), &["P10 key"]);
    planned("key", text("secret"), unknown(), &["P10 key"]);
}

/// Judges P11.
#[test]
fn what_cannot_change_in_place_is_somewhere() {
    let block = with_parts(Nesting::List);
    let one = parts(Value::List(vec![part("a", text("1"))]));
    let name_of = |index| {
        Path::attribute("part")
            .child(Step::Index(index))
            .child_attribute("name")
    };
    let judge = |path| replacing(&block, &one, &one, &one, &[path]);

    judged(&judge(name_of(0)), &[]);
    judged(&judge(name_of(1)), &["P11 part[1].name"]);
    judged(&judge(Path::attribute("parts")), &["P11 parts"]);
    judged(&judge(Path::root()), &[]);

    let open = parts(unknown());
    judged(&replacing(&block, &one, &open, &open, &[name_of(7)]), &[]);
}

/// Judges P13.
#[test]
fn the_plan_at_apply_completes_the_first_one() {
    let object = |id, name| a_thing([("id", id), ("name", text(name))]);
    let prior = object(text("1"), "a");
    let first = object(unknown(), "b");
    let judge = |last: &Value| final_plan(&thing(), &prior, &first, last);

    judged(&judge(&first), &[]);
    judged(&judge(&object(text("2"), "b")), &[]);
    judged(&judge(&object(text("2"), "c")), &["P13 name"]);
    judged(&judge(&Value::Null), &["P13"]);
    judged(&final_plan(&thing(), &prior, &prior, &first), &["P13"]);
    let open = object(unknown(), "a");
    judged(&final_plan(&thing(), &prior, &open, &prior), &[]);
}

/// Judges P16.
#[test]
fn the_leniency_of_the_old_sdk_is_not_asked_for() {
    let config = a_thing([]);
    let answer = PlanAnswer {
        planned: &config,
        requires_replace: &[],
        legacy_type_system: true,
    };
    let request = PlanRequest {
        prior: &Value::Null,
        config: &config,
    };
    judged(&plan(&thing(), request, answer), &["P16"]);
}

/// Judges P1.
#[test]
fn a_dynamic_value_brings_its_type() {
    let block = Block::new([conformance::schema::Attribute::optional("any", Type::Dynamic)]);
    let typed = |ty, value| Value::object([("any", Value::Dynamic(Box::new(ty), Box::new(value)))]);
    let config = typed(Type::String, text("1"));

    judged(&judge(&block, &Value::Null, &config, &config), &[]);
    judged(
        &judge(&block, &Value::Null, &config, &typed(Type::Number, number(1))),
        &["P2 any"],
    );
    judged(
        &judge(&block, &Value::Null, &config, &typed(Type::Number, text("1"))),
        &["P1 any"],
    );
}
