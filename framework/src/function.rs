//! What an author writes for a function of Terraform's language, `provider::<name>::<function>(…)`.
//!
//! A function is pure: it is called in a provider that nobody configured, and Terraform compares what it answers in plan and
//! apply (F1). So it is told nothing but its arguments, does not wait, and gives no warnings (F4). The wire is not here, see
//! `crate::rpc`.

mod error;
mod signature;

pub use self::error::FunctionError;
pub use self::signature::{Parameter, Signature};
use crate::attr::{Attr, Attribute};
use crate::model::Model;

/// A function.
///
/// ```
/// use framework::function::{Function, FunctionError};
/// use framework::{Attr, Model};
///
/// #[derive(Clone, Debug, Model)]
/// struct Arguments {
///     /// The text to say again.
///     #[attr(required)]
///     text: Attr<String>,
///     /// How often; once if null.
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
///         "Says a text again"
///     }
///
///     fn call(&self, arguments: Arguments) -> Result<Attr<String>, FunctionError> {
///         match arguments.times.into_known().unwrap_or(1) {
///             0 => Err(FunctionError::new("An echo is heard at least once.").at("times")),
///             times => Ok(arguments.text.map(|text| text.repeat(times.into()))),
///         }
///     }
/// }
/// ```
pub trait Function: Send + Sync + 'static {
    /// The parameters: one attribute each, in the order of the struct, described by its doc comment.
    ///
    /// `required` is never null; `optional` may be null, though it is written out like every argument of a function. No other
    /// mark means anything here, and there are no blocks.
    type Arguments: Model;

    /// The type of the result.
    type Return: Attribute;

    /// The name in HCL.
    fn name(&self) -> &'static str;

    /// What it does in one line.
    fn summary(&self) -> &'static str;

    /// What it does, in Markdown.
    fn description(&self) -> &'static str {
        ""
    }

    /// Why not to use it any more.
    fn deprecation(&self) -> Option<&'static str> {
        None
    }

    /// Whether the last parameter takes any number of arguments. Its type is a [`List`](crate::collection::List); each of its
    /// elements is one argument.
    fn is_variadic(&self) -> bool {
        false
    }

    /// Whether the function wants to see arguments that are not decided yet. If not, Terraform answers in its place that the
    /// result is undecided too (F2).
    fn accepts_unknown(&self) -> bool {
        false
    }

    /// The result: the same for the same arguments, in every process and at any time (F1).
    ///
    /// # Errors
    /// Arguments for which there is no result.
    fn call(&self, arguments: Self::Arguments) -> Result<Attr<Self::Return>, FunctionError>;
}
