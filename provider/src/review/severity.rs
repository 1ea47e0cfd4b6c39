//! The severity of a reported finding, and the level at which a format shows it.

/// The severity of a finding after `plan_checks`. A check that is off reports nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan would fail.
    Error,
    /// The plan would succeed.
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

/// The level of a finding in a format with three levels, the most harmful first.
///
/// An accepted finding is a note in every format, so that a tool without acceptances does not fail on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// An error, or a warning that fails this review.
    Error,
    /// A warning that does not fail this review.
    Warning,
    /// An accepted finding, or a remark on the review itself.
    Note,
}
