//! Actions: validation, plan, and invocation.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use framework::action::{Action, Invoke, PlanInvocation, PlansInvocation, ProgressReport};
use framework::erased::{AnyAction, action};
use framework::resource::{Context, Validates};
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::told;
use crate::thing::Word;

/// A bell to ring.
#[derive(Clone, Debug, Model)]
struct Bell {
    /// The name of the bell.
    #[attr(required)]
    name: Attr<Word>,
}

/// An action that rings a bell as the test defines.
struct Ring(fn(Invoke<Bell>) -> Result<Diagnostics, Diagnostics>);

#[async_trait]
impl Action for Ring {
    type Model = Bell;

    fn type_name(&self) -> &'static str {
        "test_ring"
    }

    async fn invoke(&self, request: Invoke<Bell>) -> Result<Diagnostics, Diagnostics> {
        (self.0)(request)
    }

    fn validates(&self) -> Option<&dyn Validates<Bell>> {
        Some(self)
    }

    fn plans(&self) -> Option<&dyn PlansInvocation<Bell>> {
        Some(self)
    }
}

impl Validates<Bell> for Ring {
    fn validate(&self, _config: &Bell) -> Diagnostics {
        Diagnostic::warning("Seen", "The rules between attributes ran.").into()
    }
}

#[async_trait]
impl PlansInvocation<Bell> for Ring {
    async fn plan(&self, request: PlanInvocation<Bell>) -> Diagnostics {
        let summary = if request.config.name.is_unknown() {
            "Some bell"
        } else {
            "A bell"
        };
        Diagnostic::warning(summary, "It will be loud.").into()
    }
}

fn ring(act: fn(Invoke<Bell>) -> Result<Diagnostics, Diagnostics>) -> Box<dyn AnyAction> {
    action(Ring(act))
}

fn bell(name: Value) -> Value {
    Value::object([("name", name)])
}

/// Returns the progress messages and the final diagnostics.
async fn invoke(action: &dyn AnyAction, config: Value) -> (Vec<String>, Vec<String>) {
    let said = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&said);
    let progress = ProgressReport::to(move |message| heard.lock().expect("nothing panics in here").push(message));
    let diagnostics = action.invoke(&config, progress, Context::default()).await;
    let said = said.lock().expect("nothing panics in here").clone();
    (said, told(&diagnostics))
}

/// Holds X1.
#[tokio::test]
async fn an_action_tells_how_it_goes_and_how_it_ended() {
    let ring = ring(|request| {
        request.progress.say("Ding.");
        request.progress.clone().say("Dong.");
        Ok(Diagnostic::warning("Loud", "It was.").into())
    });

    let (said, ended) = invoke(&*ring, bell(Value::string("big"))).await;

    assert_eq!(said, ["Ding.", "Dong."]);
    assert_eq!(ended, ["warning : Loud"]);
}

#[tokio::test]
async fn an_action_that_fails_says_so_even_without_a_reason() {
    let ring = ring(|_| Err(Diagnostics::new()));

    let (_, ended) = invoke(&*ring, bell(Value::string("big"))).await;

    assert_eq!(ended, ["error : Operation failed without an error message"]);
}

/// Holds X2.
#[tokio::test]
async fn nothing_is_done_with_a_bad_or_undecided_configuration() {
    let ring = ring(|_| panic!("no invocation is expected"));

    let (_, undecided) = invoke(&*ring, bell(Value::unknown())).await;
    let (_, refused) = invoke(&*ring, bell(Value::string("big one"))).await;

    assert_eq!(undecided, ["error : Unknown value in the action configuration"]);
    assert_eq!(refused, ["error name: Not a word"]);
}

/// Holds X2.
#[tokio::test]
async fn a_plan_may_see_what_is_undecided() {
    let ring = ring(|_| panic!("no invocation is expected"));

    let undecided = ring.plan(&bell(Value::unknown()), Context::default()).await;
    let decided = ring.plan(&bell(Value::string("big")), Context::default()).await;

    assert_eq!(told(&undecided), ["warning : Some bell"]);
    assert_eq!(told(&decided), ["warning : A bell"]);
    assert_eq!(
        told(&ring.validate(&bell(Value::string("big one")))),
        ["error name: Not a word", "warning : Seen"]
    );
}
