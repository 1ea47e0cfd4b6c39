//! The effect of a request, as far as its attempts tell.

/// Whether a request that changes something has done so.
///
/// The order is that of evidence: what one attempt leaves open no later refusal closes, so the effect of a request is the
/// greatest of its attempts' effects. Every text, stored state and exit derives from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Effect {
    /// Certainly none: no attempt reached the service, or each one was refused before anything happened.
    #[default]
    None,
    /// Perhaps: an attempt may have reached the service, and no answer tells what became of it.
    Perhaps,
    /// Certainly: the service accepted the request, even if its answer cannot be read.
    Certain,
}

impl Effect {
    /// The effect of both attempts together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether nothing happened, on the evidence of every attempt.
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
