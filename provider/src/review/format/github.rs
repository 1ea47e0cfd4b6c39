//! Workflow commands of GitHub Actions, which become annotations of a change.
//!
//! The runner shows ten errors, ten warnings, and ten notices of a step, so the most harmful findings come first. A finding without a
//! place is an annotation of the run. The escapes follow GitHub's toolkit, `packages/core/src/command.ts`.

use super::visible;
use crate::review::report::{Report, Verdict};
use crate::review::reported::Reported;
use crate::review::severity::Level;

/// Writes one command per line, the conclusion first.
pub fn render(report: &Report) -> String {
    let findings = report.most_harmful_first();
    let remarks = report.remarks();
    let commands = std::iter::once(conclusion(report))
        .chain(findings.into_iter().map(annotation))
        .chain(remarks.iter().map(|remark| remark_on_the_review(Level::Note, remark)));
    let lines = commands.map(|command| format!("{command}\n"));
    lines.collect()
}

fn conclusion(report: &Report) -> String {
    let level = match report.verdict {
        Verdict::NotJudged(_) => Level::Error,
        Verdict::Passed | Verdict::Failed | Verdict::Relayed => Level::Note,
    };
    remark_on_the_review(level, &report.conclusion())
}

fn remark_on_the_review(level: Level, text: &str) -> String {
    format!("::{} title=Review of the plan::{}", command(level), message(text))
}

fn annotation(finding: &Reported) -> String {
    let mut properties = Vec::new();
    if let Some(place) = &finding.place {
        properties.push(format!("file={}", property(&place.file)));
        properties.push(format!("line={}", place.start.line));
        properties.push(format!("endLine={}", place.end.line));
        properties.push(format!("col={}", place.start.column));
    }
    properties.push(format!("title={}", property(&finding.headline())));
    format!(
        "::{} {}::{}",
        command(finding.level()),
        properties.join(","),
        message(&body(finding))
    )
}

/// The subject, the acceptance, and the detail of a finding, without those that it does not have.
fn body(finding: &Reported) -> String {
    let subject = finding.subject().map(|subject| match &finding.attribute {
        Some(attribute) => format!("{subject}: {attribute}"),
        None => subject.to_owned(),
    });
    let accepted = finding.accepted.as_ref().map(ToString::to_string);
    let detail = Some(finding.detail.clone()).filter(|detail| !detail.trim().is_empty());
    let parts: Vec<_> = [subject, accepted, detail].into_iter().flatten().collect();
    if parts.is_empty() {
        // The runner does not show a command without a message.
        return finding.headline();
    }
    parts.join("\n\n")
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

fn message(text: &str) -> String {
    let text = visible::lines(text);
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(&visible::line(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Place, Severity};

    #[test]
    fn a_property_cannot_end_and_a_message_cannot_begin_another_command() {
        let finding = Reported {
            detail: "100%\n::stop-commands::x\r\n\u{1b}[31m".to_owned(),
            place: Some(Place::beginning_of("a,b:c%.tf")),
            ..Reported::new("TWX305", Severity::Error, "A, b: c\n::error::d")
        };

        assert_eq!(
            annotation(&finding),
            "::error file=a%2Cb%3Ac%25.tf,line=1,endLine=1,col=1,title=A%2C b%3A c %3A%3Aerror%3A%3Ad [TWX305]\
             ::100%25%0A: :stop-commands::x%0A\\u{1b}[31m"
        );
    }

    #[test]
    fn a_finding_without_a_place_and_a_detail_is_an_annotation_of_the_run() {
        let finding = Reported::new("TWX201", Severity::Warning, "Lone member");

        assert_eq!(
            annotation(&finding),
            "::warning title=Lone member [TWX201]::Lone member [TWX201]"
        );
    }
}
