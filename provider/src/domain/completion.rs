//! The data center's notice that the cable is laid.
//!
//! The service checks that the day is past, and not before the letter. This module has no clock.

use super::loa_entity::printable_fault;
use super::rule::{Problem, Rule};
use super::text::{quoted, text_value};
use jiff::civil::Date;
use std::fmt;

/// A completion notice as the customer reports it: the data center's reference, and the day on which the work was done.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Completion {
    /// The data center's reference, such as an order number.
    pub reference: CompletionReference,
    /// The day on which the data center completed the work.
    pub completed_on: CompletedOn,
}

text_value! {
    /// The data center's reference for the completed work.
    CompletionReference
}

impl CompletionReference {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be 1 to 64 printable characters, without leading or trailing spaces.";

    /// Reads a reference.
    ///
    /// # Errors
    /// `TWX106` unless it has 1 to 64 printable characters and no space at either end.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        printable_fault(text, LONGEST_REFERENCE).map_or_else(
            || Ok(Self::trusted(text)),
            |fault| {
                Err(vec![Problem::new(
                    Rule::COMPLETION,
                    format!("{} is not the reference of a completion notice: {fault}", quoted(text)),
                    "Use the reference that the data center printed on its notice: 1 to 64 printable characters.",
                )])
            },
        )
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CompletedOn(Date);

impl CompletedOn {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be a calendar date in the form `YYYY-MM-DD`.";

    /// Reads a day.
    ///
    /// # Errors
    /// `TWX106` unless the text is `YYYY-MM-DD` and the calendar has the day.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        // The library reads several forms. Only the form that it prints itself is accepted.
        let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
        date.map(Self).ok_or_else(|| {
            vec![Problem::new(
                Rule::COMPLETION,
                format!("{} is not a calendar date", quoted(text)),
                "Use the date of completion in the form YYYY-MM-DD, such as 2026-02-28.",
            )]
        })
    }

    /// Takes a day of the service or of the state without a check.
    pub fn trusted(date: Date) -> Self {
        Self(date)
    }

    /// The day.
    pub fn get(self) -> Date {
        self.0
    }
}

impl fmt::Display for CompletedOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

const LONGEST_REFERENCE: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_of_the_calendar_are_accepted() {
        for text in ["2026-01-05", "2024-02-29", "2000-02-29", "2026-12-31"] {
            assert_eq!(CompletedOn::parse(text).map(|day| day.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn days_that_the_calendar_does_not_have_and_other_forms_are_refused() {
        for text in [
            "",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-04-31",
            "2026-1-5",
            "20260105",
            "05.01.2026",
            "2026-01-05T00:00:00Z",
            "2026-01-05T00:00:00",
            "+002026-01-05",
            " 2026-01-05",
        ] {
            let problem = CompletedOn::parse(text).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::COMPLETION, "{text}");
        }
    }

    #[test]
    fn a_reference_has_1_to_64_printable_characters() {
        assert!(CompletionReference::parse("1-23456789 / DC1").is_ok());
        assert!(CompletionReference::parse(&"x".repeat(64)).is_ok());
        for wrong in ["", " ", "a\u{7}", " x", &"x".repeat(65)] {
            assert_eq!(CompletionReference::parse(wrong).unwrap_err()[0].rule, Rule::COMPLETION);
        }
    }

    proptest! {
        #[test]
        fn reading_a_day_never_panics(text in "[0-9T:Z+-]{0,24}") {
            let _ = CompletedOn::parse(&text);
        }
    }
}
