//! The data that Terraform stores of an object between two calls.

use framework::value::Value;

/// The data that Terraform stores of an object between two calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The object; null when there is none.
    pub state: Value,
    /// The private data of the provider.
    pub private: Vec<u8>,
    /// The identity, if the type has one.
    pub identity: Option<Value>,
}

impl Stored {
    /// No object, as before a creation.
    pub fn nothing() -> Self {
        Self::of(Value::Null)
    }

    /// An object without private data and identity.
    pub fn of(state: Value) -> Self {
        Self {
            state,
            private: Vec::new(),
            identity: None,
        }
    }
}
