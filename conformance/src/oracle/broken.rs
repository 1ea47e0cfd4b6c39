//! A rule that an answer breaks.

use std::fmt;

use framework::path::Path;

/// One rule that an answer breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The id of the rule, such as `P2`.
    pub rule: &'static str,
    /// The path in the value; the root if the rule concerns the whole.
    pub path: Path,
    /// The message of core, or the one that core would print if it checked.
    pub explanation: String,
}

impl Broken {
    /// A rule that is broken at a path.
    pub fn at(rule: &'static str, path: &Path, explanation: impl Into<String>) -> Self {
        Self {
            rule,
            path: path.clone(),
            explanation: explanation.into(),
        }
    }

    /// A rule that the answer as a whole breaks.
    pub fn whole(rule: &'static str, explanation: impl Into<String>) -> Self {
        Self::at(rule, &Path::root(), explanation)
    }
}

impl fmt::Display for Broken {
    /// Writes `P2 at tags["a"]: planned value …`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_root() {
            write!(formatter, "{}: {}", self.rule, self.explanation)
        } else {
            write!(formatter, "{} at {}: {}", self.rule, self.path, self.explanation)
        }
    }
}
