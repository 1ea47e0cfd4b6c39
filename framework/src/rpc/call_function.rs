//! `CallFunction`: the call of a function. The response has either a result or an error, because core would treat a
//! missing result as null (conformance rule F3).

use proto::tfplugin5::call_function::{Request, Response};
use proto::tfplugin5::{DynamicValue, FunctionError as Wire};

use super::{Answer, dynamic_value, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::AnyFunction;
use crate::function::{FunctionError, Signature};
use crate::server::Server;
use crate::value::Value;

pub(super) async fn call_function(server: &Server, request: Request) -> Response {
    let Some(function) = server.function(&request.name) else {
        return Response::refused(unknown_type("function", &request.name));
    };
    call(function, &request.arguments).map_or_else(
        |error| failed(&error, function.signature(), request.arguments.len()),
        |result| Response {
            result: Some(result),
            error: None,
        },
    )
}

fn call(function: &dyn AnyFunction, arguments: &[DynamicValue]) -> Result<DynamicValue, FunctionError> {
    let signature = function.signature();
    let result = function.call(read_arguments(signature, arguments)?)?;
    Ok(dynamic_value::to_wire(&result, &signature.returns)?)
}

/// Reads the arguments. An argument without a parameter is null here; the excess is reported later.
fn read_arguments(signature: &Signature, arguments: &[DynamicValue]) -> Result<Vec<Value>, FunctionError> {
    let read = |(index, argument): (usize, &DynamicValue)| match signature.parameter(index) {
        Some(parameter) => dynamic_value::from_wire(Some(argument), &parameter.ty),
        None => Ok(Value::Null),
    };
    Ok(arguments.iter().enumerate().map(read).collect::<Result<_, _>>()?)
}

/// Returns the response of an error. It refers to an argument only if the call has that argument.
fn failed(error: &FunctionError, signature: &Signature, count: usize) -> Response {
    let argument = signature.argument(&error.path).filter(|index| *index < count);
    Response {
        result: None,
        error: Some(Wire {
            text: text_of(error),
            function_argument: argument.and_then(|index| i64::try_from(index).ok()),
        }),
    }
}

/// Returns the text of an error without its full stop, because Terraform appends one. An empty text is replaced.
fn text_of(error: &FunctionError) -> String {
    let text = match error.text.as_str() {
        "" => "The function failed without an error message. This is a bug in the provider.",
        text => text,
    };
    text.strip_suffix('.').unwrap_or(text).to_owned()
}

impl Answer for Response {
    fn refused(diagnostics: impl Into<Diagnostics>) -> Self {
        let error = FunctionError::of(diagnostics.into()).unwrap_or_else(|| FunctionError::new(""));
        Self {
            result: None,
            error: Some(Wire {
                text: text_of(&error),
                function_argument: None,
            }),
        }
    }
}
