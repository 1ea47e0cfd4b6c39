//! The messages that guides quote in their tables: each is a message of the provider or of its sources.

use crate::tree;

/// The messages in these tables that Terraform itself prints.
const OF_TERRAFORM: &[&str] = &[
    "Failed to query available provider packages",
    "... provider registry.terraform.io/hashicorp/twilio",
    "... doesn't match any of the checksums previously recorded",
    "The provider ... does not support resource type \"twilio_cross_connect\"",
    "Incompatible provider version",
    "Provider configuration not present",
    "Error acquiring the state lock",
];

/// Every text that the provider can print: the diagnostics of the acceptance cases, and the sources.
pub(crate) struct Printed {
    diagnostics: Vec<String>,
    sources: Vec<String>,
}

impl Printed {
    /// Reads the cases and the sources.
    pub(crate) fn read() -> Self {
        let cases = tree::files_under("acceptance-tests/cases").into_iter();
        let expectations = cases.filter(|path| path.ends_with("expect.txt"));
        let sources = tree::files_under("provider/src").into_iter();
        Self {
            diagnostics: expectations
                .flat_map(|path| diagnostics(&tree::text(&path).unwrap()))
                .collect(),
            sources: sources.map(|path| on_one_line(&tree::text(&path).unwrap())).collect(),
        }
    }

    /// True for the title of a finding whose parts, between the dots, are in one diagnostic in their order. Any other quotation can be
    /// assembled from several texts of the sources, so each of its parts is enough.
    pub(crate) fn contains(&self, quotation: &str) -> bool {
        if let Some((title, code)) = quotation.split_once(" [TWX") {
            let code = format!("[TWX{code}");
            let parts: Vec<&str> = title.split("...").map(str::trim).chain([code.as_str()]).collect();
            return self.diagnostics.iter().any(|text| has_in_order(text, &parts));
        }
        let assembled = quotation.replace(" (", "...").replace(": ", "...");
        let assembled = assembled.replace(" not confirmed", "...not confirmed");
        let mut parts = assembled.split("...").map(|part| part.trim_matches(['(', ')', ' ']));
        let all = self.diagnostics.iter().chain(&self.sources);
        parts.all(|part| all.clone().any(|text| text.contains(part)))
    }
}

/// The messages that a page quotes in the first column of its tables of messages.
pub(crate) fn on(page: &str) -> Vec<String> {
    let mut is_of_messages = false;
    let mut found = Vec::new();
    for line in page.lines() {
        let Some(cell) = line.strip_prefix("| ").and_then(|row| row.split(" | ").next()) else {
            is_of_messages &= line.starts_with('|');
            continue;
        };
        if !is_of_messages {
            is_of_messages = cell.contains("message") || cell == "title";
            continue;
        }
        let quoted = cell.split('`').skip(1).step_by(2);
        let sentences = quoted.filter(|quoted| quoted.contains(' ') && !OF_TERRAFORM.contains(quoted));
        found.extend(sentences.map(str::to_owned));
    }
    found
}

/// The diagnostics of an expectation, each on one line.
fn diagnostics(expectation: &str) -> Vec<String> {
    let framed: Vec<&str> = expectation
        .lines()
        .map(|line| line.strip_prefix('│').unwrap_or("╵"))
        .collect();
    let blocks = framed.split(|line| line.starts_with('╵'));
    let words = blocks.map(|block| {
        block
            .iter()
            .flat_map(|line| line.split_whitespace())
            .collect::<Vec<_>>()
    });
    words
        .map(|words| words.join(" "))
        .filter(|block| !block.is_empty())
        .collect()
}

/// The text with each literal on one line.
fn on_one_line(source: &str) -> String {
    let lines: Vec<&str> = source.split("\\\n").map(str::trim_start).collect();
    lines.concat()
}

fn has_in_order(text: &str, parts: &[&str]) -> bool {
    let mut rest = text;
    parts.iter().all(|part| {
        rest.split_once(part).is_some_and(|(_, after)| {
            rest = after;
            true
        })
    })
}
