//! Accepted findings: who may break which rule, why, and until when.
//!
//! One form for the provider block and for the file: `code`; one of `redundancy_group` and `unique_name`, and in the file also
//! `address`; `reason`; `until`.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::{Acceptance, Reported};
use crate::checks::Check;

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    code: String,
    redundancy_group: Option<String>,
    unique_name: Option<String>,
    address: Option<String>,
    reason: String,
    until: String,
}

/// The file of accepted findings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

/// The accepted findings of a review, and what has become of them.
#[derive(Debug, Default)]
pub(super) struct AcceptedFindings {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    accepted: Accepted,
    until: Date,
    is_expired: bool,
    is_used: bool,
}

impl AcceptedFindings {
    /// Reads the file of accepted findings.
    ///
    /// # Errors
    /// Text that is not of its form, and an entry that is not of its form.
    pub(super) fn read(&mut self, text: &str, today: Date) -> Result<(), String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        file.accepted
            .into_iter()
            .try_for_each(|accepted| self.add(accepted, today))
    }

    /// Takes in the entries of a provider block.
    ///
    /// # Errors
    /// A value that is not of their form.
    pub(super) fn read_block(&mut self, value: &serde_json::Value, today: Date) -> Result<(), String> {
        let all: Vec<Accepted> = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
        match all.iter().find(|accepted| accepted.address.is_some()) {
            Some(accepted) => Err(format!("{}: address is for the file only", accepted.code)),
            None => all.into_iter().try_for_each(|accepted| self.add(accepted, today)),
        }
    }

    /// The acceptance of a finding, if there is one that still counts.
    pub(super) fn of(&mut self, finding: &Reported) -> Option<Acceptance> {
        let entry = self.entries.iter_mut().find(|entry| entry.accepted.covers(finding))?;
        entry.is_used = true;
        (!entry.is_expired).then(|| Acceptance {
            reason: entry.accepted.reason.clone(),
            until: entry.until,
        })
    }

    /// The entries that no finding has used, one line each.
    pub(super) fn unused(&self) -> Vec<String> {
        let unused = self.entries.iter().filter(|entry| !entry.is_used && !entry.is_expired);
        unused.map(Entry::told).collect()
    }

    /// The entries that no longer count, one line each.
    pub(super) fn expired(&self) -> Vec<String> {
        self.entries
            .iter()
            .filter(|entry| entry.is_expired)
            .map(Entry::told)
            .collect()
    }

    fn add(&mut self, accepted: Accepted, today: Date) -> Result<(), String> {
        let until: Date = accepted
            .until
            .parse()
            .map_err(|_| format!("{}: until is not a day (YYYY-MM-DD)", accepted.code))?;
        if let Some(trouble) = accepted.trouble() {
            return Err(trouble);
        }
        let latest = today.checked_add(MOST_DAYS.days()).unwrap_or(today);
        if until > latest {
            return Err(format!(
                "{}: until is more than {MOST_DAYS} days from now; the latest day is {latest}",
                accepted.code
            ));
        }
        self.entries.push(Entry {
            is_expired: until < today,
            is_used: false,
            until,
            accepted,
        });
        Ok(())
    }
}

impl Accepted {
    fn trouble(&self) -> Option<String> {
        let subjects = [&self.redundancy_group, &self.unique_name, &self.address];
        let named = subjects.into_iter().flatten().count();
        if Check::of_code(&self.code).is_none() {
            return Some(format!("{} is no code of a plan check", self.code));
        }
        if named != 1 {
            return Some(format!(
                "{}: give one of redundancy_group, unique_name, and address",
                self.code
            ));
        }
        self.reason
            .trim()
            .is_empty()
            .then(|| format!("{}: reason is required", self.code))
    }

    fn covers(&self, finding: &Reported) -> bool {
        let is = |wanted: &Option<String>, value: &Option<String>| wanted.is_some() && wanted == value;
        self.code == finding.code
            && (is(&self.redundancy_group, &finding.redundancy_group)
                || is(&self.unique_name, &finding.unique_name)
                || is(&self.address, &finding.address))
    }
}

impl Entry {
    fn told(&self) -> String {
        let accepted = &self.accepted;
        let subject = [&accepted.redundancy_group, &accepted.unique_name, &accepted.address];
        let subject = subject.into_iter().flatten().next();
        format!(
            "{} for {} until {}",
            accepted.code,
            subject.map_or("", String::as_str),
            self.until
        )
    }
}

/// The longest time for which a finding can be accepted.
const MOST_DAYS: i64 = 180;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Severity;

    const TODAY: Date = jiff::civil::date(2026, 11, 29);

    fn finding(code: &str, group: &str) -> Reported {
        Reported {
            redundancy_group: Some(group.to_owned()),
            ..Reported::new(code, Severity::Error, "Title")
        }
    }

    fn read(text: &str) -> Result<AcceptedFindings, String> {
        let mut accepted = AcceptedFindings::default();
        accepted.read(text, TODAY)?;
        Ok(accepted)
    }

    fn entry(lines: &str) -> String {
        format!("[[accepted]]\n{lines}")
    }

    #[test]
    fn a_finding_is_accepted_by_its_code_and_subject_until_the_day_is_over() {
        let text = entry(
            "code = \"TWX201\"\nredundancy_group = \"voice\"\nreason = \"second leg in May\"\nuntil = \"2026-11-29\"",
        );
        let mut accepted = read(&text).unwrap();
        assert_eq!(accepted.of(&finding("TWX201", "other")), None);
        assert_eq!(accepted.of(&finding("TWX202", "voice")), None);
        assert_eq!(accepted.unused(), ["TWX201 for voice until 2026-11-29"]);
        assert_eq!(
            accepted.of(&finding("TWX201", "voice")).unwrap().reason,
            "second leg in May"
        );
        assert!(accepted.unused().is_empty() && accepted.expired().is_empty());
    }

    #[test]
    fn an_expired_entry_accepts_nothing_and_is_told() {
        let text = entry("code = \"TWX201\"\nredundancy_group = \"voice\"\nreason = \"r\"\nuntil = \"2026-11-28\"");
        let mut accepted = read(&text).unwrap();
        assert_eq!(accepted.of(&finding("TWX201", "voice")), None);
        assert_eq!(accepted.expired(), ["TWX201 for voice until 2026-11-28"]);
    }

    #[test]
    fn an_entry_that_is_not_of_its_form_is_refused() {
        let table = [
            (
                "code = \"TWX999\"\nunique_name = \"a\"\nreason = \"r\"\nuntil = \"2026-12-01\"",
                "is no code",
            ),
            (
                "code = \"TWX201\"\nreason = \"r\"\nuntil = \"2026-12-01\"",
                "give one of",
            ),
            (
                "code = \"TWX201\"\nunique_name = \"a\"\naddress = \"b\"\nreason = \"r\"\nuntil = \"2026-12-01\"",
                "give one of",
            ),
            (
                "code = \"TWX201\"\nunique_name = \"a\"\nreason = \" \"\nuntil = \"2026-12-01\"",
                "reason is required",
            ),
            (
                "code = \"TWX201\"\nunique_name = \"a\"\nreason = \"r\"\nuntil = \"tomorrow\"",
                "not a day",
            ),
            (
                "code = \"TWX201\"\nunique_name = \"a\"\nreason = \"r\"\nuntil = \"2027-05-29\"",
                "more than 180 days",
            ),
            (
                "code = \"TWX201\"\nname = \"a\"\nreason = \"r\"\nuntil = \"2026-12-01\"",
                "unknown field",
            ),
        ];
        for (lines, expected) in table {
            let refused = read(&entry(lines)).unwrap_err();
            assert!(refused.contains(expected), "{refused}");
        }
        assert!(
            read(&entry(
                "code = \"TWX201\"\nunique_name = \"a\"\nreason = \"r\"\nuntil = \"2027-05-28\""
            ))
            .is_ok()
        );
    }
}
