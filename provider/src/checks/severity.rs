//! The severity of a finding: the default of its check, or the setting of the user.

use std::collections::BTreeMap;

use super::catalogue::{Check, GROUPS, InPlan};
use crate::domain::{Problem, Rule};

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The finding is not reported.
    Off,
    /// The finding is reported, and the plan continues.
    Warn,
    /// The plan fails.
    Error,
}

impl Severity {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "A map from a code such as `TWX305` or a group such as `3xx` to `off`, `warn`, or `error`. \
        A code overrides its group. Input rules (1xx) are always errors.";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "off" => Some(Self::Off),
            "warn" => Some(Self::Warn),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

/// The severities that the user set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities {
    set: BTreeMap<String, Severity>,
}

impl Severities {
    /// Reads pairs of a code or group and a severity.
    ///
    /// # Errors
    /// `TWX166` for each key that is not a code or group, with the nearest code, and for each value that is not a severity.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<Problem>> {
        let (mut set, mut problems) = (BTreeMap::new(), Vec::new());
        for (key, word) in pairs {
            problems.extend(key_problem(key));
            match Severity::parse(word) {
                Some(severity) if below_least(key, severity) => problems.push(least_problem(key)),
                Some(severity) => {
                    set.insert(key.to_owned(), severity);
                }
                None => problems.push(word_problem(key, word)),
            }
        }
        if problems.is_empty() {
            Ok(Self { set })
        } else {
            Err(problems)
        }
    }

    /// The severity of a check: the setting of its code, otherwise of its group, otherwise its default.
    pub fn of(&self, check: &Check) -> Severity {
        self.set_for(check).unwrap_or(check.default).max(check.least())
    }

    /// The checks that the user set to `error` and that the plan itself cannot enforce, or only in part.
    pub fn not_enforced_in_the_plan(&self) -> Vec<&'static Check> {
        let is_wanted = |check: &&&Check| self.set_for(check) == Some(Severity::Error);
        let all = Check::ALL.iter().filter(is_wanted).copied();
        all.filter(|check| {
            matches!(
                check.in_plan,
                InPlan::Partly | InPlan::Warns | InPlan::Read | InPlan::Silent
            )
        })
        .collect()
    }

    fn set_for(&self, check: &Check) -> Option<Severity> {
        self.set
            .get(check.code)
            .or_else(|| self.set.get(&check.group()))
            .copied()
    }
}

/// The pairs of a text such as `3xx=error,TWX305=warn`. An empty text has no pairs.
pub fn pairs(text: &str) -> Vec<(&str, &str)> {
    let all = text.split(',').filter(|pair| !text.is_empty() || !pair.is_empty());
    all.map(|pair| {
        let (key, word) = pair.split_once('=').unwrap_or((pair, ""));
        (key.trim(), word.trim())
    })
    .collect()
}

fn key_problem(key: &str) -> Option<Problem> {
    let known = || {
        Check::ALL
            .iter()
            .filter(|check| check.in_plan != InPlan::Reported)
            .map(|check| check.code)
            .chain(GROUPS)
    };
    if Check::of_code(key).is_some_and(|check| check.in_plan == InPlan::Reported) {
        let detail = "An apply always reports this code as a warning, so remove this entry.";
        return Some(Problem::new(
            Rule::PLAN_CHECKS,
            format!("The severity of {key} cannot be set"),
            detail,
        ));
    }
    if known().any(|code| code == key) {
        return None;
    }
    if key == "1xx" || Rule::ALL.iter().any(|rule| rule.code == key) {
        let detail = "Input rules (1xx) are always errors, because the service refuses values that break them. Remove this entry.";
        return Some(Problem::new(
            Rule::PLAN_CHECKS,
            format!("The severity of {key} cannot be set"),
            detail,
        ));
    }
    let nearest = known().min_by_key(|code| strsim::damerau_levenshtein(code, &key.to_uppercase().replace("XX", "xx")));
    let detail = format!(
        "Did you mean {}? The groups are {}, and the codes are {}.",
        nearest.unwrap_or_default(),
        GROUPS.join(", "),
        known()
            .filter(|code| !GROUPS.contains(code))
            .collect::<Vec<_>>()
            .join(", ")
    );
    Some(Problem::new(
        Rule::PLAN_CHECKS,
        format!("Unknown plan check {key}"),
        detail,
    ))
}

fn below_least(key: &str, severity: Severity) -> bool {
    let check = Check::ALL.iter().find(|check| check.code == key);
    check.is_some_and(|check| severity < check.least())
}

fn least_problem(key: &str) -> Problem {
    Problem::new(
        Rule::PLAN_CHECKS,
        format!("The severity of {key} cannot be \"off\""),
        "Use \"warn\" or \"error\". If its group is set to \"off\", this code is reported as a warning.",
    )
}

fn word_problem(key: &str, word: &str) -> Problem {
    let summary = format!("\"{word}\" is not a severity for {key}");
    Problem::new(Rule::PLAN_CHECKS, summary, "Use \"off\", \"warn\", or \"error\".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_wins_over_its_group_and_the_group_over_the_default() {
        let set = Severities::parse([("3xx", "off"), ("TWX305", "warn")]).unwrap();

        assert_eq!(set.of(Check::COMPLETION_REFUSED), Severity::Warn);
        assert_eq!(set.of(Check::COMPLETION_CHANGED), Severity::Off);
        assert_eq!(set.of(Check::DESTROY_PROTECTED), Severity::Error);
    }

    #[test]
    fn a_protected_circuit_that_is_gone_is_never_passed_over() {
        let whole_group = Severities::parse([("6xx", "off")]).unwrap();
        assert_eq!(whole_group.of(Check::GONE_PROTECTED), Severity::Warn);
        assert_eq!(whole_group.of(Check::DESTROY_PROTECTED), Severity::Off);

        let refused = Severities::parse([("TWX603", "off")]).unwrap_err();
        assert_eq!(refused[0].summary, "The severity of TWX603 cannot be \"off\"");
    }

    #[test]
    fn a_misspelt_code_is_refused_with_the_near_match() {
        let problems = Severities::parse([("TWX350", "warn"), ("twx6xx", "loud")]).unwrap_err();

        assert_eq!(problems.len(), 3);
        assert!(
            problems[0].detail.starts_with("Did you mean TWX305?"),
            "{}",
            problems[0].detail
        );
        assert!(problems[2].summary.contains("\"loud\" is not a severity"));
    }

    #[test]
    fn input_rules_cannot_be_switched_off() {
        let problems = Severities::parse([("TWX116", "off"), ("1xx", "warn")]).unwrap_err();

        assert_eq!(problems.len(), 2);
        assert!(
            problems
                .iter()
                .all(|problem| problem.detail.starts_with("Input rules (1xx) are always errors"))
        );
    }
}
