//! The adapter from a function's Rust types to values.

use super::AnyFunction;
use crate::attr::{Attr, Field};
use crate::decoding::Source;
use crate::function::{Function, FunctionError, Parameter, Signature};
use crate::model::{Fields, read_model};
use crate::value::Value;

/// A function with its signature.
pub(super) struct ErasedFunction<F> {
    function: F,
    signature: Signature,
}

impl<F: Function> ErasedFunction<F> {
    pub(super) fn new(function: F) -> Self {
        let signature = Signature::of(&function);
        Self { function, signature }
    }

    /// Checks the arguments, although core already guarantees what is checked here (conformance rule F2).
    fn checked(&self, arguments: &[Value]) -> Result<(), FunctionError> {
        let (least, count) = (self.signature.parameters.len(), arguments.len());
        if count < least || (count > least && self.signature.variadic.is_none()) {
            return Err(FunctionError::new(format!(
                "Wrong number of arguments: {count} for {least} parameters."
            )));
        }
        for (index, argument) in arguments.iter().enumerate() {
            let parameter = self.signature.parameter(index);
            if let Some((parameter, problem)) = parameter.and_then(|each| Some((each, self.problem(each, argument)?))) {
                let error = FunctionError::new(problem);
                return Err(match index.checked_sub(least) {
                    Some(element) => error.at_element(&parameter.name, element),
                    None => error.at(&parameter.name),
                });
            }
        }
        Ok(())
    }

    fn problem(&self, parameter: &Parameter, argument: &Value) -> Option<&'static str> {
        if argument.is_null() && !parameter.accepts_null {
            return Some("The argument must not be null.");
        }
        let is_early = !self.signature.accepts_unknown && !argument.is_wholly_known();
        is_early.then_some("The argument must be known when the function is called.")
    }

    fn fields(&self, mut arguments: Vec<Value>) -> Fields {
        let trailing = arguments.split_off(self.signature.parameters.len().min(arguments.len()));
        let names = self.signature.parameters.iter().map(|parameter| parameter.name.clone());
        let variadic = self.signature.variadic.iter();
        let variadic = variadic.map(|parameter| (parameter.name.clone(), Value::List(trailing.clone())));
        names.zip(arguments).chain(variadic).collect()
    }
}

impl<F: Function> AnyFunction for ErasedFunction<F> {
    fn name(&self) -> &'static str {
        self.function.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn call(&self, arguments: Vec<Value>) -> Result<Value, FunctionError> {
        self.checked(&arguments)?;
        let is_decided = arguments.iter().all(Value::is_wholly_known);
        let (arguments, problems) = read_model::<F::Arguments>(&Value::Object(self.fields(arguments)), Source::Config);
        let arguments = match (FunctionError::of(problems), arguments) {
            (None, Some(arguments)) => arguments,
            (error, _) => {
                return Err(error.unwrap_or_else(|| FunctionError::new("The function was called without arguments.")));
            }
        };
        let result = Attr::<F::Return>::to_value(&self.function.call(arguments)?);
        if is_decided && !result.is_wholly_known() {
            return Err(FunctionError::new(
                "The result is unknown, although every argument is known. This is a bug in the provider.",
            ));
        }
        Ok(result)
    }
}
