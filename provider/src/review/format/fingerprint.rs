//! The fingerprint of a finding, which is the same in every run.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::review::report::Report;
use crate::review::reported::Reported;

/// Returns a unique fingerprint for each finding of a report, in the order of the findings.
///
/// A fingerprint depends on code, subject, and attribute. It ignores titles, which count days, and lines, which move.
pub(super) fn all(report: &Report) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let each = report.findings().iter().map(|finding| {
        let parts = identity(finding);
        let count = seen.entry(parts.clone()).or_insert(0_u32);
        *count += 1;
        let number = count.to_string();
        of(parts.iter().map(String::as_str).chain([number.as_str()]))
    });
    each.collect()
}

/// Returns the fingerprint of parts: the first 16 bytes of their SHA-256, in hexadecimal.
pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let mut text = String::new();
    for byte in digest.finalize().iter().take(16) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn identity(finding: &Reported) -> [String; 3] {
    let subject = finding.subject().unwrap_or_default();
    let attribute = finding.attribute.as_deref().unwrap_or_default();
    [&finding.code, subject, attribute].map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Place, Severity, Verdict};

    fn finding(title: &str, address: &str) -> Reported {
        Reported {
            address: Some(address.to_owned()),
            ..Reported::new("TWX303", Severity::Warning, title)
        }
    }

    fn fingerprints(findings: &[Reported]) -> Vec<String> {
        all(&Report::new(Verdict::Passed, findings.to_vec()))
    }

    #[test]
    fn a_finding_keeps_its_fingerprint_when_its_title_or_its_line_changes() {
        let moved = Reported {
            place: Some(Place::beginning_of("other.tf")),
            ..finding("Expires in 8 days", "a")
        };

        assert_eq!(
            fingerprints(&[finding("Expires in 9 days", "a")]),
            fingerprints(&[moved])
        );
        assert_ne!(
            fingerprints(&[finding("Title", "a")]),
            fingerprints(&[finding("Title", "b")])
        );
    }

    #[test]
    fn two_findings_of_one_report_never_have_the_same_fingerprint() {
        let both = fingerprints(&[finding("One", "a"), finding("Two", "a")]);

        assert_ne!(both[0], both[1]);
        assert_eq!(both[0].len(), 32);
    }
}
