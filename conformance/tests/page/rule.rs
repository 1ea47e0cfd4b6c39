//! The rules in `rules.toml`.

use serde::Deserialize;

use crate::tree;

/// Rules of one subject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    /// The subject.
    pub(crate) title: String,
    /// The rules in order.
    pub(crate) rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// The letter and the number.
    pub(crate) id: String,
    /// The requirement, in one sentence.
    pub(crate) says: String,
    /// The reason why no test can hold it, in one sentence.
    pub(crate) cannot: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

/// Returns all rules by their subjects.
pub(crate) fn groups() -> Vec<Group> {
    let text = std::fs::read_to_string(tree::root().join("conformance/rules.toml")).unwrap();
    toml::from_str::<File>(&text).unwrap().group
}
