//! Summaries of descriptions. A schema on the wire has summaries, and the pages of the documentation have the whole descriptions.
//!
//! Terraform reads all schemas of a provider at the beginning of each run. Plans and applies do not use the descriptions; editors and
//! `terraform providers schema` show them. The gRPC library of Terraform reads a message of more than 32 KiB into a buffer of 1 MiB, which
//! takes milliseconds.

/// The first sentence of a text.
pub(crate) fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices('.').map(|(at, dot)| at.saturating_add(dot.len()));
    let mut heads = ends.filter_map(|end| text.split_at_checked(end));
    let first = heads.find(|(_, rest)| rest.is_empty() || rest.starts_with(char::is_whitespace));
    first.map_or(text, |(head, _)| head)
}

/// The first paragraph of a text in Markdown.
pub(crate) fn first_paragraph(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(first, _)| first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_a_dot_before_a_space_or_at_the_end() {
        let table = [
            ("A place. Without spaces.", "A place."),
            ("A place.\nWithout spaces.", "A place."),
            (
                "An ASN of RFC 6996, from Terraform 1.11 on. Never 65535.",
                "An ASN of RFC 6996, from Terraform 1.11 on.",
            ),
            ("One sentence.", "One sentence."),
            ("No end", "No end"),
            ("", ""),
        ];
        for (text, first) in table {
            assert_eq!(first_sentence(text), first);
        }
    }

    #[test]
    fn a_paragraph_ends_before_an_empty_line() {
        assert_eq!(first_paragraph("One. Two.\n\nThree."), "One. Two.");
        assert_eq!(first_paragraph("One.\nTwo."), "One.\nTwo.");
    }
}
