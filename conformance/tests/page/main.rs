//! The page of rules with the tests that hold each. `UPDATE=1` writes it.
//!
//! A line of documentation, `Holds P2 and P3.`, declares that a test holds a rule. An acceptance case declares it by `holds` in its settings.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests fail by panicking, also in the functions they share"
)]

mod holding;
mod page;
mod rule;
mod tree;

use std::collections::BTreeSet;

use holding::{Claim, Holder};
use rule::Rule;

const PAGE: &str = "docs/conformance.md";

#[test]
fn the_page_says_what_the_rules_and_the_tests_say() {
    let written = page::of(&rule::groups(), &holding::claims());
    if is_updating() {
        std::fs::write(tree::root().join(PAGE), &written).unwrap();
    }
    let there = std::fs::read_to_string(tree::root().join(PAGE)).unwrap_or_default();
    assert!(there == written, "{PAGE} is old; UPDATE=1 writes it");
}

#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the tests says by the environment that the page is to be written"
)]
fn is_updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn every_rule_that_a_test_holds_exists_and_stands_above_a_test() {
    let known: BTreeSet<_> = rules().into_iter().map(|rule| rule.id).collect();
    let claims = holding::claims();
    let unknown: Vec<_> = claims.iter().filter(|claim| !known.contains(&claim.rule)).collect();
    let nobody: Vec<_> = claims.iter().filter(|claim| claim.holder == Holder::Nobody).collect();

    assert!(unknown.is_empty(), "there is no such rule: {unknown:#?}");
    assert!(nobody.is_empty(), "no test follows: {nobody:#?}");
    assert!(claims.len() > 50, "the search finds what is there");
}

#[test]
fn every_rule_is_held_by_a_test_or_says_why_none_can() {
    let claims = holding::claims().into_iter().filter(|claim| !claim.is_of_the_judge);
    let held: BTreeSet<_> = claims.map(|claim| claim.rule).collect();
    let rules = rules();
    let open = rules
        .iter()
        .filter(|rule| !held.contains(&rule.id) && rule.cannot.is_none());
    let open: Vec<_> = open.map(|rule| format!("{}: {}", rule.id, rule.says)).collect();
    let both = rules
        .iter()
        .filter(|rule| held.contains(&rule.id) && rule.cannot.is_some());
    let both: Vec<_> = both.map(|rule| &rule.id).collect();

    assert!(open.is_empty(), "no test holds:\n{}", open.join("\n"));
    assert!(both.is_empty(), "tests hold what is said to be impossible: {both:?}");
}

#[test]
fn the_search_sees_a_line_above_no_test_and_an_unknown_rule() {
    let text = "/// Holds P2, P3 and Z9.\n#[test]\nfn one() {}\n/// Holds A1.\nfn two() {}\n/// Holds water.\n#[test]\nfn three() {}\n";
    let found: Vec<_> = holding::in_source("a.rs", text)
        .into_iter()
        .map(|Claim { rule, holder, .. }| (rule, holder))
        .collect();
    let one = || Holder::Test("one".to_owned());
    let expected = [("P2", one()), ("P3", one()), ("Z9", one()), ("A1", Holder::Nobody)];
    assert_eq!(found, expected.map(|(rule, holder)| (rule.to_owned(), holder)));
}

fn rules() -> Vec<Rule> {
    rule::groups().into_iter().flat_map(|group| group.rules).collect()
}
