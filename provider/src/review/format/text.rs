//! Text for a person, in the layout of Terraform's diagnostics.

use super::visible;
use crate::review::report::Report;
use crate::review::reported::Reported;

/// Writes the findings by address, then the remarks, then the conclusion.
pub fn render(report: &Report) -> String {
    let findings = report.findings().iter().map(finding);
    let mut paragraphs: Vec<_> = findings.collect();
    paragraphs.extend(remarks(report));
    paragraphs.push(visible::line(&report.conclusion()));
    format!("{}\n", paragraphs.join("\n\n"))
}

fn remarks(report: &Report) -> Option<String> {
    let remarks = report.remarks();
    let lines: Vec<_> = remarks.iter().map(|remark| visible::line(remark)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn finding(finding: &Reported) -> String {
    let mut lines = vec![visible::line(&format!("{}: {}", finding.label(), finding.headline()))];
    lines.extend(place(finding));
    lines.extend(
        finding
            .accepted
            .as_ref()
            .map(|accepted| format!("  {}", visible::line(&accepted.to_string()))),
    );
    if !finding.detail.trim().is_empty() {
        let detail = visible::lines(finding.detail.trim_end());
        lines.push(String::new());
        lines.extend(detail.lines().map(|line| format!("  {line}").trim_end().to_owned()));
    }
    lines.join("\n")
}

/// The known parts of the place: `on main.tf line 4, with a.b: bandwidth`.
fn place(finding: &Reported) -> Option<String> {
    let on = finding.place.as_ref();
    let on = on.map(|place| format!("on {} line {}", place.file, place.start.line));
    let with = finding.subject().map(|subject| match &finding.attribute {
        Some(attribute) => format!("with {subject}: {attribute}"),
        None => format!("with {subject}"),
    });
    let known: Vec<_> = [on, with].into_iter().flatten().collect();
    (!known.is_empty()).then(|| format!("  {}", visible::line(&known.join(", "))))
}
