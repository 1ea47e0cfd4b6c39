//! What a change does to one optional value.

/// Leave a value alone, clear it, or set it: three things that `Option` cannot say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Edit<T> {
    /// The parameter is left out.
    #[default]
    Keep,
    /// The parameter is sent empty; where Twilio assigns the value, it does so again.
    Clear,
    /// The parameter is sent with this value.
    Set(T),
}

impl<T> Edit<T> {
    /// The change that leads to a wished value: set it, or clear it where none is wished.
    pub fn to(wished: Option<T>) -> Self {
        wished.map_or(Self::Clear, Self::Set)
    }

    /// Whether the value is left alone.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The text to send, if any.
    pub(super) fn parameter(&self, show: impl FnOnce(&T) -> String) -> Option<String> {
        match self {
            Self::Keep => None,
            Self::Clear => Some(String::new()),
            Self::Set(value) => Some(show(value)),
        }
    }
}
