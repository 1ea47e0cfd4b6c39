//! The rule for the answer of a function (F3).

use framework::types::Type;
use framework::value::Value;

use super::{Broken, shape};

/// The answer of a function.
#[derive(Clone, Copy, Debug)]
pub struct Returned<'a> {
    /// The result, decoded by the declared type; `None` if the message has none.
    pub result: Option<&'a Value>,
    /// The text of an error, with the index of its argument.
    pub error: Option<(&'a str, Option<i64>)>,
    /// The number of arguments.
    pub arguments: usize,
    /// True where an argument is unknown in part, so that the result may be unknown.
    pub may_be_unknown: bool,
}

/// Returns the broken rules. Core reads a missing result as null without a message.
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
