//! The severity of a reported finding, as the plan checks have it and as a reader is shown it.

/// The severity of a finding after `plan_checks`. What is off is not reported at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan would fail.
    Error,
    /// The plan would go on.
    Warning,
}

impl Severity {
    /// The word of the JSON format: `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The prominence of a finding in a format whose reader knows three levels, the most harmful first.
///
/// An accepted finding is a note everywhere, so that a reader that knows nothing of acceptances does not fail on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// An error, or whatever fails this review.
    Error,
    /// A warning that does not fail this review.
    Warning,
    /// An accepted finding, or a remark on the review itself.
    Note,
}
