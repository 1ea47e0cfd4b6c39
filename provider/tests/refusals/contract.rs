//! The statuses and the codes in the description of the contract.

use std::collections::BTreeSet;
use std::path::Path;

/// Returns the words of an enumeration in the description of the contract.
pub(crate) fn words(schema: &str) -> Vec<String> {
    let description = mock_api::contract_description().unwrap();
    let description: serde_json::Value = serde_json::from_str(&description).unwrap();
    let words = &description["components"]["schemas"][schema]["enum"];
    serde_json::from_value(words.clone()).unwrap()
}

/// Returns every code in the contract outside its JSON examples.
pub(crate) fn codes() -> BTreeSet<u32> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/interconnect-v1.md");
    let text = std::fs::read_to_string(path).unwrap();
    let prose: String = text.split("```").step_by(2).collect();
    let numbers = prose.split(|character: char| !character.is_ascii_alphanumeric());
    let codes = numbers.filter(|word| word.len() == 5 && (word.starts_with("20") || word.starts_with("62")));
    codes.filter_map(|word| word.parse().ok()).collect()
}

/// The codes with which the service refuses no operation of a plan.
pub(crate) fn of_no_operation() -> impl Iterator<Item = u32> {
    OF_NO_OPERATION.iter().flat_map(|(codes, _)| codes.iter().copied())
}

/// The codes with which the service refuses no operation of a plan, each with the reason.
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
        "The page size is invalid. The provider requests only sizes that the contract allows.",
    ),
    (
        &[20429, 62000],
        "The service received too many requests at once, or could not store the change. Neither depends on the request, so no plan can know it. \
         The provider sends the request again if that is safe.",
    ),
    (
        &[20430],
        "A person declined an order. It is the reason for the status `rejected`: see `TWX313`.",
    ),
    (
        &[62200],
        "The network did not answer. It is the reason for the status `failed`, and the service retries: see `TWX314`. A new session is also refused \
         if no interface address is available, which no plan can know.",
    ),
];
