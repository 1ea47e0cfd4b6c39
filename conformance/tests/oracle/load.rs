//! Schemas at load.

use std::collections::BTreeMap;

use conformance::oracle::load;
use proto::tfplugin5::{
    self as pb, function,
    get_provider_schema::Response,
    get_resource_identity_schemas as identities,
    resource_identity_schema::IdentityAttribute,
    schema::{Attribute, Block, NestedBlock, nested_block::NestingMode},
};

use crate::table::judged;

fn text(name: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        r#type: br#""string""#.to_vec(),
        optional: true,
        ..Attribute::default()
    }
}

fn of(attributes: Vec<Attribute>) -> pb::Schema {
    pb::Schema {
        version: 0,
        block: Some(Block {
            attributes,
            ..Block::default()
        }),
    }
}

/// A provider named `test` with one thing, which has one text and one list of blocks.
fn right() -> Response {
    let mut thing = of(vec![text("name")]);
    if let Some(block) = &mut thing.block {
        block.block_types.push(NestedBlock {
            type_name: "part".to_owned(),
            block: of(vec![text("name")]).block,
            nesting: NestingMode::List.into(),
            min_items: 0,
            max_items: 0,
        });
    }
    Response {
        provider: Some(of(vec![])),
        resource_schemas: BTreeMap::from([("test_thing".to_owned(), thing)]),
        ..Response::default()
    }
}

fn identity(attribute: IdentityAttribute) -> identities::Response {
    let schema = pb::ResourceIdentitySchema {
        version: 0,
        identity_attributes: vec![attribute],
    };
    identities::Response {
        identity_schemas: BTreeMap::from([("test_thing".to_owned(), schema)]),
        diagnostics: Vec::new(),
    }
}

fn sid() -> IdentityAttribute {
    IdentityAttribute {
        name: "sid".to_owned(),
        r#type: br#""string""#.to_vec(),
        required_for_import: true,
        ..IdentityAttribute::default()
    }
}

/// Returns the broken rules of the valid schemas with a change.
#[track_caller]
fn with(change: impl FnOnce(&mut Response), expected: &[&str]) {
    let mut schemas = right();
    change(&mut schemas);
    judged(&load("test", &schemas, Some(&identity(sid()))), expected);
}

/// Returns the broken rules of the valid schemas with a change of the thing's block.
#[track_caller]
fn with_block(change: impl FnOnce(&mut Block), expected: &[&str]) {
    let change = |schemas: &mut Response| {
        let thing = schemas.resource_schemas.get_mut("test_thing");
        change(thing.and_then(|thing| thing.block.as_mut()).expect("a block"));
    };
    with(change, expected);
}

#[test]
fn what_is_right_passes() {
    with(|_| {}, &[]);
}

/// Judges S1.
#[test]
fn everything_has_a_schema_with_a_block() {
    with(|schemas| schemas.provider = None, &["S1"]);
    with(|schemas| schemas.provider = Some(pb::Schema::default()), &["S1"]);
    with_block(|block| block.block_types[0].block = None, &["S1"]);
    with(
        |schemas| {
            schemas
                .action_schemas
                .insert("test_act".to_owned(), pb::ActionSchema::default());
        },
        &["S1"],
    );
}

/// Judges S2, S3, S4, S8, S12 and E7.
#[test]
fn an_attribute_makes_sense() {
    with_block(|block| block.attributes[0].optional = false, &["S2"]);
    with_block(|block| block.attributes[0].required = true, &["S2"]);
    with_block(|block| block.attributes[0].r#type.clear(), &["S3"]);
    with_block(|block| block.attributes[0].name = "Name".to_owned(), &["S4"]);
    with_block(|block| block.attributes[0].name = "part".to_owned(), &["S4"]);
    with_block(|block| block.attributes[0].name = "count".to_owned(), &["S12"]);
    with_block(
        |block| block.attributes[0].deprecation_message = "Use another.".to_owned(),
        &["S8"],
    );
    let secret = |block: &mut Block| {
        block.attributes[0].write_only = true;
        block.attributes[0].computed = true;
    };
    with_block(secret, &["E7"]);
}

/// Judges S5 and S6.
#[test]
fn blocks_suit_their_nesting() {
    with_block(|block| block.block_types[0].min_items = 2, &[]);
    with_block(|block| block.block_types[0].max_items = -1, &["S5"]);
    with_block(|block| block.block_types[0].nesting = 0, &["S5"]);
    let single = |block: &mut Block| {
        block.block_types[0].nesting = NestingMode::Single.into();
        block.block_types[0].min_items = 1;
    };
    with_block(single, &["S5"]);
    let secrets = |block: &mut Block| {
        let nested = &mut block.block_types[0];
        nested.nesting = NestingMode::Set.into();
        let inner = nested.block.as_mut().expect("a block");
        inner.attributes[0].write_only = true;
    };
    with_block(secrets, &["S6"]);
}

/// Judges S7 and S13.
#[test]
fn versions_and_names_are_right() {
    let thing = |schemas: &mut Response| schemas.resource_schemas.remove("test_thing").expect("a thing");
    with(
        |schemas| {
            let version = -1;
            let thing = pb::Schema {
                version,
                ..thing(schemas)
            };
            schemas.resource_schemas.insert("test_thing".to_owned(), thing);
        },
        &["S7"],
    );
    with(
        |schemas| {
            let thing = thing(schemas);
            schemas.resource_schemas.insert("thing".to_owned(), thing);
        },
        &["S13"],
    );
}

/// Judges S9 and S11.
#[test]
fn an_identity_is_plain_and_a_list_needs_one() {
    let judge = |attribute: IdentityAttribute, expected: &[&str]| {
        judged(&load("test", &right(), Some(&identity(attribute))), expected);
    };
    judge(sid(), &[]);
    let required_for_import = false;
    judge(
        IdentityAttribute {
            required_for_import,
            ..sid()
        },
        &["S9"],
    );
    let r#type = br#"["map","string"]"#.to_vec();
    judge(IdentityAttribute { r#type, ..sid() }, &["S9"]);

    let listed = |name: &str| {
        let name = name.to_owned();
        move |schemas: &mut Response| drop(schemas.list_resource_schemas.insert(name, of(vec![])))
    };
    with(listed("test_thing"), &[]);
    with(listed("test_other"), &["S11"]);
}

/// Judges S10.
#[test]
fn a_function_has_a_result_and_parameters_of_its_own() {
    let parameter = |name: &str| function::Parameter {
        name: name.to_owned(),
        r#type: br#""string""#.to_vec(),
        ..function::Parameter::default()
    };
    let function = |names: &[&str]| pb::Function {
        parameters: names.iter().map(|name| parameter(name)).collect(),
        r#return: Some(function::Return {
            r#type: br#""string""#.to_vec(),
        }),
        ..pb::Function::default()
    };
    let named = |name: &str, function: pb::Function| {
        let name = name.to_owned();
        move |schemas: &mut Response| drop(schemas.functions.insert(name, function))
    };
    with(named("join", function(&["one", "two"])), &[]);
    with(named("join", function(&["one", "one"])), &["S10"]);
    with(named("join", function(&["1"])), &["S10"]);
    with(named("to join", function(&[])), &["S10"]);
    let silent = pb::Function {
        r#return: None,
        ..function(&[])
    };
    with(named("join", silent), &["S10"]);
}
