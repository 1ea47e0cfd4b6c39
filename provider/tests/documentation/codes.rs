//! The page of codes: every input rule and every plan check, from the catalogues in the code.

use provider::checks::{Check, Severity};
use provider::domain::Rule;

use crate::contract;
use crate::page::Page;

/// The page.
pub(crate) fn page() -> Page {
    let parts = [
        INTRODUCTION.to_owned(),
        contract::statement_unless_in(INTRODUCTION).unwrap_or_default(),
        PLAN_CHECKS.to_owned(),
        GATING.to_owned(),
        rules(),
        checks(),
    ];
    Page {
        path: "docs/codes.md".to_owned(),
        text: format!("{}\n", parts.join("\n\n")),
    }
}

fn rules() -> String {
    let rows: Vec<_> = Rule::ALL.iter().map(|rule| rule_row(rule)).collect();
    format!("{RULES}\n{}", rows.join("\n"))
}

fn rule_row(rule: &Rule) -> String {
    let service = rule.service_code.map(service_code).unwrap_or_default();
    format!("| `{}` | {} | {} | {service} |", rule.code, rule.title, rule.source)
}

fn service_code(code: u32) -> String {
    format!("[{code}](https://www.twilio.com/docs/api/errors/{code})")
}

/// The tables of the groups that have checks.
fn checks() -> String {
    let tables: Vec<_> = GROUPS.iter().filter_map(|(group, title)| table(group, title)).collect();
    let shown: usize = GROUPS.iter().map(|(group, _)| in_group(group).count()).sum();
    assert_eq!(shown, Check::ALL.len(), "a check is in a group without a title");
    tables.join("\n\n")
}

fn table(group: &str, title: &str) -> Option<String> {
    let rows: Vec<_> = in_group(group).map(check_row).collect();
    (!rows.is_empty()).then(|| format!("## {group}: {title}\n\n{CHECKS}\n{}", rows.join("\n")))
}

fn in_group<'a>(group: &'a str) -> impl Iterator<Item = &'static Check> + 'a {
    Check::ALL.iter().copied().filter(move |check| check.group() == group)
}

fn check_row(check: &Check) -> String {
    let default = match check.default {
        Severity::Off => "off",
        Severity::Warn => "warn",
        Severity::Error => "error",
    };
    format!("| `{}` | {} | `{default}` |", check.code, check.title)
}

const GROUPS: &[(&str, &str)] = &[
    ("2xx", "redundancy"),
    ("3xx", "letter of authorization and life cycle"),
    ("4xx", "disruption"),
    ("5xx", "capacity and overlap"),
    ("6xx", "protection"),
];

const INTRODUCTION: &str = r#"# Codes of findings

What a plan finds in your configuration has a code, `TWX` and three digits, in brackets at the end of the summary:

```text
Error: 10.0.0.0/24 lies in RFC 1918 space (10.0.0.0/8); routes must be globally unique [TWX116]
```

A code keeps its meaning for good and is never given to another finding. Its first digit is its group: `1xx` are rules for what
you write, and all other groups are plan checks, what an engineer would say in a review. A message without a code is not a finding:
it tells how an operation went, or what the service answered."#;

const PLAN_CHECKS: &str = r#"## Severity of plan checks

`plan_checks` in the provider block says what becomes of a finding: nothing (`off`), a warning (`warn`) or an error that stops the plan
(`error`). A key is a code or a whole group, and a code wins over its group:

```hcl
provider "twilio" {
  plan_checks = {
    "3xx"  = "error"
    TWX305 = "warn"
  }
}
```

The environment variable `TWILIO_INTERCONNECT_PLAN_CHECKS` says the same as `3xx=error,TWX305=warn`; the block wins over it. A
key that is no code and no group is an error, with the nearest one that exists. Input rules (`1xx`) are always errors, because the service
would refuse what breaks them. The tables below show what holds when nothing is set."#;

const GATING: &str = r#"## Gate a pipeline by code

`terraform plan -json` prints one JSON object a line, and each finding is one of them. This prints the code and the summary of every
finding, errors and warnings alike:

```shell
terraform plan -json | jq -r 'select(.type == "diagnostic") | .diagnostic | select(.summary | test("\\[TWX[0-9]{3}\\]$")) | "\(.severity) \(.summary)"'
```

[Gating a pipeline](guides/gating-in-ci.md) makes a gate of it."#;

const RULES: &str = r#"## 1xx: input

| code | rule | source | the service's error |
|---|---|---|---|"#;

const CHECKS: &str = r#"| code | finding | by default |
|---|---|---|"#;
