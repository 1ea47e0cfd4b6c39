//! The page of refusals, and its comparison with the checked-in page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::answer::{self, Answer};
use crate::condition::Condition;
use crate::contract;
use crate::operation::Operation;
use crate::situation::{Refusal, Situation};

/// The command that regenerates the page.
pub(crate) const REMEDY: &str = "UPDATE=1 cargo test -p provider --test refusals";

/// The text of the page.
pub(crate) fn text(refused: &[(Situation, Refusal)]) -> String {
    let mut operations: Vec<Operation> = refused.iter().map(|(situation, _)| situation.operation).collect();
    operations.sort();
    operations.dedup();
    let sections = operations.into_iter().map(|operation| section(operation, refused));
    let parts: Vec<_> = std::iter::once(INTRODUCTION.to_owned())
        .chain(sections)
        .chain([of_no_operation()])
        .collect();
    format!("{}\n", with_links(&parts.join("\n\n")))
}

/// The section of an operation, with one line for each refusal.
fn section(operation: Operation, refused: &[(Situation, Refusal)]) -> String {
    let mut lines: BTreeMap<_, (Answer, Refusal, Vec<Condition>)> = BTreeMap::new();
    for (situation, refusal) in refused.iter().filter(|(situation, _)| situation.operation == operation) {
        let answer = answer::of(situation, *refusal);
        let next = lines.len();
        let known = lines
            .values_mut()
            .find(|(other, same, _)| (*other, *same) == (answer, *refusal));
        match known {
            Some((_, _, conditions)) => conditions.push(situation.condition.clone()),
            None => {
                lines.insert(next, (answer, *refusal, vec![situation.condition.clone()]));
            }
        }
    }
    let rows = lines.into_values().flat_map(|(answer, refusal, conditions)| {
        let when = Condition::joined(&conditions);
        when.into_iter()
            .map(move |when| format!("| {when} | {} | {} |", service(refusal), words(answer)))
    });
    let rows: Vec<_> = rows.collect();
    format!("## {}\n\n{TABLE}\n{}", operation.heading(), rows.join("\n"))
}

/// The answer of the service. An order can be accepted first and declined later.
fn service(refusal: Refusal) -> String {
    match refusal {
        Refusal { status: 201, code } => format!("`rejected`, {code}"),
        Refusal { status, code } => format!("{status}, {code}"),
    }
}

fn words(answer: Answer) -> String {
    match answer {
        Answer::Told(code) => format!("`{code}`"),
        Answer::Input(codes) => {
            let codes: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
            codes.join(", ")
        }
        Answer::Asked(code) => format!("`{code}`: the plan reads from the service."),
        Answer::Waited => "Not reported: the apply waits, and retries the request.".to_owned(),
        Answer::NotSent(reason) => format!("No request: {reason}"),
        Answer::NotKnowable(reason) => format!("Not known: {reason}"),
    }
}

fn of_no_operation() -> String {
    let rows: Vec<_> = contract::OF_NO_OPERATION
        .iter()
        .map(|(codes, reason)| {
            let codes: Vec<_> = codes.iter().map(ToString::to_string).collect();
            format!("| {} | {reason} |", codes.join(", "))
        })
        .collect();
    format!("{REST}\n{}", rows.join("\n"))
}

/// Returns a text with a link at each code in backticks.
fn with_links(text: &str) -> String {
    provider::checks::page::codes().fold(text.to_owned(), |text, code| {
        text.replace(
            &format!("`{code}`"),
            &format!("[`{code}`](codes.md#{})", code.to_lowercase()),
        )
    })
}

/// Returns the difference from the checked-in page. With `UPDATE` set, writes the page and returns none.
pub(crate) fn difference(made: &str) -> Option<String> {
    if is_update() {
        std::fs::write(path(), made).unwrap();
    }
    let stored = std::fs::read_to_string(path()).unwrap_or_default();
    let (made, stored): (Vec<_>, Vec<_>) = (made.lines().collect(), stored.lines().collect());
    let line = made.iter().zip(&stored).take_while(|(one, other)| one == other).count();
    let is_same = line == made.len() && line == stored.len();
    (!is_same).then(|| {
        format!(
            "docs/refusals.md:{}: the checked-in line is {:?}, the expected line is {:?}",
            line + 1,
            stored.get(line).unwrap_or(&"the end"),
            made.get(line).unwrap_or(&"the end")
        )
    })
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/refusals.md")
}

#[expect(
    clippy::disallowed_methods,
    reason = "the switch that writes generated files is of the tests, and no part of the provider"
)]
fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

const INTRODUCTION: &str = r#"# Refusals of the service

For network engineers who want to know, before an apply, what the service will refuse. This page lists every refusal to which a plan can
lead, and the code of the finding that reports it in the plan. If no finding can report it, the page gives the reason.

Twilio publishes no API for Interconnect: the provider uses *Interconnect v1*, this project's own HTTP contract.
[The contract](interconnect-v1.md) defines the statuses and the codes.

Look up a code on [the page of codes](codes.md), or in a terminal:

```shell
terraform-provider-twilio review explain TWX307
```

The columns and codes of the tables:

- *The service answers* contains the HTTP status and the code of the refusal. *`rejected`* is an order that the service accepts first.
- *In the plan* contains the code of the finding. A finding about a new object is a warning in the plan. [Plan checks](guides/plan-checks.md)
  explains what the plan, the command, and the data source report.
- `TWX1nn` is an input rule, which is always an error.
- `TWX406` means that the plan replaces the circuit instead of sending the change.
- `TWX308` means that the notice differs from the reported one. The provider does not send the same notice again.
- `TWX503` covers the sessions of your account. The service also refuses a subnet of another account (409, 62100), which no plan can know.
- The plan itself reports `TWX318` if it also plans the session. For other sessions, use the command
  `terraform-provider-twilio review --account`."#;

const TABLE: &str = "| condition | the service answers | in the plan |\n|---|---|---|";

const REST: &str = r#"## Codes that do not depend on a change

The contract also has these codes. They do not depend on the changes of a plan.

| code | reason |
|---|---|"#;
