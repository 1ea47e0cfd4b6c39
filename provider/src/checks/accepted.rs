//! Accepted findings: a check, a subject, a reason, and a last day.
//!
//! The provider block and the file of the command `review` use the same form.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Check, Finding};
use crate::domain::{Problem, Rule};

/// One accepted finding. Reports still show the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The check whose findings are accepted.
    pub check: &'static Check,
    /// The circuit, group, or address whose findings are accepted.
    pub scope: Scope,
    /// The reason that the user wrote.
    pub reason: String,
    /// The last day on which it is valid, in UTC.
    pub until: Date,
}

/// The scope of an acceptance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A redundancy group.
    RedundancyGroup(String),
    /// A circuit by its name.
    UniqueName(String),
    /// A resource address. Only a plan file has addresses.
    Address(String),
}

/// The validity of an acceptance on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Validity {
    /// It is valid.
    Counts,
    /// Its last day has passed.
    Expired,
    /// Its last day is too far away, so it is not valid.
    TooLong,
}

impl Accepted {
    /// The longest time for which a finding can be accepted, in days.
    pub const MOST_DAYS: i64 = 180;

    /// Reads the values of an acceptance. `scopes` has every scope of its block.
    ///
    /// # Errors
    /// `TWX168` for a code that does not exist, no scope or several, no reason, and an invalid day.
    pub fn parse(code: &str, scopes: Vec<Scope>, reason: &str, until: &str) -> Result<Self, Problem> {
        let problem = |what: String| Problem::new(Rule::ACCEPTED, "Invalid accepted finding", what);
        let check = Check::of_code(code).ok_or_else(|| problem(format!("{code} is not the code of a plan check.")))?;
        let [scope] = <[Scope; 1]>::try_from(scopes).map_err(|_| {
            problem(format!(
                "{code}: set exactly one of redundancy_group, unique_name, and (only in a file of accepted findings) address."
            ))
        })?;
        if reason.trim().is_empty() {
            return Err(problem(format!("{code}: reason is required.")));
        }
        let until = until
            .parse()
            .map_err(|_| problem(format!("{code}: until must be a date, YYYY-MM-DD.")))?;
        Ok(Self {
            check,
            scope,
            reason: reason.to_owned(),
            until,
        })
    }

    /// The validity on a day.
    pub fn validity(&self, today: Date) -> Validity {
        let latest = today.checked_add(Self::MOST_DAYS.days()).unwrap_or(today);
        match self.until {
            until if until < today => Validity::Expired,
            until if until > latest => Validity::TooLong,
            _ => Validity::Counts,
        }
    }

    /// True where it applies to a finding.
    pub fn covers(&self, found: &Finding) -> bool {
        let (value, wanted) = match &self.scope {
            Scope::RedundancyGroup(wanted) => (&found.subject.redundancy_group, wanted),
            Scope::UniqueName(wanted) => (&found.subject.unique_name, wanted),
            Scope::Address(wanted) => (&found.subject.address, wanted),
        };
        self.check == found.check && value.as_ref() == Some(wanted)
    }

    /// The sentence at the end of a finding that it covers.
    pub fn told(&self, validity: Validity) -> String {
        let (until, reason) = (self.until, self.reason.trim_end_matches('.'));
        match validity {
            Validity::Counts => format!("Accepted until {until}: {reason}."),
            Validity::Expired => {
                format!("This finding was accepted until {until} ({reason}), but that acceptance has expired.")
            }
            Validity::TooLong => format!(
                "The acceptance of this finding is ignored, because until = {until} is more than {} days away.",
                Self::MOST_DAYS
            ),
        }
    }

    /// The code and the scope, for messages: `TWX201 of redundancy group "voice"`.
    pub fn shown(&self) -> String {
        let scope = match &self.scope {
            Scope::RedundancyGroup(group) => format!("redundancy group \"{group}\""),
            Scope::UniqueName(name) => format!("\"{name}\""),
            Scope::Address(address) => address.clone(),
        };
        format!("{} of {scope}", self.check.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Subject;

    const TODAY: Date = jiff::civil::date(2026, 11, 29);

    fn group(name: &str) -> Scope {
        Scope::RedundancyGroup(name.to_owned())
    }

    fn accepted(until: &str) -> Accepted {
        Accepted::parse("TWX201", vec![group("voice")], "second leg in May", until).unwrap()
    }

    #[test]
    fn an_acceptance_counts_from_now_to_its_last_day_and_for_180_days_at_most() {
        let table = [
            ("2026-11-28", Validity::Expired),
            ("2026-11-29", Validity::Counts),
            ("2027-05-28", Validity::Counts),
            ("2027-05-29", Validity::TooLong),
        ];
        for (until, expected) in table {
            assert_eq!(accepted(until).validity(TODAY), expected, "{until}");
        }
    }

    #[test]
    fn an_acceptance_is_about_one_check_of_one_subject() {
        let of = |check, group: Option<&str>| {
            let subject = Subject {
                redundancy_group: group.map(str::to_owned),
                ..Subject::default()
            };
            Finding::about(check, subject)
        };
        let it = accepted("2026-12-01");
        assert!(it.covers(&of(Check::LONE_MEMBER, Some("voice"))));
        assert!(!it.covers(&of(Check::LONE_MEMBER, Some("trunk"))));
        assert!(!it.covers(&of(Check::SAME_EXCHANGE, Some("voice"))));
        assert!(!it.covers(&of(Check::LONE_MEMBER, None)));
    }

    #[test]
    fn what_is_not_of_the_form_is_refused() {
        let name = || Scope::UniqueName("a".to_owned());
        let table = [
            ("TWX999", vec![name()], "r", "2026-12-01", "TWX999 is not the code"),
            ("TWX201", vec![], "r", "2026-12-01", "exactly one"),
            ("TWX201", vec![name(), group("b")], "r", "2026-12-01", "exactly one"),
            ("TWX201", vec![name()], " ", "2026-12-01", "reason is required"),
            ("TWX201", vec![name()], "r", "tomorrow", "YYYY-MM-DD"),
        ];
        for (code, scopes, reason, until, expected) in table {
            let refused = Accepted::parse(code, scopes, reason, until).unwrap_err();
            assert!(refused.detail.contains(expected), "{}", refused.detail);
        }
    }
}
