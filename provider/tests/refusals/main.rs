//! The check of the page of refusals. Every operation of a plan is sent to the service in every status and under every further condition.
//! `docs/refusals.md` must list each refusal with the finding that reports it in the plan, or with the reason why none can.
//!
//! `UPDATE=1 cargo test -p provider --test refusals` regenerates the page.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod answer;
mod condition;
mod contract;
mod input;
mod operation;
mod page;
mod plan;
mod record;
mod service;
mod situation;

use std::collections::BTreeSet;

use provider::domain::Exchange;

use crate::answer::Answer;
use crate::service::Service;
use crate::situation::{Refusal, Situation};

/// Returns every situation with the refusal of the service.
async fn refusals() -> Vec<(Situation, Refusal)> {
    let mut refused = Vec::new();
    for situation in situation::all() {
        let service = Service::before(&situation).await;
        if let Some(refusal) = service.send(&situation).await {
            refused.push((situation, refusal));
        }
    }
    refused
}

#[tokio::test]
async fn the_page_has_every_refusal_and_no_other() {
    let refused = refusals().await;

    let page = page::text(&refused);
    assert_eq!(page.matches("this project's own HTTP contract").count(), 1);
    let difference = page::difference(&page);
    assert!(difference.is_none(), "{}\n{}", difference.unwrap(), page::REMEDY);
}

#[tokio::test]
async fn every_row_of_the_table_of_answers_is_about_a_refusal() {
    let refused = refusals().await;
    let used: BTreeSet<_> = refused
        .iter()
        .map(|(situation, refusal)| answer::number(situation, *refusal))
        .collect();

    let unused: Vec<_> = (0..answer::TABLE.len()).filter(|row| !used.contains(row)).collect();
    assert!(
        unused.is_empty(),
        "no refusal is answered by the rows {unused:?} of the table"
    );
}

#[tokio::test]
async fn every_refusal_that_a_finding_tells_is_told_before_the_request() {
    let mut untold = Vec::new();
    for (situation, refusal) in refusals().await {
        let Answer::Told(code) = answer::of(&situation, refusal) else {
            continue;
        };
        let found = plan::judged(&situation).await;
        if !found.contains(&code) {
            untold.push(format!("{situation}: {code} is not among {found:?}"));
        }
    }
    assert!(untold.is_empty(), "{}", untold.join("\n"));
}

#[tokio::test]
async fn every_refusal_that_an_input_rule_tells_breaks_that_rule() {
    for (situation, refusal) in refusals().await {
        if let Answer::Input(codes) = answer::of(&situation, refusal) {
            let broken = input::broken(&situation.form);
            let told = codes.iter().any(|code| broken.contains(code));
            assert!(told, "{situation}: none of {codes:?} is among {broken:?}");
        }
    }
}

#[tokio::test]
async fn what_the_service_accepts_gives_no_finding_of_a_refusal() {
    let told: BTreeSet<_> = answer::TABLE.iter().filter_map(|row| row.answer.finding()).collect();
    for situation in situation::all() {
        let service = Service::before(&situation).await;
        if service.send(&situation).await.is_some() {
            continue;
        }
        let found = plan::judged(&situation).await;
        let wrong: Vec<_> = found.into_iter().filter(|code| told.contains(code)).collect();
        assert!(
            wrong.is_empty(),
            "{situation} is accepted, and {wrong:?} says that it is refused"
        );
    }
}

#[tokio::test]
async fn every_code_of_the_contract_is_a_refusal_of_an_operation_or_of_none() {
    let of_operations = refusals().await.into_iter().map(|(_, refusal)| refusal.code);
    let known: BTreeSet<_> = of_operations.chain(contract::of_no_operation()).collect();

    assert_eq!(contract::codes(), known);
}

#[test]
fn every_session_status_of_the_contract_is_in_a_situation() {
    let statuses: BTreeSet<_> = situation::session_statuses().collect();

    assert_eq!(
        contract::words("BgpSessionStatus").into_iter().collect::<BTreeSet<_>>(),
        statuses
    );
}

#[test]
fn every_answer_of_the_table_has_a_page_on_the_page_of_codes() {
    let known: BTreeSet<_> = provider::checks::page::codes().collect();
    for row in answer::TABLE {
        let unknown: Vec<_> = row
            .answer
            .codes()
            .into_iter()
            .filter(|code| !known.contains(code))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}

#[tokio::test]
async fn an_exchange_that_no_input_rule_knows_is_asked_for() {
    for (situation, refusal) in refusals().await {
        if let Answer::Asked(_) = answer::of(&situation, refusal) {
            let exchange = Exchange::parse(situation.value("Exchange")).unwrap();
            let service = Service::before(&situation).await;
            let asked = plan::client(&service.mock).exchange(&exchange).await;
            assert!(
                !exchange.is_listed() && asked.unwrap_err().is_not_found(),
                "{situation}"
            );
        }
    }
}
