//! A value as far as a plan or the account tells it.

/// One value: not known yet, known to be absent, or known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    /// It is decided later, or was not asked for. Every rule that needs it is postponed.
    Unknown,
    /// It is known that there is none.
    Null,
    /// It is this one.
    Known(T),
}

impl<T> Fact<T> {
    /// The value, where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown | Self::Null => None,
        }
    }

    /// Whether the value is decided later.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl<T: PartialEq> Fact<T> {
    /// Whether the value is known to be this one.
    pub fn is(&self, value: &T) -> bool {
        self.known() == Some(value)
    }

    /// Whether a change from this value to `after` is certain. Unknown is not different.
    pub fn changes_to(&self, after: &Self) -> bool {
        !self.is_unknown() && !after.is_unknown() && self != after
    }
}

/// Nothing is known before it is said.
impl<T> Default for Fact<T> {
    fn default() -> Self {
        Self::Unknown
    }
}

impl<T> From<T> for Fact<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

/// A value that an answer of the service leaves out is null.
impl<T> From<Option<T>> for Fact<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_neither_equal_nor_different() {
        let table = [
            (Fact::Known(1), Fact::Known(2), true),
            (Fact::Known(1), Fact::Known(1), false),
            (Fact::Known(1), Fact::Null, true),
            (Fact::Null, Fact::Known(1), true),
            (Fact::Known(1), Fact::Unknown, false),
            (Fact::Unknown, Fact::Known(1), false),
            (Fact::Null, Fact::Unknown, false),
        ];
        for (before, after, expected) in table {
            assert_eq!(before.changes_to(&after), expected, "{before:?} to {after:?}");
        }
    }
}
