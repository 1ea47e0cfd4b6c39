//! The comparison of a result with the configuration, where core requires equality and no correction is possible
//! (conformance rule E1).
//!
//! The same check for managed resources is in `crate::plan_consistency`, which corrects differences.

use crate::block_fields::{field, fields_of};
use crate::model::Fields;
use crate::path::{Path, Step};
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use crate::value::Value;

/// Returns the paths at which `answer` differs from `config`, although the provider may not decide their values.
/// Write-only attributes are excluded, because every result contains null for them.
pub(crate) fn differences(block: &Block, config: &Value, answer: &Value) -> Vec<Path> {
    let mut changes = Vec::new();
    compare(
        block,
        &Path::root(),
        [fields_of(Some(config)), fields_of(Some(answer))],
        &mut changes,
    );
    changes
}

fn compare(block: &Block, at: &Path, [config, answer]: [&Fields; 2], changes: &mut Vec<Path>) {
    for attribute in &block.attributes {
        let (config, answer) = (field(config, &attribute.name), field(answer, &attribute.name));
        if !may_be(attribute, config, answer) {
            changes.push(at.child_attribute(&attribute.name));
        }
    }
    for nested in &block.blocks {
        let at = at.child_attribute(&nested.name);
        compare_blocks(
            nested,
            &at,
            [field(config, &nested.name), field(answer, &nested.name)],
            changes,
        );
    }
}

/// True where `answer` is allowed for an attribute: equal to the configuration, or decided by the provider.
fn may_be(attribute: &AttributeSchema, config: &Value, answer: &Value) -> bool {
    attribute.write_only || config.equals(answer) || (attribute.computed && config.is_null())
}

/// Compares blocks. The elements of a set have no address, so only their number counts.
fn compare_blocks(nested: &NestedBlock, at: &Path, [config, answer]: [&Value; 2], changes: &mut Vec<Path>) {
    let (before, after) = (blocks_of(config), blocks_of(answer));
    let steps =
        |blocks: &[(Option<Step>, &Fields)]| -> Vec<_> { blocks.iter().map(|(step, _)| step.clone()).collect() };
    if steps(&before) != steps(&after) {
        changes.push(at.clone());
        return;
    }
    if nested.nesting == Nesting::Set {
        return;
    }
    for ((step, config), (_, answer)) in before.into_iter().zip(after) {
        let at = step.map_or_else(|| at.clone(), |step| at.child(step));
        compare(&nested.block, &at, [config, answer], changes);
    }
}

fn blocks_of(value: &Value) -> Vec<(Option<Step>, &Fields)> {
    match value {
        Value::Object(fields) => vec![(None, fields)],
        Value::List(blocks) | Value::Set(blocks) => (0..)
            .zip(blocks)
            .filter_map(|(index, block)| Some((Some(Step::Index(index)), block.as_object()?)))
            .collect(),
        Value::Map(blocks) => blocks
            .iter()
            .filter_map(|(key, block)| Some((Some(Step::Key(key.clone())), block.as_object()?)))
            .collect(),
        _ => Vec::new(),
    }
}
