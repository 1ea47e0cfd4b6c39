//! The check of the documentation. Pages that are generated from the code are compared with the checked-in pages. Paths, links, and
//! commands on handwritten pages must exist in the tree.
//!
//! `UPDATE=1 cargo test -p provider --test documentation` regenerates the pages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod codes;
mod contract;
mod dependencies;
mod example;
mod front_matter;
mod function_page;
mod import;
mod link;
mod make_target;
mod nested_schema;
mod page;
mod quoted_message;
mod schema_section;
mod subject;
mod terraform_type;
mod tree;
mod tree_path;
mod words;

#[test]
fn the_registry_pages_are_what_the_schemas_and_examples_make() {
    let stale: Vec<_> = page::all().into_iter().filter_map(|page| page.difference()).collect();

    assert!(stale.is_empty(), "{}\n{}", stale.join("\n"), page::REMEDY);
}

#[test]
fn the_guides_quote_messages_that_the_provider_prints() {
    let printed = quoted_message::Printed::read();
    let guides = tree::files_under("docs/guides").into_iter();
    let quoted = guides.flat_map(|path| quoted_message::on(&tree::text(&path).unwrap()));
    let (known, unknown): (Vec<_>, Vec<_>) = quoted.partition(|message| printed.contains(message));

    assert!(unknown.is_empty(), "nothing prints {unknown:#?}");
    assert!(known.len() > 40, "few messages were read: {known:#?}");
}

#[test]
fn every_registry_page_is_about_something_that_exists() {
    let made: Vec<_> = page::all().into_iter().map(|page| page.path).collect();
    let orphans: Vec<_> = page::checked_in()
        .into_iter()
        .filter(|path| !made.contains(path))
        .collect();

    assert!(orphans.is_empty(), "nothing makes {orphans:?}");
}

#[test]
fn every_code_has_one_heading_on_the_page_of_codes() {
    let page = codes::page();
    let codes: Vec<_> = provider::checks::page::codes().collect();

    assert_eq!(codes::headings(&page.text), codes);
}

#[test]
fn every_page_for_users_says_once_whose_contract_it_is_about() {
    let silent: Vec<_> = contract::pages_for_users()
        .into_iter()
        .filter(|page| contract::statements_in(page) != 1)
        .collect();

    assert!(
        silent.is_empty(),
        "not exactly one {:?} in {silent:?}",
        contract::STATEMENT
    );
}

#[test]
fn every_relative_link_leads_somewhere() {
    let broken: Vec<_> = tree::markdown_files()
        .iter()
        .flat_map(|page| link::broken_in(page))
        .collect();

    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_path_that_a_page_names_exists() {
    let missing: Vec<_> = tree::markdown_files()
        .iter()
        .flat_map(|page| tree_path::missing_in(page))
        .collect();

    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_make_target_that_a_page_names_exists() {
    let missing: Vec<_> = tree::markdown_files()
        .iter()
        .flat_map(|page| make_target::missing_in(page))
        .collect();

    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_dependency_is_used_and_has_one_reason() {
    assert_eq!(dependencies::explained(), dependencies::declared());
    assert_eq!(dependencies::used(), dependencies::declared());
}

#[test]
fn the_prose_linter_reads_every_message_description_and_comment() {
    let printed: Vec<_> = words::messages()
        .into_iter()
        .chain(words::descriptions(&page::all()))
        .collect();
    let comments = words::comments();
    words::write("printed", &printed);
    words::write("comments", &comments);

    let of_programs = ["framework/src/", "provider/src/", "service/src/", "mock-api/src/"];
    let of_schemas = [
        "docs/resources/",
        "docs/data-sources/",
        "docs/actions/",
        "docs/index.md",
    ];
    let unread = [
        words::folders_without(&printed, &of_programs),
        words::folders_without(&printed, &of_schemas),
        words::folders_without(&comments, &of_programs),
        words::folders_without(&comments, &["conformance/", "acceptance-tests/"]),
    ];
    assert_eq!(unread.concat(), [""; 0]);
}

#[test]
fn a_message_is_a_literal_that_is_not_for_tests() {
    let source = words::Source::parse(
        r#"
        //! A file of words.
        #[must_use = "a lint's reason is not read"]
        #[error("the file {path} cannot be read: {0}")]
        /// Says what happened.
        /// It has two lines.
        fn said() -> String { format!("Circuit {name:?} was \
            ordered {{once}}.") + "a label" }
        #[cfg(test)]
        mod tests { const NAME: &str = "a text that tests alone have"; }
        const AFTER: &str = "a text after the tests";
    "#,
    );
    let told = |texts: Vec<words::Text>| -> Vec<_> {
        texts
            .into_iter()
            .map(|text| format!("{}: {}", text.place, text.words))
            .collect()
    };

    assert_eq!(
        told(source.messages("a.rs")),
        [
            "a.rs:4: the file `value` cannot be read: `value`",
            "a.rs:7: Circuit `value` was ordered {once}.",
            "a.rs:11: a text after the tests",
        ]
    );
    assert_eq!(
        told(source.comments("a.rs")),
        [
            "a.rs:2: A file of words.",
            "a.rs:5: Says what happened.\nIt has two lines."
        ]
    );
}
