//! The page of a code as text for a terminal: `review explain TWX305`.

use crate::checks::page::{self, GROUPS, Page};

/// A text that is not the code of a rule or a plan check.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Unknown code {code}. Did you mean {nearest}? {}", groups())]
pub struct UnknownCode {
    /// The text as the user wrote it.
    pub code: String,
    /// The known code with the smallest edit distance to the text.
    pub nearest: &'static str,
}

/// Returns the page of a code as plain text. The code may be in upper or lower case.
///
/// # Errors
/// [`UnknownCode`] if no rule and no plan check has the code.
pub fn explain(code: &str) -> Result<String, UnknownCode> {
    let written = code.trim().to_uppercase();
    Page::of(&written)
        .map(|page| in_plain_text(&page))
        .ok_or_else(|| UnknownCode {
            code: code.to_owned(),
            nearest: nearest(&written),
        })
}

fn nearest(written: &str) -> &'static str {
    let distance = |code: &&str| strsim::damerau_levenshtein(code, written);
    page::codes().min_by_key(distance).unwrap_or_default()
}

/// `Groups of codes: 1xx (input), 2xx (redundancy).`
fn groups() -> String {
    let groups: Vec<_> = GROUPS
        .iter()
        .map(|(group, subject)| format!("{group} ({subject})"))
        .collect();
    format!("Groups of codes: {}.", groups.join(", "))
}

fn in_plain_text(page: &Page) -> String {
    let mut text = format!("{}: {}\n\n", page.code, page.title);
    for (label, fact) in page.facts() {
        text.push_str(&format!("{label}: {}\n", fact.replace('`', "")));
    }
    for (heading, part) in page.parts() {
        text.push_str(&format!("\n{heading}\n\n{}", indented(part)));
    }
    format!("{text}\n{CONTRACT}\n")
}

/// Markdown as plain text: prose indented by two columns, code by six, without fences and backticks.
fn indented(part: &str) -> String {
    let (mut text, mut is_code) = (String::new(), false);
    for line in part.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else {
            text.push_str(line_in_plain_text(line, is_code).trim_end());
            text.push('\n');
        }
    }
    text
}

fn line_in_plain_text(line: &str, is_code: bool) -> String {
    if is_code {
        format!("      {line}")
    } else {
        format!("  {}", line.replace('`', ""))
    }
}

const CONTRACT: &str = "Twilio publishes no API for Interconnect. \"The service\" is the one behind base_url,\n\
                        which serves Interconnect v1, the HTTP contract of this project.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_with_its_facts_and_parts() {
        for code in page::codes() {
            let text = explain(code).unwrap();
            let page = Page::of(code).unwrap();
            assert!(text.starts_with(&format!("{code}: {}\n", page.title)), "{text}");
            for heading in ["Meaning", "Why it matters", "What to do", "Example"] {
                assert!(
                    text.contains(&format!("\n{heading}\n\n  ")),
                    "{code} has no {heading}:\n{text}"
                );
            }
            for (label, fact) in page.facts() {
                assert!(
                    text.contains(&format!("{label}: {}\n", fact.replace('`', ""))),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn no_mark_of_markdown_is_left() {
        for code in page::codes() {
            let text = explain(code).unwrap();
            assert!(!text.contains('`') && !text.contains("##"), "{text}");
        }
    }

    #[test]
    fn the_page_of_a_plan_check_is_laid_out_for_a_terminal() {
        let text = explain("TWX318").unwrap();
        let expected = "TWX318: cross connect destroyed while its BGP session remains

Default severity: error
In the plan: reported with this severity

Meaning

  The plan destroys or replaces a cross connect and leaves its BGP session. The
";
        assert_eq!(text.get(..expected.len()), Some(expected));
        assert!(
            text.contains("\n      resource \"twilio_bgp_session\" \"ashburn\" {"),
            "{text}"
        );
        assert!(text.ends_with("the HTTP contract of this project.\n"), "{text}");
    }

    #[test]
    fn the_case_of_a_code_and_spaces_around_it_do_not_matter() {
        for written in ["twx305", "Twx305", " TWX305\n"] {
            assert_eq!(explain(written), explain("TWX305"), "{written}");
        }
    }

    #[test]
    fn an_unknown_code_is_refused_with_the_nearest_one_and_the_groups() {
        let error = explain("TWX30").unwrap_err();
        assert_eq!(
            error.to_string(),
            "Unknown code TWX30. Did you mean TWX301? Groups of codes: 1xx (input), 2xx (redundancy), 3xx (letter of authorization \
             and life cycle), 4xx (disruption), 5xx (capacity and overlap), 6xx (protection)."
        );
        for (written, nearest) in [
            ("twx350", "TWX305"),
            ("TWX 404", "TWX404"),
            ("601", "TWX601"),
            ("TXW166", "TWX166"),
        ] {
            assert_eq!(explain(written).unwrap_err().nearest, nearest, "{written}");
        }
    }
}
