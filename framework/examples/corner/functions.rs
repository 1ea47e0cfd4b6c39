//! The functions `join`, `seen` and `divide`: trailing arguments, a value of any type, null and errors with their argument.

use framework::collection::List;
use framework::function::{Function, FunctionError};
use framework::value::Value;
use framework::{Attr, Model};

/// What `join` is given.
#[derive(Clone, Debug, Model)]
pub(crate) struct JoinArguments {
    /// What stands between the parts; nothing if null.
    #[attr(optional)]
    separator: Attr<String>,
    /// The parts; `panic` is a bug.
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

/// What `seen` is given.
#[derive(Clone, Debug, Model)]
pub(crate) struct SeenArguments {
    /// Anything, also nothing and what is not decided yet.
    #[attr(optional)]
    value: Attr<Value>,
}

/// Says in which of the three states its argument comes.
pub(crate) struct Seen;

impl Function for Seen {
    type Arguments = SeenArguments;
    type Return = String;

    fn name(&self) -> &'static str {
        "seen"
    }

    fn summary(&self) -> &'static str {
        "Says how a value comes"
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

/// What `divide` is given.
#[derive(Clone, Debug, Model)]
pub(crate) struct DivideArguments {
    /// What is divided.
    #[attr(required)]
    dividend: Attr<i64>,
    /// By what.
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
        let impossible = || FunctionError::new("There is no such quotient.").at("divisor");
        quotient.map(Attr::Known).ok_or_else(impossible)
    }
}
