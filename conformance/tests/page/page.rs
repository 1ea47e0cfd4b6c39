//! The generated page.

use std::fmt::Write;

use crate::holding::{Claim, Holder};
use crate::rule::{Group, Rule};

const HEAD: &str = "\
# Rules of the protocol

This page is for developers of the framework. It lists the requirements of Terraform and OpenTofu on a provider, rule by rule, and the
tests of each rule. If a change breaks a rule, a test that names the rule fails.

The oracle in `conformance/src/oracle` has the rules that core enforces on values. It checks every answer in the tests of the protocol, and
tests of its own check the oracle (*the judge* in the lists below).

This page is generated from `conformance/rules.toml` and from the lines `Holds …` above the tests:
`UPDATE=1 cargo test -p conformance --test page`.
";

/// Returns the page of the rules, with the claims beneath each.
pub(crate) fn of(groups: &[Group], claims: &[Claim]) -> String {
    let mut page = HEAD.to_owned();
    for group in groups {
        writeln!(page, "\n## {}", group.title).unwrap();
        for rule in &group.rules {
            page.push_str(&section(rule, claims));
        }
    }
    page
}

fn section(rule: &Rule, claims: &[Claim]) -> String {
    let mut section = format!("\n**{}.** {}\n", rule.id, rule.says);
    if let Some(reason) = &rule.cannot {
        writeln!(section, "No test holds it: {reason}").unwrap();
    }
    let mut held: Vec<_> = claims.iter().filter(|claim| claim.rule == rule.id).collect();
    held.sort_by_key(|claim| (claim.is_of_the_judge, (*claim).clone()));
    held.dedup();
    if !held.is_empty() {
        section.push('\n');
    }
    for claim in held {
        let (Claim { file, .. }, name) = (claim, named(&claim.holder));
        let by = if claim.is_of_the_judge { "the judge: " } else { "" };
        writeln!(section, "- {by}{name} ([{file}](../{file}))").unwrap();
    }
    section
}

fn named(holder: &Holder) -> String {
    match holder {
        Holder::Test(name) => name.replace('_', " "),
        Holder::Case(name) => format!("acceptance case `{name}`"),
        Holder::Nobody => String::new(),
    }
}
