//! The value of `--fail-on`: the findings that fail a review.

use std::collections::BTreeSet;

use super::Severity;
use crate::checks::Check;
use crate::checks::catalogue::GROUPS;
use crate::domain::Rule;

/// The codes, groups, and severities that fail a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FailOn {
    codes: BTreeSet<String>,
    least: Option<Severity>,
}

impl FailOn {
    /// Reads a list such as `error,TWX201,4xx`.
    ///
    /// # Errors
    /// An entry that is not a code, a group, or a severity.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut codes = BTreeSet::new();
        let mut least: Option<Severity> = None;
        for entry in text.split(',').map(str::trim) {
            match entry {
                "error" => least = least.max(Some(Severity::Error)),
                "warning" => least = Some(Severity::Warning),
                entry if is_known(entry) => {
                    codes.insert(entry.to_owned());
                }
                entry => {
                    return Err(format!("\"{entry}\" is not a code, a group, `error`, or `warning`"));
                }
            }
        }
        Ok(Self { codes, least })
    }

    /// True where a finding with this code and severity fails the review.
    pub(super) fn includes(&self, code: &str, severity: Severity) -> bool {
        let group = code
            .get(..4)
            .map(|start| format!("{}xx", start.trim_start_matches("TWX")));
        let is_named = self.codes.contains(code) || group.is_some_and(|group| self.codes.contains(&group));
        is_named || self.least.is_some_and(|least| severity <= least)
    }
}

fn is_known(entry: &str) -> bool {
    let is_rule = Rule::ALL.iter().any(|rule| rule.code == entry);
    Check::of_code(entry).is_some() || is_rule || entry == "1xx" || GROUPS.contains(&entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_fails_by_code_group_or_severity() {
        let table = [
            ("error", "TWX201", Severity::Error, true),
            ("error", "TWX201", Severity::Warning, false),
            ("warning", "TWX201", Severity::Warning, true),
            ("TWX201", "TWX201", Severity::Warning, true),
            ("TWX201", "TWX202", Severity::Error, false),
            ("2xx", "TWX202", Severity::Warning, true),
            ("2xx, error", "TWX601", Severity::Error, true),
            ("error,warning", "TWX401", Severity::Warning, true),
        ];
        for (list, code, severity, expected) in table {
            let fail_on = FailOn::parse(list).unwrap();
            assert_eq!(fail_on.includes(code, severity), expected, "{list} {code}");
        }
    }

    #[test]
    fn an_unknown_code_group_or_severity_is_refused() {
        for list in ["TWX999", "7xx", "fatal", "", "error,,"] {
            assert!(FailOn::parse(list).is_err(), "{list}");
        }
    }
}
