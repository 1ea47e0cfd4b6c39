//! The change of one optional value.

/// Keeps, clears, or sets a value. `Option` cannot represent these three cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Edit<T> {
    /// The parameter is left out.
    #[default]
    Keep,
    /// The parameter is sent empty. If Twilio assigns the value, it assigns a new one.
    Clear,
    /// The parameter is sent with this value.
    Set(T),
}

impl<T> Edit<T> {
    /// Returns the change to a value: sets it, or clears it if there is none.
    pub fn to(wished: Option<T>) -> Self {
        wished.map_or(Self::Clear, Self::Set)
    }

    /// True where the value is kept.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Returns the parameter to send, if there is one.
    pub(super) fn parameter(&self, show: impl FnOnce(&T) -> String) -> Option<String> {
        match self {
            Self::Keep => None,
            Self::Clear => Some(String::new()),
            Self::Set(value) => Some(show(value)),
        }
    }
}
