//! The judgement of a plan: its findings, with severities and acceptances applied.

use jiff::civil::Date;
use serde_json::Value;

use super::accepted::AcceptedFindings;
use super::fail_on::FailOn;
use super::plan_file::{Judgeable, PlanFile, ProviderArgument};
use super::{Address, Report, Reported, Severity, Unjudged, Verdict, WorkingTree};
use crate::checks::catalogue::InPlan;
use crate::checks::{self, Check, Fact, Finding, Part, Picture, Requirements, Severities, judge};
use crate::domain::{RedundancyGroup, RequiredMbps};

/// The inputs of a judgement besides the plan.
pub(super) struct ReviewOptions<'a> {
    /// The findings that fail the review.
    pub(super) fail_on: &'a FailOn,
    /// The accepted findings of the file.
    pub(super) accepted: AcceptedFindings,
    /// The severities of the environment, which apply if the provider block sets none.
    pub(super) plan_checks: Option<&'a str>,
    /// The present day.
    pub(super) today: Date,
}

/// Judges the pictures of a plan.
///
/// # Errors
/// Invalid severities, requirements, or acceptances in a provider block or in the environment.
pub(super) fn of(
    plan: &PlanFile,
    all: &[Judgeable],
    options: ReviewOptions<'_>,
    tree: &mut WorkingTree,
) -> Result<Report, String> {
    let ReviewOptions {
        fail_on,
        mut accepted,
        plan_checks,
        today,
    } = options;
    let (mut findings, mut remarks) = (Vec::new(), Vec::new());
    for judgeable in all {
        let severities = severities(plan, judgeable, plan_checks, &mut remarks)?;
        accept_block(plan, judgeable, (&mut accepted, today), &mut remarks)?;
        let picture = Picture {
            required: requirements(plan, judgeable, &mut remarks)?,
            ..judgeable.picture.clone()
        };
        let found = judge::all(&picture).into_iter();
        for found in found {
            findings.extend(reported(&found, &severities, tree).map(|finding| {
                let accepted = accepted.of(&found);
                let fails = accepted.is_none() && fail_on.includes(&finding.code, finding.severity);
                Reported {
                    accepted,
                    fails,
                    ..finding
                }
            }));
        }
    }
    let fails = findings.iter().any(|finding| finding.fails) || !accepted.expired().is_empty();
    let verdict = if fails { Verdict::Failed } else { Verdict::Passed };
    let mut report = Report::new(verdict, findings);
    report.unjudged = unjudged(all, report.findings());
    report.unused_acceptances = accepted.unused();
    report.notes = remarks;
    report.notes.extend(plan.remarks());
    report.notes.extend(
        accepted
            .expired()
            .iter()
            .map(|entry| format!("The review fails because the acceptance of a finding has expired: {entry}.")),
    );
    report.root = tree.root_place();
    Ok(report)
}

/// The severities of a provider block, or those of the environment.
fn severities(
    plan: &PlanFile,
    judgeable: &Judgeable,
    environment: Option<&str>,
    remarks: &mut Vec<String>,
) -> Result<Severities, String> {
    let block = plan.provider_argument(judgeable, "plan_checks");
    let pairs: Vec<(&str, &str)> = match &block {
        ProviderArgument::Constant(Value::Object(set)) => set
            .iter()
            .filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
            .collect(),
        ProviderArgument::Constant(_) => {
            return Err("plan_checks in the provider block is not a map of strings".to_owned());
        }
        ProviderArgument::Computed => {
            remarks.push("plan_checks in the provider block is an expression whose value is not in the plan, so the default severities apply.".to_owned());
            Vec::new()
        }
        ProviderArgument::Unset => checks::severity::pairs(environment.unwrap_or_default()),
    };
    Severities::parse(pairs).map_err(|problems| {
        let told = problems
            .iter()
            .map(|problem| format!("{}. {}", problem.summary, problem.detail));
        told.collect::<Vec<_>>().join(" ")
    })
}

/// The bandwidth that must remain of each redundancy group, from `required_mbps` of a provider block.
fn requirements(plan: &PlanFile, judgeable: &Judgeable, remarks: &mut Vec<String>) -> Result<Requirements, String> {
    match plan.provider_argument(judgeable, "required_mbps") {
        ProviderArgument::Unset => Ok(Requirements::default()),
        ProviderArgument::Computed => {
            remarks.push(
                "required_mbps in the provider block is an expression whose value is not in the plan, so TWX202, TWX206, and TWX207 are not \
                 judged."
                    .to_owned(),
            );
            Ok(Requirements::new(Fact::Unknown))
        }
        ProviderArgument::Constant(value) => {
            let set = value
                .as_object()
                .and_then(|set| set.iter().map(required).collect::<Option<_>>());
            let set = set.ok_or(
                "required_mbps in the provider block is not a map of redundancy groups to whole numbers of Mbps",
            )?;
            Ok(Requirements::new(Fact::Known(set)))
        }
    }
}

/// Reads one entry of `required_mbps`. A number in quotes is valid, because Terraform converts it.
fn required((group, mbps): (&String, &Value)) -> Option<(RedundancyGroup, Fact<RequiredMbps>)> {
    let group = RedundancyGroup::parse(group).ok()?;
    let text = match mbps {
        Value::Null => return Some((group, Fact::Null)),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => mbps.to_string(),
    };
    Some((group, RequiredMbps::parse(&text).ok()?.into()))
}

/// Adds the acceptances of a provider block. An acceptance whose values are not in the plan accepts nothing.
fn accept_block(
    plan: &PlanFile,
    judgeable: &Judgeable,
    (accepted, today): (&mut AcceptedFindings, Date),
    remarks: &mut Vec<String>,
) -> Result<(), String> {
    for entry in plan.provider_blocks(judgeable, "accepted") {
        match entry {
            Some(value) => accepted.read_block(&value, today).map_err(|reason| format!("accepted in the provider block: {reason}"))?,
            None => remarks.push(
                "An accepted block in the provider block uses an expression whose value is not in the plan, so this review ignores the block.".to_owned(),
            ),
        }
    }
    Ok(())
}

fn reported(found: &Finding, severities: &Severities, tree: &mut WorkingTree) -> Option<Reported> {
    let severity = match severities.of(found.check) {
        checks::Severity::Off => return None,
        checks::Severity::Warn => Severity::Warning,
        checks::Severity::Error => Severity::Error,
    };
    let subject = &found.subject;
    let address = subject.address.as_deref().and_then(Address::parse);
    Some(Reported {
        detail: found.detail.clone(),
        place: address.and_then(|address| tree.place_of(&address, found.attribute)),
        address: subject.address.clone(),
        attribute: found.attribute.map(str::to_owned),
        unique_name: subject.unique_name.clone(),
        redundancy_group: subject.redundancy_group.clone(),
        sid: subject.sid.clone(),
        ..Reported::new(found.check.code, severity, found.title.clone())
    })
}

/// The rules that were not judged, or only in part, because the account was not read. A rule with a finding was judged in part.
fn unjudged(all: &[Judgeable], findings: &[Reported]) -> Vec<Unjudged> {
    let is_asked = all.iter().all(|judgeable| judgeable.picture.has(Part::CrossConnects));
    if is_asked {
        return Vec::new();
    }
    let needing = |parts: &[Part]| -> Vec<String> {
        let checks = Check::ALL.iter().filter(|check| check.in_plan != InPlan::Reported);
        let needing = checks.filter(|check| check.needs.iter().any(|part| parts.contains(part)));
        needing.map(|check| check.code.to_owned()).collect()
    };
    let mut not_at_all = needing(&[Part::Capacity, Part::Health]);
    not_at_all.retain(|code| !findings.iter().any(|finding| finding.code == *code));
    let mut in_part = needing(&[Part::CrossConnects, Part::BgpSessions]);
    in_part.retain(|code| !not_at_all.contains(code));
    vec![
        Unjudged {
            codes: not_at_all,
            reason: "Not judged, because the account was not read (use --account to read it)".to_owned(),
        },
        Unjudged {
            codes: in_part,
            reason:
                "Judged against this plan and its state only, because the account was not read (use --account to read it)"
                    .to_owned(),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_with_a_finding_was_judged_in_part() {
        let codes = |findings: &[Reported]| {
            let judgeable = Judgeable {
                account_sid: None,
                provider_keys: Vec::new(),
                picture: Picture::default(),
            };
            let told = unjudged(&[judgeable], findings);
            let not_at_all = told[0].codes.contains(&"TWX405".to_owned());
            let in_part = told[1].codes.contains(&"TWX405".to_owned());
            (not_at_all, in_part)
        };
        assert_eq!(codes(&[]), (true, false));
        let found = Reported::new("TWX405", Severity::Warning, "An interruption".to_owned());
        assert_eq!(codes(&[found]), (false, true));
    }

    #[test]
    fn a_requirement_is_read_as_terraform_converts_it_and_anything_else_is_refused() {
        let read = |group: &str, mbps: Value| required((&group.to_owned(), &mbps));
        let voice = RedundancyGroup::trusted("voice");
        let is = |mbps: u32| Some((voice.clone(), Fact::Known(RequiredMbps::trusted(mbps))));
        assert_eq!(read("voice", 300.into()), is(300));
        assert_eq!(read("voice", "300".into()), is(300));
        assert_eq!(read("voice", Value::Null), Some((voice.clone(), Fact::Null)));
        assert_eq!(read("voice", 0.into()), None);
        assert_eq!(read("us voice", 300.into()), None);
    }
}
