//! What Terraform keeps of an object between two calls.

use framework::value::Value;

/// What Terraform keeps of an object between two calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The object; null when there is none.
    pub state: Value,
    /// What the provider remembers, opaque to core.
    pub private: Vec<u8>,
    /// What names the object, if its type has an identity.
    pub identity: Option<Value>,
}

impl Stored {
    /// No object, as before a creation.
    pub fn nothing() -> Self {
        Self::of(Value::Null)
    }

    /// An object about which nothing else is known.
    pub fn of(state: Value) -> Self {
        Self {
            state,
            private: Vec::new(),
            identity: None,
        }
    }
}
