//! The contract: the words for statuses, and every code that it names.

use std::collections::BTreeSet;
use std::path::Path;

/// The words of an enumeration in the description of the contract.
pub(crate) fn words(schema: &str) -> Vec<String> {
    let description = mock_api::contract_description().unwrap();
    let description: serde_json::Value = serde_json::from_str(&description).unwrap();
    let words = &description["components"]["schemas"][schema]["enum"];
    serde_json::from_value(words.clone()).unwrap()
}

/// Every code that the contract names outside its examples of JSON.
pub(crate) fn codes() -> BTreeSet<u32> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/interconnect-v1.md");
    let text = std::fs::read_to_string(path).unwrap();
    let prose: String = text.split("```").step_by(2).collect();
    let numbers = prose.split(|character: char| !character.is_ascii_alphanumeric());
    let codes = numbers.filter(|word| word.len() == 5 && (word.starts_with("20") || word.starts_with("62")));
    codes.filter_map(|word| word.parse().ok()).collect()
}

/// The codes that no operation of a plan is refused with.
pub(crate) fn of_no_operation() -> impl Iterator<Item = u32> {
    OF_NO_OPERATION.iter().flat_map(|(codes, _)| codes.iter().copied())
}

/// The codes that no operation of a plan is refused with, with the reason.
pub(crate) const OF_NO_OPERATION: &[(&[u32], &str)] = &[
    (
        &[20003, 62010],
        "The credentials are missing or wrong. The first read of a plan is refused too.",
    ),
    (
        &[20001, 20004, 20413, 20415],
        "The request does not follow the contract. The provider sends no such request.",
    ),
    (
        &[20007],
        "The size of a page is wrong. The provider asks for sizes that the contract allows.",
    ),
    (
        &[62022],
        "The contract names it for an order, and the mock server never answers it. The provider prints it like any other refusal.",
    ),
    (
        &[20430],
        "A person declined an order. It is the reason of the status `rejected`: see `TWX313`.",
    ),
    (
        &[62200],
        "The network did not answer. It is the reason of the status `failed`, and the service tries again: see `TWX314`.",
    ),
];
