//! The generated page.

use std::fmt::Write;

use crate::holding::{Claim, Holder};
use crate::rule::{Group, Rule};

const HEAD: &str = "\
# Rules of the protocol

What Terraform and OpenTofu demand of a provider, rule by rule, and the tests that hold each. A change that breaks a rule turns a
test red that names it. What core enforces on values is also known to a judge of our own, `conformance/src/oracle`, which looks at
every answer that a test of the protocol gets; tables judge the judge.

This page is written from `conformance/rules.toml` and from the lines `Holds …` above the tests, by
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
