//! The report of a review in GitHub's Markdown.
//!
//! An output with the report changes only if the result changes. So the report contains nothing that the apply of the same plan changes.

use std::fmt;

use super::circuit::{Circuit, NameSource};
use super::finding::Judged;
use super::review::Review;
use super::verdict::Verdict;
use crate::checks::record::CrossConnect;
use crate::data_sources::losses::{LossesTable, items};
use crate::data_sources::markdown::{escaped, fenced};
use crate::domain::UniqueName;

/// A review as text.
pub(super) struct Report<'a>(pub(super) &'a Review);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(review) = self;
        writeln!(f, "## Plan review: {}", conclusion(&review.findings))?;
        if !review.circuits.is_empty() {
            writeln!(f, "\n{TABLE}")?;
        }
        for (name, circuit) in &review.circuits {
            writeln!(f, "{}", row(name, circuit))?;
        }
        for verdict in &review.verdicts {
            write!(f, "{}", paragraph(verdict))?;
        }
        for found in &review.findings {
            write!(f, "{}", section(found))?;
        }
        if !review.not_judged.is_empty() {
            writeln!(f, "\n### Not judged\n")?;
        }
        for told in &review.not_judged {
            writeln!(f, "- {}", escaped(&told.to_string()))?;
        }
        Ok(())
    }
}

const TABLE: &str = "| cross connect | exchange | bandwidth | redundancy group |\n|---|---|---|---|";

/// The number of findings, such as `2 errors, 1 warning`, or `no findings`.
fn conclusion(findings: &[Judged]) -> String {
    let errors = findings.iter().filter(|found| found.is_error).count();
    let counts = [(errors, "error"), (findings.len() - errors, "warning")];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<_> = told
        .map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if told.is_empty() {
        "no findings".to_owned()
    } else {
        told.join(", ")
    }
}

fn row(name: &UniqueName, circuit: &Circuit) -> String {
    let of = |tell: fn(&CrossConnect) -> Option<String>| circuit.after.as_ref().and_then(tell).unwrap_or_default();
    let exchange = match circuit.source {
        NameSource::Missing => "missing".to_owned(),
        NameSource::Planned | NameSource::Read | NameSource::InTheAccount => {
            of(|after| after.exchange.known().map(ToString::to_string))
        }
    };
    let cells = [
        escaped(name.as_str()),
        exchange,
        of(|after| after.bandwidth.known().map(ToString::to_string)),
        escaped(&of(|after| after.group.known().map(ToString::to_string))),
    ];
    format!("| {} |", cells.join(" | "))
}

fn paragraph(verdict: &Verdict) -> String {
    let told = [
        (
            "Rules broken",
            verdict.codes(|judgement| &judgement.blockers).join(", "),
        ),
        ("Advice", verdict.codes(|judgement| &judgement.advice).join(", ")),
        ("Members after this plan", escaped(&verdict.members.join(", "))),
        (
            "May be changed by this plan",
            escaped(&verdict.may_be_changed.join(", ")),
        ),
        ("Not judged", escaped(verdict.reason.as_deref().unwrap_or_default())),
    ];
    let told = told.into_iter().filter(|(_, text)| !text.is_empty());
    let told: String = told.map(|(what, text)| format!("- {what}: {text}\n")).collect();
    let group = escaped(&verdict.group.to_string());
    let judgement = verdict.judgement.as_ref();
    let losses = judgement.map(|judgement| (items(judgement), LossesTable(judgement).to_string()));
    let (items, table) = losses.unwrap_or_default();
    let gap = if table.is_empty() { "" } else { "\n" };
    let word = verdict.word().in_words();
    format!("\n### Redundancy group {group}: {word}\n\n{items}{told}{gap}{table}")
}

fn section(found: &Judged) -> String {
    let label = if found.is_error { "Error" } else { "Warning" };
    let (title, detail) = (escaped(&found.finding.to_string()), &found.finding.detail);
    let detail = if detail.contains('\n') {
        fenced(detail)
    } else {
        escaped(detail)
    };
    format!(
        "\n### {label}: {title}\n\nAbout {}.\n\n{detail}\n",
        escaped(&found.subject())
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::record::BgpSession;
    use crate::checks::specimen::{account, created, grouped, new_session, order};
    use crate::checks::{Fact, Severities};
    use crate::data_sources::plan_review::input::ReviewInput;
    use crate::data_sources::plan_review::review::{self, Request};

    #[test]
    fn a_report_has_a_table_the_verdicts_and_the_findings() {
        let mut picture = account([], []);
        let leg = grouped(order("voice_a", "ashburn-ix"), "voice");
        picture.cross_connects.plan(created(leg));
        picture.sessions.plan(created(BgpSession {
            cross_connect_sid: Fact::Unknown,
            ..new_session(0, &["52.1.2.0/24"])
        }));
        let request = Request {
            names: [UniqueName::trusted("voice_a"), UniqueName::trusted("voice_b")].into(),
            sessions: None,
        };
        let unread_reason = None;
        let review = review::of(ReviewInput { picture, unread_reason }, &request, &Severities::default());

        let expected = r#"## Plan review: 1 warning

| cross connect | exchange | bandwidth | redundancy group |
|---|---|---|---|
| voice\_a | ashburn-ix | 1000 Mbps | voice |
| voice\_b | missing |  |  |

### Redundancy group voice: not redundant

- Required after the worst loss: 1000 Mbps (default: the bandwidth of the smallest primary), about 10,000 G.711 calls
- Worst loss: circuit "voice\_a"; nothing remains
- Rules broken: TWX201
- Members after this plan: voice\_a
- Not judged: bgp\_session\_count is not set.

| loss | members lost | remains | G.711 calls | missing |
|---|---|---|---|---|
| circuit "voice\_a" | 1 | 0 Mbps | 0 | 1000 Mbps |
| exchange ashburn-ix | 1 | 0 Mbps | 0 | 1000 Mbps |

### Warning: Redundancy group "voice": only one member \[TWX201\]

About cross connect "voice\_a".

"voice\_a" is the only member. When this cross connect or its exchange fails, no other circuit carries its calls. Give the same redundancy\_group to a second cross connect at san-jose-ix, its recommended partner. If one circuit is enough, remove redundancy\_group.

### Not judged

- bgp\_session\_count is not set. Not judged, or only in part: TWX205, TWX302, TWX314, TWX317, TWX318, TWX319, TWX324, TWX325, TWX401, TWX402, TWX404, TWX405, TWX502, TWX503.
"#;
        assert_eq!(Report(&review).to_string(), expected);
    }
}
