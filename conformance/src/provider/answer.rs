//! An answer with its broken rules.

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

    /// Returns the answer if it breaks no rule. Otherwise the test fails with the broken rules.
    #[track_caller]
    pub fn checked(self) -> T {
        let broken: Vec<_> = self.broken.iter().map(ToString::to_string).collect();
        assert!(broken.is_empty(), "the answer breaks rules:\n{}", broken.join("\n"));
        self.given
    }

    /// Returns the answer whatever it breaks.
    pub fn unchecked(self) -> T {
        self.given
    }

    /// Returns the broken rules.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// Returns the ids of the broken rules, each once.
    pub fn rules(&self) -> Vec<&'static str> {
        let mut rules: Vec<_> = self.broken.iter().map(|broken| broken.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}
