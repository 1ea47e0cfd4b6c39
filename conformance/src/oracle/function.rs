//! Whether the answer of a function can be used (F3).

use framework::types::Type;
use framework::value::Value;

use super::{Broken, shape};

/// A function's answer.
#[derive(Clone, Copy, Debug)]
pub struct Returned<'a> {
    /// The result, decoded by the declared type; `None` if the message has none.
    pub result: Option<&'a Value>,
    /// The text and the index of the argument of an error.
    pub error: Option<(&'a str, Option<i64>)>,
    /// How many arguments were given.
    pub arguments: usize,
    /// Whether one of them is unknown somewhere, so that the result may be.
    pub may_be_unknown: bool,
}

/// What is wrong with it. A missing result is null to core, which nobody notices.
pub fn function(ty: &Type, returned: Returned<'_>) -> Vec<Broken> {
    let fault = |explanation: &str| vec![Broken::whole("F3", explanation)];
    match (returned.result, returned.error) {
        (None, None) => fault("the provider returned no result and no errors"),
        (Some(_), Some(_)) => fault("the provider returned a result and an error"),
        (Some(result), None) => {
            let mut found = shape::fits("F3", result, ty);
            if !returned.may_be_unknown {
                found.extend(shape::wholly_known("F3", result, "the result is unknown"));
            }
            found
        }
        (None, Some((text, argument))) => {
            let count = i64::try_from(returned.arguments).unwrap_or(i64::MAX);
            let is_argument = argument.is_none_or(|index| (0..count).contains(&index));
            if text.is_empty() {
                fault("the error has no text")
            } else if is_argument {
                Vec::new()
            } else {
                fault("the error names an argument that was not given")
            }
        }
    }
}
