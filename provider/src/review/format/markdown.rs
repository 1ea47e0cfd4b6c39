//! Markdown for a comment on a change, the most harmful finding first.
//!
//! GitHub accepts 65,536 characters in a comment. A review has at most [`MOST`], and counts the findings that are left out.

use super::safe_markdown::{code, detail, prose};
use crate::review::report::Report;
use crate::review::reported::Reported;

/// The most characters of a review.
pub const MOST: usize = 60_000;

/// The characters that are reserved for the sections after the findings.
const MOST_OF_REMARKS: usize = 10_000;

/// The most characters of one value, such as a name. A longer value is cut.
const MOST_OF_A_VALUE: usize = 300;

/// The most characters of one detail. A longer detail is cut.
const MOST_OF_A_DETAIL: usize = 4_000;

/// Writes the conclusion, as many findings as fit, and the rules that were not judged.
pub fn render(report: &Report) -> String {
    let head = format!("## Review of the plan\n\n{}\n", conclusion(report));
    let tail = tail(report);
    let room = MOST.saturating_sub(length(&head) + length(&tail) + LEFT_OUT);
    let findings = report.most_harmful_first();
    let shown = within(room, findings.iter().map(|found| finding(found)));
    let left_out = findings.len() - shown.len();
    let notice = match left_out {
        0 => String::new(),
        1 => "\n*1 more finding is not shown here.*\n".to_owned(),
        number => format!("\n*{number} more findings are not shown here.*\n"),
    };
    [head, shown.concat(), notice, tail].concat()
}

/// The most characters of the notice about findings that are left out.
const LEFT_OUT: usize = 100;

fn conclusion(report: &Report) -> String {
    format!("**{}**", prose(&cut(&report.conclusion(), MOST_OF_A_DETAIL)))
}

/// Returns the texts up to the first that does not fit into the room.
fn within(room: usize, texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut left = room;
    let fits = |text: &String| match left.checked_sub(length(text)) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    texts.take_while(fits).collect()
}

fn finding(finding: &Reported) -> String {
    let title = prose(&cut(&finding.title, MOST_OF_A_VALUE));
    let link = format!(
        "[{}]({})",
        prose(&cut(&finding.code, MOST_OF_A_VALUE)),
        finding.documentation()
    );
    let mut paragraphs = vec![format!("\n### {}: {title} \\[{link}\\]", finding.label())];
    paragraphs.extend(subject(finding));
    let accepted = finding.accepted.as_ref();
    paragraphs.extend(accepted.map(|accepted| prose(&cut(&accepted.to_string(), MOST_OF_A_VALUE))));
    paragraphs.push(detail(&cut(&finding.detail, MOST_OF_A_DETAIL)));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    format!("{}\n", paragraphs.join("\n\n"))
}

/// The address, the attribute, and the place of a finding, without those that are not known.
fn subject(finding: &Reported) -> Option<String> {
    let place = finding.place.as_ref();
    let place = place.map(|place| format!("{}:{}", place.file, place.start.line));
    let names = [finding.subject(), finding.attribute.as_deref(), place.as_deref()];
    let names: Vec<_> = names
        .into_iter()
        .flatten()
        .map(|name| code(&cut(name, MOST_OF_A_VALUE)))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The sections after the findings: rules that were not judged, unused acceptances, and remarks.
fn tail(report: &Report) -> String {
    let unjudged = report.unjudged.iter().map(|rules| {
        let text = format!("{}: {}", rules.codes.join(", "), rules.reason);
        item(&text)
    });
    let unused = report.unused_acceptances.iter().map(|acceptance| item(acceptance));
    [
        section("Rules not judged", unjudged.collect()),
        section("Accepted, but not found", unused.collect()),
        section("Remarks", report.notes.iter().map(|note| item(note)).collect()),
    ]
    .concat()
}

fn item(text: &str) -> String {
    format!("- {}\n", prose(&cut(text, MOST_OF_A_VALUE)))
}

fn section(title: &str, items: Vec<String>) -> String {
    if items.is_empty() {
        return String::new();
    }
    let all = items.len();
    let shown = within(MOST_OF_REMARKS / 2 - LEFT_OUT, items.into_iter());
    let more = match all - shown.len() {
        0 => String::new(),
        number => format!("- and {number} more\n"),
    };
    format!("\n### {title}\n\n{}{more}", shown.concat())
}

/// Returns a text, cut after `most` characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} ...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}
