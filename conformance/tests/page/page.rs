//! The generated page.

use std::fmt::Write;

use crate::holding::{Claim, Holder};
use crate::rule::{Group, Rule};

const HEAD: &str = "\
# Rules of the protocol

This page is for developers of the framework in `framework/src`, with which this provider is built. It lists what Terraform and OpenTofu
require of a provider that uses version 5 of their plugin protocol. Each rule has a code, such as W1, and below it are the tests that
check the rule, or the reason why there is none. If a change breaks a rule, at least one of its tests fails.

*Core* is the program that starts a provider and calls it, which is Terraform or OpenTofu. An *acceptance case* is a test that runs
this program with a provider. All other tests in the lists are tests in Rust.

Core compares the values in the responses of a provider with its schemas, configurations, and plans. The *oracle* in
`conformance/src/oracle` repeats these checks for tests. The conformance tests of the framework pass every response to it, and it
returns the rules that the response breaks, including those that core ignores. Tests of the oracle itself are marked *test of the oracle*.

This page is generated from the rules in `conformance/rules.toml` and from the tests that name a rule. A test in Rust names its rules in
a comment (`Holds …` or `Judges …`), and an acceptance case in the setting `holds`. To generate the page again, run this command:

```shell
UPDATE=1 cargo test -p conformance --test page
```
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
        writeln!(section, "No test covers this rule. {reason}").unwrap();
    }
    let mut held: Vec<_> = claims.iter().filter(|claim| claim.rule == rule.id).collect();
    held.sort_by_key(|claim| (claim.is_of_the_judge, (*claim).clone()));
    held.dedup();
    if !held.is_empty() {
        section.push('\n');
    }
    for claim in held {
        let (Claim { file, .. }, name) = (claim, named(&claim.holder));
        let by = if claim.is_of_the_judge {
            "test of the oracle: "
        } else {
            ""
        };
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
