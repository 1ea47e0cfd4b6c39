//! Marks that mean nothing where nothing is planned, answered or stored (S10, S14).

use async_trait::async_trait;
use framework::action::{Action, Invoke};
use framework::erased::{AnyAction, AnyFunction, AnyResource, acted, called};
use framework::function::{Function, FunctionError};
use framework::provider::Provider;
use framework::server::Server;
use framework::{Attr, Diagnostics, Model};

/// Marks that neither an action nor a function can have.
#[derive(Clone, Debug, Model)]
struct Marked {
    /// A reserved name.
    #[attr(required)]
    count: Attr<i64>,
    /// Decided by nobody.
    #[attr(computed)]
    id: Attr<String>,
}

/// An action and a function with these marks.
struct Wrong;

#[async_trait]
impl Action for Wrong {
    type Model = Marked;

    fn type_name(&self) -> &'static str {
        "test_act"
    }

    async fn invoke(&self, _request: Invoke<Marked>) -> Result<Diagnostics, Diagnostics> {
        panic!("no call is expected")
    }
}

impl Function for Wrong {
    type Arguments = Marked;
    type Return = String;

    fn name(&self) -> &'static str {
        "test_call"
    }

    fn summary(&self) -> &'static str {
        "Is wrong"
    }

    fn is_variadic(&self) -> bool {
        true
    }

    fn call(&self, _arguments: Marked) -> Result<Attr<String>, FunctionError> {
        panic!("no call is expected")
    }
}

impl Provider for Wrong {
    type Config = ();

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        Vec::new()
    }

    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        vec![acted(Wrong)]
    }

    fn functions(&self) -> Vec<Box<dyn AnyFunction>> {
        vec![called(Wrong)]
    }
}

/// Holds S10, S12 and S14.
#[test]
fn actions_and_functions_with_marks_that_they_cannot_have_are_named() {
    let problems = Server::new(Wrong).schema_problems();

    let told: Vec<_> = problems.iter().map(|found| found.detail.as_str()).collect();
    assert_eq!(
        told,
        [
            "This is a bug in the provider: \"count\" is a reserved name.",
            "This is a bug in the provider: \"id\" is computed, but an action answers nothing.",
            "This is a bug in the provider: \"id\" is computed, but a function is given all its arguments.",
            "This is a bug in the provider: it is variadic, but its last parameter is not a list.",
        ]
    );
}
