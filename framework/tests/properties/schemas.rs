//! Random schemas: each type, nesting mode, and mark, in each combination that core accepts (conformance rules S2, S4,
//! S5, and S6).

use framework::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use framework::types::Type;
use framework::value::Value;
use proptest::prelude::*;

use crate::dice::Dice;
use crate::values;

/// Returns a block with nested blocks, at most three levels deep.
pub(crate) fn any_block() -> impl Strategy<Value = Block> {
    // Proptest itself draws the depth, so that a failure shrinks to the flattest schema with the fewest parts.
    (0_usize..3, 1_usize..5, any::<u64>())
        .prop_map(|(depth, parts, start)| block(&mut Dice::new(start), depth, parts, false))
}

fn block(dice: &mut Dice, depth: usize, parts: usize, is_in_set: bool) -> Block {
    let attributes = (0..parts)
        .map(|place| attribute(dice, &format!("a{place}"), is_in_set))
        .collect();
    let count = if depth == 0 { 0 } else { dice.below(3) };
    let blocks = (0..count)
        .map(|place| nested(dice, &format!("b{place}"), depth - 1, is_in_set))
        .collect();
    Block {
        description: String::new(),
        attributes,
        blocks,
    }
}

fn nested(dice: &mut Dice, name: &str, depth: usize, is_in_set: bool) -> NestedBlock {
    let nesting = dice.pick(&[
        Nesting::Single,
        Nesting::Group,
        Nesting::List,
        Nesting::Set,
        Nesting::Map,
    ]);
    let parts = 1 + usize::try_from(dice.below(3)).expect("small");
    NestedBlock {
        name: name.to_owned(),
        nesting,
        block: block(dice, depth, parts, is_in_set || nesting == Nesting::Set),
        min_items: 0,
        max_items: 0,
    }
}

fn attribute(dice: &mut Dice, name: &str, is_in_set: bool) -> AttributeSchema {
    let ty = any_type(dice, 2, !is_in_set);
    let mut attribute = AttributeSchema {
        ty,
        ..AttributeSchema::of::<framework::Attr<String>>(name, "")
    };
    match dice.below(if is_in_set { 5 } else { 6 }) {
        0 => attribute.required = true,
        1 => attribute.optional = true,
        2 => attribute.computed = true,
        3 => (attribute.optional, attribute.computed) = (true, true),
        4 => {
            (attribute.optional, attribute.computed) = (true, true);
            attribute.default = Some(values::known(dice, &attribute.ty));
        }
        _ => (attribute.optional, attribute.write_only) = (true, true),
    }
    attribute.replaces = dice.one_in(4) && !attribute.write_only;
    attribute.stable = attribute.computed && attribute.default.is_none() && dice.one_in(2);
    attribute.sensitive = dice.one_in(4);
    // A default of null counts as no default.
    attribute.default = attribute.default.filter(|value| *value != Value::Null);
    attribute
}

fn any_type(dice: &mut Dice, depth: usize, allows_dynamic: bool) -> Type {
    let plain = [Type::String, Type::Number, Type::Bool];
    if depth == 0 || dice.one_in(2) {
        return if allows_dynamic && dice.one_in(6) {
            Type::Dynamic
        } else {
            dice.pick(&plain)
        };
    }
    let inner = |dice: &mut Dice| any_type(dice, depth - 1, false);
    match dice.below(5) {
        0 => Type::list(inner(dice)),
        1 => Type::set(inner(dice)),
        2 => Type::map(inner(dice)),
        3 => Type::Tuple(vec![inner(dice), inner(dice)]),
        _ => Type::object([("x", inner(dice)), ("y", inner(dice))]),
    }
}
