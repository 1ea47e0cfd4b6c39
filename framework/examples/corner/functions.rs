//! The functions `join`, `seen`, and `divide`: variadic arguments, a value of any type, null, and errors with their
//! argument.

use framework::collection::List;
use framework::function::{Function, FunctionError};
use framework::value::Value;
use framework::{Attr, Model};

/// The arguments of `join`.
#[derive(Clone, Debug, Model)]
pub(crate) struct JoinArguments {
    /// The text between two parts; empty if null.
    #[attr(optional)]
    separator: Attr<String>,
    /// The parts; `panic` causes a panic.
    #[attr(required)]
    parts: Attr<List<String>>,
}

/// Joins any number of texts.
pub(crate) struct Join;

impl Function for Join {
    type Arguments = JoinArguments;
    type Return = String;

    fn name(&self) -> &'static str {
        "join"
    }

    fn summary(&self) -> &'static str {
        "Joins texts"
    }

    fn is_variadic(&self) -> bool {
        true
    }

    fn call(&self, arguments: JoinArguments) -> Result<Attr<String>, FunctionError> {
        let separator = arguments.separator.into_known().unwrap_or_default();
        let parts: Vec<String> = arguments
            .parts
            .known()
            .into_iter()
            .flat_map(List::known)
            .cloned()
            .collect();
        match parts.iter().position(|part| part == "panic") {
            Some(_) => crate::trouble::crash("a function"),
            None => Ok(parts.join(&separator).into()),
        }
    }
}

/// The arguments of `seen`.
#[derive(Clone, Debug, Model)]
pub(crate) struct SeenArguments {
    /// Any value, including null and unknown.
    #[attr(optional)]
    value: Attr<Value>,
}

/// Returns the state of its argument, which is one of three.
pub(crate) struct Seen;

impl Function for Seen {
    type Arguments = SeenArguments;
    type Return = String;

    fn name(&self) -> &'static str {
        "seen"
    }

    fn summary(&self) -> &'static str {
        "Returns the state of a value"
    }

    fn accepts_unknown(&self) -> bool {
        true
    }

    fn call(&self, arguments: SeenArguments) -> Result<Attr<String>, FunctionError> {
        Ok(match arguments.value {
            Attr::Null => "null".to_owned().into(),
            Attr::Unknown => Attr::Unknown,
            Attr::Known(Value::Dynamic(ty, _)) => format!("known, {}", String::from_utf8_lossy(&ty.to_json())).into(),
            Attr::Known(_) => "known".to_owned().into(),
        })
    }
}

/// The arguments of `divide`.
#[derive(Clone, Debug, Model)]
pub(crate) struct DivideArguments {
    /// The dividend.
    #[attr(required)]
    dividend: Attr<i64>,
    /// The divisor.
    #[attr(required)]
    divisor: Attr<i64>,
}

/// Divides whole numbers.
pub(crate) struct Divide;

impl Function for Divide {
    type Arguments = DivideArguments;
    type Return = i64;

    fn name(&self) -> &'static str {
        "divide"
    }

    fn summary(&self) -> &'static str {
        "Divides whole numbers"
    }

    fn deprecation(&self) -> Option<&'static str> {
        Some("Use the operator.")
    }

    fn call(&self, arguments: DivideArguments) -> Result<Attr<i64>, FunctionError> {
        let (dividend, divisor) = (arguments.dividend.into_known(), arguments.divisor.into_known());
        let quotient = dividend
            .zip(divisor)
            .and_then(|(dividend, divisor)| dividend.checked_div(divisor));
        let impossible = || FunctionError::new("The quotient does not exist.").at("divisor");
        quotient.map(Attr::Known).ok_or_else(impossible)
    }
}
