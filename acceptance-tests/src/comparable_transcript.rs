//! The part of a transcript that is equal on every client.
//!
//! The oldest client must match exactly. From the transcript of another client, its own texts are removed:
//!
//! - its name, its registry, and the line breaks that follow from them;
//! - its own warnings about options, its own error after an interruption, and the values beside a failed condition;
//! - the order of independent calls;
//! - repetitions in an apply of OpenTofu: the lists, and the warnings of the plan. No field of the protocol distinguishes an apply of
//!   OpenTofu from a plan.

use crate::client::{Client, Product};

/// A transcript in the form that is compared.
pub(crate) fn of(transcript: &str, client: Client) -> String {
    if client == Client::REFERENCE {
        return transcript.to_owned();
    }
    let transcript = transcript
        .replace("registry.opentofu.org/", "registry.terraform.io/")
        .replace("OpenTofu", "Terraform")
        .replace("tofu ", "terraform ");
    let sections = transcript.split("\n\n== ").map(Section::read);
    let sections = match client.product {
        Product::Terraform => sections.collect(),
        Product::OpenTofu => without_repetitions(sections),
    };
    let texts: Vec<_> = sections.into_iter().map(Section::text).collect();
    texts.join("\n\n== ")
}

/// Returns the sections without what an apply repeats of its plan.
fn without_repetitions(sections: impl Iterator<Item = Section>) -> Vec<Section> {
    let mut planned = Vec::new();
    let forgetting = sections.map(|mut section| {
        if section.is("apply") {
            section.requests.retain(|request| !is_list(request));
            section.requests = section.requests.iter().map(|request| unnamed(request)).collect();
            section.diagnostics.retain(|said| !planned.contains(said));
        }
        if section.is("plan") {
            planned.clone_from(&section.diagnostics);
        }
        if section.is("search") {
            let printed_by_plans_alone = |line: &mut String| *line = line.replace(", printed by apply", "");
            section.lines.iter_mut().for_each(printed_by_plans_alone);
        }
        section
    });
    forgetting.collect()
}

/// A section of a transcript: a command, or the state at the end.
struct Section {
    lines: Vec<String>,
    diagnostics: Vec<String>,
    requests: Vec<String>,
}

impl Section {
    fn read(text: &str) -> Self {
        let mut section = Self {
            lines: Vec::new(),
            diagnostics: Vec::new(),
            requests: Vec::new(),
        };
        let mut open: Vec<&str> = Vec::new();
        for line in text.lines() {
            if let Some(inside) = line.strip_prefix('│') {
                open.push(inside.trim());
            } else if line == "╵" {
                section.diagnostics.extend(diagnostic(&open));
                open.clear();
            } else if let Some(request) = line.strip_prefix("> ") {
                section.requests.extend(each(request));
            } else {
                section.lines.push(line.to_owned());
            }
        }
        section.diagnostics.sort();
        section.requests.sort();
        section
    }

    /// True for the section of a command, or with that name.
    fn is(&self, name: &str) -> bool {
        let title = self.lines.first().map(|title| title.trim_start_matches("== "));
        title.is_some_and(|title| title.starts_with(name))
    }

    fn text(self) -> String {
        let requests = self.requests.into_iter().map(|request| format!("> {request}"));
        let lines = self.lines.into_iter().chain(self.diagnostics).chain(requests);
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Returns a diagnostic with one line per paragraph, because line breaks depend on the words. A diagnostic of the client itself has
/// none.
fn diagnostic(lines: &[&str]) -> Option<String> {
    let title = lines.first()?;
    if OWN.iter().any(|own| title.starts_with(own)) {
        return None;
    }
    let paragraphs = lines.split(|line| line.is_empty()).map(paragraph);
    let lines = paragraphs.filter(|paragraph| !paragraph.is_empty());
    let lines = lines.map(|paragraph| format!("│ {paragraph}"));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// Returns a paragraph as one line, without the place of a missing block and without the values of a failed condition.
fn paragraph(lines: &[&str]) -> String {
    let is_nowhere = |line: &&&str| line.starts_with("on <empty>") || line.contains("with no configuration line");
    let kept = lines.iter().filter(|line| !is_nowhere(line));
    let line = kept.copied().collect::<Vec<_>>().join(" ");
    let is_told = |part: &&str| !part.contains("│ Diff:");
    let parts = line.split("├──").filter(is_told).map(str::trim_end);
    parts.collect::<Vec<_>>().join(" ├──")
}

/// Warnings of the client about its own options, and the error that it adds to some interruptions.
const OWN: [&str; 6] = [
    "Error: execution halted",
    "Warning: Resource targeting is in effect",
    "Warning: Applied changes may be incomplete",
    "Warning: Config generation is experimental",
    "Warning: Some objects will no longer be managed",
    "Warning: Resource will be removed from the state",
];

/// Reads the count of a repeated request: `GET /v1/Exchanges -> 200 (3 times)`.
fn each(line: &str) -> Vec<String> {
    let counted = line
        .strip_suffix(" times)")
        .and_then(|line| line.rsplit_once(" ("))
        .and_then(|(request, count)| Some((request, count.parse().ok()?)));
    let (request, count) = counted.unwrap_or((line, 1));
    vec![request.to_owned(); count]
}

/// Returns a single read without its object: `GET /v1/<collection>/<one of them>`.
fn unnamed(request: &str) -> String {
    let Some((path, ending)) = request.split_once(" -> ") else {
        return request.to_owned();
    };
    let segments: Vec<_> = path.split('/').collect();
    match segments.as_slice() {
        ["GET ", "v1", collection, _] => format!("GET /v1/{collection}/<one of them> -> {ending}"),
        _ => request.to_owned(),
    }
}

/// True for a request for all objects of a collection, as plan checks send it.
fn is_list(request: &str) -> bool {
    request.starts_with("GET ") && request.contains("?PageSize=1000")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str, client: &str) -> bool {
        let client = client.parse().unwrap();
        of(one, client) == of(other, client)
    }

    const TERRAFORM: &str =
        "== apply: succeeds\n│ Warning: Terraform is\n│ here\n╵\n> POST /b -> 200\n> GET /a -> 200 (2 times)\n";
    const OPENTOFU: &str = "== apply: succeeds\n│ Warning: OpenTofu\n│ is here\n╵\n> GET /a -> 200\n> GET /x?PageSize=1000 -> 200\n> GET /a -> 200\n> POST /b -> 200\n";

    #[test]
    fn names_line_breaks_order_and_repeated_lists_belong_to_the_client() {
        assert!(alike(TERRAFORM, OPENTOFU, "opentofu-1.11"));
        assert!(
            !alike(TERRAFORM, OPENTOFU, "terraform-1.12"),
            "a list in an apply is OpenTofu's alone"
        );
        assert!(
            !alike(TERRAFORM, OPENTOFU, "terraform-1.11"),
            "the oldest client is held to each letter"
        );
    }

    #[test]
    fn a_warning_of_the_plan_may_be_repeated_by_an_apply_of_opentofu_and_another_may_not() {
        let plan = "== plan: succeeds\n│ Warning: mind\n╵\n\n== apply: succeeds\n";
        let repeated = format!("{plan}│ Warning: mind\n╵\n");
        assert!(alike(plan, &repeated, "opentofu-1.12"));
        assert!(!alike(plan, &repeated, "terraform-1.12"));
        assert!(!alike(plan, &format!("{plan}│ Warning: lone\n╵\n"), "opentofu-1.12"));
    }

    #[test]
    fn diagnostics_of_the_client_itself_and_the_values_of_a_condition_are_left_out() {
        let said = "== plan: fails\n│ Error: No\n│\n│   on main.tf line 1:\n│    1: a\n│\n│ Because.\n╵\n";
        let with_values = said.replace("1: a\n", "1: a\n│     ├────\n│     │ Diff:\n│     │     2 -> 0\n");
        assert!(alike(said, &with_values, "opentofu-1.11"));
        let targeting = format!("{said}│ Warning: Resource targeting is in effect\n│\n│ Mind.\n╵\n");
        assert!(alike(said, &targeting, "terraform-1.14"));
        let halted = format!("{said}│ Error: execution halted\n│\n╵\n");
        assert!(alike(said, &halted, "opentofu-1.11"));
        let other = format!("{said}│ Warning: Resource is lost\n╵\n");
        assert!(!alike(said, &other, "terraform-1.14"));
    }

    #[test]
    fn what_is_said_and_how_often_something_was_asked_does_not() {
        assert!(!alike(TERRAFORM, &OPENTOFU.replace("here", "there"), "opentofu-1.11"));
        assert!(!alike(
            TERRAFORM,
            &OPENTOFU.replacen("> GET /a -> 200\n", "", 1),
            "opentofu-1.11"
        ));
        let plan = |text: &str| text.replace("apply", "plan");
        assert!(
            !alike(&plan(TERRAFORM), &plan(OPENTOFU), "opentofu-1.11"),
            "a plan's lists count"
        );
    }
}
