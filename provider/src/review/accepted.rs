//! The accepted findings of a review, from the provider block and from the file.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::Acceptance;
use crate::checks::{Accepted, Finding, Scope, Validity};

/// An accepted finding as the user writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
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
    accepted: Vec<Written>,
}

/// The accepted findings of a review, each with its use.
#[derive(Debug, Default)]
pub(super) struct AcceptedFindings(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    accepted: Accepted,
    validity: Validity,
    is_used: bool,
}

impl AcceptedFindings {
    /// Reads the file of accepted findings.
    ///
    /// # Errors
    /// Text that is not TOML of this form, or an entry with an invalid value.
    pub(super) fn read(&mut self, text: &str, today: Date) -> Result<(), String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        file.accepted
            .into_iter()
            .try_for_each(|written| self.add(written, today))
    }

    /// Adds an `accepted` entry of a provider block.
    ///
    /// # Errors
    /// An invalid value, or an entry with an `address`.
    pub(super) fn read_block(&mut self, value: &Value, today: Date) -> Result<(), String> {
        let written: Written = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
        match &written.address {
            Some(_) => Err(format!(
                "{}: address is allowed only in the file of accepted findings",
                written.code
            )),
            None => self.add(written, today),
        }
    }

    /// Returns the acceptance of a finding, if an entry that has not expired matches it.
    pub(super) fn of(&mut self, finding: &Finding) -> Option<Acceptance> {
        let covering = self.0.iter_mut().filter(|entry| entry.accepted.covers(finding));
        let mut found = None;
        for entry in covering {
            entry.is_used = true;
            if entry.validity == Validity::Counts {
                found = Some(Acceptance {
                    reason: entry.accepted.reason.clone(),
                    until: entry.accepted.until,
                });
            }
        }
        found
    }

    /// The entries that have not expired and that match no finding, one line each.
    pub(super) fn unused(&self) -> Vec<String> {
        let unused = self
            .0
            .iter()
            .filter(|entry| !entry.is_used && entry.validity == Validity::Counts);
        unused.map(Entry::told).collect()
    }

    /// The expired entries, one line each.
    pub(super) fn expired(&self) -> Vec<String> {
        let expired = self.0.iter().filter(|entry| entry.validity == Validity::Expired);
        expired.map(Entry::told).collect()
    }

    fn add(&mut self, written: Written, today: Date) -> Result<(), String> {
        let Written {
            code,
            redundancy_group,
            unique_name,
            address,
            reason,
            until,
        } = written;
        let scopes = [
            redundancy_group.map(Scope::RedundancyGroup),
            unique_name.map(Scope::UniqueName),
            address.map(Scope::Address),
        ];
        let scopes = scopes.into_iter().flatten().collect();
        let accepted = Accepted::parse(&code, scopes, &reason, &until).map_err(|problem| problem.detail)?;
        let validity = accepted.validity(today);
        if validity == Validity::TooLong {
            return Err(format!(
                "{}: until must be at most {} days away",
                accepted.shown(),
                Accepted::MOST_DAYS
            ));
        }
        self.0.push(Entry {
            accepted,
            validity,
            is_used: false,
        });
        Ok(())
    }
}

impl Entry {
    fn told(&self) -> String {
        format!("{} until {}", self.accepted.shown(), self.accepted.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Check, Subject};

    const TODAY: Date = jiff::civil::date(2026, 11, 29);

    fn finding(check: &'static Check, group: &str) -> Finding {
        let subject = Subject {
            redundancy_group: Some(group.to_owned()),
            ..Subject::default()
        };
        Finding::about(check, subject)
    }

    fn read(until: &str) -> Result<AcceptedFindings, String> {
        let mut accepted = AcceptedFindings::default();
        let text = format!(
            "[[accepted]]\ncode = \"TWX201\"\nredundancy_group = \"voice\"\nreason = \"second leg in May\"\nuntil = \"{until}\""
        );
        accepted.read(&text, TODAY)?;
        Ok(accepted)
    }

    #[test]
    fn a_used_entry_accepts_its_finding_and_an_unused_one_is_told() {
        let mut accepted = read("2026-11-29").unwrap();
        assert_eq!(accepted.of(&finding(Check::SAME_EXCHANGE, "voice")), None);
        assert_eq!(
            accepted.unused(),
            ["TWX201 of redundancy group \"voice\" until 2026-11-29"]
        );
        let acceptance = accepted.of(&finding(Check::LONE_MEMBER, "voice")).unwrap();
        assert_eq!(acceptance.reason, "second leg in May");
        assert!(accepted.unused().is_empty() && accepted.expired().is_empty());
    }

    #[test]
    fn an_expired_entry_accepts_nothing_and_is_told() {
        let mut accepted = read("2026-11-28").unwrap();
        assert_eq!(accepted.of(&finding(Check::LONE_MEMBER, "voice")), None);
        assert_eq!(
            accepted.expired(),
            ["TWX201 of redundancy group \"voice\" until 2026-11-28"]
        );
    }

    #[test]
    fn a_file_that_is_not_of_its_form_is_refused() {
        let mut accepted = AcceptedFindings::default();
        for text in ["[[accepted]]\ncode = \"TWX201\"", "[[accept]]\n", "not toml"] {
            assert!(accepted.read(text, TODAY).is_err(), "{text}");
        }
        assert!(read("2027-05-29").unwrap_err().contains("at most 180 days away"));
    }

    #[test]
    fn an_entry_of_the_provider_block_has_no_address() {
        let mut accepted = AcceptedFindings::default();
        let entry =
            |scope: &str| serde_json::json!({"code": "TWX201", scope: "a", "reason": "r", "until": "2026-12-01"});
        assert!(accepted.read_block(&entry("unique_name"), TODAY).is_ok());
        assert!(
            accepted
                .read_block(&entry("address"), TODAY)
                .unwrap_err()
                .contains("only in the file")
        );
    }
}
