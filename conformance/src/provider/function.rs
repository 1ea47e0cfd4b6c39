//! Functions.

use framework::value::Value;
use proto::tfplugin5 as pb;

use super::{
    Answer, Provider, Signature,
    wire::{received, sent},
};
use crate::oracle::{self, Returned};

/// A function of a provider's catalog.
#[derive(Clone, Copy)]
pub struct Function<'a> {
    provider: &'a Provider,
    name: &'a str,
    signature: &'a Signature,
}

/// The answer of a function.
#[derive(Clone, Debug)]
pub struct Called {
    /// The result; `None` if the message has none.
    pub result: Option<Value>,
    /// The error with the index of its argument.
    pub error: Option<(String, Option<i64>)>,
}

impl<'a> Function<'a> {
    pub(super) fn new(provider: &'a Provider, name: &'a str, signature: &'a Signature) -> Self {
        Self {
            provider,
            name,
            signature,
        }
    }

    /// Returns the declaration.
    pub fn signature(&self) -> &'a Signature {
        self.signature
    }

    /// Calls it. Where a null or an unknown is not allowed, core itself answers (F2). A test that sends one is not
    /// core.
    pub async fn call(&self, arguments: &[Value]) -> Answer<Called> {
        let parameters = self.signature.parameters.iter();
        let parameters = parameters.chain(self.signature.variadic.iter().cycle());
        let request = pb::call_function::Request {
            name: self.name.to_owned(),
            arguments: parameters
                .zip(arguments)
                .filter_map(|(parameter, argument)| sent(argument, &parameter.ty))
                .collect(),
        };
        assert_eq!(
            request.arguments.len(),
            arguments.len(),
            "more arguments than parameters"
        );
        let call = self
            .provider
            .call(|mut client| async move { client.call_function(request).await });
        let answer = call.await;
        let mut broken = Vec::new();
        let returns = &self.signature.returns;
        let mut read = |result| received(Some(result), returns, "F3", &mut broken);
        let called = Called {
            result: answer.result.as_ref().map(&mut read),
            error: answer.error.map(|error| (error.text, error.function_argument)),
        };
        let returned = Returned {
            result: called.result.as_ref(),
            error: called.error.as_ref().map(|(text, argument)| (&**text, *argument)),
            arguments: arguments.len(),
            may_be_unknown: !arguments.iter().all(Value::is_wholly_known),
        };
        broken.extend(oracle::function(returns, returned));
        Answer::new(called, broken)
    }
}
