//! The page of codes: every input rule and every plan check with its page, from the catalogs in the code.

use provider::checks::catalogue::InPlan;
use provider::checks::page::{GROUPS, Page as CodePage, codes};
use provider::checks::{Check, Severity};
use provider::domain::Rule;

use crate::contract;
use crate::page::Page;

/// Makes the page.
pub(crate) fn page() -> Page {
    let mut parts = vec![
        INTRODUCTION.to_owned(),
        contract::statement_unless_in(INTRODUCTION).unwrap_or_default(),
        SEVERITY.to_owned(),
        IN_THE_PLAN.to_owned(),
        at_apply(),
        GATING.to_owned(),
    ];
    parts.extend(GROUPS.map(|(group, subject)| section(group, subject)));
    Page {
        path: "docs/codes.md".to_owned(),
        text: format!("{}\n", parts.join("\n\n")),
    }
}

/// Writes what an apply reports, with the checks that refuse a new object.
fn at_apply() -> String {
    let refused = Check::REFUSE_CREATION.map(|check| format!("[`{}`](#{})", check.code, check.code.to_lowercase()));
    AT_APPLY.replace("{refused}", &refused.join(", "))
}

/// Writes a group: its table, and the page of each code.
fn section(group: &str, subject: &str) -> String {
    let (table, codes) = if group == "1xx" {
        (table_of_rules(), Rule::ALL.iter().map(|rule| rule.code).collect())
    } else {
        table_of_checks(group)
    };
    let mut parts = vec![format!("## {group}: {subject}"), table];
    parts.extend(codes.into_iter().map(code));
    parts.join("\n\n")
}

fn table_of_rules() -> String {
    let rows: Vec<_> = Rule::ALL.iter().map(|rule| rule_row(rule)).collect();
    format!("{RULES}\n{}", rows.join("\n"))
}

fn rule_row(rule: &Rule) -> String {
    let service = rule.service_code.map(service_code).unwrap_or_default();
    format!("| {} | {} | {} | {service} |", link(rule.code), rule.title, rule.source)
}

fn service_code(code: u32) -> String {
    format!("[{code}](https://www.twilio.com/docs/api/errors/{code})")
}

fn table_of_checks(group: &str) -> (String, Vec<&'static str>) {
    let checks: Vec<_> = Check::ALL.iter().filter(|check| check.group() == group).collect();
    let rows: Vec<_> = checks.iter().map(|check| check_row(check)).collect();
    let codes = checks.iter().map(|check| check.code).collect();
    (format!("{CHECKS}\n{}", rows.join("\n")), codes)
}

fn check_row(check: &Check) -> String {
    let severity = match (check.in_plan, check.default) {
        (InPlan::Reported, _) => "always a warning",
        (_, Severity::Off) => "`off`",
        (_, Severity::Warn) => "`warn`",
        (_, Severity::Error) => "`error`",
    };
    let in_plan = match check.in_plan {
        InPlan::Whole => "whole",
        InPlan::Partly => "partly",
        InPlan::Warns | InPlan::Read => "warning",
        InPlan::Silent => "no",
        InPlan::Reported => "apply",
    };
    format!("| {} | {} | {severity} | {in_plan} |", link(check.code), check.title)
}

/// Returns a link to the heading of a code.
fn link(code: &str) -> String {
    format!("[`{code}`](#{})", code.to_lowercase())
}

/// Writes the page of one code under its heading.
fn code(code: &str) -> String {
    let page = CodePage::of(code).unwrap();
    let facts = page.facts();
    let facts: Vec<_> = facts.iter().map(|(label, fact)| format!("- {label}: {fact}")).collect();
    let mut parts = vec![
        format!("### {code}"),
        format!("**{}**", capitalized(page.title)),
        page.meaning.to_owned(),
        facts.join("\n"),
    ];
    let labelled = page.parts().into_iter().skip(1);
    parts.extend(labelled.map(|(heading, part)| format!("*{heading}*\n\n{part}")));
    with_links(&parts.join("\n\n"))
}

/// Returns a text with a link at each code in backticks.
fn with_links(text: &str) -> String {
    codes().fold(text.to_owned(), |text, code| {
        text.replace(&format!("`{code}`"), &link(code))
    })
}

fn capitalized(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Returns the headings of codes, which are anchors.
pub(crate) fn headings(page: &str) -> Vec<&str> {
    page.lines().filter_map(|line| line.strip_prefix("### ")).collect()
}

const INTRODUCTION: &str = r#"# Codes of findings

Every finding of a plan has a code in brackets at the end of its title: `TWX` and three digits.

```text
Error: 10.0.0.0/24 is in RFC 1918 space (10.0.0.0/8); routes must be globally unique [TWX116]
```

Look up a code on this page, or print its page in a terminal:

```shell
terraform-provider-twilio review explain TWX116
```

A code never changes its meaning. Its first digit is its group. Codes of the group `1xx` are rules for your input. All others are plan
checks: the remarks of an engineer in a review. A message without a code is not a finding. It reports the result of an operation, or the
answer of the service."#;

const SEVERITY: &str = r#"## Severity of plan checks

`plan_checks` in the provider block sets the severity of a finding: `off` (not reported), `warn`, or `error`. A key is a code or a group, and a
code overrides its group:

```hcl
provider "twilio" {
  plan_checks = {
    "3xx"  = "error"
    TWX305 = "warn"
  }
}
```

The environment variable `TWILIO_INTERCONNECT_PLAN_CHECKS` has the same effect. The block overrides it:

```shell
export TWILIO_INTERCONNECT_PLAN_CHECKS="3xx=error,TWX305=warn"
```

An unknown key is an error that names the nearest code. The severity of [`TWX320`](#twx320) to [`TWX322`](#twx322) cannot be set, and
[`TWX603`](#twx603) cannot be `off`. Input rules (`1xx`) are always errors, because the service would refuse the
value. The tables below show the default severity of each check."#;

const IN_THE_PLAN: &str = r#"## What the plan itself can enforce

Terraform plans one object after the other, and makes an ordinary plan before every destroy. So the plan cannot stop at every
finding. The column *in the plan* of the tables shows what the plan reports:

| in the plan | what the plan reports |
|---|---|
| whole | The finding with its severity. |
| partly | A warning for an object that this plan creates, and for a problem that a later part of the plan may solve. Otherwise the finding with its severity. |
| warning | A warning at most, after all circuits of the group are planned. |
| no | Nothing, because the finding depends on the absence of other objects. |
| apply | Nothing, because it is not a plan check. An apply reports it. |

Findings of a refresh, such as [`TWX310`](#twx310), are warnings in every plan. The command and the data source `twilio_plan_review` check the whole
plan. They use the severity in the tables, or your setting, for every check:

```shell
terraform plan -out=tfplan
terraform show -json tfplan | terraform-provider-twilio review
```

`terraform-provider-twilio` is the executable of the provider, which `terraform init` puts under `.terraform/providers`.
[Plan checks](guides/plan-checks.md) explains what each of them reports."#;

const AT_APPLY: &str = r#"## What an apply reports

An apply does not repeat the findings of its plan. It reports problems that the plan could not prevent, and the status of the objects at
its end:

| code | condition | reported as |
|---|---|---|
| {refused} | The service would refuse a new object. Its request is not sent. | an error, if the severity of the check is `error` |
| [`TWX313`](#twx313) | Twilio rejected a new order. The resource is tainted. | an error |
| [`TWX304`](#twx304), [`TWX313`](#twx313), [`TWX315`](#twx315) | A cross connect that exists has this status. | a warning |
| [`TWX314`](#twx314) | The configuration of a BGP session failed. | a warning |
| [`TWX320`](#twx320) | A person must act next. The apply succeeded. | a warning |
| [`TWX321`](#twx321) | The wait ended before the service was done. | a warning |
| [`TWX322`](#twx322) | This version of the provider does not support the status. | a warning |

An error of the service, such as `Unable to create BGP session`, has no code of this page. It contains the service's own code, which
[When something goes wrong](guides/when-something-goes-wrong.md) explains."#;

const GATING: &str = r#"## Gate a pipeline by code

This command prints the severity, the code, and the title of every finding that the plan itself reports:

```shell
terraform plan -json | jq -r 'select(.type == "diagnostic") | .diagnostic | select(.summary | test("\\[TWX[0-9]{3}\\]$")) | "\(.severity) \(.summary)"'
```

[Gating a pipeline](guides/gating-in-ci.md) explains how to stop a pipeline at findings."#;

const RULES: &str = r#"Input rules are always errors. `terraform validate` reports them if the configuration contains the value itself.

| code | rule | source | the service's error |
|---|---|---|---|"#;

const CHECKS: &str = r#"| code | finding | default severity | in the plan |
|---|---|---|---|"#;
