//! A random resource, and core's requests to it.

use conformance::oracle::{self, Broken};
use conformance::schema as judged;
use framework::erased::{AnyResource, Applied, ApplyChange, PlanChange, Planned, managed};
use framework::private::Private;
use framework::resource::Context;
use framework::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use framework::value::Value;
use proptest::prelude::*;

use crate::author::{Author, Hook, Manner};
use crate::dice::Dice;
use crate::free::Free;
use crate::schemas::any_block;
use crate::values::{self, Knowledge};

/// A schema, and the number that determines everything else.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) block: Block,
    pub(crate) start: u64,
}

pub(crate) fn any_case() -> impl Strategy<Value = Case> {
    (any_block(), any::<u64>()).prop_map(|(block, start)| Case { block, start })
}

/// Returns cases in which core can identify each block of a set by its configured values. Otherwise, core may itself
/// propose another block than the existing one, and then the next plan is not predictable.
pub(crate) fn any_case_with_clear_sets() -> impl Strategy<Value = Case> {
    any_case().prop_filter("sets whose blocks look alike", |case| {
        has_clear_sets(&case.block, false)
    })
}

/// The data of core about one object.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) prior: Value,
    pub(crate) config: Value,
}

impl Case {
    pub(crate) fn dice(&self) -> Dice {
        Dice::new(self.start)
    }

    /// Returns the schema as core reads it.
    pub(crate) fn judged(&self) -> judged::Block {
        judged_block(&self.block)
    }

    pub(crate) fn resource(&self, manner: Manner) -> Box<dyn AnyResource> {
        self.resource_with(manner, Hook::None)
    }

    pub(crate) fn resource_with(&self, manner: Manner, hook: Hook) -> Box<dyn AnyResource> {
        Free::use_block(&self.block);
        managed(Author {
            manner,
            start: self.start,
            hook,
        })
    }

    /// Returns a creation, or a change of an object that was created normally, or of an unrelated object.
    pub(crate) fn change(&self, dice: &mut Dice, knowledge: Knowledge) -> Change {
        let config = values::config(dice, &self.block, knowledge);
        match dice.below(4) {
            0 => Change {
                prior: Value::Null,
                config,
            },
            1 => Change {
                prior: values::state(dice, &self.block),
                config,
            },
            _ => {
                let before = values::config(dice, &self.block, Knowledge::Whole);
                let prior = self.made_of(&before);
                let config = values::mixed(dice, &before, &config);
                Change { prior, config }
            }
        }
    }

    /// Returns the object that a correct author creates from a configuration.
    pub(crate) fn made_of(&self, config: &Value) -> Value {
        let change = Change {
            prior: Value::Null,
            config: config.clone(),
        };
        let resource = self.resource(Manner::Honest);
        let planned = self.plan(&*resource, &change);
        apply(&*resource, &change, &planned).state
    }

    /// Requests a plan, as core does.
    pub(crate) fn plan(&self, resource: &dyn AnyResource, change: &Change) -> Planned {
        wait(resource.plan(PlanChange {
            prior: change.prior.clone(),
            config: change.config.clone(),
            proposed: oracle::proposed_new(&self.judged(), &change.prior, &change.config),
            private: Private::new(),
            identity: Value::Null,
            context: Context::default(),
        }))
    }
}

fn has_clear_sets(block: &Block, is_in_set: bool) -> bool {
    let is_clear = |attribute: &AttributeSchema| !(attribute.optional && attribute.computed);
    let attributes = !is_in_set || block.attributes.iter().all(is_clear);
    let in_set = |nested: &NestedBlock| is_in_set || nested.nesting == Nesting::Set;
    attributes
        && block
            .blocks
            .iter()
            .all(|nested| has_clear_sets(&nested.block, in_set(nested)))
}

/// Requests an apply.
pub(crate) fn apply(resource: &dyn AnyResource, change: &Change, planned: &Planned) -> Applied {
    wait(resource.apply(ApplyChange {
        prior: change.prior.clone(),
        planned: planned.planned.clone(),
        config: change.config.clone(),
        private: planned.private.clone(),
        identity: planned.identity.clone(),
        context: Context::default(),
    }))
}

/// Asserts that no rule is broken.
#[track_caller]
pub(crate) fn assert_unbroken(found: &[Broken], about: &str) {
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{about}: {found:#?}");
}

/// Runs a future that never waits, on this thread.
fn wait<T>(call: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime without input and output").block_on(call)
}

fn judged_block(block: &Block) -> judged::Block {
    judged::Block {
        attributes: block.attributes.iter().map(judged_attribute).collect(),
        blocks: block.blocks.iter().map(judged_nested).collect(),
    }
}

fn judged_attribute(attribute: &AttributeSchema) -> judged::Attribute {
    judged::Attribute {
        name: attribute.name.clone(),
        ty: attribute.ty.clone(),
        required: attribute.required,
        optional: attribute.optional,
        computed: attribute.computed,
        sensitive: attribute.sensitive,
        write_only: attribute.write_only,
    }
}

fn judged_nested(nested: &NestedBlock) -> judged::Nested {
    judged::Nested {
        name: nested.name.clone(),
        nesting: match nested.nesting {
            Nesting::Single => judged::Nesting::Single,
            Nesting::Group => judged::Nesting::Group,
            Nesting::List => judged::Nesting::List,
            Nesting::Set => judged::Nesting::Set,
            Nesting::Map => judged::Nesting::Map,
        },
        block: judged_block(&nested.block),
    }
}
