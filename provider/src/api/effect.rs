//! The effect of a request, derived from its attempts.

/// The knowledge about the effect of a request that changes something.
///
/// The variants are ordered. The effect of a request is the greatest effect of its attempts, because a later refusal does not undo
/// an earlier attempt. Messages, stored state, and the end of a call all depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Effect {
    /// Certainly no effect: no attempt reached the service, or the service refused each one before anything happened.
    #[default]
    None,
    /// Perhaps an effect: an attempt may have reached the service, and no answer shows its effect.
    Perhaps,
    /// Certainly an effect: the service accepted the request, even if its answer cannot be read.
    Certain,
}

impl Effect {
    /// Returns the effect of both attempts together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// True where nothing happened in any attempt.
    pub fn is_none(self) -> bool {
        self == Self::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_refusal_does_not_undo_what_an_earlier_attempt_left_open() {
        assert_eq!(Effect::Perhaps.and(Effect::None), Effect::Perhaps);
        assert_eq!(Effect::None.and(Effect::Perhaps), Effect::Perhaps);
        assert_eq!(Effect::Certain.and(Effect::Perhaps), Effect::Certain);
        assert_eq!(Effect::None.and(Effect::None), Effect::None);
    }
}
