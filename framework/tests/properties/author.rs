//! Authors of random resources, correct and faulty.

use std::collections::BTreeMap;

use async_trait::async_trait;
use framework::resource::{Create, Delete, Failure, Outcome, Plan, PlansChanges, Read, Resource, Saved, Update};
use framework::schema::Block;
use framework::value::Value;
use framework::{Diagnostic, Diagnostics, Model};

use crate::dice::Dice;
use crate::free::Free;
use crate::values;

/// The behavior of an author in an apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Every unknown value is decided, and nothing else changes.
    Honest,
    /// The planned object, in which unknown values stay unknown.
    Undecided,
    /// A complete object that is unrelated to the plan.
    Contradicting,
    /// The planned object, with a value of another type in one attribute.
    Mistyped,
    /// An error with a partial object that is unrelated to the plan.
    Failing,
}

/// An author whose results depend on a number.
#[derive(Clone, Debug)]
pub(crate) struct Author {
    pub(crate) manner: Manner,
    pub(crate) start: u64,
    pub(crate) hook: Hook,
}

/// The plan hook of an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hook {
    /// No hook.
    None,
    /// A hook that changes nothing.
    Idle,
    /// A hook that plans parts of an object that is unrelated to the configuration.
    Wild,
}

impl Author {
    fn answer(&self, planned: &Free) -> Outcome<Free> {
        let (mut dice, block) = (Dice::new(self.start), Free::block());
        let planned = planned.to_object();
        match self.manner {
            Manner::Honest => Ok(Saved::new(free(values::completed(&mut dice, &block, &planned)))),
            Manner::Undecided => Ok(Saved::new(free(planned))),
            Manner::Contradicting => Ok(Saved::new(free(another(&mut dice, &block)))),
            Manner::Mistyped => Ok(Saved::new(mistyped(&mut dice, &block, planned))),
            Manner::Failing => {
                let error = Diagnostic::error("Half of it", "The other half failed.");
                let state = free(another(&mut dice, &block));
                Err(Failure::keeping(state, framework::private::Private::new(), error))
            }
        }
    }
}

/// Returns an object that is unrelated to the case. A partly unknown configuration is a very faulty result: it contains
/// write-only values and unknown blocks.
fn another(dice: &mut Dice, block: &Block) -> Value {
    if dice.one_in(2) {
        values::config(dice, block, values::Knowledge::Partial)
    } else {
        values::state(dice, block)
    }
}

fn mistyped(dice: &mut Dice, block: &Block, planned: Value) -> Free {
    let mut free = free(planned);
    let names: Vec<_> = block
        .attributes
        .iter()
        .map(|attribute| attribute.name.clone())
        .collect();
    let odd = dice.pick(&[
        Value::Tuple(vec![Value::Bool(true)]),
        Value::string("odd"),
        Value::Set(Vec::new()),
    ]);
    free.0.insert(dice.pick(&names), odd);
    free
}

fn free(value: Value) -> Free {
    if let Value::Object(fields) = value {
        Free(fields)
    } else {
        Free(BTreeMap::new())
    }
}
#[async_trait]
impl Resource for Author {
    type Model = Free;

    fn type_name(&self) -> &'static str {
        "random_thing"
    }

    async fn create(&self, request: Create<Free>) -> Outcome<Free> {
        self.answer(&request.planned)
    }

    async fn read(&self, request: Read<Free>) -> Result<Option<Saved<Free>>, Diagnostics> {
        Ok(Some(Saved::new(request.state)))
    }

    async fn update(&self, request: Update<Free>) -> Outcome<Free> {
        self.answer(&request.planned)
    }

    async fn delete(&self, _request: Delete<Free>) -> Result<Diagnostics, Failure<Free>> {
        Ok(Diagnostics::new())
    }

    fn plans_changes(&self) -> Option<&dyn PlansChanges<Free>> {
        (self.hook != Hook::None).then_some(self as &dyn PlansChanges<Free>)
    }
}

#[async_trait]
impl PlansChanges<Free> for Author {
    async fn plan(&self, plan: &mut Plan<Free>) {
        let (mut dice, block) = (Dice::new(self.start), Free::block());
        if let (Hook::Wild, Some(planned)) = (self.hook, &mut plan.planned) {
            let other = another(&mut dice, &block);
            *planned = free(values::mixed(&mut dice, &planned.to_object(), &other));
        }
    }
}
