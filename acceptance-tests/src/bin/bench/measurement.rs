//! Measured values and their budgets.

use std::fmt;
use std::time::Duration;

/// The head of the table.
pub(crate) const HEAD: &str =
    "what                                                                  measured     budget  verdict";

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Measurement {
    what: String,
    measured: Amount,
    budget: Option<Amount>,
}

/// An amount of something.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) enum Amount {
    /// Real time.
    Time(Duration),
    /// Memory or storage, shown in millions of bytes.
    Bytes(u64),
    /// A factor.
    Times(f64),
    /// A count.
    Count(usize),
}

impl Measurement {
    /// A value that is measured for comparison.
    pub(crate) fn new(what: impl Into<String>, measured: Amount) -> Self {
        Self {
            what: what.into(),
            measured,
            budget: None,
        }
    }

    /// Returns the measurement with its upper bound.
    pub(crate) fn within(mut self, budget: Amount) -> Self {
        self.budget = Some(budget);
        self
    }

    /// True where the value exceeds its bound.
    pub(crate) fn is_missed(&self) -> bool {
        self.budget.is_some_and(|budget| self.measured > budget)
    }
}

impl fmt::Display for Measurement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (budget, verdict) = match self.budget {
            None => (String::new(), ""),
            Some(budget) if self.is_missed() => (budget.to_string(), "MISSED"),
            Some(budget) => (budget.to_string(), "kept"),
        };
        let measured = self.measured.to_string();
        let line = format!("{:<66} {measured:>11} {budget:>10}  {verdict}", self.what);
        formatter.write_str(line.trim_end())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => write!(formatter, "{:.1} ms", time.as_secs_f64() * 1000.0),
            Self::Bytes(bytes) => write!(formatter, "{}.{:02} MB", bytes / 1_000_000, bytes % 1_000_000 / 10_000),
            Self::Times(times) => write!(formatter, "{times:.2} x"),
            Self::Count(count) => write!(formatter, "{count}"),
        }
    }
}

/// The median of several times; `None` for none.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_the_budget_misses_it_and_the_budget_itself_does_not() {
        let of = |measured| Measurement::new("size", Amount::Bytes(measured)).within(Amount::Bytes(10));
        assert!(of(11).is_missed());
        assert!(!of(10).is_missed());
        assert!(of(11).to_string().ends_with("MISSED"));
        assert!(of(10).to_string().ends_with("kept"));
        assert!(!Measurement::new("size", Amount::Bytes(11)).is_missed());
    }

    #[test]
    fn the_median_of_an_odd_number_of_times_is_the_middle_one() {
        let times = [9, 1, 2].map(Duration::from_millis);
        assert_eq!(median(times.to_vec()), Duration::from_millis(2));
    }

    #[test]
    fn amounts_are_shown_in_the_unit_of_their_budget() {
        assert_eq!(Amount::Time(Duration::from_micros(4_950)).to_string(), "5.0 ms");
        assert_eq!(Amount::Bytes(7_461_632).to_string(), "7.46 MB");
        assert_eq!(Amount::Times(2.5).to_string(), "2.50 x");
    }
}
