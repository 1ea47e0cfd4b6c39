//! The format `markdown`, parsed as GitHub's dialect.

use pulldown_cmark::{Event, Options, Parser, Tag};

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::all().difference(Options::ENABLE_SMART_PUNCTUATION))
}

/// The headings, by their levels.
pub(crate) fn headings(text: &str) -> Vec<u8> {
    let levels = events(text).filter_map(|event| {
        let Event::Start(Tag::Heading { level, .. }) = event else {
            return None;
        };
        Some(level as u8)
    });
    levels.collect()
}

/// Markup that a review never writes: HTML, images, tables, emphasis except the conclusion, and links except to the codes.
pub(crate) fn strange(text: &str) -> Vec<String> {
    let strange = events(text).filter(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => true,
        Event::FootnoteReference(_) | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => true,
        Event::Start(Tag::Link { dest_url, .. }) => !dest_url.starts_with("https://registry.terraform.io/"),
        Event::Start(tag) => !matches!(
            tag,
            Tag::Heading { .. } | Tag::Paragraph | Tag::Strong | Tag::CodeBlock(_) | Tag::List(None) | Tag::Item
        ),
        Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak => false,
    });
    strange.map(|event| format!("{event:?}")).collect()
}

#[test]
fn what_is_strange_is_found() {
    for text in [
        "<b>",
        "a <i>b</i>",
        "![a](b)",
        "[a](b)",
        "*a*",
        "| a |\n|---|\n",
        "> a",
        "1. a",
        "$a$",
        "- [ ] a",
        "---",
    ] {
        assert!(!strange(text).is_empty(), "{text}");
    }
    assert_eq!(strange("# a\n\n- `b`\n\n```hcl\n<c>\n```\n"), Vec::<String>::new());
    assert_eq!(headings("# a\n\n### b"), [1, 3]);
}
