//! `corner_dynamic`: an attribute of any type.

use framework::value::Value;
use framework::{Attr, Model};

use crate::kept::Corner;

/// A value of any type.
#[derive(Clone, Debug, Model)]
pub(crate) struct Dynamic {
    /// A value of any type.
    #[attr(optional)]
    value: Attr<Value>,
    /// The same value, as the provider received it.
    #[attr(computed)]
    seen: Attr<Value>,
}

impl Corner for Dynamic {
    const TYPE_NAME: &'static str = "corner_dynamic";

    fn decided(self, _config: &Self) -> Self {
        let seen = match (&self.seen, &self.value) {
            (Attr::Unknown, value) => value.clone(),
            (seen, _) => seen.clone(),
        };
        Self { seen, ..self }
    }
}
