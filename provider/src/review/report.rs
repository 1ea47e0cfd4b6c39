//! A finished review.

use std::fmt;

use super::place::Place;
use super::reported::Reported;
use super::severity::{Level, Severity};

/// The result of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The plan was judged, and nothing fails.
    Passed,
    /// The plan was judged, and a finding or an expired acceptance fails the review.
    Failed,
    /// The plan could not be judged, for this reason.
    NotJudged(String),
    /// No plan was judged: the findings come from the log of a plan or an apply.
    Relayed,
}

impl Verdict {
    /// The word of the JSON format.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotJudged(_) => "not_judged",
            Self::Relayed => "relayed",
        }
    }

    /// The reason why no plan was judged; none if one was.
    pub fn not_judged(&self) -> Option<&str> {
        match self {
            Self::Passed | Self::Failed => None,
            Self::NotJudged(reason) => Some(reason),
            Self::Relayed => Some("These findings come from a relayed log. The review did not read the plan itself."),
        }
    }
}

/// Rules that were not judged, or only in part, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unjudged {
    /// The codes of the rules.
    pub codes: Vec<String>,
    /// The reason, as the beginning of a sentence that ends with the codes.
    pub reason: String,
}

/// `Not judged, because the account was not read (use --account to read it): TWX501, TWX502.`
impl fmt::Display for Unjudged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}.", self.reason, self.codes.join(", "))
    }
}

/// A finished review, from which every format is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The version of this executable.
    pub tool_version: String,
    /// The result of the review.
    pub verdict: Verdict,
    /// The rules that were not judged.
    pub unjudged: Vec<Unjudged>,
    /// The acceptances that match no finding, one line each.
    pub unused_acceptances: Vec<String>,
    /// Further remarks on the review, one sentence each.
    pub notes: Vec<String>,
    /// The place of the root module, for a format in which every finding requires a file.
    pub root: Place,
    findings: Vec<Reported>,
}

impl Report {
    /// A review with these findings. Nothing is unjudged, and the root module is `main.tf`.
    pub fn new(verdict: Verdict, findings: Vec<Reported>) -> Self {
        Self {
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            verdict,
            unjudged: Vec::new(),
            unused_acceptances: Vec::new(),
            notes: Vec::new(),
            root: Place::beginning_of("main.tf"),
            findings: sorted(findings),
        }
    }

    /// True where a plan was judged.
    pub fn judged(&self) -> bool {
        self.verdict.not_judged().is_none()
    }

    /// The findings by address and code. Those without an address come first.
    pub fn findings(&self) -> &[Reported] {
        &self.findings
    }

    /// The findings in the order of harm: failing ones first, then by level, by address, and by code.
    pub fn most_harmful_first(&self) -> Vec<&Reported> {
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort_by_key(|finding| (!finding.fails, finding.level(), finding.severity));
        findings
    }

    /// The place of a finding, or that of the root module.
    pub fn place_of<'a>(&'a self, finding: &'a Reported) -> &'a Place {
        finding.place.as_ref().unwrap_or(&self.root)
    }

    /// The result of the review, as one line.
    pub fn conclusion(&self) -> String {
        let counts = self.counts();
        match &self.verdict {
            Verdict::Passed => format!("Review passed: {counts}."),
            Verdict::Failed => format!("Review failed: {counts}."),
            Verdict::NotJudged(reason) => format!("Not judged: {reason}"),
            Verdict::Relayed => {
                format!("Not judged: {counts} relayed from a log. The review did not read the plan itself.")
            }
        }
    }

    /// The remarks on the review itself, one line each: rules that were not judged, unused acceptances, and notes.
    pub fn remarks(&self) -> Vec<String> {
        let unjudged = self.unjudged.iter().map(Unjudged::to_string);
        let unused = self.unused_acceptances.iter();
        let unused = unused.map(|acceptance| format!("Accepted, but not found: {acceptance}"));
        unjudged.chain(unused).chain(self.notes.iter().cloned()).collect()
    }

    fn counts(&self) -> String {
        let of = |level, severity| move |it: &&Reported| it.level() == level && it.severity == severity;
        let number = |level, severity| self.findings.iter().filter(of(level, severity)).count();
        let (error, warning) = (Severity::Error, Severity::Warning);
        let accepted = number(Level::Note, error) + number(Level::Note, warning);
        let counted = [
            (number(Level::Error, error), "error", "errors"),
            (number(Level::Error, warning), "failing warning", "failing warnings"),
            (number(Level::Warning, warning), "warning", "warnings"),
            (accepted, "accepted finding", "accepted findings"),
        ];
        let told = counted.into_iter().filter_map(|(number, one, many)| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            number => Some(format!("{number} {many}")),
        });
        let told: Vec<_> = told.collect();
        if told.is_empty() {
            return "no findings".to_owned();
        }
        told.join(", ")
    }
}

/// Sorts findings by all of their fields, so that two runs write the same report.
fn sorted(mut findings: Vec<Reported>) -> Vec<Reported> {
    findings.sort_by(|one, other| order(one).cmp(&order(other)));
    findings
}

type Order<'a> = (Option<&'a str>, &'a str, Option<&'a str>, &'a str, &'a str);

fn order(finding: &Reported) -> Order<'_> {
    (
        finding.address.as_deref(),
        &finding.code,
        finding.attribute.as_deref(),
        &finding.title,
        &finding.detail,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Acceptance, Severity};

    fn finding(code: &str, severity: Severity, address: &str) -> Reported {
        Reported {
            address: Some(address.to_owned()),
            ..Reported::new(code, severity, "Title")
        }
    }

    fn codes<'a>(findings: impl IntoIterator<Item = &'a Reported>) -> Vec<&'a str> {
        findings.into_iter().map(|finding| finding.code.as_str()).collect()
    }

    #[test]
    fn findings_are_sorted_by_address_and_then_by_code() {
        let findings = [
            finding("TWX305", Severity::Error, "b"),
            finding("TWX401", Severity::Error, "a"),
            finding("TWX201", Severity::Warning, "b"),
        ];
        let report = Report::new(Verdict::Failed, findings.to_vec());

        assert_eq!(codes(report.findings()), ["TWX401", "TWX201", "TWX305"]);
    }

    #[test]
    fn what_fails_the_review_comes_before_errors_and_these_before_warnings_and_what_is_accepted() {
        let accepted = Reported {
            accepted: Some(Acceptance {
                reason: String::new(),
                until: jiff::civil::date(2027, 1, 31),
            }),
            fails: false,
            ..finding("TWX601", Severity::Error, "a")
        };
        let tolerated = Reported {
            fails: false,
            ..finding("TWX501", Severity::Error, "a")
        };
        let failing = Reported {
            fails: true,
            ..finding("TWX202", Severity::Warning, "z")
        };
        let findings = vec![accepted, finding("TWX201", Severity::Warning, "a"), tolerated, failing];
        let report = Report::new(Verdict::Failed, findings);

        assert_eq!(
            codes(report.most_harmful_first()),
            ["TWX202", "TWX501", "TWX201", "TWX601"]
        );
        assert_eq!(
            report.conclusion(),
            "Review failed: 1 error, 1 failing warning, 1 warning, 1 accepted finding."
        );
    }

    #[test]
    fn a_relayed_log_and_a_plan_that_cannot_be_read_are_not_judged() {
        let relayed = Report::new(Verdict::Relayed, Vec::new());
        let errored = Report::new(Verdict::NotJudged("The plan is errored.".to_owned()), Vec::new());

        assert!(!relayed.judged() && !errored.judged());
        assert!(relayed.conclusion().starts_with("Not judged: no findings relayed"));
        assert_eq!(errored.conclusion(), "Not judged: The plan is errored.");
        assert!(Report::new(Verdict::Passed, Vec::new()).judged());
    }
}
