//! A value of a plan or of the account, as far as it is known.

/// One value: not known yet, known to be absent, or known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    /// The value is decided later, or was not read. Every rule that needs it is postponed.
    Unknown,
    /// There is no value, and that is known.
    Null,
    /// The value is known.
    Known(T),
}

impl<T> Fact<T> {
    /// The value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown | Self::Null => None,
        }
    }

    /// True where the value is not known.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl<T: PartialEq> Fact<T> {
    /// True where the value is known and equal to `value`.
    pub fn is(&self, value: &T) -> bool {
        self.known() == Some(value)
    }

    /// True where this value certainly differs from `after`. An unknown value does not differ.
    pub fn changes_to(&self, after: &Self) -> bool {
        !self.is_unknown() && !after.is_unknown() && self != after
    }
}

/// Unknown.
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

/// Null for a value that an answer of the service does not contain.
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
