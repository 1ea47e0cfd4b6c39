//! What of a transcript is alike on every client.
//!
//! The oldest client is held to each letter. Of the others, left out is what belongs to the client: its name and its registry, the
//! line breaks that follow from them, the order of calls that do not depend on each other, and what OpenTofu repeats in an apply: the
//! lists, and the warnings of the plan (no field of the protocol tells an apply of OpenTofu from a plan).

use crate::client::{Client, Product};

/// A transcript as it is compared.
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

/// The sections without what an apply repeats of the plan before it.
fn without_repetitions(sections: impl Iterator<Item = Section>) -> Vec<Section> {
    let mut planned = Vec::new();
    let forgetting = sections.map(|mut section| {
        if section.is("apply") {
            section.requests.retain(|request| !is_list(request));
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

/// A section of a transcript: a command, or what is left at the end.
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
                section.diagnostics.push(unwrapped(&open));
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

    /// Whether it is of a command, or of that name.
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

/// A diagnostic with a line for each of its paragraphs: where a line breaks follows from the words in it.
fn unwrapped(lines: &[&str]) -> String {
    let paragraphs = lines.split(|line| line.is_empty()).map(|paragraph| paragraph.join(" "));
    let lines = paragraphs.map(|paragraph| format!("│ {paragraph}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A request as often as it came: `GET /v1/Exchanges -> 200 (3 times)`.
fn each(line: &str) -> Vec<String> {
    let counted = line
        .strip_suffix(" times)")
        .and_then(|line| line.rsplit_once(" ("))
        .and_then(|(request, count)| Some((request, count.parse().ok()?)));
    let (request, count) = counted.unwrap_or((line, 1));
    vec![request.to_owned(); count]
}

/// Whether a request asks for all objects of a collection, as plan checks do.
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
