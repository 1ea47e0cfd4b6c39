//! The interface of a function of Terraform's language, `provider::<name>::<function>(…)`.
//!
//! A function is pure: Terraform compares its results in plan and apply (conformance rule F1). It is called in a
//! provider that is not configured. Therefore, it receives only its arguments, does not wait, and returns no warnings
//! (conformance rule F4). The wire form is in `crate::rpc`.

mod error;
mod signature;

pub use self::error::FunctionError;
pub use self::signature::{Parameter, Signature};
use crate::attr::{Attr, Attribute};
use crate::model::Model;

/// A function of a provider.
///
/// ```
/// use framework::function::{Function, FunctionError};
/// use framework::{Attr, Model};
///
/// #[derive(Clone, Debug, Model)]
/// struct Arguments {
///     /// The text to repeat.
///     #[attr(required)]
///     text: Attr<String>,
///     /// The number of repetitions; 1 if null.
///     #[attr(optional)]
///     times: Attr<u8>,
/// }
///
/// struct Echo;
///
/// impl Function for Echo {
///     type Arguments = Arguments;
///     type Return = String;
///
///     fn name(&self) -> &'static str {
///         "echo"
///     }
///
///     fn summary(&self) -> &'static str {
///         "Repeats a text"
///     }
///
///     fn call(&self, arguments: Arguments) -> Result<Attr<String>, FunctionError> {
///         match arguments.times.into_known().unwrap_or(1) {
///             0 => Err(FunctionError::new("The number of repetitions must be at least 1.").at("times")),
///             times => Ok(arguments.text.map(|text| text.repeat(times.into()))),
///         }
///     }
/// }
/// ```
pub trait Function: Send + Sync + 'static {
    /// The parameters: one attribute each, in the order of the struct, described by its doc comment.
    ///
    /// A `required` argument is never null. An `optional` argument may be null, but the call must contain it. Other
    /// marks and blocks are not allowed.
    type Arguments: Model;

    /// The type of the result.
    type Return: Attribute;

    /// Returns the name in HCL.
    fn name(&self) -> &'static str;

    /// Returns a summary in one line.
    fn summary(&self) -> &'static str;

    /// Returns the description, in Markdown.
    fn description(&self) -> &'static str {
        ""
    }

    /// Returns the reason of the deprecation and the replacement, if the function is deprecated.
    fn deprecation(&self) -> Option<&'static str> {
        None
    }

    /// True where the last parameter takes any number of arguments. Its type is a [`List`](crate::collection::List),
    /// and each element is one argument.
    fn is_variadic(&self) -> bool {
        false
    }

    /// True where the function can be called with unknown arguments. Otherwise, Terraform does not call it, and the
    /// result is unknown (conformance rule F2).
    fn accepts_unknown(&self) -> bool {
        false
    }

    /// Returns the result, which depends only on the arguments, in every process and at any time (conformance rule F1).
    ///
    /// # Errors
    /// Arguments for which there is no result.
    fn call(&self, arguments: Self::Arguments) -> Result<Attr<Self::Return>, FunctionError>;
}
