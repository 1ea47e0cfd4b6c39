//! An answer with what core thinks of it.

use crate::oracle::Broken;

/// An answer and the rules that it breaks.
#[must_use = "an answer that breaks a rule fails no test that does not look at it"]
#[derive(Clone, Debug)]
pub struct Answer<T> {
    given: T,
    broken: Vec<Broken>,
}

impl<T> Answer<T> {
    pub(super) fn new(given: T, broken: Vec<Broken>) -> Self {
        Self { given, broken }
    }

    /// The answer, if it breaks no rule; else the test fails and says which.
    #[track_caller]
    pub fn checked(self) -> T {
        let broken: Vec<_> = self.broken.iter().map(ToString::to_string).collect();
        assert!(broken.is_empty(), "the answer breaks rules:\n{}", broken.join("\n"));
        self.given
    }

    /// The answer as it is, whatever it breaks.
    pub fn unchecked(self) -> T {
        self.given
    }

    /// What it breaks.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// The ids of what it breaks, each once.
    pub fn rules(&self) -> Vec<&'static str> {
        let mut rules: Vec<_> = self.broken.iter().map(|broken| broken.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}
